"""Many rows saved by one statement, each with values of its own; by conditions for each row it would take seconds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models, transaction

from crmeter.records.concept.models import Record

# Databases take so many values in a statement.
_MOST_VALUES = 20_000


def update_each(table: type[Record], wanted: Mapping[int, Mapping[str, Any]]) -> None:
    """Save columns of records, whose versions go on by one, in the caller's transaction.

    Args:
        table: of the records.
        wanted: by number the columns and what they hold now; the same columns of each.
    """
    if not wanted:
        return
    fields = {each.attname: each for each in table._meta.concrete_fields}
    columns = [fields[name] for name in next(iter(wanted.values()))]
    numbers, most = list(wanted), max(1, _MOST_VALUES // (len(columns) + 1))
    with transaction.atomic(savepoint=False):
        for first in range(0, len(numbers), most):
            _update(table, columns, {pk: wanted[pk] for pk in numbers[first : first + most]})


def _update(
    table: type[Record], columns: "Sequence[models.Field[Any, Any]]", wanted: Mapping[int, Mapping[str, Any]]
) -> None:
    quoted = connection.ops.quote_name
    # Both databases call the columns of written out rows like this; only one wants to know their types.
    values = (
        [f"CAST(n.column{place} AS {each.cast_db_type(connection)})" for place, each in enumerate(columns, start=2)]
        if connection.vendor == "postgresql"
        else [f"n.column{place}" for place in range(2, len(columns) + 2)]
    )
    sets = ", ".join(
        f"{quoted(each.column or each.attname)} = {value}" for each, value in zip(columns, values, strict=True)
    )
    rows = ", ".join([f"({', '.join(['%s'] * (len(columns) + 1))})"] * len(wanted))
    statement = (
        f"UPDATE {quoted(table._meta.db_table)} AS t SET {sets}, version = t.version + 1 "
        f"FROM (VALUES {rows}) AS n WHERE t.id = n.column1"
    )
    told = [
        value
        for pk, held in wanted.items()
        for value in (pk, *(each.get_db_prep_save(held[each.attname], connection) for each in columns))
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
