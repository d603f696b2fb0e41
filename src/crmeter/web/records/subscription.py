"""What stands beside a subscription, and what its buttons do: renew it, pause it, resume it, cancel it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.concept.actions import change
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import Row, is_within
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.records.subscriptions.actions import renew
from crmeter.records.subscriptions.event_actions import CANCEL_REASONS
from crmeter.records.subscriptions.renewals import next_period
from crmeter.web.records.reader import opened
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_TERM = ("status", "starts_on", "period", "renews_on", "ends_on")


def subscription_aside(_reader: Person, found: Row) -> dict[str, Any]:
    """Return what stands beside a subscription: its next period, or why there is none, and where it can go."""
    values = found.values
    context: dict[str, Any] = {
        "aside": "subscriptions",
        "can_pause": values["status"] == "active",
        "can_resume": values["status"] in ("paused", "cancelled"),
        "can_cancel": values["status"] in ("active", "paused"),
        "cancel_reasons": CANCEL_REASONS,
        "due_amount": None,
    }
    try:
        context["next_period"] = next_period(**{name: values[name] for name in _TERM})
    except Refused as refused:
        return context | {"no_period": refused.text}
    if values["price"] is not None and values["quantity"] is not None:
        context["due_amount"] = values["price"] * values["quantity"]
    return context


@require_POST
def renew_subscription(request: HttpRequest, number: int) -> HttpResponse:
    """Let the next period of a subscription begin.

    Raises:
        Http404: there is no such subscription that the reader may change.
    """
    reader, of = _changed(request, number)
    renew(reader, number, version=version_in(request))
    messages.success(request, _("Renewed"))
    return redirect("record", of.name, number)


@require_POST
def subscription_status(request: HttpRequest, number: int) -> HttpResponse:
    """Pause a subscription, resume it, or cancel it for a reason.

    Raises:
        Http404: there is no such subscription that the reader may change.
    """
    reader, of = _changed(request, number)
    values = {name: request.POST[name] for name in ("status", "cancel_reason") if name in request.POST}
    try:
        change(reader, of, number, version=version_in(request), values=values)
    except WrongValue as wrong:
        messages.error(request, wrong.text.in_(language()))
    else:
        messages.success(request, _("Saved"))
    return redirect("record", of.name, number)


def _changed(request: HttpRequest, number: int) -> tuple[Person, Concept]:
    reader, of = opened(request, "subscriptions")
    if not is_within(reader, of, number, Deed.CHANGE):
        raise Http404
    return reader, of
