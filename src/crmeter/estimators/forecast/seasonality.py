"""Whether a series has a season, and the pattern of it."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats


@dataclass(frozen=True, slots=True)
class Pattern:
    """One figure per place in the season, that multiplies (mean 1) or adds (mean 0)."""

    index: Floats
    multiply: bool

    def put_on(self, level: Floats, first: int) -> Floats:
        """Return a level with its season; `first` is the place in the series of the first figure."""
        season = self.index[(first + np.arange(len(level))) % len(self.index)]
        return level * season if self.multiply else level + season

    def removed_from(self, y: Floats) -> Floats:
        """Return a series without its season; places always nought are filled in."""
        season = self.index[np.arange(len(y)) % len(self.index)]
        if not self.multiply:
            return y - season
        known = season > 0
        where = np.arange(len(y))
        return np.asarray(np.interp(where, where[known], y[known] / season[known]))


def is_seasonal(y: Floats, season: int) -> bool:
    """Test whether the places in the season differ around a straight trend, at 90 %.

    Formula: F = ((R₀ − R₁)/(m−1)) / (R₁/(n−m−1)), R₀ and R₁ the squared residuals about a trend line without
    and with a figure per place. It wants two whole seasons. Why not the usual test by the autocorrelation at
    lag m: that one overlooks a strong smooth season in a series of less than about five seasons, since the
    season itself widens its limits.
    """
    n = len(y)
    if season < 2 or n < 2 * season:
        return False
    time = np.arange(n, dtype=np.float64)
    places = (np.arange(n)[:, None] % season == np.arange(season)).astype(np.float64)
    without = _squares(np.column_stack([np.ones(n), time]), y)
    within = _squares(np.column_stack([places, time]), y)
    if within <= 1e-20 * max(without, float((y**2).sum()) * 1e-12):
        return without > within
    ratio = (without - within) / (season - 1) / (within / (n - season - 1))
    return bool(special.fdtrc(season - 1, n - season - 1, ratio) < 0.1)


def pattern_of(y: Floats, season: int, *, multiply: bool) -> Pattern | None:
    """Return the pattern by classical decomposition, or None where a whole season's mean is nought.

    Formula: mean over the years of y against its centred moving average, brought to mean 1 (or 0).
    Source: Hyndman & Athanasopoulos 2021, Forecasting, 3rd ed., §3.4.
    """
    weights = np.ones(season) if season % 2 else np.concatenate([[0.5], np.ones(season - 1), [0.5]])
    trend = np.convolve(y, weights / season, "valid")
    edge = len(weights) // 2
    middle = y[edge : len(y) - edge]
    if multiply and np.any(trend <= 0):
        return None
    against = middle / trend if multiply else middle - trend
    place = (np.arange(len(against)) + edge) % season
    index = np.array([against[place == p].mean() for p in range(season)])
    return Pattern(index / index.mean() if multiply else index - index.mean(), multiply)


def _squares(design: Floats, y: Floats) -> float:
    fitted = design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return float(((y - fitted) ** 2).sum())
