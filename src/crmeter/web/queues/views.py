"""The page of queues and promises, and the page of one queue."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.calendar.queries import week
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import teams
from crmeter.records.tickets.queries import QueueView, open_tickets_by_queue, queues
from crmeter.records.tickets.queue_actions import add_queue, change_queue, reorder_queues
from crmeter.web.administrators import for_administrators, who
from crmeter.web.ordering import keep_order, whole
from crmeter.web.queues.shown import promise_lines
from crmeter.web.versions import version_in


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def queues_page(request: HttpRequest) -> HttpResponse:
    """Show the queues and what is promised, or make a queue."""
    if request.method != "POST":
        return show(request)
    team = whole(request.POST.get("team", "")) or None
    try:
        add_queue(who(request), request.POST.get("name", ""), team=team, position=len(queues(closed=True)))
    except Refused as refused:
        return show(request, 400, refusal=refused, typed=request.POST)
    messages.success(request, _("Saved"))
    return redirect("queues")


@for_administrators
@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Put the queues in another order; new tickets go to the first that is open."""
    return keep_order(request, reorder_queues, reverse("queues"))


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a queue, or keep what was changed of it."""
    found = _there(number)
    typed: dict[str, Any] = {"name": found.name, "team": found.team, "is_closed": found.is_closed}
    refusal: Refused | Stale | None = None
    if request.method == "POST":
        typed = {
            "name": request.POST.get("name", ""),
            "team": whole(request.POST.get("team", "")) or None,
            "is_closed": "is_closed" in request.POST,
        }
        try:
            change_queue(who(request), number, version=version_in(request), position=found.position, **typed)
        except (Refused, Stale) as refused:
            refusal = refused
        else:
            messages.success(request, _("Saved"))
            return redirect("queues")
    context = {
        "queue": _there(number),
        "typed": typed,
        "teams": teams(),
        "count": open_tickets_by_queue().get(number, 0),
        "refusal": refusal,
        "is_stale": isinstance(refusal, Stale),
    }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 400
    return render(request, "queues/queue.html", context, status=status)


def show(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    """Draw the page.

    Args:
        request: who reads.
        status: of the answer.
        more: what was typed or refused: `refusal` with `typed`, or `wrong` with what was typed of a promise.
    """
    shown, counted = queues(closed=True), open_tickets_by_queue()
    context = {
        "queues": [(each, counted.get(each.id, 0)) for each in shown],
        "first_open": next((each.id for each in shown if not each.is_closed), None),
        "teams": teams(),
        "promises": promise_lines(more.get("wrong")),
        "works": bool(week().zone),
        "moved": request.GET.get("moved", ""),
        **more,
    }
    return render(request, "queues/queues.html", context, status=status)


def _there(number: int) -> QueueView:
    found = next((each for each in queues(closed=True) if each.id == number), None)
    if found is None:
        raise Http404
    return found
