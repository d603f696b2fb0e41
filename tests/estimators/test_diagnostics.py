"""What the plots of a fitted buying process show, on CDNOW (Fader, Hardie & Lee 2005) and by hand."""

from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from crmeter.estimators import BGNBD, MBGNBD, ParetoNBD, PurchaseHistory
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.lifetime.diagnostics import frequency_recency_matrices, repeat_histogram
from crmeter.estimators.lifetime.holdout import holdout
from crmeter.estimators.lifetime.model_choice import RULE, compare_models
from crmeter.estimators.lifetime.tracking import tracking
from crmeter.vocabulary import NotEnoughData

CDNOW = Path(__file__).parents[2] / ".oracles" / "lifetimes" / "datasets" / "CDNOW_sample.txt"
START, CALIBRATION_END, END = date(1997, 1, 1), date(1997, 9, 30), date(1998, 6, 30)


class HalfAlive:
    """A process with answers known by hand: half alive, t/10 purchases for a newcomer in t."""

    unit = "week"
    params_ = {"r": 1.0, "alpha": 1.0}  # noqa: RUF012 - the protocol reads it as a plain attribute
    loglik_, aic_, bic_, n_, converged_, diagnosis_ = -10.0, 24.0, 25.0, 4.0, True, None

    def probability_alive(self, history, **_):
        return _exact(np.full(len(history), 0.5))

    def expected_purchases(self, t, history, **_):
        return _exact(t * history.frequency / history.T)

    def expected_purchases_new_customer(self, t):
        return _exact(np.asarray(t) / 10)

    def expected_counts(self, n_max, _):
        return _exact(np.full(n_max + 1, 4 / (n_max + 1)))


def _exact(values):
    return Estimates(np.asarray(values, dtype=np.float64), None, None, 0.8)


