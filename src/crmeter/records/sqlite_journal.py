"""Which journal SQLite may keep: some versions can lose commits in a write-ahead log that two processes use."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Info
from django.db import connection, connections

from crmeter.vocabulary import Text

# The fault is in 3.7.0 to 3.51.2; these versions of older lines have the mend too.
_FIXED = (3, 51, 3)
_BACKPORTS = {(3, 50): 7, (3, 44): 6}


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Return whether this version of SQLite keeps a write-ahead log safely between processes."""
    backport = _BACKPORTS.get(version[:2])
    return version >= _FIXED or (backport is not None and version[2] >= backport)


# What the checks say to people, by their number.
WORDS = {
    "crmeter.E001": Text(
        "SQLite {version} có thể làm mất dữ liệu khi ghi nhật ký WAL, và cơ sở dữ liệu này đang dùng WAL; hãy dừng mọi "
        "tiến trình rồi chạy lại, hoặc dùng SQLite từ 3.51.3",
        "SQLite {version} can lose commits in a write-ahead log, and this database is in one; stop every process and "
        "start again, or use SQLite 3.51.3 or newer",
    ),
    "crmeter.I001": Text(
        "SQLite {version} có thể làm mất dữ liệu với nhật ký WAL, nên dùng nhật ký hoàn tác; SQLite từ 3.51.3 hoặc "
        "PostgreSQL cho đọc và ghi cùng lúc",
        "SQLite {version} can lose commits in a write-ahead log, so a rollback journal is kept; SQLite 3.51.3 or newer "
        "and PostgreSQL let readers and writers work at the same time",
    ),
}

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


def let_go_of_the_journal() -> None:
    """Write what lies in a write-ahead log into the database and empty the log: what was erased is in it still."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def messages(journal: str, *, safe: bool) -> list[CheckMessage]:
    """Return what is to be said of a journal.

    Args:
        journal: the mode that the database is in.
        safe: whether this version of SQLite may keep a write-ahead log.
    """
    if safe:
        return []
    if journal == "wal":
        return [Error(words("crmeter.E001").en, id="crmeter.E001")]
    return [Info(words("crmeter.I001").en, id="crmeter.I001")]


def words(number: str) -> Text:
    """Return what a check says, in both languages."""
    return WORDS[number].fill(version=sqlite3.sqlite_version)
