"""What whoever leads a decision does with it: invites, opens again, says whose weights count, removes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.engagement.decision_mail import invite_and_ask
from crmeter.records.concept.values import read_amount
from crmeter.records.judgements.actions import remove_decision, set_weights, take_together, uninvite
from crmeter.records.judgements.judging_actions import reopen
from crmeter.records.judgements.kinds import Together
from crmeter.records.judgements.queries import DecisionView, seats_of
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.vocabulary import Text
from crmeter.web.decisions.readers import for_leaders, there
from crmeter.web.decisions.results import show
from crmeter.web.ordering import whole
from crmeter.web.records.reader import reader_of
from crmeter.web.versions import version_in


@for_leaders
@require_POST
def invite_them(request: HttpRequest, number: int) -> HttpResponse:
    """Invite people of the firm."""
    found, _seat = there(request, number)
    wanted = [user for each in request.POST.getlist("evaluators") if (user := whole(each))]
    return _done(
        request, found, lambda: invite_and_ask(reader_of(request), number, wanted, version=version_in(request))
    )


@for_leaders
@require_POST
def change_seat(request: HttpRequest, number: int, seat: int) -> HttpResponse:
    """Let somebody judge again, or take their invitation back."""
    found, _seat = there(request, number)
    if all(each.id != seat for each in seats_of(number)):
        raise Http404
    action = reopen if request.POST.get("do") == "reopen" else uninvite
    return _done(request, found, lambda: action(reader_of(request), seat, version=version_in(request)))


@for_leaders
@require_POST
def together(request: HttpRequest, number: int) -> HttpResponse:
    """Let judged weights count, and say how evaluators are taken together."""
    found, _seat = there(request, number)
    wanted = request.POST.get("together", "")
    way = Together(wanted) if wanted in Together.values else found.together
    return _done(request, found, lambda: take_together(reader_of(request), number, way, version=version_in(request)))


@for_leaders
@require_POST
def weights(request: HttpRequest, number: int) -> HttpResponse:
    """Let weights count that are typed in percent."""
    found, _seat = there(request, number)

    def keep() -> None:
        typed = [request.POST.get(f"weight-{place}", "") for place in range(len(found.criteria))]
        percents = {each.key: _percent(words) for each, words in zip(found.criteria, typed, strict=True)}
        set_weights(reader_of(request), number, percents, version=version_in(request))

    return _done(request, found, keep)


@for_leaders
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision out of all lists."""
    found, _seat = there(request, number)
    try:
        remove_decision(reader_of(request), number, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return show(request, found, refusal)
    messages.success(request, _("Removed"))
    return redirect("decisions")


def _done(request: HttpRequest, found: DecisionView, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except (Refused, Stale, NoVersion) as refusal:
        return show(request, found, refusal)
    messages.success(request, _("Saved"))
    return redirect("decision", found.id)


def _percent(typed: str) -> float:
    try:
        return float(read_amount(typed))
    except ValueError as wrong:
        raise Refused("no_number", _NO_NUMBER.fill(typed=typed)) from wrong


_NO_NUMBER = Text("“{typed}” không phải là một số", "“{typed}” is no number")
