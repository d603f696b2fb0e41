"""What deals bring that will be won in the coming windows: those that are open, and those yet to begin."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.pipeline.deals_ahead import DealsAhead
from crmeter.vocabulary import Interval, NotEnoughData, Text

LEVELS = (0.8, 0.95)
_FEWEST_WINDOWS = 3


@dataclass(frozen=True, slots=True)
class Begun:
    """How many deals began in each of some past windows of the same length, and how long these were.

    Args:
        counts: shape (k,), at least one.
        days: of one window.
    """

    counts: Integers
    days: float


@dataclass(frozen=True, slots=True)
class WonValue:
    """What is won in one window.

    Args:
        from_open: expected money from deals that are open now.
        from_new: from deals yet to begin.
        deals: how many deals are expected to be won.
        value_intervals: of the money, by level as in `LEVELS`.
        deal_intervals: of the number.
        variance: of the money, among months that are alike.
    """

    from_open: float
    from_new: float
    deals: float
    value_intervals: tuple[Interval, ...]
    deal_intervals: tuple[Interval, ...]
    variance: float

    @property
    def value(self) -> float:
        """Expected money of both."""
        return self.from_open + self.from_new


def won_value(
    ahead: DealsAhead, stage: Integers, age: Integers, amount: ArrayLike, begun: Begun, won_amounts: ArrayLike,
    *, unlike: float = 0.0, seed: int = 0,
) -> tuple[WonValue, ...]:  # fmt: skip
    """Forecast the money of each window between the horizons that were looked ahead.

    Args:
        ahead: with draws.
        stage: of each open deal, shape (n,).
        age: whole days at its stage, on the first of the days ahead, shape (n,).
        amount: of each, shape (n,); not a number where it is not known.
        begun: deals that began before.
        won_amounts: of deals won before, shape (k,), known ones; what an unknown amount and a deal yet to begin are
            taken to be worth.
        unlike: how unlike each other windows are beyond chance, as `unlikeness` tells.
        seed: of the draws.

    Raises:
        NotEnoughData: no amount of a deal that was won is known.

    Formula: E = Σ p_i a_i + λ Σ_k V_k ā, p_i the chance of deal i to be won in the window, λ deals that begin in a day
    and V_k the chance of one of them with k days left. Intervals are percentiles of draws: daily chances from what the
    data leave open, wins of open deals by lot, λ from a past window, wins of new deals Poisson, their amounts from
    those won; all of a window times a Gamma factor of mean 1 and standard deviation `unlike`.
    """
    known, paid = np.asarray(amount, np.float64), np.asarray(won_amounts, np.float64)
    if not len(paid):
        raise NotEnoughData("no_amounts", _NO_AMOUNTS, _NEEDS_AMOUNTS)
    age = np.minimum(age, ahead.won.shape[3] - 1)
    # By draw, window in which it begins, and window in which it is won: expected wins of one deal begun each day.
    coming = _coming(ahead)
    rng = np.random.default_rng(seed)
    windows, draws = len(ahead.horizons), ahead.won.shape[0] - 1
    value, deals = np.zeros((draws, windows)), np.zeros((draws, windows))
    for draw in range(draws):
        lot = rng.random(len(known))
        worth = np.where(np.isfinite(known), known, paid[rng.integers(0, len(paid), len(known))])
        at = (lot >= ahead.won[draw + 1][:, stage, age]).sum(axis=0)
        value[draw] = np.bincount(at, worth, windows + 1)[:windows]
        deals[draw] = np.bincount(at, minlength=windows + 1)[:windows]
        a_day = begun.counts[rng.integers(0, len(begun.counts), windows)] / begun.days
        new = rng.poisson(a_day @ coming[draw + 1])
        deals[draw] += new
        value[draw] += [paid[rng.integers(0, len(paid), each)].sum() for each in new]
    variance = value.var(axis=0)
    if unlike > 0:
        factor = rng.gamma(unlike**-2, unlike**2, (draws, windows))
        value, deals = value * factor, deals * factor
    within = np.diff(ahead.won[0][:, stage, age], axis=0, prepend=0.0)
    expected = np.where(np.isfinite(known), known, paid.mean())
    of_new = np.full(windows, begun.counts.mean() / begun.days) @ coming[0]
    return tuple(
        WonValue(
            from_open=float(within[at] @ expected),
            from_new=float(of_new[at] * paid.mean()),
            deals=float(within[at].sum() + of_new[at]),
            value_intervals=_intervals(value[:, at]),
            deal_intervals=_intervals(deals[:, at]),
            variance=float(variance[at]),
        )
        for at in range(windows)
    )


def unlikeness(actual: ArrayLike, expected: ArrayLike, variance: ArrayLike) -> float:
    """Return how unlike each other windows are beyond chance, by windows that are over.

    Args:
        actual: money won in each, shape (k,).
        expected: what was forecast for it, positive.
        variance: of the forecast, as `WonValue` tells it.

    Returns:
        The standard deviation of the factor by which windows differ; 0 of fewer than three windows.

    Formula: φ² = mean of ((actual − expected)² − variance) / expected², or 0 where that is negative, the estimator of a
    variance between groups by moments. Source: DerSimonian & Laird 1986, Controlled Clinical Trials 7.
    """
    came, told, chance = (np.asarray(each, np.float64) for each in (actual, expected, variance))
    if len(came) < _FEWEST_WINDOWS:
        return 0.0
    return float(np.sqrt(max(0.0, float((((came - told) ** 2 - chance) / told**2).mean()))))


def _coming(ahead: DealsAhead) -> Floats:
    """Return how many of deals begun one each day of a window are won in each; (draws, begun in, won in)."""
    summed = np.concatenate([np.zeros((len(ahead.begun), 1)), ahead.begun.cumsum(axis=1)], axis=1)
    starts: Sequence[int] = (0, *ahead.horizons[:-1])
    found = np.zeros((len(summed), len(starts), len(starts)))
    for into, (start, end) in enumerate(zip(starts, ahead.horizons, strict=True)):
        before = 0.0
        for won_in in range(into, len(starts)):
            until = ahead.horizons[won_in]
            all_by_then = summed[:, until - start] - summed[:, until - end]
            found[:, into, won_in] = all_by_then - before
            before = all_by_then
    return found


def _intervals(drawn: Floats) -> tuple[Interval, ...]:
    found = []
    for level in LEVELS:
        low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
        found.append(Interval(level, float(low), float(high), "simulation"))
    return tuple(found)


_NO_AMOUNTS = Text("không cơ hội thắng nào ghi số tiền", "no deal that was won says its amount")
_NEEDS_AMOUNTS = Text("cơ hội thắng có số tiền", "deals won with their amounts")