@pytest.fixture(scope="module")
def cdnow():
    """Weeks of purchases per customer, each customer's day merged into one purchase."""
    days = {}
    for line in CDNOW.read_text().splitlines():
        master, _, day, *_ = line.split()
        days.setdefault(master, set()).add(date(int(day[:4]), int(day[4:6]), int(day[6:])))
    frequency, recency, ages, later, births, weeks = [], [], [], [], [], Counter()
    for bought in days.values():
        first = min(bought)
        before = [day for day in bought if day <= CALIBRATION_END]
        frequency.append(len(before) - 1)
        recency.append((max(before) - first).days / 7)
        ages.append((CALIBRATION_END - first).days / 7)
        later.append(len(bought) - len(before))
        births.append((first - START).days / 7)
        weeks.update((day - START).days // 7 for day in bought if day != first)
    return SimpleNamespace(
        history=PurchaseHistory(frequency, recency, ages, "week"),
        later=later,
        births=births,
        weekly=[weeks[week] for week in range(78)],
    )


@pytest.fixture(scope="module")
def bg_nbd(cdnow):
    return BGNBD(unit="week").fit(cdnow.history)


@pytest.mark.parametrize(
    ("model", "total", "bias", "correlation", "error"),
    [(BGNBD, 1653.4, -0.121, 0.6256, 0.7855), (ParetoNBD, 1665.5, -0.115, 0.6302, 0.7545)],
)
def test_cdnow_holdout_matches_the_reference_after_merging_days(cdnow, model, total, bias, correlation, error):
    result = holdout(model(unit="week").fit(cdnow.history), cdnow.history, cdnow.later, 39)
    assert (result.n, result.total_actual) == (2357, 1882)
    assert result.total_expected == pytest.approx(total, abs=0.1)
    assert result.bias == pytest.approx(bias, abs=0.0006)
    assert result.correlation == pytest.approx(correlation, abs=0.0001)
    assert result.mean_absolute_error == pytest.approx(error, abs=0.0001)
    assert result.root_mean_squared_error > result.mean_absolute_error


def test_cdnow_bins_and_deciles_hold_everybody_once_and_rise(cdnow, bg_nbd):
    result = holdout(bg_nbd, cdnow.history, cdnow.later, 39)
    assert [row.n for row in result.by_frequency] == [1411, 439, 214, 100, 62, 38, 29, 64]
    assert [row.is_open for row in result.by_frequency] == [False] * 7 + [True]
    expected = [row.expected for row in result.by_frequency]
    assert expected == sorted(expected)
    for rows in (result.by_frequency, result.deciles):
        assert sum(row.n * row.actual for row in rows) == pytest.approx(1882)
        assert sum(row.n * row.expected for row in rows) == pytest.approx(result.total_expected)
    assert result.deciles[-1].expected == max(row.expected for row in result.deciles)


def test_cdnow_histogram_has_the_published_bars(cdnow, bg_nbd):
    bars = repeat_histogram(bg_nbd, cdnow.history)
    assert [bar.actual for bar in bars] == [1411, 439, 214, 100, 62, 38, 29, 64]
    model = [1407.7, 460.3, 192.5, 101.2, 59.8, 38.1, 25.5, 71.9]
    assert [bar.expected for bar in bars] == pytest.approx(model, abs=0.06)
    assert (bars[-1].repeats, bars[-1].is_open, bars[0].is_open) == (7, True, False)


def test_cdnow_tracking_adds_up_to_the_calibration_repeats_and_splits_at_week_39(cdnow, bg_nbd):
    born = Counter(cdnow.births)
    tracked = tracking(bg_nbd, list(born), list(born.values()), cdnow.weekly, 39)
    assert len(tracked.periods) == 78
    assert [period.holdout for period in tracked.periods] == [False] * 39 + [True] * 39
    last = tracked.periods[-1]
    assert last.actual_so_far == sum(cdnow.weekly)
    assert last.expected_so_far == pytest.approx(sum(period.expected for period in tracked.periods))
    calibration = tracked.periods[38]
    assert calibration.expected_so_far == pytest.approx(cdnow.history.frequency.sum(), rel=0.02)
    assert -0.2 < tracked.holdout_bias < 0


def test_cdnow_models_are_compared_on_one_scale_and_the_lowest_aic_is_chosen(cdnow, bg_nbd):
    mbg_nbd = MBGNBD(unit="week").fit(cdnow.history)
    comparison = compare_models({"bg_nbd": bg_nbd, "mbg_nbd": mbg_nbd})
    assert [row.loglik for row in comparison.rows] == pytest.approx([-9582.4292, -9582.1357], abs=1e-3)
    assert [row.parameters for row in comparison.rows] == [4, 4]
    assert comparison.chosen == "mbg_nbd"
    assert comparison.rule == RULE


def test_cdnow_matrices_are_likelier_alive_the_later_the_last_purchase(bg_nbd):
    matrices = frequency_recency_matrices(bg_nbd, 38.86, 39, (0, 2, 10), (0.0, 10.0, 30.43, 38.86))
    assert matrices.probability_alive[0] == (1.0, None, None, None)
    assert matrices.probability_alive[1][0] is None
    assert matrices.probability_alive[1][2] == pytest.approx(0.72661, abs=1e-4)
    assert matrices.expected_purchases[1][2] == pytest.approx(1.2259, abs=1e-3)
    seen = matrices.probability_alive[2][1:]
    assert list(seen) == sorted(seen)


def test_matrices_span_the_whole_age_by_default_and_refuse_a_later_purchase():
    matrices = frequency_recency_matrices(HalfAlive(), 40, 10)
    assert (len(matrices.frequencies), matrices.recencies[0], matrices.recencies[-1]) == (21, 0, 40)
    with pytest.raises(ValueError, match="between 0 and 40"):
        frequency_recency_matrices(HalfAlive(), 40, 10, (1,), (41.0,))


def test_tracking_of_a_known_process_is_as_counted_by_hand():
    # 10 born at 0 and 20 at 1.5: by 1, 2, 3 the process expects 1, 2 + 1, 3 + 3.
    tracked = tracking(HalfAlive(), [0, 1.5], [10, 20], [2, 3, 4], calibration_end=2)
    assert [period.expected_so_far for period in tracked.periods] == pytest.approx([1, 3, 6])
    assert [period.expected for period in tracked.periods] == pytest.approx([1, 2, 3])
    assert [period.actual_so_far for period in tracked.periods] == [2, 5, 9]
    assert [period.holdout for period in tracked.periods] == [False, False, True]
    assert tracked.holdout_bias == pytest.approx(3 / 4 - 1)


def test_tracking_without_holdout_has_no_bias_and_uneven_columns_are_refused():
    assert tracking(HalfAlive(), [0], [1], [1, 1], calibration_end=2).holdout_bias is None
    with pytest.raises(ValueError, match="do not match"):
        tracking(HalfAlive(), [0, 1], [1], [1], calibration_end=1)


def test_holdout_of_a_known_process_is_as_counted_by_hand():
    # Expected in 10 weeks of ages 20: half the repeats: 0, 1, 2; then came 1, 1, 4, of 2, 1 and 1 customers.
    history = PurchaseHistory([0, 2, 4], [0, 5, 9], [20, 20, 20], "week", [2, 1, 1])
    result = holdout(HalfAlive(), history, [1, 1, 4], 10, most=3)
    assert (result.n, result.total_actual, result.total_expected) == (4, 7, 3)
    assert result.bias == pytest.approx(3 / 7 - 1)
    assert result.mean_absolute_error == pytest.approx((2 * 1 + 0 + 2) / 4)
    assert result.root_mean_squared_error == pytest.approx(np.sqrt((2 * 1 + 0 + 4) / 4))
    assert [(row.frequency, row.n, row.actual, row.expected) for row in result.by_frequency] == [
        (0, 2, 1, 0),
        (2, 1, 1, 1),
        (3, 1, 4, 2),
    ]
    each = PurchaseHistory([0, 0, 2, 4], [0, 0, 5, 9], [20] * 4, "week")
    assert holdout(HalfAlive(), each, [1, 1, 1, 4], 10).correlation == pytest.approx(result.correlation)


def test_deciles_do_not_depend_on_the_order_of_equal_customers():
    history = PurchaseHistory([0] * 30 + [1] * 10, [0] * 30 + [5] * 10, [20] * 40, "week")
    bought = np.arange(40.0)
    forwards = holdout(HalfAlive(), history, bought, 10).deciles
    shuffled = np.random.default_rng(0).permutation(40)
    mixed = PurchaseHistory(*(c[shuffled] for c in (history.frequency, history.recency, history.T)), "week")
    assert holdout(HalfAlive(), mixed, bought[shuffled], 10).deciles == forwards
    assert [(row.place, row.n) for row in forwards] == [(1, 30), (8, 10)]


def test_a_holdout_in_which_nothing_was_bought_has_no_bias_and_no_correlation():
    history = PurchaseHistory([0, 2], [0, 5], [20, 20], "week")
    result = holdout(HalfAlive(), history, [0, 0], 10)
    assert (result.bias, result.correlation) == (None, None)


def test_a_holdout_needs_customers_and_a_count_for_each():
    with pytest.raises(NotEnoughData):
        holdout(HalfAlive(), PurchaseHistory([], [], [], "week"), [], 10)
    with pytest.raises(ValueError, match="do not match"):
        holdout(HalfAlive(), PurchaseHistory([0], [0], [9], "week"), [1, 2], 10)


def test_a_nested_pair_is_tested_by_its_likelihood_ratio():
    large = HalfAlive()
    large.params_, large.loglik_, large.aic_ = {"r": 1.0, "alpha": 1.0, "a": 1.0}, -8.0, 22.0
    comparison = compare_models({"small": HalfAlive(), "large": large}, nested=[("small", "large")])
    (ratio,) = comparison.ratios
    assert (ratio.statistic, ratio.freedom) == (4, 1)
    assert ratio.p_value == pytest.approx(0.0455, abs=5e-5)
    with pytest.raises(ValueError, match="no more parameters"):
        compare_models({"small": HalfAlive(), "large": large}, nested=[("large", "small")])


def test_a_model_that_did_not_converge_is_shown_but_never_chosen():
    lost = HalfAlive()
    lost.aic_, lost.converged_ = 1.0, False
    comparison = compare_models({"lost": lost, "found": HalfAlive()})
    assert [row.name for row in comparison.rows] == ["lost", "found"]
    assert comparison.chosen == "found"
    assert compare_models({"lost": lost}).chosen is None


def test_models_of_different_customers_are_not_compared():
    other = HalfAlive()
    other.n_ = 5.0
    with pytest.raises(ValueError, match="same customers"):
        compare_models({"one": HalfAlive(), "other": other})
