"""Tables for value maps, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from crmeter.records.jobs.queries import JobView, jobs_by_number
from crmeter.records.value_tables.models import ValueTable, ValueTableState
from crmeter.vocabulary import Text

# How long the file itself is kept; the rows that were read stay until the table is thrown away.
KEPT_FOR = timedelta(days=30)
ROWS = "rows.json"


@dataclass(frozen=True, slots=True)
class ValueTableView:
    """A table; see the model.

    Args:
        is_open: a job works on it, or will.
        rows_place: of the rows that were read, under the folder of the workspace.
    """

    id: int
    version: int
    file_name: str
    size: int
    place: str
    rows_place: str
    sent_at: datetime
    state: ValueTableState
    look: Mapping[str, Any] | None
    answers: Mapping[str, Any]
    told: Mapping[str, Any]
    job: JobView | None
    error: Text | None
    rows: int | None
    read_at: datetime | None
    forgotten_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether a job works on it, or will."""
        return self.state in (ValueTableState.RECEIVED, ValueTableState.READING) and (
            self.job is not None and self.job.is_open
        )


def value_tables() -> tuple[ValueTableView, ...]:
    """Return all tables that are kept, the newest first."""
    return _views(ValueTable.objects.exclude(state=ValueTableState.DISCARDED).order_by("-id"))


def value_table(pk: int) -> ValueTableView | None:
    """Return one table, or None where there is none or it was thrown away."""
    found = _views(ValueTable.objects.filter(pk=pk).exclude(state=ValueTableState.DISCARDED))
    return found[0] if found else None


def told_of_alike(headers_sha256: str, other_than: int) -> Mapping[str, Any] | None:
    """Return what was said of the newest other table with the same headers."""
    alike = ValueTable.objects.filter(headers_sha256=headers_sha256, state=ValueTableState.READY)
    return alike.exclude(pk=other_than).order_by("-id").values_list("told", flat=True).first()


def kept_value_places() -> list[tuple[int, str]]:
    """Return number and place of all tables whose bytes are kept."""
    return list(ValueTable.objects.filter(forgotten_at=None).order_by("id").values_list("pk", "place"))


def value_places() -> frozenset[str]:
    """Return the places of all tables of which anything is kept."""
    return frozenset(ValueTable.objects.exclude(state=ValueTableState.DISCARDED).values_list("place", flat=True))


def value_places_to_forget() -> list[tuple[int, str, bool]]:
    """Return number and place of tables whose bytes are kept no longer, and whether their rows go as well."""
    kept = ValueTable.objects.filter(forgotten_at=None)
    old = kept.filter(sent_at__lt=timezone.now() - KEPT_FOR)
    gone = kept.filter(state=ValueTableState.DISCARDED)
    rows = (old | gone).order_by("id").values_list("pk", "place", "state")
    return [(pk, place, state == ValueTableState.DISCARDED) for pk, place, state in rows]


def _views(rows: QuerySet[ValueTable]) -> tuple[ValueTableView, ...]:
    listed = list(rows)
    jobs = jobs_by_number({row.job for row in listed if row.job is not None})
    return tuple(
        ValueTableView(
            row.pk,
            row.version,
            row.file_name,
            row.size,
            row.place,
            f"{row.place.rpartition('/')[0]}/{ROWS}",
            row.sent_at,
            ValueTableState(row.state),
            row.look,
            row.answers,
            row.told,
            None if row.job is None else jobs.get(row.job),
            None if row.error is None else Text(**row.error),
            row.rows,
            row.read_at,
            row.forgotten_at,
        )
        for row in listed
    )
