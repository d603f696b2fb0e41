"""The page of alerts and of what is watched."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from crmeter.measures.catalogue import measures
from crmeter.records.ledger.refusals import Refusal, Stale
from crmeter.records.readings.queries import NotForScope
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.strategy.alerts.kinds import (
    KINDS,
    LEAST_BEFORE,
    LONGEST,
    LONGEST_LIMITS,
    SHORTEST,
    SHORTEST_TREND,
    SIDES,
    WatchKind,
)
from crmeter.strategy.alerts.queries import possible_owners, resolved_alerts, unresolved_alerts, watches
from crmeter.strategy.alerts.rights import may_see, may_watch
from crmeter.web.alerts.shown import Typed, choices, shown_alerts, shown_watches
from crmeter.web.readings.opened import open_current
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.records.reader import reader_of

_MOST_DIGITS = 10


@require_safe
@for_all_rows
def alerts(request: HttpRequest) -> HttpResponse:
    """Show the alerts, those that wait first, and what is watched."""
    return show(request, seer(request))


def seer(request: HttpRequest) -> Person:
    """Return who reads.

    Raises:
        PermissionDenied: alerts are not for agents.
        NotForScope: they see a part of the rows.
    """
    reader = reader_of(request)
    if reader.role == Role.AGENT:
        raise PermissionDenied
    if not may_see(reader):
        raise NotForScope
    return reader


def show(request: HttpRequest, reader: Person, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the page, with why a change was not made."""
    watched = shown_watches(watches(reader))
    watches_too = may_watch(reader)
    context: dict[str, Any] = {
        "unresolved": shown_alerts(unresolved_alerts(reader)),
        "resolved": shown_alerts(resolved_alerts(reader)),
        "watched": watched,
        "may_watch": watches_too,
        "refusal": refusal,
        "tomorrow": localdate() + timedelta(days=1),
        "least_before": LEAST_BEFORE,
    }
    if watches_too:
        context |= {
            "choices": choices().items(),
            "kinds": [(kind.value, words) for kind, words in KINDS.items()],
            "sides": [(side.value, words) for side, words in SIDES.items()],
            "persistences": range(SHORTEST, LONGEST + 1),
            "shortest_trend": SHORTEST_TREND,
            "longest_limits": LONGEST_LIMITS,
            "owners": possible_owners(),
            "asked": _asked(request, reader),
            "offers_headline": not watched and bool(headline(request)),
        }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return render(request, "alerts/alerts.html", context, status=status)


def headline(request: HttpRequest) -> list[str]:
    """Return the measures of the current run's headline that it has months of."""
    opened = open_current(request)
    if opened is None:
        return []
    figures = opened.page.figures
    return [
        name
        for name in figures.evaluation.headline
        if name in measures() and measures()[name].over_time and any(r.value is not None for r in figures.months(name))
    ]


def _asked(request: HttpRequest, reader: Person) -> Typed:
    """Return what the form of a new watch begins with: what a link or a refused form had chosen."""
    # The form of a watch that is there sends its version; what it had typed is not taken for a new one.
    is_new = request.method != "POST" or request.POST.get("version") == "0"
    asked = (request.POST if request.method == "POST" else request.GET) if is_new else {}
    kind = str(asked.get("kind", ""))
    persistence, owner = (str(asked.get(name, "")) for name in ("persistence", "owner"))
    return Typed(
        str(asked.get("measure", "")),
        # Without one, limits, which need no number.
        kind if kind in KINDS else WatchKind.LIMITS.value,
        str(asked.get("side", "")),
        str(asked.get("bound", ""))[:40],
        int(persistence) if persistence.isdecimal() and len(persistence) < _MOST_DIGITS else SHORTEST,
        int(owner) if owner.isdecimal() and len(owner) < _MOST_DIGITS else reader.id,
    )
