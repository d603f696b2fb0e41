"""Forecasts as the run made them."""

from django.http import HttpRequest, HttpResponse

from crmeter.web.readings.pages import for_own_rows, show_parts


@for_own_rows
def forecasts(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    return show_parts(request, "forecasts/forecasts.html", ("forecast",), ("",), {"here": "forecasts"})
