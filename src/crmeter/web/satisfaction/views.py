"""Satisfaction as the run found it."""

from django.http import HttpRequest, HttpResponse

from crmeter.evaluation.report.sections.satisfaction import CUTS
from crmeter.records.surveys.rights import may_read
from crmeter.web.readings.pages import for_own_rows, show_parts
from crmeter.web.records.reader import reader_of


@for_own_rows
def satisfaction(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    also = {"reads_words": may_read(reader_of(request))}
    return show_parts(request, "satisfaction/satisfaction.html", ("satisfaction",), ("", *CUTS), also)
