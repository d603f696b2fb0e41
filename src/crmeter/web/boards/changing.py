"""A board is called otherwise, shared, removed, brought back, and opens with another look."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.ledger.refusals import Refusal
from crmeter.strategy.boards.actions import BoardAsked, bring_back_board, change_board, keep_look, remove_board
from crmeter.strategy.boards.kinds import Shared
from crmeter.strategy.boards.queries import board_at
from crmeter.web.boards.asked import look_of
from crmeter.web.boards.page import found_by, show
from crmeter.web.ordering import whole
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@require_POST
@for_own_rows
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Call a board otherwise, or share it otherwise."""
    reader, found = found_by(request, number)
    shared = request.POST.get("shared", "")
    asked = BoardAsked(
        request.POST.get("name", ""),
        Shared(shared) if shared in Shared.values else Shared.PRIVATE,
        [whole(each) for each in request.POST.getlist("team")],
    )
    try:
        change_board(reader, number, asked, version=version_in(request))
    except Refusal as refusal:
        return show(request, reader, found, refusal)
    messages.success(request, _("Saved"))
    return redirect(f"{reverse('board_of_figures', args=[number])}?edit=1")


@require_POST
@for_own_rows
def look(request: HttpRequest, number: int) -> HttpResponse:
    """Let a board open as it is looked at now; the look stands in the address."""
    reader, found = found_by(request, number)
    now = look_of(request, found)
    try:
        keep_look(reader, number, now.compare, now.by, now.code, version=version_in(request))
    except Refusal as refusal:
        return show(request, reader, found, refusal)
    messages.success(request, _("The board opens like this from now on"))
    return redirect("board_of_figures", number)


@require_POST
@for_own_rows
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a board, with a way back."""
    reader, found = found_by(request, number)
    try:
        new = remove_board(reader, number, version=version_in(request))
    except Refusal as refusal:
        return show(request, reader, found, refusal)
    back = f"{reverse('board_bring_back', args=[number])}?version={new}"
    messages.success(request, _("The board is removed"), extra_tags=f"undo:{back}")
    return redirect("boards")


@require_POST
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a removed board back."""
    reader = reader_of(request)
    try:
        bring_back_board(reader, number, version=whole(request.GET.get("version", "")) or None)
    except Refusal as refusal:
        if board_at(reader, number) is None and refusal.code == "unknown":
            raise Http404 from None
        messages.error(request, refusal.text.in_(language()))
        return redirect("boards")
    messages.success(request, _("The board is back"))
    return redirect("board_of_figures", number)
