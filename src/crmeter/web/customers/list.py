"""The list of customers."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from crmeter.records.customers.queries import Listing, Page, default_sort, page_of
from crmeter.vocabulary import Customer, Scope, Text, formats
from crmeter.web.customers.asked import Asked, asked_of
from crmeter.web.customers.words import FILTERS, SORTS, STAGE_TONES, STAGES
from crmeter.web.readings.opened import scope_for
from crmeter.web.templatetags.figures import language

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Amounts:
    """A column of money in one unit.

    Args:
        unit: for its header.
        scale: what amounts are divided by.
    """

    unit: str
    scale: Decimal

    def write(self, amount: Decimal | None) -> str:
        """Write an amount of the column; one too small for its unit is told to be small, not nothing."""
        if amount is None:
            return formats.EMPTY
        scaled = amount / self.scale
        if amount and abs(scaled) < Decimal("0.05") and self.scale > 1:
            return f"<{formats.NO_BREAK}{formats.number(Decimal('0.1'), language(), 1)}"
        whole = abs(scaled) >= 100 or (self.scale == 1 and scaled == scaled.to_integral_value())
        return formats.number(scaled, language(), 0 if whole else 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A customer as a row."""

    customer: Customer
    address: str
    stage: Text
    tone: str
    spend: str
    value: str
    value_span: str
    value_at_risk: str


def customers(request: HttpRequest) -> HttpResponse:
    """Show the list; asked by a script, only what was found."""
    scope, asked = scope_for(request), asked_of(request)
    page = _opened(scope, asked)
    if page is not None and asked.order == default_sort(page.listing):
        # The order that nobody needs to ask for is in no address.
        asked = replace(asked, sort="")
    context = {"asked": asked} if page is None else _context(scope, asked, page)
    # The browser asks for the whole page when somebody goes back to one that it has forgotten.
    is_fragment = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    response = render(request, "customers/found.html" if is_fragment else "customers/customers.html", context)
    if is_fragment:
        response["HX-Push-Url"] = reverse("customers") + asked.query()
    patch_vary_headers(response, ["HX-Request"])
    return response


def _opened(scope: Scope, asked: Asked) -> Page | None:
    wanted = {"words": asked.words, "filters": asked.filters, "sort": asked.order, "most": ON_A_PAGE}
    page = page_of(scope, after=asked.after, before=asked.before, **wanted)  # type: ignore[arg-type]
    if page is not None and not page.customers and page.count:
        # Whoever came after or before that customer is not in the list any more.
        page = page_of(scope, **wanted)  # type: ignore[arg-type]
    return page


def _context(scope: Scope, asked: Asked, page: Page) -> dict[str, object]:
    listing = page.listing
    money = {
        name: _amounts(listing, [getattr(c, name) for c in page.customers])
        for name in ("spend", "value", "value_at_risk")
    }
    order = asked.order or default_sort(listing)
    return {
        "asked": asked,
        "listing": listing,
        "page": page,
        "lines": [_line(asked, customer, money) for customer in page.customers],
        "money": money,
        "chips": asked.chips(listing.choices),
        "picks": _picks(scope, asked, listing),
        "sorts": [(sort, SORTS[sort]) for sort in SORTS],
        "sort": ("-" if order.descending else "") + order.by,
        "headers": {by: _header(asked, order.by, by, descending=order.descending) for by in _SORTED},
        "before_address": None if page.before is None else asked.query(before=page.before),
        "after_address": None if page.after is None else asked.query(after=page.after),
        "sees_all": scope.kind == "all",
    }


_SORTED = ("name", "last_on", "purchases", "spend", "value", "value_at_risk")


def _header(asked: Asked, sorted_by: str, by: str, *, descending: bool) -> dict[str, str]:
    """Where the header of a column leads, and how the column is sorted now."""
    is_now = sorted_by == by or (by == "name" and sorted_by == "given_name")
    first = by if by == "name" else f"-{by}"
    turned = (sorted_by if descending else f"-{sorted_by}") if is_now else first
    return {
        "address": reverse("customers") + asked.query(sort=turned),
        "now": ("descending" if descending else "ascending") if is_now else "",
    }


def _picks(scope: Scope, asked: Asked, listing: Listing) -> list[dict[str, object]]:
    """The filters that leave something to choose."""
    found = []
    for by, title in FILTERS.items():
        choices = (
            [(stage, words) for stage, words in STAGES.items()]
            if by == "stage"
            else [(word, Text.same(written)) for word, written in listing.choices.get(by, ())]
        )
        # Who sees one owner's customers has no other owner to choose.
        if len(choices) > 1 and (by != "owner" or scope.kind != "owners"):
            found.append({"by": by, "title": title, "choices": choices, "now": getattr(asked.filters, by)})
    return found


def _amounts(listing: Listing, amounts: list[Decimal | None]) -> Amounts:
    largest = max((abs(amount) for amount in amounts if amount is not None), default=Decimal(0))
    scale, unit = formats.money_scale(largest, listing.currency, language())
    return Amounts(unit, scale)


def _line(asked: Asked, customer: Customer, money: dict[str, Amounts]) -> Line:
    low, high = customer.value_low, customer.value_high
    write = money["value"].write
    return Line(
        customer=customer,
        address=reverse("customer", args=[customer.key]) + asked.query(),
        stage=STAGES.get(customer.stage, Text.same(customer.stage)),
        tone=STAGE_TONES.get(customer.stage, ""),
        spend=money["spend"].write(customer.spend),
        value=write(customer.value),
        value_span="" if low is None or high is None else formats.span(write(low), write(high)),
        value_at_risk=money["value_at_risk"].write(customer.value_at_risk),
    )
