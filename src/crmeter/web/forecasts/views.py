"""Forecasts as the run made them."""

from django.http import HttpRequest, HttpResponse

from crmeter.web.outside_purposes import read_for
from crmeter.web.readings.opened import open_current
from crmeter.web.readings.pages import for_own_rows, show_opened


@for_own_rows
def forecasts(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    opened = open_current(request)
    also = {"here": "forecasts", **read_for(request, opened, "forecasts")}
    return show_opened(request, opened, "forecasts/forecasts.html", ("forecast",), also)
