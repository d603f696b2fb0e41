"""Customer equity: of the orders, with its trend, and of what customers say of all brands, with what would move it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from crmeter.evaluation.report.embed import draw_equity
from crmeter.web.readings.opened import open_current, safe
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.value.balance import balance_of
from crmeter.web.value.balance_asked import FIELDS
from crmeter.web.value.compared import compared_of, moves_of
from crmeter.web.value.trend import trend_of


@for_own_rows
def value(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    compared = compared_of(request)
    kept = {"moves": moves_of(request.GET), "stated": {n: request.GET[n] for n, _, _ in FIELDS if n in request.GET}}
    opened = open_current(request, ("", "part", "segment"))
    if opened is None:
        return render(request, "value/value.html", {"nothing_yet": True, "kept": kept, **compared})
    context = {
        **opened.context("equity_by_segment", "value_deciles", "behind_value"),
        "equity_now": safe(draw_equity(opened.page, trend_of(opened))),
        "balance": balance_of(request, opened.page),
        "kept": kept,
    }
    return render(request, "value/value.html", context | compared)
