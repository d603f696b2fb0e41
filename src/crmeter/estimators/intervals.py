"""Intervals for shares, medians, means and ratios that hold their level on skewed, small samples.

Each function returns `None` where the statistic has no honest interval: too few values for the level, or
values that show no spread at all (ten equal orders do not say how far the next one may lie). Only the
median may have an interval of no width, since ranks need no spread to be right.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.vocabulary import Interval

Exact = int | float | Decimal

MEAN_FROM_SUMS_FROM = 1000
"""Fewest values for `mean_from_sums`: beyond, skewness up to a lognormal, σ = 1, no longer matters."""
RATIO_FROM_SUMS_FROM = 500
"""Fewest pairs for `ratio_from_sums`, by the same measurement."""
# Students' t is widened by 1 + skewness²/2n: the next term of the expansion behind Hall's correction is
# of the order skewness²/n, and one half was the constant that held 80 % and 95 % in simulation.
_WIDENING = 0.5


def wilson(top: float, bottom: float, level: float) -> Interval | None:
    """Return the score interval of a share.

    Args:
        top: how many of `bottom` have the property.
        bottom: how many were looked at.
        level: probability that the interval holds the true share, such as 0.8.

    Returns:
        Bounds in [0, 1], or None where nothing was looked at.

    Raises:
        ValueError: `top` is not between 0 and `bottom`.

    Formula: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Source: Wilson 1927, JASA 22(158).
    """
    _check(level)
    if not 0 <= top <= bottom:
        raise ValueError(f"{top} of {bottom} is not a share")
    if bottom == 0:
        return None
    z2 = float(special.ndtri((1 + level) / 2)) ** 2
    middle = (top + z2 / 2) / (bottom + z2)
    half = math.sqrt(z2) / (bottom + z2) * math.sqrt(top * (bottom - top) / bottom + z2 / 4)
    # The bound at an empty or full share is exactly 0 or 1; rounding would leave it a hair away.
    return Interval(
        level,
        0.0 if top == 0 else middle - half,
        1.0 if top == bottom else middle + half,
        "wilson",
    )


def rows_for_each(rows: int, each: int, level: float) -> Interval | None:
    """Return the interval of how many trials it takes for one success.

    Args:
        rows: how many trials there were.
        each: how many of them succeeded.
        level: probability that the interval holds the true number.

    Returns:
        Bounds from 1 up, or None where none succeeded: the number has no upper bound then.

    Formula: [1 / high, 1 / low] of Wilson's interval of each / rows; turning over keeps what it holds.
    """
    share = wilson(each, rows, level) if each else None
    return None if share is None else Interval(level, 1 / float(share.high), 1 / float(share.low), "wilson_turned_over")


def rate(events: int, exposure: float, level: float) -> Interval | None:
    """Return the interval of a rate of events that come one by one, such as people who leave.

    Args:
        events: how many there were.
        exposure: for how long how many could have had one, such as mean headcount times periods.
        level: probability that the interval holds the true rate.

    Returns:
        Bounds from 0 up, or None where nothing could have had one. Without an event the lower bound is 0.

    Raises:
        ValueError: there are fewer than no events, or events without exposure.

    Formula: quantiles (1 ∓ level)/2 of Gamma(events + ½) / exposure, Jeffreys' interval of a Poisson mean.
    Source: Brown, Cai & DasGupta 2003, Statistica Sinica 13.
    """
    _check(level)
    if events < 0 or exposure < 0 or (events and not exposure):
        raise ValueError(f"{events} events in {exposure} are no rate")
    if exposure == 0:
        return None
    low, high = (float(special.gammaincinv(events + 0.5, q)) / exposure for q in ((1 - level) / 2, (1 + level) / 2))
    return Interval(level, low if events else 0.0, high, "jeffreys_poisson")


@dataclass(frozen=True, slots=True)
class QuantileRanks:
    """The ranks (from 1, ascending) whose values make the interval of a quantile.

    `outer` alone is conservative: it holds the quantile with probability `outer_level`, at least `level`.
    Each bound lies between `outer` and `inner`, at its share of the way inward.
    """

    n: int
    level: float
    outer: tuple[int, int]
    inner: tuple[int, int]
    shares: tuple[float, float]
    outer_level: float

    @property
    def needed(self) -> tuple[int, ...]:
        """The ranks whose values `interval` wants."""
        return tuple(sorted({*self.outer, *self.inner}))

    def interval(self, value_at: Mapping[int, Exact]) -> Interval:
        """Return the interval from the values at the ranks `needed`."""
        low, high = (
            _between(value_at[outer], value_at[inner], share)
            for outer, inner, share in zip(self.outer, self.inner, self.shares, strict=True)
        )
        return Interval(self.level, low, high, "order_statistics")


def quantile_ranks(n: int, level: float, quantile: float = 0.5) -> QuantileRanks | None:
    """Return which order statistics bound a quantile, so that an engine can fetch them alone.

    Args:
        n: how many values there are.
        level: probability that the interval holds the true quantile; as much is left out below as above.
        quantile: which share of all values lies below it; by default the median.

    Returns:
        The ranks, or None where even the smallest and the largest value hold it less often than `level` (of a median
        fewer than 4 values at 80 %, fewer than 6 at 95 %; of the ninth decile fewer than 22 at 80 %).

    Formula: P(ξ < X₍ᵣ₎) = P(Bin(n, q) < r) = πᵣ; the lower bound is (1 − λ) X₍ᵣ₎ + λ X₍ᵣ₊₁₎ with πᵣ ≤ α < πᵣ₊₁,
    α = (1 − level) / 2 and 1 / λ = 1 + r (1 − q) (πᵣ₊₁ − α) / ((n − r) q (α − πᵣ)); the upper one likewise from above.
    Source: Hettmansperger & Sheather 1986, Statistics & Probability Letters 4(2); Nyblom 1992, ibid. 14(2).
    """
    _check(level)
    if not 0 < quantile < 1:
        raise ValueError(f"a quantile lies between 0 and 1, not at {quantile}")
    below, above = _bounding(n, level, quantile), _bounding(n, level, 1 - quantile)
    if below is None or above is None or below[0] + above[0] > n:
        return None
    (low, low_share), (high, high_share) = below, above
    outer = 1 - float(special.bdtr(low - 1, n, quantile)) - float(special.bdtr(high - 1, n, 1 - quantile))
    return QuantileRanks(n, level, (low, n + 1 - high), (low + 1, n - high), (low_share, high_share), outer)


def _bounding(n: int, level: float, quantile: float) -> tuple[int, float] | None:
    """Return the rank below a quantile, and how far on the way to the next its bound lies; None of too few values."""
    missed = (1 - level) / 2

    def under(rank: int) -> float:
        """The probability that the quantile lies below the value of a rank."""
        return float(special.bdtr(rank - 1, n, quantile))

    if n < 1 or under(1) > missed:
        return None
    # The largest rank that is missed seldom enough lies near where the normal law puts it.
    spread = math.sqrt(n * quantile * (1 - quantile))
    rank = min(max(int(n * quantile - float(special.ndtri(1 - missed)) * spread), 1), n)
    while rank > 1 and under(rank) > missed:
        rank -= 1
    while rank < n and under(rank + 1) <= missed:
        rank += 1
    if rank == n:
        return None
    short, beyond = missed - under(rank), under(rank + 1) - missed
    weight = rank * (1 - quantile) * beyond
    inward = (n - rank) * quantile * short
    return rank, inward / (weight + inward)


def by_order_statistics(sorted_values: Sequence[Exact], level: float, quantile: float = 0.5) -> Interval | None:
    """Return the distribution-free interval of a quantile.

    Args:
        sorted_values: all values, ascending.
        level: probability that the interval holds the true quantile.
        quantile: which share of all values lies below it; by default the median.

    Returns:
        The interval, or None where n is too small for the level (see `quantile_ranks`). Equal values give
        one of no width, which is right: it rests on ranks alone.

    Raises:
        ValueError: the values are not ascending.
    """
    ranks = quantile_ranks(len(sorted_values), level, quantile)
    if ranks is None:
        return None
    value_at = {rank: sorted_values[rank - 1] for rank in ranks.needed}
    if list(value_at.values()) != sorted(value_at.values()):
        raise ValueError("the values of a quantile must be sorted, smallest first")
    return ranks.interval(value_at)


def mean(values: ArrayLike, level: float) -> Interval | None:
    """Return the interval of a mean of skewed values such as order amounts.

    Args:
        values: the n values, in any order.
        level: probability that the interval holds the true mean.

    Returns:
        The interval, or None for fewer than three values or values without spread.

    Formula: x̄ − s g⁻¹(±t (1 + γ²/2n) / √n), g⁻¹(y) = (3/γ) (∛(1 + γ(y − γ/6n)) − 1), γ the sample skewness.
    Source: Hall 1992, J. R. Statist. Soc. B 54(1), eq. 2.2, with Student's t and a widening measured in
    `tests/estimators/test_interval_coverage.py`.
    """
    _check(level)
    x = np.asarray(values, dtype=np.float64)
    n = len(x)
    if n < 3 or not _spreads(x):
        return None
    centre, deviation, skewness = float(x.mean()), float(x.std(ddof=1)), _skewness(x)
    reach = _student(level, n) * (1 + _WIDENING * skewness**2 / n) / math.sqrt(n)
    return Interval(
        level,
        centre - deviation * _unskewed(reach, skewness, n),
        centre - deviation * _unskewed(-reach, skewness, n),
        "hall_skewness_corrected_t",
    )


def mean_from_sums(n: int, total: Exact, squares: Exact, level: float) -> Interval | None:
    """Return Student's interval of a mean from sums an engine has taken over many values.

    Args:
        n: how many values; at least `MEAN_FROM_SUMS_FROM`, below it take `mean` of the values themselves.
        total: Σx, exact where it is a Decimal.
        squares: Σx².
        level: probability that the interval holds the true mean.

    Returns:
        The interval, or None below the threshold or for values without spread.

    Formula: x̄ ± t s / √n, s² = (Σx² − (Σx)²/n) / (n − 1), in exact fractions so that nothing cancels.
    """
    _check(level)
    if n < MEAN_FROM_SUMS_FROM:
        return None
    sum_ = Fraction(total)
    variance = (Fraction(squares) - sum_**2 / n) / (n - 1)
    if variance <= 0:
        return None
    half = _student(level, n) * math.sqrt(variance / n)
    return Interval(level, float(sum_ / n) - half, float(sum_ / n) + half, "student_t")


def ratio(top: ArrayLike, bottom: ArrayLike, level: float) -> Interval | None:
    """Return the interval of Σ top / Σ bottom, both taken over the same customers.

    Args:
        top: one value per customer, such as the spend now; shape (n,).
        bottom: one value per customer, such as the spend a year before; shape (n,).
        level: probability that the interval holds the ratio of the expected values.

    Returns:
        The interval, or None for fewer than three customers, a ratio that is not positive, or one that is
        the same for every customer.

    Raises:
        ValueError: the arrays differ in length.

    Formula: R exp(±t (1 + γ²/2n) se/R), se the jackknife standard error of R, γ the skewness of
    top − R·bottom. Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 11; log scale and
    widening measured in `tests/estimators/test_interval_coverage.py`.
    """
    _check(level)
    y, x = np.asarray(top, dtype=np.float64), np.asarray(bottom, dtype=np.float64)
    if y.shape != x.shape:
        raise ValueError(f"one pair per customer is wanted, not {len(y)} and {len(x)} values")
    n = len(y)
    if n < 3 or y.sum() <= 0 or x.sum() <= 0 or np.any(x.sum() - x <= 0):
        return None
    value = float(y.sum() / x.sum())
    residual = y - value * x
    if not np.any(np.abs(residual) > 1e-12 * (np.abs(y).max() + value * np.abs(x).max())):
        return None
    without_one = (y.sum() - y) / (x.sum() - x)
    error = math.sqrt((n - 1) / n * float(((without_one - without_one.mean()) ** 2).sum()))
    reach = _student(level, n) * (1 + _WIDENING * _skewness(residual) ** 2 / n) * error / value
    return Interval(level, value * math.exp(-reach), value * math.exp(reach), "log_jackknife")


def ratio_from_sums(
    n: int,
    top: Exact,
    bottom: Exact,
    top_squares: Exact,
    bottom_squares: Exact,
    products: Exact,
    level: float,
) -> Interval | None:
    """Return Fieller's interval of Σ top / Σ bottom from sums an engine has taken over many customers.

    Args:
        n: how many customers; at least `RATIO_FROM_SUMS_FROM`, below it take `ratio` of the values.
        top: Σy.
        bottom: Σx.
        top_squares: Σy².
        bottom_squares: Σx².
        products: Σxy.
        level: probability that the interval holds the ratio of the expected values.

    Returns:
        The interval, or None below the threshold, without spread, or where the bottom is not told from zero.

    Formula: the roots R of (ȳ − R x̄)² = t² (s_yy − 2R s_xy + R² s_xx) / n.
    Source: Fieller 1954, J. R. Statist. Soc. B 16(2).
    """
    _check(level)
    if n < RATIO_FROM_SUMS_FROM:
        return None
    y, x = Fraction(top), Fraction(bottom)
    yy = (Fraction(top_squares) - y * y / n) / (n - 1)
    xx = (Fraction(bottom_squares) - x * x / n) / (n - 1)
    xy = (Fraction(products) - x * y / n) / (n - 1)
    spread = Fraction(_student(level, n)) ** 2 / n
    a, b, c = (x / n) ** 2 - spread * xx, x * y / n**2 - spread * xy, (y / n) ** 2 - spread * yy
    inside = b * b - a * c
    if a <= 0 or inside <= 0:
        return None
    half = math.sqrt(inside)
    return Interval(level, (float(b) - half) / float(a), (float(b) + half) / float(a), "fieller")


def _check(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")


def _student(level: float, n: int) -> float:
    return float(special.stdtrit(n - 1, (1 + level) / 2))


def _between(outer: Exact, inner: Exact, share: float) -> float | Decimal:
    if isinstance(outer, Decimal) and isinstance(inner, Decimal):
        return outer + (inner - outer) * Decimal(str(share))
    return float(outer) + (float(inner) - float(outer)) * share


def _spreads(x: Floats) -> bool:
    return bool(np.ptp(x) > 1e-12 * np.abs(x).max())


def _skewness(x: Floats) -> float:
    n = len(x)
    if not _spreads(x):
        return 0.0
    return float(((x - x.mean()) ** 3).mean() / x.std() ** 3) * math.sqrt(n * (n - 1)) / (n - 2)


def _unskewed(reach: float, skewness: float, n: int) -> float:
    """Invert Hall's cubic transformation of the studentised mean."""
    if abs(skewness) < 1e-6:
        return reach
    return 3 / skewness * (float(np.cbrt(1 + skewness * (reach - skewness / (6 * n)))) - 1)
