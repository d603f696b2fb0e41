"""The own database opened for reading: one moment of it, while others write."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb


@dataclass(frozen=True, slots=True)
class Database:
    """Where the own database is.

    Args:
        kind: `sqlite` or `postgresql`.
        address: a path, or an address with all that signing in takes.
    """

    kind: str
    address: str

    @classmethod
    def from_json(cls, told: Mapping[str, str]) -> "Database":
        """Return what `to_json` told."""
        return cls(told["kind"], told["address"])

    def to_json(self) -> dict[str, str]:
        """Return it as plain values."""
        return {"kind": self.kind, "address": self.address}


class Reading:
    """What is read within one transaction: everything as it stood when it began."""

    def __init__(self, cursor: Any, kind: str) -> None:
        self._cursor = cursor
        self._kind = kind

    def rows(self, statement: str) -> Any:
        """Return the rows of a statement as a stream of Arrow."""
        self._cursor.execute(statement)
        return self._cursor.fetch_arrow()

    def horizon(self) -> int:
        """Return up to where everything that was written down has been seen.

        On PostgreSQL transactions end in another order than they begin: what is below the oldest that is still open
        has ended. On SQLite one writes after the other.
        """
        if self._kind == "postgresql":
            return int(self._values("SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon")[0])
        return int(self._values("SELECT coalesce(max(id), 0) AS horizon FROM records_changeentry")[0])

    def changed_concepts(self, since: int) -> frozenset[str]:
        """Return the concepts of which something was written down from a horizon on."""
        found = self._values(
            f"SELECT DISTINCT concept FROM records_changeentry WHERE transaction >= '{since:d}'::xid8"
            if self._kind == "postgresql"
            else f"SELECT DISTINCT concept FROM records_changeentry WHERE id > {since:d}"
        )
        return frozenset(map(str, found))

    def adopted(self) -> list[tuple[str, str, str]]:
        """Return the sources whose records count in place of files: name, imports as JSON, what could be no record."""
        stream = self.rows(
            "SELECT source, CAST(imports AS TEXT) AS imports, left_in FROM records_adoption"
            " WHERE state = 'in' ORDER BY id"
        )
        return [(str(row[0]), str(row[1]), str(row[2])) for row in duckdb.from_arrow(stream).fetchall()]

    def _values(self, statement: str) -> list[Any]:
        """Return the values of a statement with one column."""
        stream = self.rows(statement)
        return [row[0] for row in duckdb.from_arrow(stream).fetchall()]


@contextmanager
def reading(database: Database) -> Iterator[Reading]:
    """Open the database and begin to read; nothing is ever written."""
    if database.kind == "postgresql":
        from adbc_driver_postgresql import dbapi  # noqa: PLC0415 - only where it is needed

        beginning: tuple[str, ...] | None = (
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
            "SET LOCAL TIME ZONE 'UTC'",
        )
    else:
        # Never in a process that has the same file open by another library: the two would drop each other's locks.
        from adbc_driver_sqlite import dbapi  # noqa: PLC0415 - only where it is needed

        beginning = None
    connection = dbapi.connect(database.address)
    try:
        with connection.cursor() as cursor:
            for statement in beginning or ():
                cursor.execute(statement)
            yield Reading(cursor, database.kind)
    finally:
        connection.close()
