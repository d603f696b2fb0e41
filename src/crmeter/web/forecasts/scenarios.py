"""Scenarios: assumptions tried over the forecast of the current run, kept by name, changed, removed, brought back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crmeter.evaluation.report.embed import draw_scenario
from crmeter.evaluation.report.sections.scenario import Drawn
from crmeter.evaluation.scenario import TITLES
from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.strategy.scenarios.actions import add_scenario, bring_back_scenario, change_scenario, remove_scenario
from crmeter.strategy.scenarios.queries import ScenarioView, scenario_at, scenarios
from crmeter.strategy.scenarios.rights import may_keep
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.forecasts.scenario_asked import ScenarioAsked, scenario_asked
from crmeter.web.forecasts.scenario_explained import scenario_explained
from crmeter.web.forecasts.scenario_found import SUBJECT_TITLES, Base, Found, base_of, found_for, subjects_of
from crmeter.web.ordering import whole
from crmeter.web.readings.opened import Opened, open_current, safe
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@for_own_rows
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the forecast, what the assumptions of the address make of it, and what was kept."""
    return _show(request)


@require_POST
@for_own_rows
def add(request: HttpRequest) -> HttpResponse:
    """Keep assumptions under a name."""
    try:
        asked = _readable(request)
        number = add_scenario(reader_of(request), _typed(request, "name"), asked.assumed, _typed(request, "reason"))
    except Refusal as refusal:
        return _show(request, refusal)
    messages.success(request, _("Scenario kept"))
    return redirect(f"{reverse('scenarios')}?kept={number}")


@require_POST
@for_own_rows
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Assume something else under a name that is kept."""
    try:
        asked = _readable(request)
        change_scenario(
            reader_of(request),
            number,
            _typed(request, "name"),
            asked.assumed,
            _typed(request, "reason"),
            version=version_in(request),
        )
    except Refusal as refusal:
        return _show(request, refusal)
    messages.success(request, _("Scenario kept"))
    return redirect(f"{reverse('scenarios')}?kept={number}")


@require_POST
@for_own_rows
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a scenario, with a way back."""
    try:
        version = remove_scenario(reader_of(request), number, version=version_in(request))
    except Refusal as refusal:
        return _show(request, refusal)
    back = f"{reverse('scenario_bring_back', args=[number])}?version={version}"
    messages.success(request, _("Scenario removed"), extra_tags=f"undo:{back}")
    return redirect("scenarios")


@require_POST
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a removed scenario back."""
    try:
        bring_back_scenario(reader_of(request), number, version=whole(request.GET.get("version", "")) or None)
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("Scenario brought back"))
    return redirect("scenarios")


def _readable(request: HttpRequest) -> ScenarioAsked:
    """Return what is asked to be kept.

    Raises:
        Refused: an assumption is no number that can be kept; its field says why.
    """
    asked = scenario_asked(request.POST)
    if not asked.is_readable:
        titles = Text.join([each.title for each in asked.fields if each.error is not None], "; ")
        raise Refused("unreadable", _UNREADABLE.fill(titles=titles))
    return asked


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")


def _show(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    asked_in = request.POST if request.method == "POST" else request.GET
    number = whole(asked_in.get("kept", ""))
    opened_one = scenario_at(number) if number else None
    if number and opened_one is None and request.method != "POST":
        raise Http404
    asked = scenario_asked(asked_in, None if opened_one is None else opened_one.assumed)
    context: dict[str, Any] = {
        "here": "scenarios",
        "asked": asked,
        "opened_one": opened_one,
        "name": asked_in.get("name", "" if opened_one is None else opened_one.name),
        "reason": asked_in.get("reason", "" if opened_one is None else opened_one.reason),
        # What was refused stays a change of the version that was seen: another one is kept only once it is opened.
        "version": version_in(request)
        if request.method == "POST"
        else None
        if opened_one is None
        else opened_one.version,
        "may_keep": may_keep(reader_of(request)),
        "refusal": refusal,
        "nothing_yet": True,
    }
    opened = open_current(request)
    if opened is not None:
        context |= {**opened.context(), "nothing_yet": False, **_over(opened, asked_in.get("subject", ""))}
        base: Base | None = context["base"]
        if base is not None and asked.is_readable and asked.assumed.made:
            try:
                found = found_for(base, asked.assumed)
            except NotEnoughData as lacking:
                context["lacking"] = lacking.undefined
            else:
                context |= _told(opened, found)
                figures = scenario_explained(found, asked, opened.run)
                # What was refused stands at an address that shows nothing by itself.
                context["explained"] = figures if request.method != "POST" else {}
                context["shown"] = {key: each.value.in_(language()) for key, each in figures.items()}
                context["adds"] = [
                    (each.title, each if request.method != "POST" else "", context["shown"][key])
                    for key, each in figures.items()
                    if key.startswith("adds_")
                ]
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return page_or_explanation(request, "forecasts/scenarios.html", context, status=status)


def _over(opened: Opened, subject: str) -> dict[str, Any]:
    """Return the base of a subject, and the scenarios that are kept beside it."""
    there = subjects_of(opened)
    if not there:
        return {"base": None, "subjects": [], "kept": [(each, None, None) for each in scenarios()]}
    chosen = subject if subject in there else there[0]
    base = base_of(opened, chosen)
    return {
        "base": base,
        "subject": chosen,
        "subjects": [(name, SUBJECT_TITLES[name]) for name in there],
        "is_money": chosen == "revenue",
        "currency": opened.run.currency,
        "kept": [_beside(each, base) for each in scenarios()],
    }


def _beside(kept: ScenarioView, base: Base) -> tuple[ScenarioView, Found | None, Any]:
    try:
        return kept, found_for(base, kept.assumed), None
    except NotEnoughData as lacking:
        return kept, None, lacking.undefined.reason


def _told(opened: Opened, found: Found) -> dict[str, Any]:
    base, result = found.base, found.scenario
    drawn = Drawn(
        base.subject == "revenue",
        float(result.base),
        float(result.value),
        [(TITLES[name], float(amount)) for name, amount in result.adds.items()],
        base.months,
        base.monthly,
        base.low,
        base.high,
        found.monthly,
    )
    columns, months = draw_scenario(opened.page, drawn)
    return {"found": found, "columns": safe(columns), "months": safe(months)}


_UNREADABLE = Text(
    "chưa lưu: {titles} – lý do ghi cạnh từng ô", "nothing was kept: {titles} – the reason stands beside each field"
)
