"""Satisfaction as the run found it."""

from django.http import HttpRequest, HttpResponse

from crmeter.evaluation.report.sections.satisfaction import CUTS
from crmeter.records.surveys.rights import may_read
from crmeter.web.outside_purposes import read_for
from crmeter.web.readings.opened import open_current
from crmeter.web.readings.pages import for_own_rows, show_opened
from crmeter.web.records.reader import reader_of


@for_own_rows
def satisfaction(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    opened = open_current(request, ("", *CUTS))
    also = {"reads_words": may_read(reader_of(request)), **read_for(request, opened, "satisfaction")}
    return show_opened(request, opened, "satisfaction/satisfaction.html", ("satisfaction",), also)
