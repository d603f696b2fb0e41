"""The headline figures, what changed, whom to keep, what to know, and how far the data reach."""

from functools import partial

from django.http import HttpRequest, HttpResponse

from crmeter.records.imports.actions import IMPORT_JOB
from crmeter.records.jobs.queries import JobView, latest
from crmeter.strategy.alerts.queries import waiting_alerts
from crmeter.web.readings.pages import for_own_rows, show_parts
from crmeter.web.records.reader import reader_of
from crmeter.web.sample.views import at_work

PARTS = ("kpis", "changed", "most_urgent", "findings", "levels")


@for_own_rows
def home(request: HttpRequest) -> HttpResponse:
    """Show the page, or the three ways to begin."""
    # Templates call a function where they need it: a firm with data of its own is not asked about the sample.
    also = {
        "sample_at_work": at_work,
        "evaluation_at_work": _evaluation_at_work,
        "import_at_work": _import_at_work,
        "alerts_waiting": partial(waiting_alerts, reader_of(request)),
    }
    return show_parts(request, "home/home.html", PARTS, ("",), also)


def _evaluation_at_work() -> JobView | None:
    """The first figures on their way: whoever has just brought data in is not asked again where to begin."""
    return next((found for found in latest("evaluate", most=2) if found.is_open), None)


def _import_at_work() -> bool:
    return any(found.is_open for found in latest(IMPORT_JOB, most=5))
