"""The audit log: newest first, page by page, by person, action, kind and day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.export_actions import note_export
from crmeter.records.ledger.log_queries import (
    LogFilter,
    actions_in_log,
    count_of,
    each_entry,
    kinds_in_log,
    log_page,
    newest_entry,
)
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.queries import broken_link
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text, Work
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order, handler

NINE = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.fixture
def entries(lan: Person, minh: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # How far the chain went is kept outside of the database too.
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    AuditEntry.objects.all().delete()
    AuditEntry.objects.bulk_create(
        AuditEntry(
            # Three in the same second, so that the number has to tell them apart.
            at=NINE + timedelta(minutes=number // 3),
            actor_id=(lan.id, minh.id)[number % 2],
            actor_name=("Lan", "Minh")[number % 2],
            action=("deal.won", "deal.lost", "staff.added")[number % 3],
            object_kind="records.user" if number % 3 == 2 else "records.deal",
            object_id=str(number),
            after={"n": number},
        )
        for number in range(30)
    )


def numbers(chosen: LogFilter, most: int) -> list[int]:
    found, after = [], None
    while True:
        page = log_page(chosen, after, most)
        found += [int(entry.record) for entry in page.entries]
        if page.further is None:
            return found
        after = page.further


@pytest.mark.parametrize("most", [1, 4, 30, 31])
def test_pages_show_every_entry_once_newest_first(entries: None, most: int) -> None:
    assert numbers(LogFilter(), most) == list(range(29, -1, -1))


def test_filters_are_joined(entries: None, lan: Person) -> None:
    assert numbers(LogFilter(person=lan.id, action="deal.won"), 2) == [24, 18, 12, 6, 0]
    assert numbers(LogFilter(kind="records.user"), 50) == list(range(29, 0, -3))
    within = LogFilter(since=NINE + timedelta(minutes=1), until=NINE + timedelta(minutes=3))
    assert numbers(within, 4) == [8, 7, 6, 5, 4, 3]
    assert (count_of(within), count_of(LogFilter(), most=10)) == (6, 11)
    assert actions_in_log() == ["deal.lost", "deal.won", "staff.added"]
    assert kinds_in_log() == ["records.deal", "records.user"]


@pytest.mark.parametrize(
    "chosen",
    [
        LogFilter(),
        LogFilter(person=1),
        LogFilter(action="deal.won"),
        LogFilter(kind="records.deal"),
        LogFilter(since=NINE, until=NINE + timedelta(days=1)),
    ],
    ids=["all", "person", "action", "kind", "days"],
)
def test_a_page_is_read_along_an_index_and_never_sorted(entries: None, chosen: LogFilter) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # On thirty rows any plan is a good one; this asks whether there is one along an index.
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            log_page(chosen, (NINE + timedelta(minutes=5), 10**6), most=5)
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + asked.captured_queries[0]["sql"])
        plan = str(cursor.fetchall())

    assert "audit_by_" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_an_export_ends_at_the_entry_that_was_the_newest(entries: None) -> None:
    last = newest_entry()
    note_export(SYSTEM, "audit_log", 30)

    assert [int(entry.record) for entry in each_entry(LogFilter(), last)] == list(range(29, -1, -1))


def test_an_export_is_in_the_log_with_what_and_how_many(db: None) -> None:
    note_export(Actor(None, "Lan"), "explain_rows", 12, of="revenue", filters={"run": "r1"})

    (entry,) = log_page(LogFilter(action="rows.exported")).entries
    assert (entry.actor, entry.kind, entry.record) == ("Lan", "export", "explain_rows")
    assert entry.after == {"what": "explain_rows", "of": "revenue", "rows": 12, "filters": {"run": "r1"}}


def verified() -> object:
    does = handler("verify_audit")
    assert does is not None
    return does(Order(1, {}, None, 1), Work())


def test_the_check_says_up_to_where_the_log_is_whole_or_where_it_is_broken(entries: None) -> None:
    from crmeter.records.ledger.seal_actions import seal  # noqa: PLC0415 - sealed before the check

    assert verified() == {"broken": None, "upto": 0}
    seal()
    assert verified() == {"broken": None, "upto": 30}

    AuditEntry.objects.filter(sequence=17).update(after={"n": 999})

    assert verified() == {"broken": 17, "upto": 30}


def test_the_check_tells_how_far_it_is(entries: None) -> None:
    from crmeter.records.ledger.seal_actions import seal  # noqa: PLC0415 - sealed before the check

    seal()
    told: list[tuple[Text, int, int | None]] = []

    broken_link(Work(lambda step, done, total: told.append((step, done, total))))

    assert [(done, total) for _, done, total in told] == [(0, 30)]
