"""Parquet files as rows of text."""

import tempfile
from pathlib import Path

import duckdb

from crmeter.warehouse.connectors.files.answers import FileRefused
from crmeter.warehouse.connectors.files.dialect import Layout
from crmeter.warehouse.connectors.files.limits import MAX_COLUMNS, SAMPLE_ROWS
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS
from crmeter.warehouse.connectors.files.session import column, literal, session

_POINT_NUMBERS = ("DOUBLE", "FLOAT", "DECIMAL")


def beginning(path: Path) -> tuple[Layout, None, list[tuple[str, ...]], bool]:
    """Return the layout, no sheet, the first rows as text, and whether these are all rows.

    Raises:
        FileRefused: if the file is damaged or has too many columns.
    """
    with tempfile.TemporaryDirectory() as folder, session(Path(folder)) as connection:
        names = columns_of(connection, path)
        if len(names) > MAX_COLUMNS:
            raise FileRefused("too_many_columns", FILE_REASONS["too_many_columns"])
        shown = ", ".join(f"coalesce({as_text(name, kind)}, '')" for name, kind in names)
        rows = connection.execute(
            f"SELECT {shown} FROM read_parquet({literal(str(path))}) LIMIT {SAMPLE_ROWS + 1}"
        ).fetchall()
    layout = Layout(",", tuple(name for name, _ in names), True, 0)
    return layout, None, rows, len(rows) <= SAMPLE_ROWS


def columns_of(connection: duckdb.DuckDBPyConnection, path: Path) -> list[tuple[str, str]]:
    """Return the names and types of the columns.

    Raises:
        FileRefused: if the file is damaged.
    """
    try:
        rows = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({literal(str(path))})").fetchall()
    except duckdb.Error as error:
        raise FileRefused("damaged", FILE_REASONS["damaged"]) from error
    return [(row[0], row[1]) for row in rows]


def as_text(name: str, kind: str) -> str:
    """Return SQL that writes a typed column as text that reads back as the same value."""
    value = f"CAST({column(name)} AS VARCHAR)"
    if not kind.startswith(_POINT_NUMBERS):
        return value
    # 1.234 would be open to doubt; 1.2340 is not. 5.0 is 5.
    whole = f"regexp_replace({value}, '\\.0+$', '')"
    return f"regexp_replace({whole}, '(\\.\\d{{3}})$', '\\10')"
