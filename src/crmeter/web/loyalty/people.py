"""Whether partners, suppliers and employees stay, and what they say."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now

from crmeter.evaluation.report.embed import draw_figure
from crmeter.evaluation.report.parts import why_undefined
from crmeter.records.concept.listing import Link
from crmeter.records.customers.recorded import partners_of
from crmeter.records.staff.service_queries import services
from crmeter.vocabulary import NotEnoughData, Undefined
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.explain.worked_out import WorkedOut
from crmeter.web.loyalty.people_explained import partners_explained, staff_explained
from crmeter.web.loyalty.words import RUN_GONE
from crmeter.web.readings.opened import Opened, open_current, safe, scope_for, words_for
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of

if TYPE_CHECKING:
    from crmeter.estimators import Turnover
    from crmeter.evaluation.external.partner_study import PartnerStudy

_MEMORY, _THREADS = "512MB", 2
_YEAR = 365
_MOST_GONE_SHOWN = 50


@for_own_rows
def people(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    opened, scope = open_current(request), scope_for(request)
    partners = partners_of(reader_of(request))
    context: dict[str, Any] = {"nothing_yet": True} if opened is None else opened.context()
    explained: dict[str, WorkedOut] = {}
    if opened is not None:
        found = _partners(opened, partners, None if scope.kind == "all" else words_for(scope))
        context |= {"partner_nps": _said(opened, "partner_nps"), "employee_nps": _said(opened, "employee_nps")}
        if isinstance(found, Undefined):
            context["no_partners"] = found
        else:
            gone = [(each, partners[each.key]) for each in found.gone[:_MOST_GONE_SHOWN]]
            context |= {"partners": found, "gone": gone, "currency": opened.run.currency}
            explained |= partners_explained(found, opened.run.made_at)
    if scope.kind == "all":
        staff = _staff(localdate())
        context |= {"no_staff": staff} if isinstance(staff, Undefined) else {"staff": staff}
        if not isinstance(staff, Undefined):
            explained |= staff_explained(staff, now())
    return page_or_explanation(request, "loyalty/people.html", context | {"explained": explained})


def _partners(opened: Opened, partners: Mapping[int, Link], words: frozenset[str] | None) -> "PartnerStudy | Undefined":
    from crmeter.evaluation.external.partner_study import study_partners  # noqa: PLC0415 - loads numpy and DuckDB
    from crmeter.evaluation.opened_run import opened_run  # noqa: PLC0415 - see above

    try:
        with opened_run(settings.WORKSPACE, opened.run.id, _MEMORY, _THREADS, names=True, words=words) as run:
            return study_partners(run, partners)
    except NotEnoughData as nothing:
        return nothing.undefined
    except FileNotFoundError:
        return RUN_GONE


def _staff(today: date) -> "Turnover | Undefined":
    from crmeter.estimators import turnover  # noqa: PLC0415 - loads numpy

    found = services()
    joined = [each.joined.toordinal() for each in found]
    left = [float("nan") if each.left is None else each.left.toordinal() for each in found]
    since = today - timedelta(days=_YEAR)
    try:
        return turnover(joined, left, since.toordinal(), today.toordinal())
    except NotEnoughData as nothing:
        return nothing.undefined


def _said(opened: Opened, measure: str) -> dict[str, Any] | None:
    """Return a reading of the run as it is drawn; None where the run has no such measure."""
    reading = opened.page.figures.reading(measure)
    if reading is None:
        return None
    return {
        "title": opened.page.figures.title(measure),
        "figure": safe(draw_figure(opened.page, reading)),
        "interval": None if reading.value is None else reading.interval(),
        "n": reading.n,
        "why": why_undefined(opened.page, reading) if reading.value is None else "",
    }
