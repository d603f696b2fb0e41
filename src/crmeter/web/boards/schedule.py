"""To whom a board, or the report of the whole evaluation, is sent by itself, and when."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.engagement.mail.attached import MOST_BYTES, in_megabytes
from crmeter.engagement.mail.queries import messages_numbered
from crmeter.engagement.mail.server import NoServer, server
from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.records.staff.queries import Person, everybody
from crmeter.strategy.boards.queries import BoardView
from crmeter.strategy.boards.report_actions import Sending, set_schedule, stop_schedule
from crmeter.strategy.boards.report_dates import EVERY, LAST_DAY, WEEKDAYS, Every, When
from crmeter.strategy.boards.report_queries import ScheduleView, schedule_of, sent_by
from crmeter.strategy.boards.rights import may_share_with_all
from crmeter.vocabulary import Text
from crmeter.web.boards.page import found_by
from crmeter.web.boards.sent import shown_sent
from crmeter.web.ordering import whole
from crmeter.web.records.reader import reader_of
from crmeter.web.versions import version_in


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a board is sent and what was, or send it otherwise."""
    reader, board = _changed_by(request, number)
    return _answered(request, reader, board)


@require_http_methods(["GET", "HEAD", "POST"])
def report_schedule(request: HttpRequest) -> HttpResponse:
    """Show how the report of the whole evaluation is sent and what was, or send it otherwise."""
    return _answered(request, _sender(request), None)


@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Send a board by itself no more."""
    reader, board = _changed_by(request, number)
    return _stopped(request, reader, board)


@require_POST
def report_stop(request: HttpRequest) -> HttpResponse:
    """Send the report by itself no more."""
    return _stopped(request, _sender(request), None)


def _answered(request: HttpRequest, reader: Person, board: BoardView | None) -> HttpResponse:
    if request.method != "POST":
        return _show(request, reader, board)
    try:
        set_schedule(reader, None if board is None else board.id, _asked(request), version=version_in(request))
    except Refusal as refusal:
        return _show(request, reader, board, refusal)
    messages.success(request, _("It is sent by itself from now on"))
    return _back(board)


def _stopped(request: HttpRequest, reader: Person, board: BoardView | None) -> HttpResponse:
    try:
        stop_schedule(reader, None if board is None else board.id, version=version_in(request))
    except Refusal as refusal:
        return _show(request, reader, board, refusal)
    messages.success(request, _("It is not sent by itself any more"))
    return _back(board)


def _back(board: BoardView | None) -> HttpResponse:
    return redirect("report_schedule") if board is None else redirect("board_schedule", board.id)


def _changed_by(request: HttpRequest, number: int) -> tuple[Person, BoardView]:
    reader, board = found_by(request, number)
    if not board.may_change:
        raise Http404
    return reader, board


def _sender(request: HttpRequest) -> Person:
    reader = reader_of(request)
    if not may_share_with_all(reader):
        raise PermissionDenied
    return reader


def _asked(request: HttpRequest) -> Sending:
    """Return what the form asks for.

    Raises:
        Refused: it does not say how often.
    """
    every = request.POST.get("every", "")
    if every not in Every.values:
        raise Refused("every", _NO_EVERY)
    weekday, day, hour = (_small(request.POST.get(name, "")) for name in ("weekday", "day", "hour"))
    people = [whole(each) for each in request.POST.getlist("person")]
    return Sending(When(Every(every), weekday, day, hour), people, request.POST.get("form") == "attached")


def _small(typed: str) -> int:
    """Return a small number of the form; what is none is no day and no hour."""
    return int(typed) if typed.isdecimal() and len(typed) <= 2 else -1


def _show(
    request: HttpRequest, reader: Person, board: BoardView | None, refusal: Refusal | None = None
) -> HttpResponse:
    held = schedule_of(None if board is None else board.id)
    is_on = held is not None and held.is_on
    typed = request.method == "POST" and "every" in request.POST
    chosen = {whole(each) for each in request.POST.getlist("person")} if typed else set(held.recipients if held else ())
    when, is_attached = _typed(request) if typed else _kept(held)
    context: dict[str, Any] = {
        "board": board,
        "held": held if is_on else None,
        "version": held.version if held else 0,
        "choices": [(each.value, words) for each, words in EVERY.items()],
        "weekdays": list(enumerate(WEEKDAYS)),
        "days": range(1, LAST_DAY + 1),
        "hours": [(each, f"{each:02d}:00") for each in range(24)],
        "zone": settings.TIME_ZONE,
        "chosen": when,
        "is_attached": is_attached,
        "most_attached": in_megabytes(MOST_BYTES),
        "mail_leaves": _mail_leaves(),
        "people": [(each, each.id in chosen) for each in everybody() if each.is_active],
        "sent": shown_sent(sent_by(reader, held.id), messages_numbered) if held else [],
        "refusal": refusal,
    }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return render(request, "boards/schedule.html", context, status=status)


def _typed(request: HttpRequest) -> tuple[When, bool]:
    every = request.POST.get("every", "")
    weekday, day, hour = (_small(request.POST.get(name, "")) for name in ("weekday", "day", "hour"))
    return When(Every(every) if every in Every.values else Every.WEEK, weekday, day, hour), (
        request.POST.get("form") == "attached"
    )


def _kept(held: ScheduleView | None) -> tuple[When, bool]:
    return (When(Every.WEEK), False) if held is None else (held.when, held.is_attached)


def _mail_leaves() -> bool:
    try:
        server()
    except NoServer:
        return False
    return True


_NO_EVERY = Text("hãy chọn gửi bao lâu một lần", "choose how often")
