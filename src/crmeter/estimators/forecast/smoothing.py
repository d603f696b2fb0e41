"""Exponential smoothing with a level, a damped trend where it tells something, and a season."""

from dataclasses import dataclass
from itertools import product
from typing import ClassVar

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.forecast.season_tested import SeasonTested
from crmeter.estimators.forecast.seasonality import is_seasonal, pattern_of

# Weights tried first, and how far around the best of them they are tried once more.
_ALPHA = (0.02, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
_BETA = (0.02, 0.1, 0.3)
_GAMMA = (0.0, 0.1, 0.3)
_PHI = (0.85, 0.92, 0.98)
_FINER = (0.6, 0.8, 1.0, 1.25, 1.6)
_FIRST = 10


@dataclass(frozen=True, slots=True)
class _Weights:
    """Weights of the level, the trend (a part of it), the season (a part of the rest); a candidate in each row."""

    alpha: Floats
    beta: Floats
    gamma: Floats
    phi: Floats


class Smoothing(SeasonTested):
    """Carry on the level, and with it a trend that fades and the season, each learnt by its own weight.

    The series is taken on the scale on which its errors are alike (logarithms where all is positive), so that trend and
    season multiply there.

    Args:
        season: periods in a season, such as 12 months; None looks for no season.
        period: what the series counts by, for words.

    Attributes (after fit):
        seasonal_: whether the season passed its test (F test of the places in the season, 90 %).
        trending_: whether a damped trend tells enough to be kept (AICc).
        alpha_: weight of the level; beta_ of the trend, gamma_ of the season, phi_ its damping.

    Formula: ŷₜ = ℓ + φb + s, e = y − ŷ; ℓ ← ℓ + φb + αe, b ← φb + βe, s ← s + γe: additive errors on the scale. Weights
    by least squares over a grid, refined once; the first states by classical decomposition and a line through the first
    ten figures. Source: Hyndman, Koehler, Ord & Snyder 2008, Forecasting with Exponential Smoothing, ch. 2, 5 and
    table 6.2; damped trend by Gardner & McKenzie 1985, Management Science 31(10).
    """

    name: ClassVar[str] = "ets"
    trending_: bool
    alpha_: float
    beta_: float
    gamma_: float
    phi_: float

    @property
    def least(self) -> int:
        """Six periods: fewer give a level and a trend nothing to be told from."""
        return 6

    def _learn(self, y: Floats) -> None:
        working = self.scale_.to(y)
        pattern = None
        if self.season is not None and is_seasonal(working, self.season):
            pattern = pattern_of(working, self.season, multiply=False)
        self.seasonal_ = pattern is not None
        index = np.zeros(1) if pattern is None else pattern.index
        level = working - np.resize(index, len(working))
        slope, start = np.polyfit(np.arange(1, min(_FIRST, len(level)) + 1), level[:_FIRST], 1)
        fits = [
            self._best(working, index, (start, 0.0), trending=False),
            self._best(working, index, (start, slope), trending=True),
        ]
        kept = min(fits, key=lambda fit: fit[0])
        self.trending_ = kept is fits[1]
        _, self.alpha_, beta, gamma, self.phi_ = kept
        self.beta_, self.gamma_ = self.alpha_ * beta, (1 - self.alpha_) * gamma
        weights = _Weights(*(np.array([each]) for each in kept[1:]))
        self._start = (start, slope if self.trending_ else 0.0)
        errors, levels, slopes, seasons = _run(working, index, self._start, weights)
        self._error, self._level, self._slope = errors[:, 0], float(levels[0]), float(slopes[0])
        self._seasons = seasons[:, 0]

    def _best(
        self, y: Floats, index: Floats, start: tuple[float, float], *, trending: bool
    ) -> tuple[float, float, float, float, float]:
        """Return AICc and the weights of the best fit with or without a trend."""
        told = (
            _ALPHA,
            _BETA if trending else (0.0,),
            _GAMMA if self.seasonal_ else (0.0,),
            _PHI if trending else (1.0,),
        )
        squares, best = _least(y, index, start, list(product(*told)))
        alpha, beta, gamma, phi = best
        nearer = (
            [min(alpha * by, 0.99) for by in _FINER],
            [min(beta * by, 0.99) for by in _FINER] if trending else [0.0],
            [min(gamma * by, 0.99) for by in _FINER] if gamma else [gamma],
            [phi],
        )
        squares, best = min((squares, best), _least(y, index, start, list(product(*nearer))))
        n = len(y)
        parameters = 2 + (3 if trending else 0) + (len(index) if self.seasonal_ else 0)
        if squares <= 0:
            return (-np.inf if not trending else 0.0, *best)
        room = n - parameters - 1
        penalty = 2 * parameters + (2 * parameters * (parameters + 1) / room if room > 0 else np.inf)
        return (n * float(np.log(squares / n)) + penalty, *best)

    def _points(self, h: int) -> Floats:
        faded = np.cumsum(self.phi_ ** np.arange(1.0, h + 1))
        season = np.array([self._seasons[(self.n_ + k) % len(self._seasons)] for k in range(h)])
        return self.scale_.back(self._level + faded * self._slope + season)

    def _shocks(self, h: int) -> Floats:
        steps = np.arange(1, h)
        trend = np.cumsum(self.phi_ ** steps.astype(np.float64)) if h > 1 else np.zeros(0)
        season = np.where(steps % len(self._seasons) == 0, self.gamma_, 0.0) if self.seasonal_ else 0.0
        return np.concatenate([[1.0], self.alpha_ + self.beta_ * trend + season])

    def _residuals(self) -> tuple[Floats, int]:
        cost = 2 + (3 if self.trending_ else 0) + (len(self._seasons) if self.seasonal_ else 0)
        return self._error, cost


def _least(
    y: Floats, index: Floats, start: tuple[float, float], tried: list[tuple[float, ...]]
) -> tuple[float, tuple[float, float, float, float]]:
    """Return the least sum of squared one-step errors among some weights, and these."""
    errors, *_ = _run(y, index, start, _Weights(*np.array(tried).T))
    squares = (errors**2).sum(axis=0)
    place = int(np.argmin(squares))
    alpha, beta, gamma, phi = (float(each) for each in tried[place])
    return float(squares[place]), (alpha, beta, gamma, phi)


def _run(
    y: Floats, index: Floats, start: tuple[float, float], weights: _Weights
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return one-step errors, shape (n, c), and the last level, slope and seasons of each candidate."""
    candidates = len(weights.alpha)
    # The line through the first figures begins one period before them.
    level, slope = np.full(candidates, start[0]), np.full(candidates, start[1])
    seasons = np.repeat(index[:, None], candidates, axis=1)
    errors = np.empty((len(y), candidates))
    beta, gamma = weights.alpha * weights.beta, (1 - weights.alpha) * weights.gamma
    for at, value in enumerate(y.tolist()):
        place = at % len(index)
        moved = weights.phi * slope
        error = value - (level + moved + seasons[place])
        level, slope = level + moved + weights.alpha * error, moved + beta * error
        seasons[place] += gamma * error
        errors[at] = error
    return errors, level, slope, seasons
