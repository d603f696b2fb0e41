"""How long customers stay, against the textbook figures of Freireich's 6-MP patients and sums by hand."""

import math

import numpy as np
import pytest

from crmeter.estimators import KaplanMeier
from crmeter.vocabulary import NotEnoughData

# Freireich et al. 1963, Blood 21, remissions under 6-MP in weeks; 0 was still in remission.
WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
RELAPSED = [1] * 9 + [0] * 12


@pytest.fixture
def remissions() -> KaplanMeier:
    return KaplanMeier().fit(WEEKS, RELAPSED)


def test_the_published_curve_is_found(remissions: KaplanMeier) -> None:
    assert remissions.times_.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert [round(s, 4) for s in remissions.survival_] == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert remissions.at_risk_.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert (remissions.n_, remissions.n_left_, remissions.longest_) == (21, 9, 35.0)


def test_bounds_are_those_of_the_log_of_the_log(remissions: KaplanMeier) -> None:
    """At 10 weeks Σ d/(n(n-d)) = 3/(21·18) + 1/(17·16) + 1/(15·14)."""
    found = remissions.survival(10, level=0.95)

    greenwood = 3 / (21 * 18) + 1 / (17 * 16) + 1 / (15 * 14)
    survival = 18 / 21 * 16 / 17 * 14 / 15
    spread = math.exp(1.959963984540054 * math.sqrt(greenwood) / -math.log(survival))
    assert float(found.value) == pytest.approx(survival)
    assert found.low is not None
    assert found.high is not None
    assert (float(found.low), float(found.high)) == pytest.approx((survival**spread, survival ** (1 / spread)))
    assert (round(float(found.low), 3), round(float(found.high), 3)) == (0.503, 0.889)


def test_between_two_times_the_share_stays_and_beyond_what_was_seen_it_is_not_known(remissions: KaplanMeier) -> None:
    found = remissions.survival([0, 5.9, 6, 22.5, 35, 36])

    assert found.value[:5].tolist() == pytest.approx([1, 1, 0.857143, 0.537815, 0.448179], abs=1e-6)
    assert math.isnan(found.value[5])
    assert found.low is not None
    assert [math.isnan(each) for each in found.low] == [True, True, False, False, False, True]


def test_the_median_is_the_first_time_with_at_most_half_left(remissions: KaplanMeier) -> None:
    value, low, high = remissions.quantile(0.5, level=0.95)

    # The lower bound of the curve comes down to a half at 13 weeks, the upper one never does.
    assert (value, low, high) == (23.0, 13.0, None)
    assert remissions.quantile(0.9) == (None, None, None)


def test_an_exact_half_is_reached() -> None:
    assert KaplanMeier().fit([1, 2, 3, 4], [1, 1, 1, 1]).quantile(0.5)[0] == 2


def test_the_mean_within_a_horizon_is_the_area_below_the_curve() -> None:
    """S is 1 to 1, .75 to 2, .5 to 4: 1 + .75 + 1 = 2.75; areas beyond 1 and 2 are 1.75 and 1."""
    value, low, high = KaplanMeier().fit([1, 2, 4, 4], [1, 1, 0, 0]).restricted_mean(4, level=0.8)

    error = 1.2815515655446004 * math.sqrt(1.75**2 / (4 * 3) + 1 / (3 * 2))
    assert (value, low, high) == pytest.approx((2.75, 2.75 - error, min(4, 2.75 + error)))


def test_where_nobody_is_left_the_curve_ends_at_nothing() -> None:
    gone = KaplanMeier().fit([2, 5], [1, 1])

    found = gone.survival([5, 50])
    assert found.value.tolist() == [0, 0]
    assert found.low is not None
    assert np.isnan(found.low).all()
    assert gone.restricted_mean(50)[0] == pytest.approx(3.5)


def test_the_last_one_leaving_bounds_no_time() -> None:
    """Nine were seen to stay for up to nine months, the tenth left after 100: half may leave much later, or before."""
    one = KaplanMeier().fit([*range(1, 10), 100], [0] * 9 + [1])

    assert one.quantile(0.5) == (100, None, None)
    # Of three who all left one longer stay says nothing of how long half may stay.
    assert KaplanMeier().fit([1, 2, 3], [1, 1, 1]).quantile(0.5) == (2, 1, None)


def test_where_nobody_left_within_a_horizon_the_mean_is_all_of_it_without_bounds() -> None:
    assert KaplanMeier().fit([3, 8, 9], [0, 1, 0]).restricted_mean(5) == (5, None, None)


def test_where_nobody_left_everybody_stays() -> None:
    stayed = KaplanMeier().fit([3, 8], [0, 0])

    assert stayed.survival([1, 8]).value.tolist() == [1, 1]
    assert stayed.quantile() == (None, None, None)
    with pytest.raises(NotEnoughData):
        stayed.restricted_mean(9)


@pytest.mark.parametrize("durations", [[-1.0], [float("nan")], [float("inf")]])
def test_a_duration_that_is_none_is_refused(durations: list[float]) -> None:
    with pytest.raises(ValueError, match="durations"):
        KaplanMeier().fit(durations, [1])


def test_without_customers_there_is_nothing_to_follow() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        KaplanMeier().fit([], [])
    assert lacking.value.undefined.code == "no_customers"


def test_a_horizon_and_a_share_lie_where_they_can(remissions: KaplanMeier) -> None:
    with pytest.raises(ValueError, match="horizon"):
        remissions.restricted_mean(0)
    with pytest.raises(ValueError, match="share"):
        remissions.quantile(1)


@pytest.mark.prove
def test_an_interval_of_four_fifths_holds_the_truth_in_four_fifths_of_all_worlds() -> None:
    """Exponential stays of mean 10, seen for a uniform time up to 20, 200 customers; S(5) and the mean within 12."""
    rng, share, mean, worlds = np.random.default_rng(8), 0, 0, 2_000
    truth, area = math.exp(-0.5), 10 * (1 - math.exp(-1.2))
    for _ in range(worlds):
        stays, seen = rng.exponential(10, 200), rng.uniform(0, 20, 200)
        fitted = KaplanMeier().fit(np.minimum(stays, seen), stays <= seen)
        found = fitted.survival(5)
        assert found.low is not None
        assert found.high is not None
        share += bool(found.low <= truth <= found.high)
        _, low, high = fitted.restricted_mean(12)
        assert low is not None
        assert high is not None
        mean += low <= area <= high

    assert 0.76 <= share / worlds <= 0.84
    assert 0.76 <= mean / worlds <= 0.84


def test_a_weight_is_so_many_customers() -> None:
    one_by_one = KaplanMeier().fit([1, 1, 2, 3, 3, 3], [True, True, False, True, True, True])

    counted = KaplanMeier().fit([3, 1, 2], [True, True, False], weights=[3, 2, 1])

    assert (counted.n_, counted.n_left_) == (6, 5)
    assert counted.at_risk_.tolist() == one_by_one.at_risk_.tolist()
    assert counted.survival(2).low == pytest.approx(one_by_one.survival(2).low)
    with pytest.raises(ValueError, match="weights"):
        KaplanMeier().fit([1, 2], [True, False], weights=[1, 0])
