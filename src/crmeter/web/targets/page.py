"""The page of targets: all of them, filtered, with how far each is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.records.ledger.refusals import Refusal, Stale
from crmeter.records.readings.queries import current_run
from crmeter.records.staff.queries import Person, everybody, teams
from crmeter.strategy.goals.queries import goals
from crmeter.strategy.headline.queries import headline_choice
from crmeter.strategy.targets.kinds import PERSPECTIVES, REVIEWS, SPANS, Whose
from crmeter.strategy.targets.queries import dropped_lately, targets_of
from crmeter.strategy.targets.rights import may_set
from crmeter.strategy.targets.standings import measured_by
from crmeter.strategy.targets.status import STATUSES, Status
from crmeter.vocabulary import Scope
from crmeter.web.alerts.page import seer
from crmeter.web.own_currency import own_currency
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.targets.shown import ShownTarget, choices, shown_target


@require_safe
@for_all_rows
def targets_page(request: HttpRequest) -> HttpResponse:
    """Show what measures are to reach, those that need somebody first."""
    return show(request, seer(request))


def show(request: HttpRequest, reader: Person, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the page, with why a change was not made."""
    found = targets_of()
    run = current_run(Scope())
    measured = None if run is None else measured_by(run, {each.measure for each in found})
    shown = [shown_target(each, measured) for each in found]
    order = list(Status)
    asked = {name: request.GET.get(name, "") for name in ("perspective", "owner", "status")}
    filtered = sorted((each for each in shown if _is_asked(each, asked)), key=lambda each: order.index(each.status))
    sets = may_set(reader)
    context: dict[str, Any] = {
        "shown": filtered,
        "all": len(shown),
        "asked": asked,
        "reader": reader,
        "may_set": sets,
        "refusal": refusal,
        "run": run,
        "statuses": [(each.value, words) for each, words in STATUSES.items()],
        "perspectives": [(each.value, words) for each, words in PERSPECTIVES.items()],
        "owners_of": sorted({(each.target.owner_id, each.target.owner) for each in shown if each.target.owner_id}),
    }
    if sets:
        typed = request.POST if request.method == "POST" else {}
        context |= {
            "choices": choices().items(),
            "spans": [(each.value, words) for each, words in SPANS.items()],
            "reviews": [(each.value, words) for each, words in REVIEWS.items()],
            "holders": _holders(),
            "people": [each for each in everybody() if each.is_active],
            "goals": goals(),
            "currency": own_currency(),
            "typed": {name: str(typed.get(name, ""))[:300] for name in _FIELDS},
            "asked_measure": str(typed.get("measure", request.GET.get("measure", "")))[:80],
            "dropped": [shown_target(each, None) for each in dropped_lately()],
            "headline": headline_choice(),
            "headline_slots": _slots(headline_choice().measures),
        }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return render(request, "targets/targets.html", context, status=status)


def _slots(chosen: tuple[str, ...]) -> list[str]:
    return [*chosen, *([""] * (6 - len(chosen)))]


def _is_asked(each: ShownTarget, asked: dict[str, str]) -> bool:
    target = each.target
    return (
        asked["perspective"] in ("", target.perspective or "none")
        and asked["owner"] in ("", str(target.owner_id))
        and asked["status"] in ("", each.status.value)
    )


def _holders() -> list[tuple[str, str]]:
    """Return whose a target can be, as the form sends it and as it is called."""
    of_teams = [(f"{Whose.TEAM.value}:{each.id}", each.name) for each in teams()]
    of_people = [(f"{Whose.PERSON.value}:{each.id}", each.name) for each in everybody() if each.is_active]
    return [*of_teams, *of_people]


_FIELDS = (
    "value", "floor", "benchmark", "benchmark_source", "benchmark_sector", "weight", "starts_on", "reach_by", "span",
    "whose", "owner", "perspective", "review", "goal",
)  # fmt: skip
