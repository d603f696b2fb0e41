"""What was sent by itself: to whom, as what, how it went, and once more where it failed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crmeter.engagement.mail.queries import MessageView, messages_numbered
from crmeter.records.ledger.export_actions import note_export
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.staff.queries import actor_of
from crmeter.strategy.boards.report_queries import SentView, file_sent_to, schedule_of, sent_at_all
from crmeter.strategy.boards.rights import may_share_with_all
from crmeter.strategy.boards.sent_actions import send_once_more
from crmeter.vocabulary import Text
from crmeter.web.records.reader import reader_of

_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}
KINDS: Mapping[str, Text] = {
    "pdf": Text.same("PDF"),
    "html": Text("Trang để đọc hoặc in", "To read or print"),
    "xlsx": Text("Bảng tính", "Workbook"),
}
# The file holds its own looks and no script; it asks nothing of anybody.
_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class ShownSent:
    """What was sent, with the mail that told of it.

    Args:
        sent: what.
        mail: None where none told of it, or it is not kept any more.
        files: those that the reader can have, by kind and name.
        attached: the names of what travelled with the mail.
    """

    sent: SentView
    mail: MessageView | None
    files: Sequence[tuple[str, Text]]
    attached: Text | None


def shown_sent(
    sent: Sequence[SentView], mails: Callable[[Collection[int]], Mapping[int, MessageView]]
) -> list[ShownSent]:
    """Return what was sent as pages show it."""
    by_number = mails([each.message for each in sent if each.message is not None])
    return [
        ShownSent(
            each,
            None if each.message is None else by_number.get(each.message),
            [(kind, KINDS[kind]) for kind in each.kinds] if each.is_mine else [],
            Text.join([_AS[kind] for kind in each.attached]) if each.attached else None,
        )
        for each in sent
    ]


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Show what was sent to the reader, and to others of what the reader sends."""
    return _show(request)


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Send something once more."""
    reader = reader_of(request)
    try:
        send_once_more(reader, number)
    except Refusal as refusal:
        return _show(request, refusal)
    messages.success(request, _("It is sent again in a moment"))
    back = request.POST.get("back", "")
    is_here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if is_here else reverse("reports"))


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
    way = "attachment" if kind == "xlsx" else "inline"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    if kind == "html":
        response["Content-Security-Policy"] = _POLICY
    response["Cache-Control"] = "private, no-store"
    return response


def _show(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    reader = reader_of(request)
    held = schedule_of(None)
    context = {
        "sent": shown_sent(sent_at_all(reader), messages_numbered),
        "may_send_report": may_share_with_all(reader),
        "report": held if held is not None and held.is_on else None,
        "refusal": refusal,
    }
    return render(request, "boards/reports.html", context, status=200 if refusal is None else 422)


_AS = {"pdf": Text.same("PDF"), "html": Text.same("HTML"), "xlsx": Text.same("XLSX")}
