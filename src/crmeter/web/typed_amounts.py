"""Numbers of a measure as people type them in forms: shares in per cent."""

from decimal import Decimal

from crmeter.records.concept.values import read_amount
from crmeter.vocabulary import Unit

_AMBIGUOUS_DECIMALS = 3


def read_typed(typed: str, unit: Unit | None) -> Decimal:
    """Return what somebody typed, in the unit of a measure.

    Raises:
        ValueError: it is no number.
    """
    is_share = unit is Unit.SHARE
    value = read_amount(typed.strip().removesuffix("%") if is_share else typed)
    return value / 100 if is_share else value


def written_to_type(value: Decimal | None, unit: Unit | None) -> str:
    """Write a number so that it is read as the same one: three decimals alone would be taken for thousands."""
    if value is None:
        return ""
    written = f"{(value * 100 if unit is Unit.SHARE else value).normalize():f}"
    decimals = written.partition(".")[2]
    return f"{written}0" if len(decimals) == _AMBIGUOUS_DECIMALS else written
