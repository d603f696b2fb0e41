"""The audit log, page after page and filtered, as quick on a million entries as on ten."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from crmeter.records.ledger.models import AuditEntry

ON_A_PAGE = 50
# What is counted at most; beyond it nobody reads on.
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries are asked for; nothing for all.

    Args:
        person: number of who did it.
        action: such as `staff.role_changed`.
        kind: of record, such as `records.user`.
        since: from this instant on.
        until: before this instant.
    """

    person: int | None = None
    action: str = ""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the log."""

    id: int
    at: datetime
    actor: str
    actor_id: int | None
    action: str
    kind: str
    record: str
    before: dict[str, Any]
    after: dict[str, Any]
    why: str
    sequence: int | None
    # When before, after and why were erased.
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Entries, newest first.

    Args:
        further: instant and number of the last entry, if others come after it.
    """

    entries: tuple[LogEntry, ...]
    further: tuple[datetime, int] | None


def log_page(chosen: LogFilter, after: tuple[datetime, int] | None = None, most: int = ON_A_PAGE) -> LogPage:
    """Return a page of the log.

    Args:
        chosen: which entries.
        after: instant and number of the last entry seen; it need not be among those chosen.
        most: how many.
    """
    rows = _rows(chosen)
    if after is not None:
        at, pk = after
        # The first condition is a range of the index; the second leaves out what that instant has had already.
        rows = rows.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))
    found = list(rows[: most + 1])
    entries = tuple(_view(row) for row in found[:most])
    return LogPage(entries, (entries[-1].at, entries[-1].id) if len(found) > most else None)


def count_of(chosen: LogFilter, most: int | None = MOST_COUNTED) -> int:
    """Return how many entries there are, counted up to `most` and one; to the last one for None."""
    rows = _rows(chosen)
    return rows.count() if most is None else len(rows.values_list("pk")[: most + 1])


def each_entry(chosen: LogFilter, last: int) -> Iterator[LogEntry]:
    """Yield all entries up to a number, newest first, with few of them in memory."""
    after = None
    while True:
        page = log_page(chosen, after, most=500)
        yield from (entry for entry in page.entries if entry.id <= last)
        if page.further is None:
            return
        after = page.further


def newest_entry() -> int:
    """Return the number of the newest entry, 0 without any."""
    return AuditEntry.objects.order_by("-id").values_list("pk", flat=True).first() or 0


def newest_sealed() -> int:
    """Return the place of the newest sealed entry in the chain, 0 without any."""
    sealed = AuditEntry.objects.exclude(sequence=None).order_by("-sequence")
    return sealed.values_list("sequence", flat=True).first() or 0


def actions_in_log() -> list[str]:
    """Return the actions that the log holds."""
    return _each_value("action")


def kinds_in_log() -> list[str]:
    """Return the kinds of records that the log holds."""
    return _each_value("object_kind")


def _each_value(field: str) -> list[str]:
    """Hop along the index from value to value: reading every entry for a few words would be slow."""
    found: list[str] = []
    rows = AuditEntry.objects.order_by(field).values_list(field, flat=True)
    value = rows.first()
    while value is not None:
        found.append(value)
        value = rows.filter(**{f"{field}__gt": value}).first()
    return found


def _rows(chosen: LogFilter) -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.order_by("-at", "-id")
    if chosen.person is not None:
        rows = rows.filter(actor_id=chosen.person)
    if chosen.action:
        rows = rows.filter(action=chosen.action)
    if chosen.kind:
        rows = rows.filter(object_kind=chosen.kind)
    if chosen.since is not None:
        rows = rows.filter(at__gte=chosen.since)
    if chosen.until is not None:
        rows = rows.filter(at__lt=chosen.until)
    return rows


def _view(row: AuditEntry) -> LogEntry:
    return LogEntry(
        row.pk,
        row.at,
        row.actor_name,
        row.actor_id,
        row.action,
        row.object_kind,
        row.object_id,
        row.before or {},
        row.after or {},
        row.why,
        row.sequence,
        row.erased_at,
    )
