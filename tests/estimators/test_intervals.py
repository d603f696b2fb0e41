"""Intervals of shares, medians, means and ratios."""

from decimal import Decimal
from math import comb

import numpy as np
import pytest

from crmeter.estimators import intervals


def bounds(interval):
    return None if interval is None else (float(interval.low), float(interval.high))


def test_wilson_gives_the_published_bounds_for_82_of_100():
    interval = intervals.wilson(82, 100, 0.95)
    assert bounds(interval) == pytest.approx((0.7333, 0.8830), abs=5e-5)
    assert (interval.level, interval.method) == (0.95, "wilson")


@pytest.mark.parametrize(("top", "expected"), [(0, (0.0, 0.2775)), (10, (0.7225, 1.0))])
def test_wilson_of_none_or_all_of_ten_ends_exactly_at_nought_or_one(top, expected):
    low, high = bounds(intervals.wilson(top, 10, 0.95))
    assert (low, high) == pytest.approx(expected, abs=5e-5)
    assert low == 0 if top == 0 else high == 1


def test_a_share_of_nothing_has_no_interval_and_an_impossible_one_is_refused():
    assert intervals.wilson(0, 0, 0.8) is None
    with pytest.raises(ValueError, match="not a share"):
        intervals.wilson(11, 10, 0.8)


def test_a_level_outside_nought_to_one_is_refused():
    with pytest.raises(ValueError, match="level"):
        intervals.wilson(1, 2, 80)


@pytest.mark.parametrize(
    ("n", "level", "outer", "outer_level"),
    # P(Bin(10, 1/2) <= 2) = 56/1024, P(Bin(10, 1/2) <= 1) = 11/1024, P(Bin(4, 1/2) = 0) = 1/16.
    [(10, 0.8, (3, 8), 1 - 2 * 56 / 1024), (10, 0.95, (2, 9), 1 - 2 * 11 / 1024), (4, 0.8, (1, 4), 7 / 8)],
)
def test_the_outer_ranks_of_a_median_follow_from_binomial_probabilities(n, level, outer, outer_level):
    ranks = intervals.quantile_ranks(n, level)
    assert ranks.outer == outer
    assert ranks.outer_level == pytest.approx(outer_level, abs=1e-12)
    assert ranks.inner == (outer[0] + 1, outer[1] - 1)
    assert ranks.shares[0] == pytest.approx(ranks.shares[1])
    assert 0 <= ranks.shares[0] < 1


@pytest.mark.parametrize(("level", "least"), [(0.8, 4), (0.95, 6)])
def test_a_median_of_too_few_values_has_no_interval(level, least):
    assert intervals.quantile_ranks(least - 1, level) is None
    assert intervals.by_order_statistics(range(least - 1), level) is None
    assert intervals.by_order_statistics(range(least), level) is not None


def test_ranks_are_those_that_the_binomial_sum_gives_for_every_size():
    for n in range(4, 400):
        ranks = intervals.quantile_ranks(n, 0.8)
        low, high = ranks.outer
        assert low + high == n + 1
        assert ranks.outer_level >= 0.8
        following = 1 - 2 * sum(comb(n, k) for k in range(low + 1)) / 2**n if low + 1 < n - low + 1 else 0.0
        assert following < 0.8


def chance_of_fewer(rank: int, n: int, quantile: float) -> float:
    """P(Bin(n, q) < rank): how often the value of a rank lies above the quantile."""
    return sum(comb(n, k) * quantile**k * (1 - quantile) ** (n - k) for k in range(rank))


def test_a_ninth_decile_has_an_interval_from_22_values_on():
    # 0.9^21 = 0.109 and 0.9^22 = 0.098: so often all values lie below it.
    assert intervals.quantile_ranks(21, 0.8, 0.9) is None
    ranks = intervals.quantile_ranks(22, 0.8, 0.9)
    # P(Bin(22, 0.9) < 18) = 0.062, P(Bin(22, 0.9) < 19) = 0.172
    assert ranks.outer == (18, 22)
    assert ranks.outer_level == pytest.approx(1 - chance_of_fewer(18, 22, 0.9) - 0.9**22, abs=1e-12)


@pytest.mark.parametrize("quantile", [0.1, 0.25, 0.9])
def test_bounds_of_a_quantile_leave_out_as_much_below_as_above(quantile):
    for n in range(25, 200):
        low, high = intervals.quantile_ranks(n, 0.8, quantile).outer
        assert chance_of_fewer(low, n, quantile) <= 0.1 < chance_of_fewer(low + 1, n, quantile)
        assert 1 - chance_of_fewer(high, n, quantile) <= 0.1 < 1 - chance_of_fewer(high - 1, n, quantile)


def test_a_quantile_beyond_all_values_is_refused():
    with pytest.raises(ValueError, match="quantile"):
        intervals.quantile_ranks(50, 0.8, 1.0)


def test_an_engine_that_fetches_the_needed_ranks_gets_the_same_interval():
    values = [Decimal(v) for v in (1, 2, 4, 7, 11, 16, 22, 29, 37, 46)]
    ranks = intervals.quantile_ranks(len(values), 0.8)
    assert ranks.needed == (3, 4, 7, 8)
    fetched = ranks.interval({rank: values[rank - 1] for rank in ranks.needed})
    assert fetched == intervals.by_order_statistics(values, 0.8)
    assert isinstance(fetched.low, Decimal)
    assert 4 < fetched.low < 7
    assert 22 < fetched.high < 29


