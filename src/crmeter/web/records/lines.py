"""The goods of a deal or an order, typed line by line; and the order that a won deal becomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import Row, is_within, record_at
from crmeter.records.concept.options import looked_for
from crmeter.records.concept.values import WrongValue
from crmeter.records.deals.actions import set_lines as set_lines_of_deal
from crmeter.records.deals.queries import lines_of as lines_of_deal
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.orders.actions import order_from_deal, set_lines
from crmeter.records.orders.queries import lines_of, next_number
from crmeter.records.products.lines import (
    DISCOUNT,
    LINE_FIELDS,
    PRODUCT,
    QUANTITY,
    UNIT_PRICE,
    LineView,
    PricedLine,
    read_lines,
    total_of,
)
from crmeter.records.products.queries import prices_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import formats
from crmeter.web.records.controls import typed_of
from crmeter.web.records.reader import opened, reader_of
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_LINES: Mapping[str, Callable[[int], tuple[LineView, ...]]] = {"deals": lines_of_deal, "orders": lines_of}
_SET_LINES = {"deals": set_lines_of_deal, "orders": set_lines}
_TYPED = ("id", "product", "called", "quantity", "unit_price", "discount")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as somebody types it.

    Args:
        id: of the line that stands; nothing for a new one.
        product: the number of a product; nothing until one is chosen.
        called: what it is called.
        quantity: as typed, as the others are.
        error: why it cannot be kept.
        is_new: it has just been added and waits for somebody to type.
    """

    id: str = ""
    product: str = ""
    called: str = ""
    quantity: str = ""
    unit_price: str = ""
    discount: str = ""
    error: str = ""
    is_new: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.product or self.called.strip() or self.quantity.strip() or self.unit_price.strip())

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes it."""
        said: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("product", "quantity", "unit_price", "discount")
            if getattr(self, name)
        }
        return said | ({"id": int(self.id)} if self.id else {})


@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show the lines of a deal or an order to be typed, or keep them.

    Raises:
        Http404: there is no such record that the reader may change.
    """
    reader, of, found = _changed(request, concept, number)
    if request.method != "POST":
        return _shown(request, of, found, [_as_typed(each) for each in _LINES[of.name](number)])
    typed = [each for each in _typed(request) if not each.is_empty]
    try:
        _SET_LINES[of.name](reader, number, version=version_in(request), lines=[each.values for each in typed])
    except Stale as stale:
        now = record_at(reader, of, number) or found
        standing = {str(each.id) for each in _LINES[of.name](number)}
        kept = [each if each.id in standing else _without_id(each) for each in typed]
        return _shown(request, of, now, kept, refusal=stale.text.in_(language()), status=412)
    except Refused as refused:
        typed, refusal = _with_reasons(reader, of, found, typed, refused)
        return _shown(request, of, found, typed, refusal=refusal, status=422)
    messages.success(request, _("Saved"))
    return redirect("record", of.name, number)


