"""The list of currencies, and the page of one with its rates."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.firm.queries import firm
from crmeter.records.firm.rate_actions import add_rate, drop_currency, use_currency
from crmeter.records.firm.rate_queries import CurrencyView, currencies, currency, rates_of
from crmeter.records.firm.rates import day_written, rate_written
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import CURRENCIES
from crmeter.web.administrators import for_administrators, who
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

ON_A_PAGE = 60
# The rate that somebody has just removed, until they look at another page of rates.
REMOVED = "removed_rate"


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def currencies_page(request: HttpRequest) -> HttpResponse:
    """Show the currencies, or use one more."""
    refusal, status = None, 200
    if request.method == "POST":
        try:
            code = use_currency(who(request), request.POST.get("code", ""))
        except Refused as refused:
            refusal, status = refused, 400
        else:
            return redirect("currency", code)
    shown = currencies()
    own = firm().currency
    known = {own, "XXX", *(each.code for each in shown)}
    context = {
        "own": own,
        "currencies": shown,
        "codes": sorted(CURRENCIES - known),
        "refusal": refusal,
    }
    return render(request, "currencies/currencies.html", context, status=status)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show the rates of a currency, or add the rate of a day."""
    found = used(code)
    if request.method != "POST":
        return show(request, found)
    try:
        add_rate(
            who(request),
            code,
            day_written(request.POST.get("day", "")),
            rate_written(request.POST.get("rate", "")),
        )
    except Refused as refused:
        return show(request, found, 400, refusal=refused, typed=request.POST)
    messages.success(request, _("Saved"))
    return redirect("currency", code)


@for_administrators
@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Use a currency no more."""
    try:
        drop_currency(who(request), used(code).code, version=version_in(request))
    except Refused as refused:
        messages.error(request, refused.text.in_(language()))
        return redirect("currency", code)
    messages.success(request, _("%(code)s is not used any more. Adding it again brings it back.") % {"code": code})
    return redirect("currencies")


def used(code: str) -> CurrencyView:
    """Return a currency that the firm uses.

    Raises:
        Http404: it uses none of this code.
    """
    found = currency(code)
    if found is None:
        raise Http404
    return found


def show(request: HttpRequest, found: CurrencyView, status: int = 200, **more: Any) -> HttpResponse:
    """Draw the page of a currency.

    Args:
        request: who reads, and from which day back.
        found: the currency.
        status: of the answer.
        more: what was typed or refused: `refusal`, `typed`, `wrong` with its rate, `kept` and `refused` lines.
    """
    try:
        before = parse_date(request.GET.get("before", ""))
    except ValueError:
        before = None
    rates = rates_of(found.code, before=before, most=ON_A_PAGE + 1)
    shown = rates[:ON_A_PAGE]
    removed = request.session.get(REMOVED)
    context = {
        "currency": found,
        "own": firm().currency,
        "rates": shown,
        "further": shown[-1].rated_on if len(rates) > ON_A_PAGE else None,
        "is_first": before is None,
        "removed": removed if removed and removed["currency"] == found.code else None,
        **more,
    }
    return render(request, "currencies/currency.html", context, status=status)
