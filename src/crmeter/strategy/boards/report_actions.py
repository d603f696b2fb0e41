"""The only writer of schedules of boards and of the report of the whole evaluation."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of, people_numbered
from crmeter.strategy.boards.actions import held_board
from crmeter.strategy.boards.report_dates import LAST_DAY, Every, When, first_day
from crmeter.strategy.boards.report_models import BoardSchedule
from crmeter.strategy.boards.rights import may_share_with_all
from crmeter.vocabulary import Text

MOST_RECIPIENTS = 100
_SET = (
    "every",
    "weekday",
    "day",
    "hour",
    "is_attached",
    "recipients",
    "due_on",
    "waits_since",
    "is_on",
    "set_by",
    "set_at",
)


@dataclass(frozen=True, slots=True)
class Sending:
    """How something is sent by itself.

    Args:
        when: on which days, from which hour.
        recipients: the numbers of people; each gets the figures of their own rows.
        is_attached: whether the files travel with the mail, or stay behind a sign-in.
    """

    when: When
    recipients: Iterable[int]
    is_attached: bool = False


def set_schedule(person: Person, board: int | None, asked: Sending, *, version: int | None) -> int:
    """Send a board, or the report of the whole evaluation, by itself, and return the new version of its schedule.

    Args:
        person: who says so.
        board: which; they change it. None is the report.
        asked: how.
        version: of the schedule that was seen; 0 where there was none.

    Raises:
        Refusal: they may not, nobody is to get it, there is no such day or hour, or the schedule has changed.
    """
    when = asked.when
    if not (0 <= when.weekday <= 6 and 1 <= when.day <= LAST_DAY and 0 <= when.hour <= 23):
        raise Refused("when", _WHEN.fill(last=LAST_DAY))
    with transaction.atomic():
        refuse_unless_may_send(person, board)
        chosen = [each.id for each in people_numbered(set(asked.recipients))]
        if not 0 < len(chosen) <= MOST_RECIPIENTS:
            raise Refused("recipients", _RECIPIENTS.fill(most=MOST_RECIPIENTS))
        row = _held(board, version)
        is_first = row._state.adding
        before = {} if is_first or not row.is_on else _shown(row)
        row.every, row.weekday, row.day, row.hour = when.every, when.weekday, when.day, when.hour
        row.recipients, row.is_attached, row.is_on = chosen, asked.is_attached, True
        row.due_on, row.waits_since = first_day(when, timezone.localtime()), {}
        row.set_by_id, row.set_at = person.id, timezone.now()
        if is_first:
            row.save(force_insert=True)
        else:
            keep(row, *_SET)
        audit(actor_of(person), "boards.schedule_set", row, before=before, after=_shown(row))
    return row.version


def stop_schedule(person: Person, board: int | None, *, version: int | None) -> None:
    """Send something by itself no more; what was sent can still be had.

    Raises:
        Refusal: they may not, or the schedule has changed or is gone.
    """
    with transaction.atomic():
        refuse_unless_may_send(person, board)
        row = _held(board, version)
        if row._state.adding or not row.is_on:
            raise Refused("unknown", Text("không có gì đang được gửi định kỳ", "nothing is sent by itself"))
        before = _shown(row)
        row.is_on = False
        keep(row, "is_on")
        audit(actor_of(person), "boards.schedule_stopped", row, before=before)


def refuse_unless_may_send(person: Person, board: int | None) -> None:
    """Refuse whoever does not change a board, whatever its version is, or does not send the report to others.

    Raises:
        Refused: they do not.
    """
    if board is None:
        if not may_share_with_all(person):
            raise Refused("not_allowed", _NOT_THE_REPORT)
        return
    try:
        held_board(person, board, 0)
    except Stale:
        return


def _held(board: int | None, version: int | None) -> BoardSchedule:
    there = BoardSchedule.objects.filter(board=board, is_report=board is None).first()
    if there is not None:
        return held(BoardSchedule, there.pk, version)
    if version is None:
        raise NoVersion
    if version:
        raise Stale(0)
    return BoardSchedule(board_id=board, is_report=board is None)


def _shown(row: BoardSchedule) -> dict[str, object]:
    shown: dict[str, object] = {"every": str(row.every), "hour": row.hour, "recipients": list(row.recipients)}
    if row.every == Every.WEEK:
        shown["weekday"] = row.weekday
    elif row.every != Every.DAY:
        shown["day"] = row.day
    return {**shown, "is_attached": row.is_attached}


_RECIPIENTS = Text(
    "hãy chọn từ 1 đến {most} người nhận còn dùng tài khoản", "choose 1 to {most} people whose accounts are open"
)
_WHEN = Text("ngày từ 1 đến {last}, giờ từ 0 đến 23", "a day is 1 to {last}, an hour 0 to 23")
_NOT_THE_REPORT = Text(
    "nhân viên không gửi báo cáo cho người khác; hãy nhờ quản lý", "agents do not send reports to others; ask a manager"
)
