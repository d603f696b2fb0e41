"""Whether partners, suppliers and employees stay, and what they say."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from crmeter.evaluation.report.embed import draw_figure
from crmeter.evaluation.report.parts import why_undefined
from crmeter.records.customers.recorded import partners_of
from crmeter.vocabulary import Interval, Unit
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.readings.opened import Opened, open_current, safe, scope_for, words_for
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import percent, signed

if TYPE_CHECKING:
    from crmeter.evaluation.external.partner_study import Partner

_MEMORY, _THREADS = "512MB", 2
_MOST_GONE = 50
_OF_PARTNERS = ("partner_retention", "new_partner_rate", "reduced_partner_rate", "lost_partner_rate", "partner_nps")
_OF_EMPLOYEES = ("employee_turnover", "employee_retention_rate", "employee_nps")


@for_own_rows
def people(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    opened, scope = open_current(request), scope_for(request)
    context: dict[str, Any] = {"nothing_yet": True} if opened is None else opened.context()
    if opened is not None:
        known = partners_of(reader_of(request))
        gone = _gone(opened, None if scope.kind == "all" else words_for(scope))
        context |= {
            "partners": _said(opened, _OF_PARTNERS),
            "gone": [(each, known[each.key]) for each in gone if each.key in known][:_MOST_GONE],
            "currency": opened.run.currency,
            # Who works for the firm is told to whoever sees all of it.
            "employees": _said(opened, _OF_EMPLOYEES) if scope.kind == "all" else None,
        }
    return page_or_explanation(request, "loyalty/people.html", context)


def _gone(opened: Opened, words: frozenset[str] | None) -> "tuple[Partner, ...]":
    from crmeter.evaluation.external.partner_study import partners_gone  # noqa: PLC0415 - loads numpy and DuckDB
    from crmeter.evaluation.opened_run import opened_run  # noqa: PLC0415 - see above

    try:
        with opened_run(settings.WORKSPACE, opened.run.id, _MEMORY, _THREADS, names=True, words=words) as run:
            return partners_gone(run)
    except FileNotFoundError:
        return ()


def _said(opened: Opened, measures: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return readings of the run as they are drawn; measures that the run does not have are left out."""
    found = ((measure, opened.page.figures.reading(measure)) for measure in measures)
    return [
        {
            "title": opened.page.figures.title(measure),
            "figure": safe(draw_figure(opened.page, reading)),
            "bounds": None if reading.value is None else _bounds(reading.unit, reading.interval()),
            "n": reading.n,
            "why": why_undefined(opened.page, reading) if reading.value is None else "",
        }
        for measure, reading in found
        if reading is not None
    ]


def _bounds(unit: Unit, interval: Interval | None) -> tuple[str, str] | None:
    if interval is None:
        return None
    written = percent if unit is Unit.SHARE else signed
    return written(interval.low), written(interval.high)
