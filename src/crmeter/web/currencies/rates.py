"""What is done to rates: corrected, removed, put back, taken from a table."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crmeter.records.firm.rate_actions import add_rate, change_rate, remove_rate, take_rates
from crmeter.records.firm.rate_queries import RateView, rate_of
from crmeter.records.firm.rates import as_kept, rate_written
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.web.administrators import for_administrators, who
from crmeter.web.currencies.views import REMOVED, show, used
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@for_administrators
@require_POST
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Correct a rate."""
    found = _there(number)
    typed = request.POST.get("rate", "")
    try:
        change_rate(who(request), number, rate_written(typed), version=version_in(request))
    except (Refused, Stale) as refusal:
        # What was typed stays in its row, to be mended or sent again.
        status = 412 if isinstance(refusal, Stale) else 400
        return show(request, used(found.currency), status, refusal=refusal, wrong={"id": number, "rate": typed})
    messages.success(request, _("Saved"))
    return redirect("currency", found.currency)


@for_administrators
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a rate, with a way back."""
    found = _there(number)
    remove_rate(who(request), number, version=version_in(request))
    request.session[REMOVED] = {
        "currency": found.currency,
        "into": found.into,
        "day": found.rated_on.isoformat(),
        "rate": as_kept(found.rate),
    }
    return redirect("currency", found.currency)


@for_administrators
@require_POST
def put_back(request: HttpRequest, code: str) -> HttpResponse:
    """Put back the rate that was removed last."""
    removed = request.session.pop(REMOVED, None)
    if removed and removed["currency"] == used(code).code:
        try:
            add_rate(who(request), code, date.fromisoformat(removed["day"]), Decimal(removed["rate"]))
        except Refused as refused:
            messages.error(request, refused.text.in_(language()))
        else:
            messages.success(request, _("The rate is back"))
    return redirect("currency", code)


@for_administrators
@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take the rates of a table; the browser has put those of a file into it."""
    found = used(code)
    try:
        kept, refused = take_rates(who(request), code, request.POST.get("table", "").splitlines())
    except Refused as refusal:
        return show(request, found, 400, refusal=refusal)
    if not kept and not refused:
        messages.error(request, _("There was no line with a rate."))
    elif not refused:
        messages.success(request, ngettext("%(n)s rate added", "%(n)s rates added", kept) % {"n": kept})
    else:
        return show(request, used(code), 422, kept=kept, refused=refused)
    return redirect("currency", code)


def _there(number: int) -> RateView:
    found = rate_of(number)
    if found is None:
        raise Http404
    return found
