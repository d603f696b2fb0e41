"""The only writer of schedules of boards and of what was sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of, people_numbered
from crmeter.strategy.boards.actions import held_board
from crmeter.strategy.boards.models import BoardSchedule, SentReport
from crmeter.strategy.boards.report_dates import Every, next_day
from crmeter.vocabulary import Text

MOST_RECIPIENTS = 100
# So long a file that was sent can be had again.
KEPT_FOR = timedelta(days=400)
_SET = ("every", "recipients", "due_on", "is_on", "set_by", "set_at")


@dataclass(frozen=True, slots=True)
class Made:
    """A board as one person may see it: the run that it is of, and its two files."""

    run: str
    workbook: bytes
    document: bytes


def set_schedule(person: Person, board: int, every: Every, recipients: Iterable[int], *, version: int | None) -> int:
    """Send a board by itself from the next such day on, and return the new version of its schedule.

    Args:
        person: who says so.
        board: which; they change it.
        every: how often.
        recipients: the numbers of people; each gets the figures of their own rows.
        version: of the schedule that was seen; 0 where there was none.

    Raises:
        Refusal: they may not change the board, nobody is to get it, or the schedule has changed.
    """
    with transaction.atomic():
        held_now(person, board)
        chosen = [each.id for each in people_numbered(set(recipients))]
        if not 0 < len(chosen) <= MOST_RECIPIENTS:
            raise Refused("recipients", _RECIPIENTS.fill(most=MOST_RECIPIENTS))
        row = _held(board, version)
        is_first = row._state.adding
        before = {} if is_first or not row.is_on else _shown(row)
        row.every, row.recipients, row.is_on = every, chosen, True
        row.due_on = next_day(every, timezone.localdate())
        row.set_by_id, row.set_at = person.id, timezone.now()
        if is_first:
            row.save(force_insert=True)
        else:
            keep(row, *_SET)
        audit(actor_of(person), "boards.schedule_set", row, before=before, after=_shown(row))
    return row.version


def stop_schedule(person: Person, board: int, *, version: int | None) -> None:
    """Send a board by itself no more; what was sent can still be had.

    Raises:
        Refusal: they may not change the board, or the schedule has changed or is gone.
    """
    with transaction.atomic():
        held_now(person, board)
        row = _held(board, version)
        if row._state.adding or not row.is_on:
            raise Refused("unknown", Text("bảng này không được gửi định kỳ", "this board is not sent by itself"))
        before = _shown(row)
        row.is_on = False
        keep(row, "is_on")
        audit(actor_of(person), "boards.schedule_stopped", row, before=before)


def held_now(person: Person, board: int) -> None:
    """Refuse whoever does not change a board; whatever its version is.

    Raises:
        Refused: they do not find it or may not change it.
    """
    try:
        held_board(person, board, 0)
    except Stale:
        return


def note_sent(schedule: int, due_on: date, recipient: int, name: str, made: Made | Text, *, is_mailed: bool) -> int:
    """Keep what one person was sent on a day, or why there is nothing, and return its number.

    Args:
        schedule: by which.
        due_on: the day that it was due on.
        recipient: the number of the person.
        name: of the board.
        made: the files, or why there are none.
        is_mailed: a mail says so; without a mail server the page does.
    """
    files, why = (made, None) if isinstance(made, Made) else (None, made)
    with transaction.atomic():
        row = SentReport.objects.create(
            schedule_id=schedule,
            due_on=due_on,
            recipient_id=recipient,
            name=name,
            run=files.run if files else "",
            at=timezone.now(),
            workbook=files.workbook if files else None,
            document=files.document if files else None,
            is_mailed=is_mailed,
            why_vi=why.vi[:300] if why else "",
            why_en=why.en[:300] if why else "",
        )
        after = {"recipient": recipient, "due_on": due_on.isoformat(), "sent": files is not None}
        audit(SYSTEM, "boards.report_sent" if files else "boards.report_not_sent", row, after=after)
    return int(row.pk)


def note_done(schedule: int, due_on: date) -> None:
    """Let a schedule wait for its next day, unless somebody has changed it meanwhile; empty the files that are old."""
    with transaction.atomic():
        row = BoardSchedule.objects.select_for_update().filter(pk=schedule, due_on=due_on).first()
        if row is not None:
            # When it is due next is no change of the schedule itself.
            row.due_on = next_day(Every(row.every), timezone.localdate())
            row.save(update_fields=["due_on"])
        old = SentReport.objects.filter(at__lt=timezone.now() - KEPT_FOR, document__isnull=False)
        old.update(workbook=None, document=None)


def _held(board: int, version: int | None) -> BoardSchedule:
    there = BoardSchedule.objects.filter(board=board).first()
    if there is not None:
        return held(BoardSchedule, there.pk, version)
    if version is None:
        raise NoVersion
    if version:
        raise Stale(0)
    return BoardSchedule(board_id=board)


def _shown(row: BoardSchedule) -> dict[str, object]:
    return {"every": str(row.every), "recipients": list(row.recipients)}


_RECIPIENTS = Text(
    "hãy chọn từ 1 đến {most} người nhận còn dùng tài khoản", "choose 1 to {most} people whose accounts are open"
)
