"""Changes of many records: how far they are, what failed and why, and taking them back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.queries import (
    ChangeSetView,
    change_set,
    failed_rows,
    latest_sets,
    left_rows,
)
from crmeter.records.change_sets.undo_actions import undo
from crmeter.records.jobs.actions import cancel
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text
from crmeter.web.records.reader import reader_of

_SHOWN = 50
_REASONS = 100


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Show the latest changes of many records that the reader made."""
    sets = latest_sets(reader_of(request), most=_SHOWN)
    return render(request, "changes/changes.html", {"sets": [(each, CONCEPTS.get(each.concept)) for each in sets]})


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one of them."""
    return render(request, "changes/page.html", state_of(reader_of(request), number))


@require_safe
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far one is, and once it has ended how it ended."""
    context = state_of(reader_of(request), number)
    # Asked for again and again until it has ended: how it ended is said once, with the way back.
    has_ended = context["set"].state == "done" and not context["set"].is_at_work
    response = render(request, "changes/state.html", context | {"has_ended": has_ended})
    if not context["set"].is_at_work:
        # Lists that show these records are drawn anew.
        response["HX-Trigger"] = "records-changed"
    return response


@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Leave the records that nobody got to as they are."""
    reader = reader_of(request)
    found = _there(reader, number)
    at_work = found.undo_job if found.state == "undoing" else found.job
    if at_work is not None and found.is_at_work:
        cancel(actor_of(reader), at_work)
    return _after(request, reader, number)


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take one back: a merge at once, anything else behind the pages."""
    reader = reader_of(request)
    _there(reader, number)
    refusal: Text | None = None
    try:
        undo(reader, number)
    except Refused as refused:
        refusal = refused.text
    return _after(request, reader, number, refusal)


def _after(request: HttpRequest, reader: Person, number: int, refusal: Text | None = None) -> HttpResponse:
    if "HX-Request" not in request.headers and refusal is None:
        return redirect("change_set", number)
    context = state_of(reader, number) | {"refusal": refusal}
    template = "changes/state.html" if "HX-Request" in request.headers else "changes/page.html"
    return render(request, template, context, status=422 if refusal else 200)


def _there(reader: Person, number: int) -> ChangeSetView:
    found = change_set(reader, number)
    if found is None:
        raise Http404
    return found


def state_of(reader: Person, number: int) -> dict[str, Any]:
    """Return what a page shows of one of them.

    Raises:
        Http404: it is not the reader's.
    """
    found = _there(reader, number)
    at_work = found.undo_job if found.state == "undoing" else found.job
    work = None if at_work is None else job(at_work)
    is_undone = found.state == "undone"
    return {
        "set": found,
        "concept": CONCEPTS.get(found.concept),
        "work": work,
        "rows": left_rows(reader, number, _REASONS) if is_undone else failed_rows(reader, number, _REASONS),
    }
