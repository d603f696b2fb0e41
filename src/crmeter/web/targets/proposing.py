"""Targets proposed from last year's results: seen first, then kept by whoever sets targets."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from crmeter.evaluation.headline import ORDER
from crmeter.measures.catalogue import measures
from crmeter.records.concept.values import read_amount
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.readings.queries import current_run
from crmeter.strategy.targets.actions import keep_drafts
from crmeter.strategy.targets.kinds import SPANS, Perspective, Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.needs import COST_OF, needs_of
from crmeter.strategy.targets.proposals import Draft, drafts_of, this_year_and_next
from crmeter.strategy.targets.queries import TargetView, headline_measures, targets_of
from crmeter.strategy.targets.rights import may_set
from crmeter.strategy.targets.standings import Measured, measured_by
from crmeter.vocabulary import Scope
from crmeter.web.alerts.page import seer
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.templatetags.figures import language

_SPANS = (Span.YEAR, Span.QUARTER, Span.MONTH)
_MOST_GROWTH = 10
_FIRST = 8


@require_safe
@for_all_rows
def propose(request: HttpRequest) -> HttpResponse:
    """Show drafts of targets for this and the next years, and what those that are set would take."""
    reader = seer(request)
    growth, span = _asked(request)
    found, measured, drafts = _drafts(growth, span)
    context: dict[str, Any] = {
        "drafts": drafts,
        "needs": [] if measured is None else needs_of(found, measured),
        "growth": request.GET.get("growth", "10")[:20],
        "span": span.value,
        "spans": [(each.value, SPANS[each]) for each in _SPANS],
        "may_set": may_set(reader),
        "nothing_yet": measured is None,
    }
    return render(request, "targets/propose.html", context)


@require_POST
@for_all_rows
def keep_proposals(request: HttpRequest) -> HttpResponse:
    """Keep the drafts that were chosen; their figures are worked out anew, never taken from the page."""
    reader = seer(request)
    if not may_set(reader):
        raise PermissionDenied
    growth, span = _asked(request)
    chosen = set(request.POST.getlist("draft"))
    found, _measured, drafts = _drafts(growth, span)
    known = {each.measure: each for each in found if each.whose is Whose.FIRM}
    wanted = [_wanted(each, known) for each in drafts if each.value is not None and each.key in chosen]
    try:
        kept = keep_drafts(reader, wanted)
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, ngettext("%(n)d target proposed", "%(n)d targets proposed", kept) % {"n": kept})
    return redirect("targets")


def _drafts(growth: float, span: Span) -> tuple[list[TargetView], Measured | None, list[Draft]]:
    run = current_run(Scope())
    found = list(targets_of(firm_only=True))
    # Before the first target the figures that stand out are those that may get one.
    wanted = {each.measure for each in found} or {*(headline_measures() or ORDER[:_FIRST])}
    names = sorted(wanted, key=list(measures()).index)
    if run is None:
        return found, None, []
    measured = measured_by(run, {*names, *(COST_OF[name] for name in names if name in COST_OF)})
    years = this_year_and_next(measured)
    drafts = drafts_of(names, measured, growth, span, years, localdate())
    # Of the year that runs, only what has no target yet is asked for.
    there = {(each.measure, each.span, each.starts_on) for each in found}
    return (
        found,
        measured,
        [
            each
            for each in drafts
            if each.starts_on.year > years[0] or (each.measure, each.span, each.starts_on) not in there
        ],
    )


def _asked(request: HttpRequest) -> tuple[float, Span]:
    typed = (request.POST if request.method == "POST" else request.GET).get("growth", "10")
    asked = (request.POST if request.method == "POST" else request.GET).get("span", Span.YEAR.value)
    try:
        growth = float(read_amount(typed.strip().removesuffix("%"))) / 100
    except ValueError:
        messages.error(request, _("Growth is a number of per cent."))
        growth = 0.1
    span = Span(asked) if asked in Span.values and Span(asked) in _SPANS else Span.YEAR
    return (growth if -0.9 <= growth <= _MOST_GROWTH else 0.1), span


def _wanted(draft: Draft, known: dict[str, TargetView]) -> Wanted:
    if draft.value is None:
        raise ValueError("a draft without a value is not kept")
    like = known.get(draft.measure)
    if like is None:
        # The first target of a measure: whoever sets it says later who answers for it.
        return Wanted(
            draft.measure,
            draft.value,
            draft.span,
            starts_on=draft.starts_on,
            currency=draft.currency,
            way=draft.way,
        )
    perspective: Perspective | None = like.perspective
    return Wanted(
        draft.measure,
        draft.value,
        draft.span,
        starts_on=draft.starts_on,
        currency=draft.currency,
        owner=like.owner_id,
        goal=like.goal,
        perspective=perspective,
        review=like.review,
        weight=like.weight,
        way=draft.way,
    )
