"""The headline figures, what changed, whom to keep, what to know, and how far the data reach."""

from django.http import HttpRequest, HttpResponse

from crmeter.web.readings.pages import for_own_rows, show_parts

PARTS = ("kpis", "changed", "most_urgent", "findings", "levels")


@for_own_rows
def home(request: HttpRequest) -> HttpResponse:
    """Show the page, or the three ways to begin."""
    return show_parts(request, "home/home.html", PARTS, ("",))
