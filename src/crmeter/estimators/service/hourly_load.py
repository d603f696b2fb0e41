"""How much comes in each hour of a week: what was usual, and what the coming week brings."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats, Integers
from crmeter.vocabulary import NotEnoughData, Text

HOURS = 7 * 24
# From so many weeks a week is foretold, and so many are foretold to see how well that goes.
LEAST_BEHIND, LEAST_TESTED = 4, 4
# How much of the level of each week is taken over into the next, and how much of each hour is told by its neighbours.
_TAKEN_OVER, _NEIGHBOURS = 0.3, 0.25
_MOST_COUNTED = 10_000_000

Method = Literal["profile", "seasonal_naive"]


@dataclass(frozen=True, slots=True)
class HourlyLoad:
    """What comes in each of the 168 hours of a week, Monday 0:00 first.

    Args:
        weeks: that were seen.
        mean: of each hour, shape (168,).
        low: its lower bound, shape (168,).
        high: its upper bound, shape (168,).
        method: which foretold the tested weeks better.
        forecast: of the coming week, shape (168,).
        forecast_low: what will come at least, shape (168,).
        forecast_high: at most, shape (168,).
        errors: by method, the absolute errors of the tested weeks over all that came in them (WAPE).
        tested: how many weeks were foretold.
        covered: share of their hours, of those in which one or more were expected, that lay within their bounds; None
            where there were none such: of nearly nothing every bound holds.
        spread: variance over mean of what is foretold: 1 where arrivals are Poisson.
        level: of the bounds.
    """

    weeks: int
    mean: Floats
    low: Floats
    high: Floats
    method: Method
    forecast: Floats
    forecast_low: Floats
    forecast_high: Floats
    errors: dict[Method, float]
    tested: int
    covered: float | None
    spread: float
    level: float


def hourly_load(counts: ArrayLike, level: float = 0.8) -> HourlyLoad:
    """Return the usual load of each hour and that of the coming week, by whichever of two methods foretold better.

    Args:
        counts: of each hour of past weeks, the oldest first, Monday 0:00 first in each, shape (W, 168).
        level: of the bounds.

    Raises:
        ValueError: the counts are none, or of other hours.
        NotEnoughData: there are fewer than eight weeks, or nothing came in them.

    Formula: seasonal_naive is the same hour of the week before. profile is level × profile: the level a week's total by
    simple exponential smoothing (0.3 of each week), the profile the share of each hour in the weeks behind, a quarter
    of it told by the hours beside it, both from data before the week that is foretold. The smaller WAPE of the weeks
    foretold one after the other (rolling origin, Tashman 2000, International Journal of Forecasting 16) decides. Counts
    spread around a forecast f with variance φ f, φ the mean of (y − f)² / f over these weeks and at least 1: a negative
    binomial, whose quantiles are the bounds. `covered` counts with the φ of the other weeks. The mean over weeks has
    the bounds of Jeffreys' gamma interval of a count divided by the same φ, that of the means.
    """
    seen = np.asarray(counts, dtype=np.float64)
    if seen.ndim != 2 or seen.shape[1] != HOURS or not np.isfinite(seen).all() or (seen < 0).any():
        raise ValueError(f"counts of {HOURS} hours a week are needed")
    weeks = len(seen)
    if weeks < LEAST_BEHIND + LEAST_TESTED or not seen.sum():
        raise NotEnoughData("few_weeks", _FEW.fill(n=weeks), _NEEDS.fill(least=LEAST_BEHIND + LEAST_TESTED))
    origins = range(LEAST_BEHIND, weeks)
    actual = seen[LEAST_BEHIND:]
    foretold: dict[Method, Floats] = {
        "profile": np.array([_by_profile(seen[:at]) for at in origins]),
        "seasonal_naive": seen[LEAST_BEHIND - 1 : -1],
    }
    errors = {name: float(np.abs(actual - each).sum() / max(actual.sum(), 1.0)) for name, each in foretold.items()}
    method: Method = "profile" if errors["profile"] < errors["seasonal_naive"] else "seasonal_naive"
    ahead = _by_profile(seen) if method == "profile" else seen[-1]
    spreads = _spreads(actual, foretold[method])
    low, high = _bounds(ahead, float(spreads.mean()), level)
    return HourlyLoad(
        weeks,
        seen.mean(axis=0),
        *_usual(seen, level),
        method,
        ahead,
        low,
        high,
        errors,
        len(actual),
        _covered(actual, foretold[method], spreads, level),
        max(1.0, float(spreads.mean())),
        level,
    )


def _by_profile(behind: Floats) -> Floats:
    """Return what the coming week brings by the level and the profile of the weeks behind."""
    totals = behind.sum(axis=1)
    level = totals[0]
    for total in totals[1:]:
        level = _TAKEN_OVER * total + (1 - _TAKEN_OVER) * level
    if not totals.sum():
        return np.zeros(HOURS)
    share = behind.sum(axis=0) / totals.sum()
    beside = (np.roll(share, 1) + np.roll(share, -1)) / 2
    profile = (1 - _NEIGHBOURS) * share + _NEIGHBOURS * beside
    foretold: Floats = level * profile
    return foretold


def _spreads(actual: Floats, foretold: Floats) -> Floats:
    """Return the mean of (y − f)² / f over the hours of each week; where less than a half was foretold, f is a half."""
    basis = np.maximum(foretold, 0.5)
    spreads: Floats = ((actual - foretold) ** 2 / basis).mean(axis=1)
    return spreads


def _covered(actual: Floats, foretold: Floats, spreads: Floats, level: float) -> float | None:
    others = (spreads.sum() - spreads) / (len(spreads) - 1)
    within = []
    for week, ahead, spread in zip(actual, foretold, others, strict=True):
        low, high = _bounds(ahead, float(spread), level)
        within.append((low <= week) & (week <= high))
    counts = foretold >= 1
    return float(np.asarray(within)[counts].mean()) if counts.any() else None


def _bounds(ahead: Floats, spread: float, level: float) -> tuple[Floats, Floats]:
    """Return the quantiles of counts of a mean whose variance is `spread` times it."""
    tails = ((1 - level) / 2, (1 + level) / 2)
    low, high = (_quantiles(ahead, max(spread, 1.0 + 1e-9), tail) for tail in tails)
    return low, high


def _quantiles(mean: Floats, spread: float, tail: float) -> Floats:
    """Return the least counts whose chance of not being passed reaches the tail; by halving, for all hours at once."""
    basis = np.maximum(mean, 1e-9)
    size, chance = basis / (spread - 1), 1 / spread
    low = np.full(mean.shape, -1, dtype=np.int64)
    high: Integers = np.full(mean.shape, 1, dtype=np.int64)
    while (short := special.betainc(size, high + 1.0, chance) < tail).any() and high.max() < _MOST_COUNTED:
        high = np.where(short, high * 2, high)
    while ((high - low) > 1).any():
        middle = (low + high) // 2
        reached = special.betainc(size, middle + 1.0, chance) >= tail
        low, high = np.where(reached, low, middle), np.where(reached, middle, high)
    return high.astype(np.float64)


def _usual(seen: Floats, level: float) -> tuple[Floats, Floats]:
    weeks, total = len(seen), seen.sum(axis=0)
    mean = total / weeks
    spread = max(1.0, float(((seen - mean) ** 2 / np.maximum(mean, 1 / weeks)).sum(axis=0).mean() / (weeks - 1)))
    counted = total / spread + 0.5
    low = np.where(total > 0, special.gammaincinv(counted, (1 - level) / 2), 0.0) * spread / weeks
    high = special.gammaincinv(counted, (1 + level) / 2) * spread / weeks
    return low, high


_FEW = Text("mới có {n} tuần trọn có phiếu", "there are only {n} whole weeks with tickets")
_NEEDS = Text("ít nhất {least} tuần", "at least {least} weeks")
