"""What every forecast of an evenly spaced series has in common: fit, predict, and honest bands.

Bands are conformal: the forecaster is refitted at each past origin, and the errors it made there, at the
same distance ahead, say how wide the band must be. They are taken on a scale on which errors are about
alike everywhere (`Scale`), so that a series that cannot be negative gets bands that are not.
"""

import copy
import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.forecast.conformal import at_rank, for_overlap, student
from crmeter.estimators.forecast.scale import Scale, scale_of
from crmeter.vocabulary import Interval, NotEnoughData, Text

LEVELS = (0.8, 0.95)
MONTHS = Text("tháng", "months")
# More origins than this change a band little and cost a fit each.
_MOST_ORIGINS = 60


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a series is expected to be, period by period.

    `value` has one figure per period ahead, and `intervals` the bands of each, empty where the series is too
    short or too even to give any.
    """

    value: tuple[float, ...]
    intervals: tuple[tuple[Interval, ...], ...]
    method: str


@dataclass(frozen=True, slots=True)
class TotalForecast:
    """What the coming periods are expected to sum to; the bands of single periods do not add up to it."""

    value: float
    intervals: tuple[Interval, ...]
    method: str
    periods: int


class Forecaster(ABC):
    """A method that learns from a series and looks ahead.

    Args:
        period: what the series counts by, for the words of "needs at least 12 months, has 5".

    Attributes (after fit):
        n_: how many periods it learnt from.
        scale_: the scale on which errors are measured.
    """

    name: ClassVar[str]
    n_: int
    scale_: Scale
    _y: Floats
    _learnt_before: list[Self] | None

    def __init__(self, *, period: Text = MONTHS) -> None:
        self.period = period

    @property
    @abstractmethod
    def least(self) -> int:
        """The fewest periods the method can learn from."""

    @property
    def least_like(self) -> int:
        """The fewest periods from which it learns in the same way as from the whole series."""
        return self.least

    def fit(self, y: ArrayLike) -> Self:
        """Learn from a series.

        Args:
            y: one finite figure per period, oldest first, no gaps; shape (n,).

        Raises:
            NotEnoughData: the series is shorter than `least`.
            ValueError: a figure is missing or not finite.
        """
        series = np.asarray(y, dtype=np.float64)
        if series.ndim != 1 or not np.all(np.isfinite(series)):
            raise ValueError("a series is one row of finite figures, one for each period")
        if len(series) < self.least:
            raise too_short(len(series), self.least, self.period)
        self._y, self.n_, self.scale_ = series, len(series), scale_of(series)
        self._learnt_before = None
        self._learn(series)
        return self

    def predict(self, h: int, levels: Sequence[float] = LEVELS) -> Forecast:
        """Look `h` periods ahead, with a band for each.

        Args:
            h: how many periods, at least one.
            levels: probabilities that a band holds what will come; without any, nothing of the past is tried.

        Returns:
            One figure and its bands per period. The method of a band is `conformal` where the past had enough
            origins for its level, else `residual_sd` (Student's t around in-sample one-step errors that grow
            with the horizon).
        """
        points = self._points(h)
        if not levels:
            return Forecast(tuple(float(value) for value in points), ((),) * h, self.name)
        errors = self._errors(h)
        spread = self._in_sample_deviation()
        shape = [math.sqrt(self._variance_of(step)) for step in np.eye(h)]
        bands = tuple(
            self._bands(
                points[k], errors[:, k], self._shocks(k + 1), None if spread is None else spread * shape[k], levels
            )
            for k in range(h)
        )
        return Forecast(tuple(float(value) for value in points), bands, self.name)

    def predict_total(self, h: int, levels: Sequence[float] = LEVELS) -> TotalForecast:
        """Look ahead at the sum of the next `h` periods, with its own band.

        Args:
            h: how many periods are summed, at least one.
            levels: probabilities that a band holds what will come.

        Returns:
            The sum and its bands, from the errors that sums over the same horizon had at past origins.
        """
        points = self._points(h)
        total = float(points.sum())
        bands = self._bands(
            total, self._total_errors(h), np.cumsum(self._shocks(h)), self._total_deviation(points), levels
        )
        return TotalForecast(total, bands, self.name, h)

    @abstractmethod
    def _learn(self, y: Floats) -> None:
        """Take what is needed from a checked series."""

    @abstractmethod
    def _points(self, h: int) -> Floats:
        """Return the expected figures of the next `h` periods."""

    @abstractmethod
    def _shocks(self, h: int) -> Floats:
        """Return how much of a surprise is still felt 0 … h−1 periods later (ψ weights, on the scale)."""

    @abstractmethod
    def _residuals(self) -> tuple[Floats, int]:
        """Return in-sample one-step errors on the scale, and how many parameters they cost."""

    def _slope_variance(self) -> float:
        """Return the variance of the slope used, in variances of a one-step error; 0 where none is used."""
        return 0.0

    def _pattern_variance(self, weights: Floats) -> float:  # noqa: ARG002 - for methods with a pattern
        """Return what not knowing the season exactly adds to the variance of Σ weights · error."""
        return 0.0

    def _variance_of(self, weights: Floats) -> float:
        """Return the variance of Σ weights · error over the coming periods, in variances of a one-step error."""
        h = len(weights)
        shocks = self._shocks(h)
        felt = np.array([weights[j:] @ shocks[: h - j] for j in range(h)])
        leant = float(weights @ np.arange(1, h + 1))
        return float(felt @ felt) + self._slope_variance() * leant**2 + self._pattern_variance(weights)

    def _learnt_since(self, then: Self, weights: Floats) -> float:
        """Return by how much errors should be smaller now than then, the season being better known."""
        now = self._variance_of(weights)
        return math.sqrt(now / (now - self._pattern_variance(weights) + then._pattern_variance(weights)))

    def _in_sample_deviation(self) -> float | None:
        residuals, parameters = self._residuals()
        freedom = len(residuals) - parameters
        if freedom < 1:
            return None
        deviation = math.sqrt(float((residuals**2).sum()) / freedom)
        return deviation if deviation > 0 else None

    def _past(self) -> list[Self]:
        """Return what the method would have learnt at each origin, oldest first; it is reckoned once."""
        if self._learnt_before is None:
            origins = range(max(self.least_like, self.n_ - _MOST_ORIGINS), self.n_)
            self._learnt_before = [self._refitted(origin) for origin in origins]
        return self._learnt_before

    def _errors(self, h: int) -> Floats:
        """Return past errors on the scale, a row per origin, a column per step; NaN where not yet known."""
        past = self._past()
        errors = np.full((len(past), h), np.nan)
        for row, then in enumerate(past):
            ahead = self._y[then.n_ : then.n_ + h]
            points = then._points(len(ahead))
            learnt = [self._learnt_since(then, step) for step in np.eye(h)[: len(ahead)]]
            errors[row, : len(ahead)] = (self.scale_.to(ahead) - self.scale_.to(points)) * learnt
        return errors

    def _total_errors(self, h: int) -> Floats:
        past = [then for then in self._past() if then.n_ + h <= self.n_]
        came = np.array([self._y[then.n_ : then.n_ + h].sum() for then in past])
        said = np.array([then._points(h).sum() for then in past])
        learnt = np.array([self._learnt_since(then, np.ones(h)) for then in past])
        return np.asarray((self.scale_.to(came) - self.scale_.to(said)) * learnt)

    def _refitted(self, origin: int) -> Self:
        again = copy.copy(self)
        again._y, again.n_ = self._y[:origin], origin
        again._learn(again._y)
        return again

    def _total_deviation(self, points: Floats) -> float | None:
        """Return the deviation of the sum on the scale, each period's error counting as it moves the sum."""
        deviation = self._in_sample_deviation()
        total_slope = float(self.scale_.slope(np.asarray(points.sum())))
        if deviation is None or not math.isfinite(total_slope):
            return None
        return deviation * math.sqrt(self._variance_of(total_slope / self.scale_.slope(points)))

    def _bands(
        self,
        value: float,
        errors: Floats,
        shocks: Floats,
        deviation: float | None,
        levels: Sequence[float],
    ) -> tuple[Interval, ...]:
        known = np.sort(np.abs(errors[np.isfinite(errors)]))
        centre = float(self.scale_.to(np.asarray(value)))
        bands = []
        reach_before = 0.0
        for level in sorted(levels):
            rank = (len(known) + 1) * level
            if rank <= len(known) and known[-1] > 0:
                reach, method = at_rank(known, rank) * for_overlap(len(known), shocks, level), "conformal"
            elif deviation is not None:
                residuals, parameters = self._residuals()
                reach, method = student(level, len(residuals) - parameters) * deviation, "residual_sd"
            else:
                continue
            # Two ways of reckoning must not make the wider level the narrower band.
            reach_before = reach = max(reach, reach_before)
            low, high = self.scale_.back(np.array([centre - reach, centre + reach]))
            bands.append(Interval(level, float(low), float(high), method))
        return tuple(bands)


def too_short(has: int, needs: int, period: Text) -> NotEnoughData:
    """Return the refusal of a series that is too short, in words."""
    return NotEnoughData(
        "series_too_short",
        Text("chuỗi số liệu mới có {has} {period}", "the series has {has} {period}").fill(has=has, period=period),
        Text("ít nhất {needs} {period}, hiện có {has}", "at least {needs} {period}, has {has}").fill(
            needs=needs, period=period, has=has
        ),
    )