def test_equal_values_give_a_median_of_no_width_since_ranks_need_no_spread():
    interval = intervals.by_order_statistics([5, 5, 5, 5, 5], 0.8)
    assert (interval.low, interval.high) == (5, 5)


def test_unsorted_values_are_refused():
    with pytest.raises(ValueError, match="sorted"):
        intervals.by_order_statistics([9, 1, 5, 2, 3], 0.8)


def test_a_symmetric_sample_has_students_interval_of_its_mean():
    # 1, 2, 3: mean 2, s = 1, t(0.9; 2) = 1.885618; half-width 1.885618 / sqrt(3).
    assert bounds(intervals.mean([1, 2, 3], 0.8)) == pytest.approx((2 - 1.088662, 2 + 1.088662), abs=1e-5)


def test_a_long_right_tail_reaches_further_up_than_down():
    values = [1, 1, 2, 2, 3, 4, 5, 30]
    low, high = bounds(intervals.mean(values, 0.8))
    assert high - np.mean(values) > 1.5 * (np.mean(values) - low)


def test_the_interval_of_a_mean_scales_with_money():
    values = np.array([120.0, 80.0, 95.0, 400.0, 60.0])
    in_dong = bounds(intervals.mean(values * 25_000, 0.8))
    assert in_dong == pytest.approx(tuple(25_000 * b for b in bounds(intervals.mean(values, 0.8))), rel=1e-12)


@pytest.mark.parametrize("values", [[], [5], [5, 7], [5, 5, 5, 5], [0.1 + 0.2, 0.3, 0.3]])
def test_a_mean_of_too_few_or_equal_values_has_no_interval(values):
    assert intervals.mean(values, 0.8) is None


def test_sums_of_many_values_give_students_interval_even_of_large_amounts():
    values = [Decimal(10**12 + v % 7) for v in range(2100)]
    interval = intervals.mean_from_sums(len(values), sum(values), sum(v * v for v in values), 0.95)
    x = np.array([v % 7 for v in range(2100)])
    half = 1.961073 * x.std(ddof=1) / np.sqrt(2100)
    assert float(interval.low) - 10**12 == pytest.approx(3 - half, abs=2e-3)
    assert float(interval.high) - 10**12 == pytest.approx(3 + half, abs=2e-3)
    assert interval.method == "student_t"


def test_sums_of_fewer_values_than_the_threshold_have_no_interval():
    n = intervals.MEAN_FROM_SUMS_FROM
    assert intervals.mean_from_sums(n - 1, n, 3 * n, 0.8) is None
    assert intervals.mean_from_sums(n, n, 3 * n, 0.8) is not None
    assert intervals.mean_from_sums(n, n, n, 0.8) is None  # all of them are 1


def test_a_ratio_lies_inside_its_interval_and_both_bounds_are_positive():
    before, now = [10, 20, 30, 5, 8, 100], [12, 0, 33, 0, 9, 80]
    low, high = bounds(intervals.ratio(now, before, 0.8))
    assert 0 < low < 134 / 173 < high


def test_a_ratio_without_spread_or_without_anything_on_top_has_no_interval():
    assert intervals.ratio([2, 4, 6], [1, 2, 3], 0.8) is None
    assert intervals.ratio([0, 0, 0], [1, 2, 3], 0.8) is None
    assert intervals.ratio([1, 2], [1, 1], 0.8) is None
    assert intervals.ratio([1, 2, 0], [4, 0, 0], 0.8) is None  # one customer holds the whole bottom


def test_ratio_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="pair per customer"):
        intervals.ratio([1, 2, 3], [1, 2], 0.8)


def test_the_ratio_of_many_customers_is_about_the_same_from_values_and_from_sums():
    rng = np.random.default_rng(4)
    x = rng.gamma(2, 100, 2000)
    y = x * rng.uniform(0, 1.5, 2000)
    summed = intervals.ratio_from_sums(2000, y.sum(), x.sum(), y @ y, x @ x, x @ y, 0.8)
    assert bounds(summed) == pytest.approx(bounds(intervals.ratio(y, x, 0.8)), rel=2e-3)
    assert summed.method == "fieller"


def test_ratio_sums_below_the_threshold_or_without_a_bottom_have_no_interval():
    n = intervals.RATIO_FROM_SUMS_FROM
    assert intervals.ratio_from_sums(n - 1, n, n, 2 * n, 2 * n, n, 0.8) is None
    assert intervals.ratio_from_sums(n, n, 0, 2 * n, 2 * n, n, 0.8) is None
    assert intervals.ratio_from_sums(n, n, n, n, n, n, 0.8) is None


def test_a_rate_of_events_has_the_quantiles_of_a_gamma() -> None:
    # Half the chi-square quantiles .1 and .9 with 7 degrees of freedom, 2.83311 and 12.01704, over the exposure.
    found = intervals.rate(3, 2.0, 0.8)

    assert found is not None
    assert (found.low, found.high) == (pytest.approx(2.83311 / 4, abs=1e-5), pytest.approx(12.01704 / 4, abs=1e-5))
    assert intervals.rate(0, 5.0, 0.8).low == 0
    assert intervals.rate(0, 0.0, 0.8) is None
    with pytest.raises(ValueError, match="no rate"):
        intervals.rate(1, 0.0, 0.8)
