"""The Theta forecast: half the long-run trend on top of exponential smoothing."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

import numpy as np
import scipy

from crmeter.estimators.arrays import Floats
from crmeter.estimators.forecast.forecast import LEVELS, TotalForecast
from crmeter.estimators.forecast.season_tested import SeasonTested
from crmeter.estimators.forecast.seasonality import Pattern, is_seasonal, pattern_of


class Theta(SeasonTested):
    """Split a series into its trend line and a line of doubled curvature, forecast each, and take their mean.

    A positive series is taken in logarithms: seasons and trend multiply. One with zeros is taken as it is,
    with seasons that multiply and a falling trend that falls in proportion; one with negative figures with
    seasons that add. So what cannot be negative never gets a negative forecast, and nothing is cut off.

    Args:
        season: periods in a season, such as 12 months; None looks for no season.
        period: what the series counts by, for words.

    Attributes (after fit):
        seasonal_: whether the season passed its test (F test of the places in the season, 90 %).
        alpha_: the smoothing weight, by least squares of one-step errors.
        drift_: half the slope of the trend, per period, on the scale of the fit.

    Formula: ŷ(n+k) = s(n+k) · [ℓₙ + ½ b (k − 1 + (1 − (1−α)ⁿ)/α)], ℓ the smoothed level, b the slope of the
    trend line. Source: Assimakopoulos & Nikolopoulos 2000, Int. J. Forecasting 16(4); this closed form of the
    mean of the theta lines 0 and 2: Hyndman & Billah 2003, Int. J. Forecasting 19(2), eq. 6.
    """

    name: ClassVar[str] = "theta"
    alpha_: float
    drift_: float

    @property
    def least(self) -> int:
        """Four periods: fewer give a slope and a weight nothing to be told from."""
        return 4

    def predict_total(self, h: int, levels: Sequence[float] = LEVELS) -> TotalForecast:
        """Look ahead at the sum of the next `h` periods, with its own band where no season is in use.

        With a few seasons of history the smoothing weight and the season are hardly told apart, and a band of the
        sum comes out too narrow for a level that wanders and too wide for a steady one: so none is claimed.

        Args:
            h: how many periods are summed, at least one.
            levels: probabilities that a band holds what will come.
        """
        return super().predict_total(h, () if self.seasonal_ else levels)

    def _learn(self, y: Floats) -> None:
        working = np.log(y) if self.scale_.kind == "log" else y
        multiply = self.scale_.kind == "sqrt"
        self._pattern: Pattern | None = None
        if self.season is not None and is_seasonal(working, self.season):
            self._pattern = pattern_of(working, self.season, multiply=multiply)
        self.seasonal_ = self._pattern is not None
        level = working if self._pattern is None else self._pattern.removed_from(working)
        self._fit_lines(level)

    def _fit_lines(self, y: Floats) -> None:
        n = len(y)
        time = np.arange(1.0, n + 1)
        slope = float(np.dot(time - time.mean(), y) / np.dot(time - time.mean(), time - time.mean()))
        trend = y.mean() + slope * (time - time.mean())
        curved = 2 * y - trend
        # Taken by its full name: scipy loads this part, which is slow to load, when it is first used.
        best = scipy.optimize.minimize_scalar(partial(_squares, curved), bounds=(0.01, 0.99), method="bounded")
        self.alpha_ = float(best.x)
        self.drift_ = slope / 2
        self._levels = _smoothed(y, self.alpha_)
        self._working = y

    def _ahead(self, level: Floats, steps: Floats, learnt: Floats) -> Floats:
        """Return the level `steps` on, from a level learnt from so many periods."""
        moved = self.drift_ * (steps - 1 + (1 - (1 - self.alpha_) ** learnt) / self.alpha_)
        if self.scale_.kind != "sqrt" or self.drift_ >= 0:
            return level + moved
        # A falling level of a series with zeros falls in proportion, and so stays above nought.
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(level > 0, level * np.exp(np.where(level > 0, moved / level, 0.0)), 0.0)

    def _points(self, h: int) -> Floats:
        steps = np.arange(1.0, h + 1)
        working = self._ahead(np.full(h, self._levels[-1]), steps, np.full(h, float(self.n_)))
        if self._pattern is not None:
            working = self._pattern.put_on(working, self.n_)
        return np.exp(working) if self.scale_.kind == "log" else working

    def _felt(self) -> float:
        """Return what stays of a shock, the weight being an estimate: √E[α²] with Var(α) = (1 − (1−α)²)/n."""
        return float(np.sqrt(self.alpha_**2 + (1 - (1 - self.alpha_) ** 2) / self.n_))

    def _shocks(self, h: int) -> Floats:
        return np.concatenate([[1.0], np.full(h - 1, self._felt())])

    def _slope_variance(self) -> float:
        # Half the slope of a line: of a random walk its variance is (6/5)/n, of even noise 12/n³.
        n = self.n_
        return 0.25 * (1.2 * self._felt() ** 2 / n + 12 / n**3)

    def _pattern_variance(self, weights: Floats) -> float:
        # Each place is a mean over K seasons, and all of them together are brought to a fixed mean.
        if self._pattern is None:
            return 0.0
        season = len(self._pattern.index)
        by_place = np.bincount(np.arange(len(weights)) % season, weights=weights, minlength=season)
        seasons = self.n_ / season - 1
        return float(by_place @ by_place - by_place.sum() ** 2 / season) / seasons

    def _residuals(self) -> tuple[Floats, int]:
        n = len(self._levels)
        fitted = self._ahead(self._levels[:-1], np.ones(n - 1), np.arange(1.0, n))
        actual = self._working[1:]
        if self._pattern is not None:
            fitted, actual = self._pattern.put_on(fitted, 1), self._pattern.put_on(actual, 1)
        if self.scale_.kind == "sqrt":
            fitted, actual = np.sqrt(fitted), np.sqrt(actual)
        cost = 3
        if self._pattern is not None:
            # The pattern is learnt from the middle n − m figures alone: of n squared residuals about it
            # n − m + m²/(n−m) variances are left.
            season = len(self._pattern.index)
            cost += round(season - season**2 / (self.n_ - season))
        return actual - fitted, cost


def _squares(curved: Floats, alpha: float) -> float:
    """Return the sum of squared one-step errors of exponential smoothing."""
    error = curved[1:] - _smoothed(curved, alpha)[:-1]
    return float(error @ error)


def _smoothed(y: Floats, alpha: float) -> Floats:
    """Return the exponentially smoothed level after each figure, begun at the first one."""
    # ℓₜ − (1−α) ℓₜ₋₁ = α yₜ is a system of two bands, solved without a loop.
    bands = np.empty((2, len(y)), order="F")
    bands[0], bands[1] = 1.0, alpha - 1
    right = alpha * y
    right[0] = y[0]
    return np.asarray(scipy.linalg.blas.dtbsv(1, bands, right, lower=1))
