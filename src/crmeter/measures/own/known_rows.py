"""Which rows an own measure is about, and which of them have the value that it adds up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from crmeter.measures.own.expressions import amount_of, condition_of, uses_column
from crmeter.measures.own.nodes import Aggregate, Amount, Definition
from crmeter.measures.own.tables import OwnTable
from crmeter.vocabulary import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    Asked = Callable[[ir.Table], ir.BooleanValue]

LEFT_OUT = Text(
    "dòng không có giá trị để cộng, hoặc giá trị quá lớn", "rows without a value to add up, or with one too large"
)


def about(said: Definition, added_up: Sequence[Aggregate], table: OwnTable) -> Asked | None:
    """Return which rows a measure is about; None where it is about all.

    Args:
        said: the definition.
        added_up: its sums and means.
        table: of the definition.
    """
    asked: list[Asked] = []
    if table.within:
        asked.append(lambda rows: rows[table.within].coalesce(False))
    if said.where is not None:
        where = condition_of(said.where)
        asked.append(lambda rows: where(rows).coalesce(False))
    # What has no rate is told by the documents that it stands in, and is not left out a second time.
    asked += [
        _has(each, lambda rows: rows[table.told])
        for each in added_up
        if table.told and uses_column(_amount(each), table.told)
    ]
    return _all(asked)


def all_known(added_up: Sequence[Aggregate]) -> Asked | None:
    """Return which rows have every value that is asked of them; None where none is.

    A row without one is left out above and below a line alike: it is neither zero, nor one of so many.
    """
    return _all([_has(each, amount_of(_amount(each))) for each in added_up])


def _has(aggregate: Aggregate, value: Callable[[ir.Table], ir.Value]) -> Asked:
    """Return which rows have a value, or are not asked for it."""
    if aggregate.where is None:
        return lambda rows: value(rows).notnull()
    holds = condition_of(aggregate.where)
    return lambda rows: value(rows).notnull() | ~holds(rows).coalesce(False)


def _all(asked: Sequence[Asked]) -> Asked | None:
    if not asked:
        return None
    return reduce(lambda one, other: lambda rows: one(rows) & other(rows), asked)


def _amount(aggregate: Aggregate) -> Amount:
    # The grammar gives sums and means an amount.
    return aggregate.of  # type: ignore[return-value]
