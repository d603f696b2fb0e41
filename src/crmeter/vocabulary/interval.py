"""How sure a figure is."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds that hold the true value with probability `level`, and the method that gave them."""

    level: float
    low: float | Decimal
    high: float | Decimal
    method: str
