"""What pages and the worker read of schedules of boards and of what was sent, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from crmeter.records.staff.queries import Person
from crmeter.strategy.boards.models import BoardSchedule, SentReport
from crmeter.strategy.boards.queries import BoardView, board_for_product
from crmeter.strategy.boards.report_dates import Every
from crmeter.vocabulary import Text

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """How a board is sent; see the model."""

    id: int
    version: int
    every: Every
    recipients: tuple[int, ...]
    due_on: date
    is_on: bool
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class DueSchedule:
    """A board that is to be sent now.

    Args:
        waiting: the recipients who were neither sent it nor told why not.
    """

    id: int
    due_on: date
    board: BoardView
    waiting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SentView:
    """What was sent to somebody; see the model.

    Args:
        has_files: they can still be had.
        is_mine: the reader got it, and nobody else has the files of it.
        why: there is none; None where it was sent.
    """

    id: int
    due_on: date
    recipient: str
    name: str
    at: datetime
    has_files: bool
    is_mailed: bool
    is_mine: bool
    why: Text | None


def schedule_of(board: int) -> ScheduleView | None:
    """Return how a board is sent, or None where nobody has said so; whether the reader may is asked by the page."""
    row = BoardSchedule.objects.select_related("set_by").filter(board=board).first()
    if row is None:
        return None
    recipients = tuple(row.recipients)
    return ScheduleView(
        row.pk, row.version, Every(row.every), recipients, row.due_on, row.is_on, str(row.set_by), row.set_at
    )


def due_schedules() -> list[DueSchedule]:
    """Return the boards that are to be sent by now, with those who still wait for them: for the product itself."""
    rows = BoardSchedule.objects.filter(is_on=True, due_on__lte=timezone.localdate(), board__is_removed=False)
    found = []
    for row in rows.order_by("pk"):
        done = set(SentReport.objects.filter(schedule=row, due_on=row.due_on).values_list("recipient", flat=True))
        waiting = tuple(each for each in row.recipients if each not in done)
        found.append(DueSchedule(row.pk, row.due_on, board_for_product(row.board_id), waiting))
    return found


def sent_by(reader: Person, schedule: int) -> list[SentView]:
    """Return what was sent by a schedule, the latest first; whether the reader may see it is asked by the page."""
    return _views(reader, schedule=schedule)


def sent_to(reader: Person) -> list[SentView]:
    """Return what the reader was sent, the latest first."""
    return [each for each in _views(reader, recipient=reader.id) if each.why is None]


def file_sent_to(reader: Person, pk: int, kind: str) -> tuple[str, bytes] | None:
    """Return name and bytes of a file that the reader was sent; None of others', of old ones, or where none was made.

    Args:
        reader: who asks; what somebody was sent holds what they may see, and nobody else gets it.
        pk: the number of what was sent.
        kind: `xlsx` or `html`.
    """
    row = SentReport.objects.filter(pk=pk, recipient=reader.id).first()
    held = None if row is None else row.workbook if kind == "xlsx" else row.document
    return None if row is None or held is None else (f"{row.name} {row.due_on.isoformat()}.{kind}", bytes(held))


def _views(reader: Person, **which: int) -> list[SentView]:
    rows = SentReport.objects.filter(**which).select_related("recipient").defer("workbook", "document")
    rows = rows.annotate(has_files=Q(document__isnull=False)).order_by("-at", "-id")
    return [
        SentView(
            row.pk,
            row.due_on,
            str(row.recipient),
            row.name,
            row.at,
            row.has_files,
            row.is_mailed,
            row.recipient_id == reader.id,
            Text(row.why_vi, row.why_en) if row.why_vi else None,
        )
        for row in rows[:_MOST_SHOWN]
    ]
