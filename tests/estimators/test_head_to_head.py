"""Us against one competitor, against the tests of scipy, sums by hand, and surveys drawn from a known truth."""

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from crmeter.estimators import HeadToHead, Ratings
from crmeter.vocabulary import NotEnoughData

Array = NDArray[np.float64]
NAN = float("nan")


def answers(ours: Array, theirs: Array, who_ours: list[int], who_theirs: list[int]) -> Ratings:
    return Ratings.of_respondents(
        [f"r{i}" for i in who_ours + who_theirs],
        ["us"] * len(ours) + ["them"] * len(theirs),
        np.vstack([ours, theirs]),
    )


@pytest.fixture
def ratings() -> tuple[Array, Array]:
    rng = np.random.default_rng(3)
    taste = rng.normal(size=(12, 1))
    return 7 + taste + rng.normal(size=(12, 3)), 6.5 + taste + 0.6 * rng.normal(size=(12, 3))


def test_who_rates_both_is_compared_with_themselves(ratings: tuple[Array, Array]) -> None:
    ours, theirs = ratings
    found = HeadToHead().fit(answers(ours, theirs, list(range(12)), list(range(12))), "us", "them")

    expected = stats.ttest_rel(ours, theirs)
    assert found.pairing_ == ("paired",) * 3
    assert found.p_value_.tolist() == pytest.approx(expected.pvalue.tolist())
    bounds, textbook = found.difference(), expected.confidence_interval(0.8)
    assert bounds.low is not None
    assert bounds.low.tolist() == pytest.approx(textbook.low.tolist())


def test_who_rates_one_alone_is_compared_by_welch(ratings: tuple[Array, Array]) -> None:
    ours, theirs = ratings[0], ratings[1][:7]
    found = HeadToHead().fit(answers(ours, theirs, list(range(12)), list(range(20, 27))), "us", "them")

    expected = stats.ttest_ind(ours, theirs, equal_var=False)
    assert found.pairing_ == ("separate",) * 3
    assert found.p_value_.tolist() == pytest.approx(expected.pvalue.tolist())
    bounds, textbook = found.difference(), expected.confidence_interval(0.8)
    assert bounds.high is not None
    assert bounds.high.tolist() == pytest.approx(textbook.high.tolist())


def test_means_with_their_spread_are_compared_by_welch(ratings: tuple[Array, Array]) -> None:
    ours, theirs = ratings
    told = Ratings.of_means(
        ["us", "them"],
        [ours.mean(axis=0), theirs.mean(axis=0)],
        sd=[ours.std(axis=0, ddof=1), theirs.std(axis=0, ddof=1)],
        n=[[12], [12]],
    )

    found = HeadToHead().fit(told, "us", "them")

    assert found.pairing_ == ("separate",) * 3
    assert found.p_value_.tolist() == pytest.approx(stats.ttest_ind(ours, theirs, equal_var=False).pvalue.tolist())


def test_who_rates_both_counts_among_those_who_rate_one() -> None:
    """r2 and r3 rate both: c = Σ (x−x̄)(y−ȳ) / √(3·2·3·2), and v = 4/3 and 1/3."""
    found = HeadToHead().fit(
        answers(np.array([[6.0], [8], [10]]), np.array([[6.0], [7], [5]]), [1, 2, 3], [2, 3, 4]), "us", "them"
    )

    # Ours are 6, 8, 10 of r1, r2, r3; theirs 6, 7, 5 of r2, r3, r4: (8−8)(6−6) + (10−8)(7−6) = 2.
    variance = 4 / 3 + 1 / 3 - 2 * 2 / 6
    assert found.pairing_ == ("partly_paired",)
    assert (found.n_ours_[0], found.n_theirs_[0], found.n_both_[0]) == (3, 3, 2)
    welch = (5 / 3) ** 2 / ((4 / 3) ** 2 / 2 + (1 / 3) ** 2 / 2)
    freedom = 1 + (welch - 1) * 2 / 6
    assert found.p_value_[0] == pytest.approx(2 * stats.t.sf(2 / math.sqrt(variance), freedom))


def test_holm_multiplies_the_smallest_by_all_and_never_lets_a_later_one_be_smaller(
    ratings: tuple[Array, Array],
) -> None:
    found = HeadToHead().fit(answers(*ratings, list(range(12)), list(range(12))), "us", "them")

    p = found.p_value_
    order = np.argsort(p)
    steps = p[order] * [3, 2, 1]
    assert found.p_adjusted_[order].tolist() == pytest.approx(np.minimum(np.maximum.accumulate(steps), 1).tolist())
    assert found.is_significant_.tolist() == (found.p_adjusted_ <= 0.05).tolist()


