"""Customer equity and the models behind it, as the run found them, and the balance of winning and keeping."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from crmeter.web.readings.opened import open_current
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.value.balance import balance_of


@for_own_rows
def value(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    opened = open_current(request, ("", "part"))
    if opened is None:
        return render(request, "value/value.html", {"nothing_yet": True})
    return render(request, "value/value.html", {**opened.context("value"), "balance": balance_of(request, opened.page)})
