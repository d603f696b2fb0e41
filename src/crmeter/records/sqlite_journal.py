"""Which journal SQLite may keep: some versions can lose commits in a write-ahead log that two processes use."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Info
from django.db import connections

# The fault is in 3.7.0 to 3.51.2; these versions of older lines have the mend too.
_FIXED = (3, 51, 3)
_BACKPORTS = {(3, 50): 7, (3, 44): 6}


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Return whether this version of SQLite keeps a write-ahead log safely between processes."""
    backport = _BACKPORTS.get(version[:2])
    return version >= _FIXED or (backport is not None and version[2] >= backport)


WAL_IS_SAFE = wal_is_safe(sqlite3.sqlite_version_info)


def journal_check(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Say at the start which journal is kept and why; a log kept against the rule stops the start."""
    told: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            told += messages(str(cursor.fetchone()[0]), safe=WAL_IS_SAFE)
    return told


def messages(journal: str, *, safe: bool) -> list[CheckMessage]:
    """Return what is to be said of a journal.

    Args:
        journal: the mode that the database is in.
        safe: whether this version of SQLite may keep a write-ahead log.
    """
    version = sqlite3.sqlite_version
    if safe:
        return []
    if journal == "wal":
        return [
            Error(
                f"SQLite {version} can lose commits in a write-ahead log, and this database is in one.",
                hint="Stop every process of the product and start again, or use SQLite 3.51.3 or newer.",
                id="crmeter.E001",
            )
        ]
    return [
        Info(
            f"SQLite {version}: a rollback journal is kept, for this version can lose commits in a write-ahead log.",
            hint="SQLite 3.51.3 or newer lets readers and writers work at the same time; so does PostgreSQL.",
            id="crmeter.I001",
        )
    ]
