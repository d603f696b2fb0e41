"""The figures that stand out for whoever reads, what changed, what to do about it, and how far the data reach."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from crmeter.evaluation.report.embed import draw_headline, draw_last_months, draw_months_ahead
from crmeter.records.imports.actions import IMPORT_JOB
from crmeter.records.jobs.queries import JobView, latest
from crmeter.records.timeline.next_steps import Step, next_steps
from crmeter.strategy.alerts.queries import waiting_alerts
from crmeter.strategy.headline.queries import chosen_headline
from crmeter.strategy.scorecard.queries import scorecard
from crmeter.strategy.targets.queries import targets_held_by, targets_of
from crmeter.strategy.targets.standings import measured_by
from crmeter.web.home.aims import aims_of
from crmeter.web.home.common_goals import common_goals
from crmeter.web.home.role_homes import HOMES, SHOWN, RoleHome
from crmeter.web.home.suggested import suggested
from crmeter.web.internal.quotas import quotas_for
from crmeter.web.purpose import Purpose, purpose_of, purposes
from crmeter.web.readings.opened import Opened, open_current, safe
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.sample.views import at_work
from crmeter.web.targets.shown import shown_target

# What changed is told by cause where the run knows the causes; by measure always.
_BY = ("cause", "measure")
_CAUSES = "equity_bridge"
_STEPS_SHOWN = 6
# What a firm looks at month by month, and ahead at.
_MONTHLY = ("revenue", "orders", "new_customers", "win_rate", "tickets_created", "service_level_attainment")
_AHEAD = ("forecast_revenue", "forecast_orders", "forecast_new_customers", "forecast_pipeline")


@for_own_rows
def home(request: HttpRequest) -> HttpResponse:
    """Show the page, or the three ways to begin."""
    opened = open_current(request)
    if opened is None:
        reader = reader_of(request)
        # Templates call a function where they need it: a firm with data of its own is not asked about the sample.
        also = {
            "nothing_yet": True,
            "sample_at_work": at_work,
            "evaluation_at_work": _evaluation_at_work,
            "import_at_work": _import_at_work,
            "common": common_goals(reader, targets_held_by(reader, localdate())),
        }
        return render(request, "home/home.html", also)
    shown = HOMES[reader_of(request).role]
    parts = {"changed": ("changed", "changed_body", "bridge"), "most_urgent": ("most_urgent",), "levels": ("levels",)}
    wanted = [part for card, needed in parts.items() if card in shown.cards for part in needed]
    context = opened.context("findings", *wanted)
    context |= _also(request, opened, shown)
    return render(request, "home/home.html", context | _for_purpose(opened, shown, purpose_of(request)))


def _also(request: HttpRequest, opened: Opened, shown: RoleHome) -> dict[str, Any]:
    reader = reader_of(request)
    by = request.GET.get("by")
    held = targets_held_by(reader, localdate())
    # Targets of the firm are of all rows: whoever sees a part is not held against them.
    card = scorecard() if opened.run.part is None else None
    return {
        "shown": shown,
        "card": card,
        "sides": () if card is None else tuple(zip(card.sides, (card.outside, card.inside), strict=True)),
        "kpis": safe(draw_headline(opened.page, _headline(opened, shown), {} if card is None else aims_of(card))),
        "by": by if by in _BY else _BY[0],
        "has_causes": opened.page.figures.table(_CAUSES) is not None,
        "suggested": suggested(request, opened) if "suggested" in shown.cards else "",
        "quotas": quotas_for(reader) if "quotas" in shown.cards else None,
        "steps": _steps(request) if "work" in shown.cards else (),
        "missing": opened.page.figures.table("not_computed") if "missing" in shown.cards else None,
        "alerts_waiting": waiting_alerts(reader),
        "common": common_goals(reader, held),
        "held": [shown_target(each, None) for each in held],
        "sample_at_work": at_work,
    }


def _for_purpose(opened: Opened, shown: RoleHome, purpose: Purpose) -> dict[str, Any]:
    """Return what a purpose adds to the page: all of it was worked out by the run."""
    found: dict[str, Any] = purposes(purpose)
    if purpose is Purpose.DAILY:
        found["last_months"] = safe(draw_last_months(opened.page, _of_months(opened, shown)))
    elif purpose is Purpose.FORECAST:
        found["ahead"] = safe(draw_months_ahead(opened.page, _AHEAD))
    if purpose in (Purpose.PLANNING, Purpose.FORECAST) and opened.run.part is None:
        aims = targets_of(firm_only=True)
        measured = measured_by(opened.run, {each.measure for each in aims}) if aims else None
        found["aims"] = [shown_target(each, measured) for each in aims]
    return found


def _of_months(opened: Opened, shown: RoleHome) -> Sequence[str]:
    """Return the measures of the role, else those of the firm, that are taken month by month."""
    wanted = shown.first or (*chosen_headline(), *opened.page.figures.evaluation.headline, *_MONTHLY)
    return list(dict.fromkeys(wanted))


def _headline(opened: Opened, shown: RoleHome) -> Sequence[str]:
    """Return what stands on top: the figures of the role that have a value, else those of the firm."""
    valued = {reading.measure for reading in opened.page.figures.uncut if reading.value is not None}
    of_role = [name for name in shown.first if name in valued]
    return of_role[:SHOWN] if len(of_role) > 1 else chosen_headline() or opened.page.figures.evaluation.headline


def _steps(request: HttpRequest) -> Sequence[Step]:
    return next_steps(reader_of(request))[:_STEPS_SHOWN]


def _evaluation_at_work() -> JobView | None:
    """The first figures on their way: whoever has just brought data in is not asked again where to begin."""
    return next((found for found in latest("evaluate", most=2) if found.is_open), None)


def _import_at_work() -> bool:
    return any(found.is_open for found in latest(IMPORT_JOB, most=5))
