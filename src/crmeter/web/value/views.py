"""Customer equity: of the orders, with its trend, and of what customers say of all brands, with what would move it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from crmeter.evaluation.report.embed import draw_equity, draw_equity_of
from crmeter.evaluation.report.sections.equity_trend import Trend
from crmeter.strategy.targets.rights import may_set
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.outside_purposes import read_for
from crmeter.web.own_currency import own_currency
from crmeter.web.readings.opened import Opened, open_current, safe
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.value.balance import balance_of
from crmeter.web.value.balance_asked import FIELDS
from crmeter.web.value.compared import compared_of, moves_of
from crmeter.web.value.target import EQUITY, Aim, aims
from crmeter.web.value.trend import trend_of


@for_own_rows
def value(request: HttpRequest) -> HttpResponse:
    """Show the page, of all customers or of the segment that the address names."""
    compared = compared_of(request)
    segment = request.GET.get("segment", "")
    rated = [name for name, _ in compared.get("segments", ())]
    context: dict[str, Any] = {
        "kept": {
            "moves": moves_of(request.GET),
            "stated": {n: request.GET[n] for n, _, _ in FIELDS if n in request.GET},
        },
        "segment": segment,
        "target_currency": own_currency(),
        **compared,
    }
    opened = open_current(request, ("", "part", "segment"))
    if opened is None:
        return page_or_explanation(request, "value/value.html", context | {"nothing_yet": True, "all_segments": rated})
    page = opened.page
    # A target is of all customers: neither a segment nor the part that somebody sees is held against it.
    if not segment and opened.run.part is None:
        equity, share = page.figures.reading("customer_equity"), compared.get("share")
        now = None if equity is None or equity.value is None else float(equity.value)
        context["aims"] = aims(now, opened.run.currency, share["value"] if share else None)
        context["may_aim"] = may_set(reader_of(request))
    drawn = draw_equity_of(page, segment) if segment else draw_equity(page, _aimed(opened, context.get("aims", ())))
    context |= {
        **opened.context("equity_by_segment", "value_deciles", "behind_value"),
        "all_segments": sorted({*page.figures.codes("segment"), *rated}),
        "equity_now": safe(drawn),
        "balance": balance_of(request, page),
        **read_for(request, opened, "value"),
    }
    return page_or_explanation(request, "value/value.html", context)


def _aimed(opened: Opened, shown: Sequence[Aim]) -> Trend:
    """Return the trend of equity with what it is to reach; a target in another currency stands on no line of it."""
    own = [each.target for each in shown if each.measure == EQUITY and each.target is not None]
    lines = [float(each.value) for each in own if each.currency == opened.run.currency]
    return replace(trend_of(opened), target=lines[0] if lines else None)