@require_POST
def lines_typed(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show the lines once more as they are typed: with one more (`more`), or without one (`drop`).

    Raises:
        Http404: there is no such record that the reader may change.
    """
    _reader, of, found = _changed(request, concept, number)
    typed, drop = _typed(request), request.POST.get("drop", "")
    if drop.isdecimal() and len(drop) < 19:
        typed = [each for place, each in enumerate(typed) if place != int(drop)]
    return _shown(request, of, found, typed, more="more" in request.POST, template="records/lines_form.html")


@require_POST
def lines_total(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Say what the lines come to as they are typed; a dash while one of them cannot be kept.

    Raises:
        Http404: there is no such record that the reader may change.
    """
    reader, of, found = _changed(request, concept, number)
    typed = [each for each in _typed(request) if not each.is_empty]
    try:
        read = _read(reader, of, found, typed)
    except Refused:
        return HttpResponse(formats.EMPTY)
    return HttpResponse(formats.money(total_of(read), found.values["currency"], language()))


@require_safe
def products_for_lines(request: HttpRequest) -> HttpResponse:
    """Show products that a line can be of, with their prices in the currency that is asked for."""
    reader, _of = opened(request, "products")
    words = request.GET.get("called", "").replace("\0", "")[:_LONGEST]
    found = looked_for(reader, PRODUCT, words)
    prices = prices_of([each.id for each in found], request.GET.get("currency", "")[:3])
    choices = [(each, typed_of(UNIT_PRICE, prices.get(each.id))) for each in found]
    return render(request, "records/product_choices.html", {"choices": choices, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
def order_of_deal(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the number of the order that a won deal becomes, or make it.

    Raises:
        Http404: there is no such deal that the reader may see.
    """
    reader, of = opened(request, "deals")
    found = record_at(reader, of, number)
    if found is None:
        raise Http404
    said = {name: request.POST.get(name, "") for name in ("name", "promised_on")}
    refusal = ""
    if request.method == "POST":
        try:
            values = {"promised_on": said["promised_on"]} if said["promised_on"] else None
            order = order_from_deal(reader, number, name=said["name"], values=values)
        except Refused as refused:
            refusal = refused.text.in_(language())
        else:
            messages.success(request, _("The order is made, with the lines of the deal."))
            return redirect("record", "orders", order)
    else:
        said["name"] = next_number()
    context = {"record": found, "concept": of, "said": said, "refusal": refusal, "lines": lines_of_deal(number)}
    return render(request, "records/order_of_deal.html", context, status=422 if refusal else 200)


def _changed(request: HttpRequest, concept: str, number: int) -> tuple[Person, Concept, Row]:
    reader, of = reader_of(request), opened(request, concept)[1]
    found = record_at(reader, of, number)
    if found is None or of.name not in _LINES or not is_within(reader, of, number, Deed.CHANGE):
        raise Http404
    return reader, of, found


def _shown(
    request: HttpRequest,
    concept: Concept,
    found: Row,
    typed: Sequence[TypedLine],
    *,
    refusal: str = "",
    more: bool = False,
    template: str = "records/lines.html",
    status: int = 200,
) -> HttpResponse:
    if more or not typed:
        typed = [*typed, TypedLine(is_new=True)]
    currency = found.values["currency"]
    try:
        total = formats.money(total_of(_read(reader_of(request), concept, found, typed)), currency, language())
    except Refused:
        total = formats.EMPTY
    context = {
        "concept": concept,
        "record": found,
        "typed": typed,
        "titles": [field.title.in_(language()) for field in LINE_FIELDS[:4]],
        "currency": currency,
        "refusal": refusal,
        "total": total,
    }
    return render(request, template, context, status=status)


def _typed(request: HttpRequest) -> list[TypedLine]:
    columns = [request.POST.getlist(name) for name in _TYPED]
    rows = [TypedLine(*(cell.strip()[:_LONGEST] for cell in row)) for row in zip(*columns, strict=False)]
    return [each if each.id.isdecimal() and len(each.id) < 19 else _without_id(each) for each in rows]


def _without_id(line: TypedLine) -> TypedLine:
    return TypedLine("", line.product, line.called, line.quantity, line.unit_price, line.discount, line.error)


def _as_typed(line: LineView) -> TypedLine:
    return TypedLine(
        str(line.id),
        str(line.product),
        line.product_name,
        typed_of(QUANTITY, line.quantity),
        typed_of(UNIT_PRICE, line.unit_price),
        typed_of(DISCOUNT, line.discount) if line.discount else "",
    )


def _read(reader: Person, concept: Concept, found: Row, typed: Sequence[TypedLine]) -> tuple[PricedLine, ...]:
    standing = {each.id: each.product for each in _LINES[concept.name](found.id)}
    return read_lines(reader, found.values["currency"], [each.values for each in typed if not each.is_empty], standing)


def _with_reasons(
    reader: Person, concept: Concept, found: Row, typed: Sequence[TypedLine], refused: Refused
) -> tuple[list[TypedLine], str]:
    """Say at each line why it cannot be kept; where it is none of them alone, say why at all."""
    if not isinstance(refused, WrongValue):
        return list(typed), refused.text.in_(language())
    standing = {each.id: each.product for each in _LINES[concept.name](found.id)}
    told = []
    for each in typed:
        error = ""
        try:
            known = {int(each.id): standing[int(each.id)]} if each.id and int(each.id) in standing else {}
            read_lines(reader, found.values["currency"], [each.values], known)
        except Refused as why:
            error = why.text.in_(language())
        told.append(TypedLine(each.id, each.product, each.called, each.quantity, each.unit_price, each.discount, error))
    has_told = any(each.error for each in told)
    return told, _("Some lines cannot be kept yet; see below.") if has_told else refused.text.in_(language())
