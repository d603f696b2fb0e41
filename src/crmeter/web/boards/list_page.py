"""The boards that somebody finds, and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crmeter.engagement.mail.queries import messages_numbered
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.staff.queries import Person
from crmeter.strategy.boards.actions import BoardAsked, make_board
from crmeter.strategy.boards.kinds import LONGEST_NAME, SHARED
from crmeter.strategy.boards.queries import boards_of
from crmeter.strategy.boards.report_queries import sent_to
from crmeter.web.boards.sent import shown_sent
from crmeter.web.records.reader import reader_of

# The page of all that was sent has the others.
_MOST_SENT = 12


@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    """Show the boards that the reader finds."""
    return _show(request, reader_of(request))


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a board and open it to be filled."""
    reader = reader_of(request)
    try:
        number = make_board(reader, BoardAsked(request.POST.get("name", "")))
    except Refusal as refusal:
        return _show(request, reader, refusal)
    messages.success(request, _("Made; now add what you want to see"))
    return redirect(f"{reverse('board_of_figures', args=[number])}?edit=1#add")


def _show(request: HttpRequest, reader: Person, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "boards": [(each, SHARED[each.shared]) for each in boards_of(reader)],
        "sent": shown_sent(sent_to(reader)[:_MOST_SENT], messages_numbered),
        "longest_name": LONGEST_NAME,
        "typed": request.POST.get("name", "")[:LONGEST_NAME],
        "refusal": refusal,
    }
    return render(request, "boards/boards.html", context, status=200 if refusal is None else 422)
