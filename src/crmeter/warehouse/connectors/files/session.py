"""A small DuckDB of its own for reading files: bounded memory, no network, no files but those it is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY_LIMIT = "200MB"


@contextmanager
def session(spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty database in memory that spills into a folder.

    Args:
        spill: a folder for what does not fit in memory.
    """
    spill.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY_LIMIT,
            "threads": 2,
            "temp_directory": str(spill),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    try:
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        # Its bar would be written to standard output, which belongs to the command line.
        connection.execute("SET enable_progress_bar = false").fetchall()
        yield connection
    finally:
        connection.close()


def literal(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def column(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
