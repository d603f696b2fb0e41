"""The headline figures, what changed, whom to keep, what to know, and how far the data reach."""

from django.http import HttpRequest, HttpResponse

from crmeter.web.readings.pages import for_all_rows, show_parts
from crmeter.web.sample.views import at_work, may_change

PARTS = ("kpis", "changed", "most_urgent", "findings", "levels")


@for_all_rows
def home(request: HttpRequest) -> HttpResponse:
    """Show the page, or the three ways to begin."""
    # Templates call a function where they need it: a firm with data of its own is not asked about the sample.
    sample = {"sample_at_work": at_work, "may_change_sample": may_change(request)}
    return show_parts(request, "home/home.html", PARTS, ("",), sample)
