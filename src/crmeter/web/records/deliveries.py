"""Deliveries and returns of an order, from its page: added, changed, cancelled, taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.listing import Row, is_within, record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.orders.concept import DELIVERY_FIELDS, RETURN_FIELDS
from crmeter.records.orders.delivery_actions import add_delivery, cancel_delivery, change_delivery
from crmeter.records.orders.quantities import has_deliveries, quantities_of
from crmeter.records.orders.queries import DeliveryView, delivery_at, lines_of
from crmeter.records.orders.return_actions import add_return, remove_return
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text, formats
from crmeter.web.records.controls import control_of
from crmeter.web.records.reader import opened
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_ORDERS = CONCEPTS["orders"]
_TOLD = tuple(
    each for each in DELIVERY_FIELDS if each.name in ("promised_on", "shipped_on", "delivered_on", "documents")
)
_BACK = tuple(each for each in RETURN_FIELDS if each.name in ("returned_on", "reason"))


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line of the order on the form: how much of it can go or come back, and what is typed.

    Args:
        most: of it.
        amount: that is given back, of a return.
    """

    id: int
    product: str
    most: Any
    quantity: str
    damaged: str
    amount: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def new_delivery(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form of a delivery, or let a part of an order go."""
    reader, order = _changeable(request, number)
    refusal: Refused | Stale | None = None
    if request.method == "POST":
        try:
            add_delivery(
                reader, number, version=version_in(request), values=_told(request), lines=_lines(request, number)
            )
        except (Refused, Stale) as refused:
            refusal = refused
        else:
            return _saved(request, number)
    return _delivery_form(request, order, None, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
def one_delivery(request: HttpRequest, number: int, delivery: int) -> HttpResponse:
    """Show a delivery to be changed, or keep when it went and arrived and what was in it."""
    reader, order = _changeable(request, number)
    found = _delivery(number, delivery)
    refusal: Refused | Stale | None = None
    if request.method == "POST":
        lines = _lines(request, number)
        try:
            change_delivery(reader, delivery, version=version_in(request), values=_told(request), lines=lines)
        except (Refused, Stale) as refused:
            refusal, found = refused, _delivery(number, delivery)
        else:
            return _saved(request, number)
    return _delivery_form(request, order, found, refusal)


@require_POST
def cancel(request: HttpRequest, number: int, delivery: int) -> HttpResponse:
    """Let a delivery not take place."""
    reader, order = _changeable(request, number)
    found = _delivery(number, delivery)
    try:
        cancel_delivery(reader, delivery, version=version_in(request))
    except (Refused, Stale) as refusal:
        return _delivery_form(request, order, found, refusal)
    messages.success(request, _("The delivery is cancelled"))
    return redirect("record", _ORDERS.name, number)


@require_http_methods(["GET", "HEAD", "POST"])
def new_return(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form of what came back, or write it down."""
    reader, order = _changeable(request, number)
    refusal: Refused | Stale | None = None
    if request.method == "POST":
        values = {each.name: request.POST.get(each.name, "") for each in _BACK}
        if "amount" in request.POST:
            values["amount"] = request.POST["amount"]
        try:
            add_return(reader, number, version=version_in(request), values=values, lines=_lines(request, number))
        except (Refused, Stale) as refused:
            refusal = refused
        else:
            return _saved(request, number)
    there, are_delivered = quantities_of(number), has_deliveries(number)
    lines = [
        _typed_line(
            request,
            each.id,
            each.product_name,
            (there[each.id].delivered if are_delivered else there[each.id].ordered) - there[each.id].returned,
        )
        for each in lines_of(number)
    ]
    given: Mapping[str, Any] = {"returned_on": timezone.localdate()}
    context = {
        "controls": [
            control_of(_ORDERS, each, given.get(each.name), typed=request.POST.get(each.name)) for each in _BACK
        ],
        "lines": lines,
        "amount": request.POST.get("amount", ""),
        "is_return": True,
    }
    return _form(request, order, refusal, context)


@require_POST
def take_return_away(request: HttpRequest, number: int, back: int) -> HttpResponse:
    """Take a return away that did not take place."""
    reader, _order = _changeable(request, number)
    remove_return(reader, back, version=version_in(request))
    messages.success(request, _("The return is taken away"))
    return redirect("record", _ORDERS.name, number)


def _delivery_form(
    request: HttpRequest, order: Row, found: DeliveryView | None, refusal: Refused | Stale | None
) -> HttpResponse:
    inside = {} if found is None else {each.order_line: each for each in found.lines}
    there = quantities_of(order.id)
    lines = []
    for each in lines_of(order.id):
        own = inside.get(each.id)
        most = there[each.id].ordered - there[each.id].planned + (own.quantity if own is not None else 0)
        # What is left goes with a new delivery, until somebody types otherwise.
        usual = most if found is None else own.quantity if own is not None else None
        lines.append(
            _typed_line(
                request, each.id, each.product_name, most, _number(usual), _number(own.damaged if own else None)
            )
        )
    given = {"promised_on": order.values["promised_on"]} if found is None else {}
    standing = {each.name: getattr(found, each.name, None) or given.get(each.name) for each in _TOLD}
    context = {
        "controls": [
            control_of(_ORDERS, each, standing[each.name], typed=request.POST.get(each.name)) for each in _TOLD
        ],
        "lines": lines,
        "delivery": found,
    }
    return _form(request, order, refusal, context)


def _form(request: HttpRequest, order: Row, refusal: Refused | Stale | None, more: Mapping[str, Any]) -> HttpResponse:
    words = language()
    why = None
    if isinstance(refusal, WrongValue):
        title = next((each.title for each in (*DELIVERY_FIELDS, *RETURN_FIELDS) if each.name == refusal.field), None)
        why = (
            refusal.why
            if title is None
            else Text("{title}: {why}", "{title}: {why}").fill(title=title, why=refusal.why)
        )
    elif refusal is not None:
        why = refusal.text
    now = record_at_or_404(request, order.id)
    context = {
        "concept": _ORDERS,
        "order": now,
        "refusal": None if why is None else why.in_(words),
        "is_stale": isinstance(refusal, Stale),
        **more,
    }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return render(request, "records/delivery.html", context, status=status)


def record_at_or_404(request: HttpRequest, number: int) -> Row:
    """Return an order as it stands.

    Raises:
        Http404: there is none that the reader may see.
    """
    reader, of = opened(request, _ORDERS.name)
    found = record_at(reader, of, number)
    if found is None:
        raise Http404
    return found


def _changeable(request: HttpRequest, number: int) -> tuple[Person, Row]:
    reader, of = opened(request, _ORDERS.name)
    found = record_at_or_404(request, number)
    if not is_within(reader, of, number, Deed.CHANGE):
        raise Http404
    return reader, found


def _delivery(order: int, delivery: int) -> DeliveryView:
    found = delivery_at(order, delivery)
    if found is None or found.state == "cancelled":
        raise Http404
    return found


def _told(request: HttpRequest) -> dict[str, str]:
    return {each.name: request.POST[each.name] for each in _TOLD if each.name in request.POST}


def _lines(request: HttpRequest, order: int) -> Sequence[Mapping[str, Any]]:
    """The lines of the form with a quantity; an empty one goes with nothing."""
    typed = []
    for each in lines_of(order):
        line = {name: request.POST.get(f"{name}-{each.id}", "").strip() for name in ("quantity", "damaged", "amount")}
        if line["quantity"] and line["quantity"] != "0":
            typed.append({"order_line": each.id, **line})
    return typed


def _typed_line(
    request: HttpRequest, pk: int, product: str, most: Any, quantity: str = "", damaged: str = ""
) -> TypedLine:
    typed = request.POST
    return TypedLine(
        pk,
        product,
        most,
        typed.get(f"quantity-{pk}", quantity),
        typed.get(f"damaged-{pk}", damaged),
        typed.get(f"amount-{pk}", ""),
    )


def _number(value: Any) -> str:
    if not value:
        return ""
    digits = max(0, -value.normalize().as_tuple().exponent)
    return formats.number(value, language(), min(digits, 4))


def _saved(request: HttpRequest, number: int) -> HttpResponse:
    messages.success(request, _("Saved"))
    return redirect("record", _ORDERS.name, number)
