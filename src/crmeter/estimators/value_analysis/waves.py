"""How a quality score or a relative price moves from one wave of a survey to another."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.value_analysis.sampling_error import SamplingError
from crmeter.vocabulary import NotEnoughData, Text


class WavePath:
    """The path of one figure over waves whose respondents were drawn anew each time.

    Attributes (after fit):
        value_: by wave, shape (w,).
        standard_errors_: shape (w,).

    Formula: SE² of a change = SE² before + SE² after, with (Σ SE²)² / Σ SE⁴/ν degrees of freedom. Source: Welch 1947,
    Biometrika 34.
    """

    value_: Floats
    standard_errors_: Floats
    _freedom: Floats

    def fit(self, value: ArrayLike, standard_error: ArrayLike, freedom: ArrayLike | None = None) -> Self:
        """Take the figure of each wave.

        Args:
            value: oldest wave first, shape (w,).
            standard_error: shape (w,); not a number where there is none.
            freedom: degrees of freedom behind each standard error, shape (w,); infinite where not told.

        Raises:
            ValueError: shapes differ, a figure is no number, a standard error negative or a freedom not positive.
            NotEnoughData: there are fewer than two waves.
        """
        values, errors = np.asarray(value, dtype=np.float64), np.asarray(standard_error, dtype=np.float64)
        freedoms = np.full(values.shape, np.inf) if freedom is None else np.asarray(freedom, dtype=np.float64)
        if values.ndim != 1 or errors.shape != values.shape or freedoms.shape != values.shape:
            raise ValueError("there is one figure and one standard error for each wave")
        if not np.all(np.isfinite(values)) or np.any(errors < 0) or np.any(freedoms <= 0):
            raise ValueError("figures are finite, standard errors not negative and freedoms positive")
        if len(values) < 2:
            raise NotEnoughData(
                "one_wave",
                Text("mới có một đợt khảo sát", "there is one wave alone"),
                Text("ít nhất hai đợt khảo sát", "at least two waves"),
            )
        self.value_, self.standard_errors_, self._freedom = values, errors, freedoms
        return self

    def changes(self, level: float = 0.8) -> Estimates:
        """Return the change from each wave to the next, shape (w − 1,)."""
        waves = np.arange(len(self.value_))
        return self._between(waves[:-1], waves[1:], level)

    def change(self, first: int = 0, last: int = -1, level: float = 0.8) -> Estimates:
        """Return the change between two waves, shape (); from the oldest to the newest if not told."""
        whole = self._between(np.asarray(first), np.asarray(last), level)
        return Estimates(np.asarray(whole.value), whole.low, whole.high, level)

    def _between(self, before: Integers, after: Integers, level: float) -> Estimates:
        variances = self.standard_errors_**2
        v1, v2 = variances[before], variances[after]
        burden = v1**2 / self._freedom[before] + v2**2 / self._freedom[after]
        total = np.asarray(v1 + v2)
        freedom = np.divide(total**2, burden, out=np.full(total.shape, np.inf), where=np.asarray(burden > 0))
        return SamplingError(np.sqrt(total), freedom).around(
            np.asarray(self.value_[after] - self.value_[before]), level
        )
