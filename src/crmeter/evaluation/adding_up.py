"""What moved an amount, in whole units of money that add up."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal


def adding_up(
    before: float, causes: Mapping[str, float], now: float, decimals: int
) -> tuple[Decimal, dict[str, Decimal], Decimal]:
    """Return amounts in whole units of money that add up: the causes nearest to the next unit are rounded up.

    Args:
        before: the amount at first.
        causes: what each adds to it, by name; all of them lead from `before` to `now`.
        now: the amount at last.
        decimals: of the currency.

    Returns:
        The amount at first, what each cause adds, the amount at last.
    """
    unit = Decimal(1).scaleb(-decimals)
    first, last = (Decimal(value).quantize(unit) for value in (before, now))
    floors = {name: Decimal(value).quantize(unit, rounding=ROUND_FLOOR) for name, value in causes.items()}
    left = int((last - first - sum(floors.values(), Decimal(0))) / unit)
    by_remainder = sorted(causes, key=lambda name: floors[name] - Decimal(causes[name]))
    for step in range(abs(left)):
        floors[by_remainder[step % len(by_remainder)]] += unit if left > 0 else -unit
    return first, floors, last
