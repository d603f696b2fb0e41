"""The page of summaries: the last one of a kind, those before it, and how often the reader wants one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.ledger.refusals import Refusal
from crmeter.strategy.summary.actions import choose_summary
from crmeter.strategy.summary.days import called, last_span
from crmeter.strategy.summary.kinds import EVERY, Every
from crmeter.strategy.summary.queries import (
    SummaryView,
    choice_of,
    latest_summaries,
    summary_numbered,
    summed_up,
)
from crmeter.web.alerts.page import seer
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@require_safe
@for_all_rows
def summary_page(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Show one summary, or the last of a kind; where nobody has kept that one, as figures tell it now."""
    reader = seer(request)
    asked = request.GET.get("every", "")
    shown = None if number is None else summary_numbered(number)
    if number is not None and shown is None:
        raise Http404
    every = shown.every if shown is not None else Every(asked) if asked in Every.values else Every.WEEK
    kept = latest_summaries(every)
    if shown is None:
        shown = _as_told_now(every, kept)
    context: dict[str, Any] = {
        "summary": shown,
        "every": every.value,
        "kinds": [(each.value, words) for each, words in EVERY.items()],
        "kept": kept,
        "choice": choice_of(reader),
    }
    return render(request, "summary/summary.html", context)


@require_POST
@for_all_rows
def choose(request: HttpRequest) -> HttpResponse:
    """Keep how often the reader wants a summary."""
    reader = seer(request)
    asked = request.POST.get("every", "")
    every = Every(asked) if asked in Every.values else None
    try:
        choose_summary(reader, every, by_mail="by_mail" in request.POST, version=version_in(request))
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("Saved"))
    return redirect("summary")


def _as_told_now(every: Every, kept: list[SummaryView]) -> SummaryView | None:
    since, until = last_span(every, localdate())
    if kept and kept[0].until == until:
        return kept[0]
    found = summed_up(every, since, until)
    if found is None:
        return None
    return SummaryView(0, every, since, until, called(every, since, until), None, tuple(found[1]))
