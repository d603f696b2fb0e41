"""What pages and the worker read of schedules and of what was sent, as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from crmeter.records.staff.queries import Person, teams
from crmeter.strategy.boards.queries import BoardView, board_for_product, team_numbers_of
from crmeter.strategy.boards.report_dates import Every, When
from crmeter.strategy.boards.report_models import BoardSchedule, SentReport
from crmeter.strategy.boards.rights import finds, may_change, may_share_with_all
from crmeter.strategy.boards.scope_marks import opens
from crmeter.vocabulary import Text

_MOST_SHOWN = 200
# How a file that was sent is kept, by how addresses name it.
_KEPT_AS = {"xlsx": "workbook", "html": "document", "pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """How something is sent; see the model."""

    id: int
    version: int
    when: When
    is_attached: bool
    recipients: tuple[int, ...]
    due_on: date
    is_on: bool
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class DueSchedule:
    """What is to be sent now.

    Args:
        board: None for the report of the whole evaluation.
        waiting: the recipients who were neither sent it nor told why not.
    """

    id: int
    due_on: date
    board: BoardView | None
    set_by: int
    is_attached: bool
    waiting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SentView:
    """What was sent to somebody; see the model.

    Args:
        board: None for the report of the whole evaluation.
        kinds: of files that can still be had.
        is_mine: the reader got it, and nobody else has the files of it.
        may_send: the reader sends it once more.
        why: there is none; None where it was sent.
        lacks: what of it there is not.
    """

    id: int
    board: int | None
    due_on: date
    recipient: str
    name: str
    at: datetime
    kinds: tuple[str, ...]
    is_mailed: bool
    message: int | None
    attached: tuple[str, ...]
    is_mine: bool
    may_send: bool
    is_wanted_again: bool
    why: Text | None
    lacks: Text | None

    @property
    def has_files(self) -> bool:
        """Whether any can still be had."""
        return bool(self.kinds)


def schedule_of(board: int | None) -> ScheduleView | None:
    """Return how a board, or without one the report, is sent, or None where nobody has said so.

    Whether the reader may know is asked by the page.
    """
    rows = BoardSchedule.objects.select_related("set_by")
    row = rows.filter(board=board, is_report=board is None).first()
    if row is None:
        return None
    return ScheduleView(
        row.pk,
        row.version,
        When(Every(row.every), row.weekday, row.day, row.hour),
        row.is_attached,
        tuple(row.recipients),
        row.due_on,
        row.is_on,
        str(row.set_by),
        row.set_at,
    )


def due_schedules() -> list[DueSchedule]:
    """Return what is to be sent by now, with those who still wait for it: for the product itself."""
    now = timezone.localtime()
    is_time = Q(due_on__lt=now.date()) | Q(due_on=now.date(), hour__lte=now.hour)
    rows = BoardSchedule.objects.filter(is_time, is_on=True).exclude(board__is_removed=True)
    found = []
    for row in rows.order_by("pk"):
        done = set(SentReport.objects.filter(schedule=row, due_on=row.due_on).values_list("recipient", flat=True))
        found.append(_due(row, row.due_on, tuple(each for each in row.recipients if each not in done)))
    return found


def wanted_again() -> list[tuple[DueSchedule, int]]:
    """Return what somebody wants sent once more, each for one recipient, with its number: for the product itself."""
    rows = SentReport.objects.filter(is_wanted_again=True).select_related("schedule").defer(*_KEPT_AS.values())
    rows = rows.exclude(schedule__board__is_removed=True)
    return [(_due(row.schedule, row.due_on, (row.recipient_id,)), row.pk) for row in rows.order_by("pk")]


def files_sent(pk: int, reader: Person) -> dict[str, bytes]:
    """Return the files of what was sent, by kind, as far as they are there: for the product itself.

    Args:
        pk: the number of what was sent.
        reader: its recipient; where they see other rows today there are none.
    """
    row = SentReport.objects.get(pk=pk)
    if not opens(row.scope, reader):
        return {}
    kept = {kind: getattr(row, column) for kind, column in _KEPT_AS.items()}
    return {kind: bytes(held) for kind, held in kept.items() if held is not None}


def sent_by(reader: Person, schedule: int) -> list[SentView]:
    """Return what was sent by a schedule, the latest first; whether the reader may see it is asked by the page."""
    return _views(reader, SentReport.objects.filter(schedule=schedule))


def sent_to(reader: Person) -> list[SentView]:
    """Return what the reader was sent, the latest first."""
    return _views(reader, SentReport.objects.filter(recipient=reader.id, why_vi=""))


def sent_at_all(reader: Person) -> list[SentView]:
    """Return what was sent to the reader, and to others of what the reader sends, the latest first."""
    own = team_numbers_of(reader, teams())
    schedules = BoardSchedule.objects.select_related("board")
    sends = [each.pk for each in schedules if _may_send(reader, each, own)]
    return _views(reader, SentReport.objects.filter(Q(recipient=reader.id) | Q(schedule__in=sends)))


def file_sent_to(reader: Person, pk: int, kind: str) -> tuple[str, bytes] | None:
    """Return name and bytes of a file that the reader was sent; None of others', of old ones, or where none was made.

    Args:
        reader: who asks; what somebody was sent holds what they may see, and nobody else gets it, nor do they once
            they see other rows.
        pk: the number of what was sent.
        kind: `xlsx`, `html` or `pdf`.
    """
    row = SentReport.objects.filter(pk=pk, recipient=reader.id).first()
    held = None if row is None or not opens(row.scope, reader) else getattr(row, _KEPT_AS[kind])
    return None if row is None or held is None else (file_name(row.name, row.due_on, kind), bytes(held))


def file_name(name: str, due_on: date, kind: str) -> str:
    """Return how a file that is sent is called."""
    return f"{name} {due_on.isoformat()}.{kind}".replace("/", "-")


def _due(row: BoardSchedule, due_on: date, waiting: tuple[int, ...]) -> DueSchedule:
    board = None if row.board_id is None else board_for_product(row.board_id)
    return DueSchedule(row.pk, due_on, board, row.set_by_id, row.is_attached, waiting)


def _views(reader: Person, rows: QuerySet[SentReport]) -> list[SentView]:
    rows = rows.select_related("recipient", "schedule__board").defer(*_KEPT_AS.values())
    there = {f"has_{kind}": Q(**{f"{column}__isnull": False}) for kind, column in _KEPT_AS.items()}
    own = team_numbers_of(reader, teams())
    return [_view(reader, row, own) for row in rows.annotate(**there).order_by("-at", "-id")[:_MOST_SHOWN]]


def _view(reader: Person, row: SentReport, own_teams: frozenset[int]) -> SentView:
    return SentView(
        row.pk,
        row.schedule.board_id,
        row.due_on,
        str(row.recipient),
        row.name,
        row.at,
        # What they cannot open any more is not offered to them; of others' it is told that it is there.
        () if row.recipient_id == reader.id and not opens(row.scope, reader) else _kinds(row),
        row.is_mailed,
        row.message,
        tuple(row.attached),
        row.recipient_id == reader.id,
        _may_send(reader, row.schedule, own_teams),
        row.is_wanted_again,
        Text(row.why_vi, row.why_en) if row.why_vi else None,
        Text(row.lacks_vi, row.lacks_en) if row.lacks_vi else None,
    )


def _kinds(row: SentReport) -> tuple[str, ...]:
    order: Sequence[str] = ("pdf", "html", "xlsx")
    return tuple(kind for kind in order if getattr(row, f"has_{kind}"))


def _may_send(reader: Person, schedule: BoardSchedule, own_teams: frozenset[int]) -> bool:
    board = schedule.board
    if board is None:
        return may_share_with_all(reader)
    is_found = finds(reader, board.owner_id, board.shared, board.teams, own_teams)
    return is_found and not board.is_removed and may_change(reader, board.owner_id, board.shared)
