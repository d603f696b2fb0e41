"""Rows in an order, page after page, from a row on: as quick on the last page as on the first.

A page is put together from stretches of one index: the rows that are equal to the last one seen, those beyond it, and
those without a value, which always come last. Each stretch is a range, on SQLite and PostgreSQL alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat

_FEW = 3


@dataclass(frozen=True, slots=True)
class Column:
    """What rows are put in order by.

    Args:
        name: of the field.
        lowest: below every value. Asking for more than nothing is a range of the index; asking for something is not.
        descending: the largest first, unless somebody turns it round.
    """

    name: str
    lowest: int | str | date | Decimal
    descending: bool = True

    @property
    def is_text(self) -> bool:
        """Whether it holds letters."""
        return isinstance(self.lowest, str)


def page_after(
    rows: QuerySet[Any],
    column: Column,
    *,
    descending: bool,
    cursor: tuple[Any, int] | None,
    most: int,
    key: str = "id",
    found_first: bool = False,
) -> list[Any]:
    """Return the rows that come after one, or the first ones.

    Args:
        rows: to choose from; of rows or of dictionaries.
        column: that they are in order by; equals by their keys.
        descending: in which direction, keys too.
        cursor: value and key of the row before; it need not be there any more.
        most: how many.
        key: the column that tells equals apart.
        found_first: the rows are found by something that goes with a name. Along the index of names one would walk
            past everybody called otherwise, so they are found by other indexes and then put in order.
    """
    return _taken(rows, _after(column, key, descending, cursor), column, key, descending, most, found_first)


def page_before(
    rows: QuerySet[Any],
    column: Column,
    *,
    descending: bool,
    cursor: tuple[Any, int],
    most: int,
    key: str = "id",
    found_first: bool = False,
) -> list[Any]:
    """Return the rows that come right before one, in their order; see `page_after`."""
    found = _taken(rows, _before(column, key, descending, cursor), column, key, not descending, most, found_first)
    return found[::-1]


def row_beside(
    rows: QuerySet[Any, Any], column: Column, *, descending: bool, cursor: tuple[Any, int], is_after: bool
) -> Any | None:
    """Return the row right after one, or right before it; None where there is none.

    Args:
        rows: to choose from; of dictionaries with key and column.
        column: that they are in order by.
        descending: in which direction.
        cursor: value and key of the one.
        is_after: the next one is wanted.
    """
    value, place = cursor
    falls = descending == is_after
    if value is not None:
        # Mostly few are equal, and one question finds the one and the row beside it.
        reach = rows.filter(**{f"{column.name}__{'lte' if falls else 'gte'}": value})
        order = (F(column.name).desc(), F("id").desc()) if falls else (F(column.name).asc(), F("id").asc())
        for row in reach.order_by(*order)[:_FEW]:
            if row[column.name] != value or (row["id"] < place if falls else row["id"] > place):
                return row
    found = (page_after if is_after else page_before)(rows, column, descending=descending, cursor=cursor, most=1)
    return found[0] if found else None


def _taken(
    rows: QuerySet[Any],
    stretches: Iterator[Q],
    column: Column,
    key: str,
    descending: bool,
    most: int,
    found_first: bool,
) -> list[Any]:
    # An expression is in no index.
    by = Concat(column.name, Value("")) if found_first and column.is_text else F(column.name)
    order = (by.desc(), F(key).desc()) if descending else (by.asc(), F(key).asc())
    found: list[Any] = []
    lacks = Q(**{f"{column.name}__isnull": True})
    may_lack = rows.model._meta.get_field(column.name).null
    for stretch in stretches:
        if len(found) >= most:
            break
        if stretch == lacks and not may_lack:
            continue
        found += rows.filter(stretch).order_by(*order)[: most - len(found)]
    return found


def _after(column: Column, key: str, descending: bool, cursor: tuple[Any, int] | None) -> Iterator[Q]:
    beyond = "lt" if descending else "gt"
    without = Q(**{f"{column.name}__isnull": True})
    if cursor is None:
        yield Q(**{f"{column.name}__gte": column.lowest})
        yield without
        return
    value, place = cursor
    if value is not None:
        yield Q(**{column.name: value, f"{key}__{beyond}": place})
        yield Q(**{f"{column.name}__{beyond}": value})
        yield without
        return
    yield without & Q(**{f"{key}__{beyond}": place})


def _before(column: Column, key: str, descending: bool, cursor: tuple[Any, int]) -> Iterator[Q]:
    beyond = "gt" if descending else "lt"
    value, place = cursor
    if value is not None:
        yield Q(**{column.name: value, f"{key}__{beyond}": place})
        yield Q(**{f"{column.name}__{beyond}": value, f"{column.name}__gte": column.lowest})
        return
    yield Q(**{f"{column.name}__isnull": True, f"{key}__{beyond}": place})
    yield Q(**{f"{column.name}__gte": column.lowest})
