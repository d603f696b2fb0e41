"""The scale on which the errors of a series are about alike: logarithm, square root, or as it is."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from crmeter.estimators.arrays import Floats


@dataclass(frozen=True, slots=True)
class Scale:
    """A monotone map; its inverse has the same range as the series, so no bound leaves what is possible."""

    kind: Literal["log", "sqrt", "identity"]

    def to(self, value: Floats) -> Floats:
        """Return values on the scale."""
        if self.kind == "log":
            return np.asarray(np.log(value))
        return np.asarray(np.sqrt(value)) if self.kind == "sqrt" else value

    def back(self, scaled: Floats) -> Floats:
        """Return values from the scale; on the root scale all that lies below its zero is the value zero."""
        if self.kind == "log":
            return np.asarray(np.exp(scaled))
        return np.asarray(np.maximum(scaled, 0.0) ** 2) if self.kind == "sqrt" else scaled

    def slope(self, value: Floats) -> Floats:
        """Return by how much the scaled value moves for one unit of the value."""
        if self.kind == "identity":
            return np.ones_like(value)
        with np.errstate(divide="ignore"):
            return np.asarray(1 / value if self.kind == "log" else 0.5 / np.sqrt(value))


def scale_of(y: Floats) -> Scale:
    """Choose the scale: log where all is positive, root where zeros occur, else as it is."""
    if np.all(y > 0):
        return Scale("log")
    return Scale("sqrt") if np.all(y >= 0) else Scale("identity")
