"""The two forecasts that every other one has to beat: as last time, and as the same season last time."""

from typing import ClassVar

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.forecast.forecast import MONTHS, Forecaster
from crmeter.vocabulary import Text


class SeasonalNaive(Forecaster):
    """Expect each period to be as the same period one season ago.

    Args:
        season: periods in a season, such as 12 months.
        period: what the series counts by, for words.

    Formula: ŷ(n+k) = y(n+k−m·⌈k/m⌉). Source: Hyndman & Athanasopoulos 2021, Forecasting, 3rd ed., §5.2.
    """

    name: ClassVar[str] = "seasonal_naive"

    def __init__(self, season: int, *, period: Text = MONTHS) -> None:
        super().__init__(period=period)
        if season < 1:
            raise ValueError(f"a season has at least one period, not {season}")
        self.season = season

    @property
    def least(self) -> int:
        """One whole season."""
        return self.season

    def _learn(self, y: Floats) -> None:
        self._last: Floats = y[-self.season :]

    def _points(self, h: int) -> Floats:
        return np.resize(self._last, h)

    def _shocks(self, h: int) -> Floats:
        return np.where(np.arange(h) % self.season == 0, 1.0, 0.0)

    def _residuals(self) -> tuple[Floats, int]:
        scaled = self.scale_.to(self._y)
        return np.subtract(scaled[self.season :], scaled[: -self.season]), 0


class Naive(SeasonalNaive):
    """Expect every coming period to be as the last one.

    Args:
        period: what the series counts by, for words.

    Formula: ŷ(n+k) = y(n). Source: as `SeasonalNaive`.
    """

    name: ClassVar[str] = "naive"

    def __init__(self, *, period: Text = MONTHS) -> None:
        super().__init__(1, period=period)
