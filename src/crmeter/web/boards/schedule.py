"""To whom a board is sent by itself, what was sent, and the files of what the reader was sent."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crmeter.records.ledger.export_actions import note_export
from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of, everybody
from crmeter.strategy.boards.queries import BoardView
from crmeter.strategy.boards.report_actions import set_schedule, stop_schedule
from crmeter.strategy.boards.report_dates import EVERY, Every, next_day
from crmeter.strategy.boards.report_queries import file_sent_to, schedule_of, sent_by
from crmeter.vocabulary import Text
from crmeter.web.boards.page import found_by
from crmeter.web.ordering import whole
from crmeter.web.records.reader import reader_of
from crmeter.web.versions import version_in

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}
# The file holds its own looks and no script; it asks nothing of anybody.
_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a board is sent and what was, or send it otherwise."""
    reader, board = _changed_by(request, number)
    if request.method != "POST":
        return _show(request, reader, board)
    try:
        every = request.POST.get("every", "")
        if every not in Every.values:
            raise Refused("every", _NO_EVERY)
        people = [whole(each) for each in request.POST.getlist("person")]
        set_schedule(reader, number, Every(every), people, version=version_in(request))
    except Refusal as refusal:
        return _show(request, reader, board, refusal)
    messages.success(request, _("The board is sent by itself from now on"))
    return redirect("board_schedule", number)


@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Send a board by itself no more."""
    reader, board = _changed_by(request, number)
    try:
        stop_schedule(reader, number, version=version_in(request))
    except Refusal as refusal:
        return _show(request, reader, board, refusal)
    messages.success(request, _("The board is not sent by itself any more"))
    return redirect("board_schedule", number)


@require_safe
def sent(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Send the reader a file again that they were sent.

    Raises:
        Http404: they were not sent it, or it is too old.
    """
    reader = reader_of(request)
    found = file_sent_to(reader, number, kind) if kind in _TYPES else None
    if found is None:
        raise Http404
    name, content = found
    note_export(actor_of(reader), "board_report", 1, of=str(number), filters={"kind": kind})
    response = HttpResponse(content, content_type=_TYPES[kind])
    way = "inline" if kind == "html" else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cache-Control"] = "private, no-store"
    return response


def _changed_by(request: HttpRequest, number: int) -> tuple[Person, BoardView]:
    reader, board = found_by(request, number)
    if not board.may_change:
        raise Http404
    return reader, board


def _show(request: HttpRequest, reader: Person, board: BoardView, refusal: Refusal | None = None) -> HttpResponse:
    held = schedule_of(board.id)
    is_on = held is not None and held.is_on
    typed = request.method == "POST"
    chosen = {whole(each) for each in request.POST.getlist("person")} if typed else set(held.recipients if held else ())
    every = request.POST.get("every", "") if typed else (held.every.value if held else Every.WEEK.value)
    context: dict[str, Any] = {
        "board": board,
        "held": held if is_on else None,
        "version": held.version if held else 0,
        "every": EVERY[held.every] if held else None,
        "choices": [(each.value, words, next_day(each, localdate())) for each, words in EVERY.items()],
        "chosen_every": every,
        "people": [(each, each.id in chosen) for each in everybody() if each.is_active],
        "sent": sent_by(reader, held.id) if held else [],
        "refusal": refusal,
    }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return render(request, "boards/schedule.html", context, status=status)


_NO_EVERY = Text("hãy chọn gửi bao lâu một lần", "choose how often")
