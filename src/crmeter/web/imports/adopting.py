"""The sources of files, and whether they count as files or live in the records."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.adoption.actions import ask, ask_undo, stop
from crmeter.records.adoption.queries import file_sources
from crmeter.warehouse.connectors.own_database.reasons import told
from crmeter.web.keepers import for_keepers, keeper_of

# htmx stops asking at this answer.
_STOP_POLLING = 286


def sources_shown() -> dict[str, Any]:
    """Return what the list of sources is drawn from."""
    there = file_sources()
    shown = [{"held": each, "left": told(each.adoption.left) if each.adoption else ()} for each in there]
    return {"file_sources": shown, "some_at_work": any(each.is_at_work for each in there)}


@for_keepers
def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources and how far the work on them is, as a fragment that asks again while there is some."""
    shown = sources_shown()
    return render(request, "imports/sources.html", shown, status=200 if shown["some_at_work"] else _STOP_POLLING)


@for_keepers
@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Ask for a source to be taken into the records."""
    source = request.POST.get("source", "")
    if source in {each.source for each in file_sources()}:
        ask(keeper_of(request), source)
    return redirect("imports")


@for_keepers
@require_POST
def give_back(request: HttpRequest) -> HttpResponse:
    """Ask for the files of a source to count again in place of its records."""
    ask_undo(keeper_of(request), request.POST.get("source", ""))
    messages.success(request, _("The records are taken out again; the files count in their place."))
    return redirect("imports")


@for_keepers
@require_POST
def stop_adopting(request: HttpRequest) -> HttpResponse:
    """Ask the work on a source to stop."""
    stop(keeper_of(request), request.POST.get("source", ""))
    return redirect("imports")
