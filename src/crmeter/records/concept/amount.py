"""Exact decimals in a column of whole ten-thousandths: SQLite has no decimal column, and would add up by floats."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

DECIMALS = 4
_PARTS = 10**DECIMALS
LEAST = Decimal(-(2**63)) / _PARTS
if TYPE_CHECKING:

    class _WholeField(models.BigIntegerField[Any, Any]):
        # What the checker of types takes rows to hold and queries to be asked by.
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any
        _pyi_lookup_exact_type: Any

else:
    _WholeField = models.BigIntegerField


class AmountField(_WholeField):
    """A number with four decimals, as exact as the warehouse has it, compared and added up as a whole number."""

    def from_db_value(self, value: Any, *_: Any) -> Decimal | None:
        """Return the number of a kept value; a sum may come in another type."""
        return None if value is None else Decimal(value) / _PARTS

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number."""
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:
        """Return how a number is kept."""
        return None if value is None else int((Decimal(value) * _PARTS).to_integral_value())


def is_kept_whole(value: Decimal) -> bool:
    """Return whether a number is kept as it is, with no decimal lost."""
    parts = value * _PARTS
    return bool(parts == parts.to_integral_value())
