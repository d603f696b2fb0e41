"""Satisfaction as the run found it."""

from django.http import HttpRequest, HttpResponse

from crmeter.evaluation.report.sections.satisfaction import CUTS
from crmeter.web.readings.pages import for_own_rows, show_parts


@for_own_rows
def satisfaction(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    return show_parts(request, "satisfaction/satisfaction.html", ("satisfaction",), ("", *CUTS))
