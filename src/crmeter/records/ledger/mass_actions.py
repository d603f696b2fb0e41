"""Many rows written at once, as fast as the database takes them: by COPY, or by one prepared statement.

The rows pass no signals; a column that whoever writes them does not name has its default.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

Prepare = Callable[[Any], Any]
# To begin a COPY costs more than so many rows.
_FEW = 20


def write_rows(table: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of a table in the caller's transaction.

    Args:
        table: of the rows.
        columns: by their names in models, such as `owner_id`.
        rows: values in the order of the columns, as models hold them.

    Raises:
        IntegrityError: one of them cannot be; then none is.
    """
    fields = {each.attname: each for each in table._meta.concrete_fields}
    usual = [each for name, each in fields.items() if name not in columns and not each.primary_key]
    written = [*(fields[name] for name in columns), *usual]
    defaults = tuple(each.get_default() for each in usual)
    quoted = connection.ops.quote_name
    into = f"{quoted(table._meta.db_table)} ({', '.join(quoted(each.column or '') for each in written)})"
    prepared = list(_prepared(written, ((*row, *defaults) for row in rows)))
    if not prepared:
        return
    holes = f"({', '.join(['%s'] * len(written))})"
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(f"INSERT INTO {into} VALUES {holes}", prepared)
        elif len(prepared) <= _FEW:
            values = ", ".join([holes] * len(prepared))
            cursor.execute(f"INSERT INTO {into} VALUES {values}", [v for row in prepared for v in row])
        else:
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in prepared:
                    copy.write_row(row)


def next_numbers(table: type[models.Model], count: int) -> list[int]:
    """Return numbers for new rows, which nobody else gets; on SQLite one transaction writes at a time.

    Args:
        table: of the rows.
        count: how many.
    """
    name = table._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [name, count]
            )
            return [row[0] for row in cursor.fetchall()]
        # The table of the last numbers goes on behind rows that were removed.
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [name])
        last = int(cursor.fetchone()[0])
    return list(range(last + 1, last + count + 1))


def _prepared(fields: Sequence["models.Field[Any, Any]"], rows: Iterable[Sequence[Any]]) -> Iterable[tuple[Any, ...]]:
    """Return rows as the database takes them; most values it takes as they are."""
    how: Mapping[int, Prepare] = {place: does for place, each in enumerate(fields) if (does := _prepare(each))}
    places = range(len(fields))
    plain = [how.get(place) for place in places]
    for row in rows:
        yield tuple(value if does is None else does(value) for value, does in zip(row, plain, strict=True))


_AS_THEY_ARE = (models.CharField, models.TextField, models.BooleanField, models.ForeignKey)


def _prepare(field: "models.Field[Any, Any]") -> Prepare | None:
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else json.dumps(value)
    if isinstance(field, _AS_THEY_ARE) or type(field) in _WHOLE:
        return None
    if isinstance(field, models.DateField) and connection.vendor == "postgresql":
        return None
    return lambda value: field.get_db_prep_save(value, connection)


_WHOLE = (
    models.BigAutoField,
    models.BigIntegerField,
    models.IntegerField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.PositiveBigIntegerField,
)
