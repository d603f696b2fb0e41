"""Loyalty as the run found it."""

from django.http import HttpRequest, HttpResponse

from crmeter.web.readings.pages import for_own_rows, show_parts


@for_own_rows
def loyalty(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    return show_parts(request, "loyalty/loyalty.html", ("loyalty",), ("", "stage", "cohort,age"))
