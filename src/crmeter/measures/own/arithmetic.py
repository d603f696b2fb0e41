"""Numbers of own measures joined exactly: what is too large for the engine is empty, and stops no evaluation."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import ibis.expr.types as ir

# As amounts are kept; what a product of two such holds fits into the widest decimal of the engine.
_AMOUNT, _AMOUNT_DIGITS, _AMOUNT_DECIMALS = "decimal(18, 4)", 18, 4
# So a part stands between two steps, until the last one rounds to the decimals of an amount: with a number, which has
# sixteen digits at most, it fits exactly.
_PART, _NUMBER_DIGITS = "decimal(22, 8)", 16
# Two parts that were both reckoned keep fewer decimals, so that their product fits.
_NARROW = "decimal(19, 5)"
_WIDEST = 38
_BEYOND = 1e14


def literal(value: Decimal | str | bool) -> ir.Value:
    """Return a constant; a number with its own digits, for the engine would round it to three decimals."""
    import ibis  # noqa: PLC0415 - a page reads titles of measures and builds no expression

    if not isinstance(value, Decimal):
        return ibis.literal(value)
    decimals = max(_AMOUNT_DECIMALS, -int(value.normalize().as_tuple().exponent))
    return ibis.literal(value, f"decimal({_NUMBER_DIGITS}, {decimals})")


def joined(sign: Literal["+", "-", "*"], left: ir.Value, right: ir.Value) -> ir.Value:
    """Return two amounts added, taken from each other or multiplied, with all the decimals that this has."""
    if sign == "*":
        return _times(_within(left), _within(right))
    one, other = alike(left, right)
    reckoned = one + other if sign == "+" else one - other
    return reckoned.cast(f"decimal({_WIDEST}, {one.type().scale})") if one.type().is_decimal() else reckoned


def alike(left: ir.Value, right: ir.Value) -> tuple[ir.Value, ir.Value]:
    """Return two parts so that they can be added or compared; each is empty where it is too large for that."""
    one, other = _within(left), _within(right)
    kinds = (one.type(), other.type())
    if kinds[0] == kinds[1] or not all(kind.is_decimal() or kind.is_integer() for kind in kinds):
        return one, other
    decimals = max(kind.scale if kind.is_decimal() else 0 for kind in kinds)
    common = f"decimal({_WIDEST}, {decimals})"
    return one.cast(common), other.cast(common)


def as_amount(value: ir.Value) -> ir.Value:
    """Return what was reckoned as amounts are kept; empty where it is too large for one."""
    kind = value.type()
    if kind.is_floating():
        return _not_beyond(value)
    return value.try_cast(_AMOUNT) if kind.is_decimal() else value


def _within(value: ir.Value) -> ir.Value:
    # Floats have no end that would stop anything; they are looked at once, when the amount is whole.
    kind = value.type()
    return value.try_cast(_PART) if kind.is_decimal() and kind.precision > _AMOUNT_DIGITS else value


def _times(one: ir.Value, other: ir.Value) -> ir.Value:
    if one.type().is_floating() or other.type().is_floating():
        return one.cast("float64") * other.cast("float64")
    one, other = _exact(one), _exact(other)
    if _is_number(other):
        one = one.try_cast(_PART)
    elif _is_number(one):
        other = other.try_cast(_PART)
    elif one.type().precision + other.type().precision > _WIDEST:
        one, other = one.try_cast(_NARROW), other.try_cast(_NARROW)
    # Ibis takes a product to be as wide as its factors; the engine makes it as wide as both together.
    return (one * other).cast(f"decimal({_WIDEST}, {one.type().scale + other.type().scale})")


def _exact(value: ir.Value) -> ir.Value:
    return value if value.type().is_decimal() else value.try_cast(f"decimal({_AMOUNT_DIGITS}, 0)")


def _is_number(value: ir.Value) -> bool:
    return bool(value.type().precision <= _NUMBER_DIGITS)


def _not_beyond(value: ir.Value) -> ir.Value:
    import ibis  # noqa: PLC0415 - a page reads titles of measures and builds no expression

    return ibis.ifelse(value.abs() < _BEYOND, value, ibis.null(value.type()))
