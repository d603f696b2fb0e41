"""SQLite keeps a write-ahead log only where that loses nothing."""

import pytest
from django.db import connection

from crmeter.records.sqlite_journal import WAL_IS_SAFE, journal_check, messages, wal_is_safe


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_only_mended_versions_are_trusted(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_a_log_on_an_unmended_version_stops_the_start() -> None:
    assert [(m.id, m.is_serious()) for m in messages("wal", safe=False)] == [("crmeter.E001", True)]
    assert [(m.id, m.is_serious()) for m in messages("delete", safe=False)] == [("crmeter.I001", False)]
    assert not messages("wal", safe=True)


@pytest.mark.django_db
def test_the_running_database_keeps_the_rule() -> None:
    told = journal_check(databases=["default"])

    assert not [message for message in told if message.is_serious()]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone()[0] == ("wal" if WAL_IS_SAFE else "delete")
    else:
        assert not told
