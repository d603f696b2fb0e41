"""Predictions for many customers at once, each with its bounds."""

from dataclasses import dataclass

import numpy as np

from crmeter.estimators.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Values with the bounds that hold the truth with probability `level`.

    Args:
        value: the estimates; shape () for a total, (n,) for n customers, (n, k) for k counts of n customers.
        low: lower bounds, shaped as `value`; None where no interval was asked for or none can be given.
        high: upper bounds, likewise.
        level: probability in (0, 1).
    """

    value: Floats
    low: Floats | None
    high: Floats | None
    level: float

    def __len__(self) -> int:
        return len(self.value)

    def at(self, place: int) -> "Estimates":
        """Return one of the values with its bounds, of shape ()."""
        low, high = (None if each is None else np.asarray(each[place]) for each in (self.low, self.high))
        return Estimates(np.asarray(self.value[place]), low, high, self.level)
