"""Customer equity and the models behind it, as the run found them."""

from django.http import HttpRequest, HttpResponse

from crmeter.web.readings.pages import for_own_rows, show_parts


@for_own_rows
def value(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    return show_parts(request, "value/value.html", ("value",), ("", "part"))
