"""Whether a series only varies as it always does: the chart of individual values and moving ranges (XmR)."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.vocabulary import NotEnoughData, Text

LEAST = 6
# The mean range of two standard normal values, and the standard deviation of that range.
_MEAN_RANGE = 2 / math.sqrt(math.pi)
_RANGE_SPREAD = math.sqrt(2 - _MEAN_RANGE**2)
_RUN, _NEAR, _OF = 8, 3, 4


class SignalKind(StrEnum):
    """What tells that more than chance is at work."""

    BEYOND = "beyond"  # one value outside the limits
    RUN = "run"  # eight in a row on one side of the centre
    NEAR = "near"  # three of four nearer to one limit than to the centre


@dataclass(frozen=True, slots=True)
class Signal:
    """One of them.

    Args:
        kind: which.
        first: place of the first value that makes it, from 0.
        last: place of the last one, at which it is seen.
        is_high: above the centre.
    """

    kind: SignalKind
    first: int
    last: int
    is_high: bool


@dataclass(frozen=True, slots=True)
class ControlLimits:
    """The limits within which a series varies by chance.

    Attributes:
        centre: mean of the values of the baseline.
        low: centre − 3 mean moving range / d₂.
        high: centre + as much.
        mean_range: mean of |xₜ − xₜ₋₁| in the baseline.
        high_range: the moving range that chance does not pass.

    Formula: d₂ = 2/√π = 1.128, so that the limits lie 2.66 mean moving ranges away from the centre and 3.27 of them
    bound a range. Moving ranges tell the spread of neighbours, which a step or a trend does not widen.
    Source: Shewhart 1931; Wheeler & Chambers 1992, Understanding Statistical Process Control, ch. 9 and detection
    rules 1, 2 and 4.
    """

    centre: float
    low: float
    high: float
    mean_range: float
    high_range: float

    @classmethod
    def of(cls, values: ArrayLike, baseline: int | None = None) -> "ControlLimits":
        """Return the limits of a series.

        Args:
            values: in their order, shape (n,).
            baseline: how many of the first ones tell what is usual; by default all.

        Raises:
            ValueError: a value is no number, or the baseline is longer than the series.
            NotEnoughData: fewer than six values tell what is usual, or all of them are the same.
        """
        series = _series(values)
        usual = series if baseline is None else series[:baseline]
        if baseline is not None and baseline > len(series):
            raise ValueError(f"{baseline} of {len(series)} values are no baseline")
        if len(usual) < LEAST:
            raise NotEnoughData(
                "short_series",
                Text("mới có {n} kỳ", "there are only {n} periods").fill(n=len(usual)),
                Text("ít nhất {least} kỳ liền nhau", "at least {least} periods in a row").fill(least=LEAST),
            )
        mean_range = float(np.abs(np.diff(usual)).mean())
        if not mean_range:
            raise NotEnoughData(
                "no_variation",
                Text("các kỳ đều như nhau", "all periods are the same"),
                Text("kỳ có thay đổi, dù nhỏ", "periods that vary, be it a little"),
            )
        centre, reach = float(usual.mean()), 3 * mean_range / _MEAN_RANGE
        high_range = mean_range * (1 + 3 * _RANGE_SPREAD / _MEAN_RANGE)
        return cls(centre, centre - reach, centre + reach, mean_range, high_range)

    def signals(self, values: ArrayLike) -> tuple[Signal, ...]:
        """Return what in a series chance does not explain, in the order in which it is seen.

        Each run is told once, when it has become one; a value beyond the limits each time.

        Args:
            values: in their order, shape (n,).
        """
        found: list[Signal] = []
        off = _series(values) - self.centre
        reach = self.high - self.centre
        for at, each in enumerate(off.tolist()):
            if abs(each) > reach:
                found.append(Signal(SignalKind.BEYOND, at, at, each > 0))
        for is_high in (True, False):
            side = off if is_high else -off
            found += _runs(side > 0, _RUN, _RUN, SignalKind.RUN, is_high=is_high)
            found += _runs(side > reach / 2, _NEAR, _OF, SignalKind.NEAR, is_high=is_high)
        return tuple(sorted(found, key=lambda signal: (signal.last, signal.kind)))


def _runs(is_there: Booleans, least: int, of: int, kind: SignalKind, *, is_high: bool) -> list[Signal]:
    """Return each time that at least so many of the last few are there, once for those that follow each other."""
    there = np.asarray(is_there, dtype=np.int64)
    found: list[Signal] = []
    was_one = False
    for last in range(of - 1, len(there)):
        window = there[last - of + 1 : last + 1]
        is_one = bool(window.sum() >= least and there[last])
        if is_one and not was_one:
            found.append(Signal(kind, last - of + 1 + int(np.argmax(window)), last, is_high))
        was_one = is_one or (was_one and bool(window.sum() >= least))
    return found


def _series(values: ArrayLike) -> Floats:
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1 or not np.isfinite(series).all():
        raise ValueError("a series is numbers in their order")
    return series