def test_the_ratio_has_bounds_in_its_logarithm() -> None:
    """Variances of the means 4/3 and 1/3, separate: Var ln R = (4/3)/64 + (1/3)/36."""
    found = HeadToHead().fit(
        answers(np.array([[6.0], [8], [10]]), np.array([[6.0], [7], [5]]), [1, 2, 3], [4, 5, 6]), "us", "them"
    )

    bounds = found.ratio()
    assert bounds.low is not None
    assert bounds.high is not None
    assert bounds.value.tolist() == pytest.approx([8 / 6])
    assert float(bounds.low[0] * bounds.high[0]) == pytest.approx((8 / 6) ** 2)
    v1, v2 = 4 / 3 / 64, 1 / 3 / 36
    reach = stats.t.ppf(0.9, (v1 + v2) ** 2 / (v1**2 / 2 + v2**2 / 2)) * math.sqrt(v1 + v2)
    assert float(bounds.high[0]) == pytest.approx(8 / 6 * math.exp(reach))


def test_the_order_of_the_rows_does_not_matter(ratings: tuple[Array, Array]) -> None:
    ours, theirs = ratings
    turned = answers(ours[::-1], theirs[::-1], list(range(12))[::-1], list(range(12))[::-1])

    one = HeadToHead().fit(answers(ours, theirs, list(range(12)), list(range(12))), "us", "them")
    assert HeadToHead().fit(turned, "us", "them").p_value_.tolist() == one.p_value_.tolist()


def test_an_attribute_that_cannot_be_tested_is_left_out_of_the_correction(ratings: tuple[Array, Array]) -> None:
    """The first is rated of them once, the second differs by the same for everybody."""
    ours, theirs = ratings[0].copy(), ratings[1].copy()
    theirs[1:, 0] = NAN
    theirs[:, 1] = ours[:, 1] - 0.5

    found = HeadToHead().fit(answers(ours, theirs, list(range(12)), list(range(12))), "us", "them")

    assert np.isnan(found.p_value_).tolist() == [True, True, False]
    assert found.p_adjusted_[2] == found.p_value_[2]
    assert not found.is_significant_[:2].any()
    bounds = found.difference()
    assert bounds.low is not None
    assert np.isnan(bounds.low).tolist() == [True, True, False]


def test_without_an_attribute_in_common_there_is_nothing_to_compare() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        HeadToHead().fit(answers(np.array([[7.0, NAN]]), np.array([[NAN, 7.0]]), [1], [2]), "us", "them")
    assert lacking.value.undefined.code == "no_common_attribute"


def test_what_does_not_fit_together_is_refused(ratings: tuple[Array, Array]) -> None:
    both = answers(*ratings, list(range(12)), list(range(12)))
    with pytest.raises(ValueError, match="itself"):
        HeadToHead().fit(both, "us", "us")
    with pytest.raises(ValueError, match="nobody rated"):
        HeadToHead().fit(both, "us", "others")
    with pytest.raises(ValueError, match="significance"):
        HeadToHead(significance=0).fit(both, "us", "them")


def within(low: Any, truth: Any, high: Any) -> NDArray[np.bool_]:
    assert low is not None
    assert high is not None
    return np.asarray((low <= truth) & (truth <= high))


@pytest.mark.prove
@pytest.mark.parametrize("shared", [0, 15, 30])
def test_ratios_and_differences_are_held_and_holm_keeps_its_word(shared: int) -> None:
    """30 rate us, 30 the rival, some of them both; 7 and 6 are the true means, 7 and 7 where nothing differs."""
    rng, n, held, false = np.random.default_rng(shared), 30, {"ratio": [], "difference": []}, []
    theirs_from = n - shared
    for _ in range(2_000):
        taste = rng.normal(0, 0.7, (2 * n, 1))
        mine, yours = (list(range(n)), list(range(theirs_from, theirs_from + n)))
        ours = 7 + taste[mine] + rng.uniform(-1.7, 1.7, (n, 3))
        theirs = 6 + taste[yours] + rng.uniform(-1.2, 1.2, (n, 3))
        found = HeadToHead().fit(answers(ours, theirs, mine, yours), "us", "them")
        ratio, difference = found.ratio(), found.difference()
        held["ratio"].append(within(ratio.low, 7 / 6, ratio.high))
        held["difference"].append(within(difference.low, 1, difference.high))
        same = HeadToHead(significance=0.2).fit(answers(ours, theirs + 1, mine, yours), "us", "them")
        false.append(same.is_significant_.any())

    print(shared, {name: np.mean(each) for name, each in held.items()}, np.mean(false))  # noqa: T201 - read by -s
    assert all(0.76 <= np.mean(each) <= 0.84 for each in held.values())
    assert np.mean(false) <= 0.22
