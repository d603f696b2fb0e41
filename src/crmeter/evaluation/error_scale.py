"""Scales on which errors are alike wherever a figure lies: of shares the logit, of what is positive the logarithm."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from scipy import special

from crmeter.estimators.arrays import Floats


@dataclass(frozen=True, slots=True)
class Scale:
    """A way there and back.

    Args:
        to: from a figure; an end of the scale is infinite.
        back: to a figure.
    """

    to: Callable[[float], float]
    back: Callable[[float], float]


def scale_of(y: Floats, *, is_share: bool) -> Scale:
    """Return the scale of some figures: shares strictly within 0 and 1, all above 0, or any.

    Args:
        y: the figures; at least one.
        is_share: of a whole.
    """
    low, high = float(y.min()), float(y.max())
    return LOGIT if is_share and low > 0 and high < 1 else LOG if low > 0 else AS_IT_IS


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf


def _logit(value: float) -> float:
    if value <= 0:
        return -math.inf
    return math.inf if value >= 1 else math.log(value / (1 - value))


def _share(value: float) -> float:
    return float(special.expit(value))


def _same(value: float) -> float:
    return value


def _exp(value: float) -> float:
    return math.exp(value) if value < math.log(1e300) else math.inf


LOG = Scale(_log, _exp)
LOGIT = Scale(_logit, _share)
AS_IT_IS = Scale(_same, _same)
