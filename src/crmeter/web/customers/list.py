"""The list of customers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import there_are_any
from crmeter.records.customers.queries import Listing, Page, choices_for, default_sort, page_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Customer, Language, Scope, formats
from crmeter.web.customers.asked import Asked, asked_of
from crmeter.web.customers.words import FILTERS, SORTS, STAGE_TONES, STAGES
from crmeter.web.readings.opened import scope_for
from crmeter.web.records.list import records
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language

ON_A_PAGE = 50
_LITTLE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Amounts:
    """A column of money in one unit.

    Args:
        unit: for its header.
        scale: what amounts are divided by.
        currency: of the amounts.
        language: that they are written in.
    """

    unit: str
    scale: Decimal
    currency: str
    language: Language

    def write(self, amount: Decimal | None) -> str:
        """Write an amount of the column; one too small for its unit is told to be small, not nothing."""
        if amount is None:
            return formats.EMPTY
        scaled = amount / self.scale
        if amount and abs(scaled) < _LITTLE and self.scale > 1:
            return f"<{formats.NO_BREAK}{formats.number(2 * _LITTLE, self.language, 1)}"
        whole = abs(scaled) >= 100 or (self.scale == 1 and scaled == scaled.to_integral_value())
        return formats.number(scaled, self.language, 0 if whole else 1)

    def in_full(self, amount: Decimal | None) -> str:
        """Write an amount to its last digit."""
        return formats.EMPTY if amount is None else formats.money(amount, self.currency, self.language)


@dataclass(frozen=True, slots=True)
class Line:
    """A customer as a row, in words: a page draws fifty of them, and writes each word once."""

    address: str
    title: str
    known_by: str
    stage: str
    tone: str
    segment: str
    region: str
    owner: str
    last_on: str
    purchases: str
    spend: str
    spend_in_full: str
    value: str
    value_in_full: str
    value_span: str
    value_at_risk: str
    value_at_risk_in_full: str


def customers(request: HttpRequest) -> HttpResponse:
    """Show the customers on record; where there are none, what the evaluation says of those in the data."""
    return records(request, "customers") if there_are_any(CONCEPTS["customers"]) else customer_values(request)


def list_root() -> str:
    """Return where the list of values is: it has the place of the records while there are none."""
    return reverse("customer_values" if there_are_any(CONCEPTS["customers"]) else "customers")


def customer_values(request: HttpRequest) -> HttpResponse:
    """Show what the evaluation says of each customer; asked by a script, only what was found."""
    scope, asked = scope_for(request), asked_of(request)
    page = _opened(scope, asked)
    if page is not None and asked.order == default_sort(page.listing):
        # The order that nobody needs to ask for is in no address.
        asked = replace(asked, sort="")
    of = CONCEPTS["customers"]
    context = {
        "asked": asked,
        "root": request.path,
        "has_records": there_are_any(of),
        "may_create": may(reader_of(request), of, Deed.CREATE),
    }
    if page is not None:
        context |= _context(scope, asked, page, request.path)
    # The browser asks for the whole page when somebody goes back to one that it has forgotten.
    is_fragment = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    template = "customers/found.html" if is_fragment else "customers/customers.html"
    response = render(request, template, context | {"is_fragment": is_fragment})
    if is_fragment:
        response["HX-Push-Url"] = request.path + asked.query()
    patch_vary_headers(response, ["HX-Request"])
    return response


def _opened(scope: Scope, asked: Asked) -> Page | None:
    wanted = {"words": asked.words, "filters": asked.filters, "sort": asked.order, "most": ON_A_PAGE}
    page = page_of(scope, after=asked.after, before=asked.before, **wanted)  # type: ignore[arg-type]
    if page is not None and not page.customers and page.count:
        # Whoever came after or before that customer is not in the list any more.
        page = page_of(scope, **wanted)  # type: ignore[arg-type]
    return page


def _context(scope: Scope, asked: Asked, page: Page, root: str) -> dict[str, object]:
    listing = page.listing
    money = {
        name: _amounts(listing, [getattr(c, name) for c in page.customers])
        for name in ("spend", "value", "value_at_risk")
    }
    order = asked.order or default_sort(listing)
    choices = choices_for(scope, listing)
    return {
        "asked": asked,
        "listing": listing,
        "page": page,
        "lines": list(_lines(asked, page.customers, money)),
        "money": money,
        "chips": asked.chips(choices),
        "picks": _picks(asked, choices),
        "sorts": [(sort, words.in_(language())) for sort, words in SORTS.items()],
        "sort": ("-" if order.descending else "") + order.by,
        "headers": {by: _header(root, asked, order.by, by, descending=order.descending) for by in _SORTED},
        "before_address": None if page.before is None else asked.query(before=page.before),
        "after_address": None if page.after is None else asked.query(after=page.after),
        "sees_all": scope.kind == "all",
    }


_SORTED = ("name", "last_on", "purchases", "spend", "value", "value_at_risk")


def _header(root: str, asked: Asked, sorted_by: str, by: str, *, descending: bool) -> dict[str, str]:
    """Where the header of a column leads, and how the column is sorted now."""
    is_now = sorted_by == by or (by == "name" and sorted_by == "given_name")
    first = by if by == "name" else f"-{by}"
    turned = (sorted_by if descending else f"-{sorted_by}") if is_now else first
    return {
        "address": root + asked.query(sort=turned),
        "now": ("descending" if descending else "ascending") if is_now else "",
    }


def _picks(asked: Asked, choices: Mapping[str, tuple[tuple[str, str], ...]]) -> list[dict[str, object]]:
    """The filters that leave something to choose; who sees one owner's customers has no other owner to choose."""
    found = []
    stages = [(stage, words.in_(language())) for stage, words in STAGES.items()]
    for by, title in FILTERS.items():
        offered = stages if by == "stage" else choices.get(by, ())
        if len(offered) > 1:
            found.append({"by": by, "title": title, "choices": offered, "now": getattr(asked.filters, by)})
    return found


def _amounts(listing: Listing, amounts: list[Decimal | None]) -> Amounts:
    largest = max((abs(amount) for amount in amounts if amount is not None), default=Decimal(0))
    scale, unit = formats.money_scale(largest, listing.currency, language())
    return Amounts(unit, scale, listing.currency, language())


def _lines(asked: Asked, customers: Sequence[Customer], money: Mapping[str, Amounts]) -> Iterator[Line]:
    # Where each row leads and which words it is written in is asked once.
    root, query, words = reverse("customers"), asked.query(), language()
    spend, value, risk = money["spend"], money["value"], money["value_at_risk"]
    for c in customers:
        stage = STAGES.get(c.stage)
        yield Line(
            address=f"{root}/{c.key}{query}",
            title=c.title,
            known_by=_known_by(c),
            stage=c.stage if stage is None else stage.in_(words),
            tone=STAGE_TONES.get(c.stage, ""),
            segment=c.segment or formats.EMPTY,
            region=c.region or "",
            owner=c.owner or formats.EMPTY,
            last_on=formats.EMPTY if c.last_on is None else formats.day(c.last_on, words),
            purchases=formats.number(c.purchases, words, 0),
            spend=spend.write(c.spend),
            spend_in_full=spend.in_full(c.spend),
            value=value.write(c.value),
            value_in_full=value.in_full(c.value),
            value_span=""
            if c.value_low is None or c.value_high is None
            else formats.span(value.write(c.value_low), value.write(c.value_high)),
            value_at_risk=risk.write(c.value_at_risk),
            value_at_risk_in_full=risk.in_full(c.value_at_risk),
        )


def _known_by(customer: Customer) -> str:
    """How else one tells the customer from others: the key, unless it stands for the name, and the phone."""
    key = customer.source_key if customer.name else ""
    phone = formats.phone(customer.phone) if customer.phone else ""
    return " · ".join(filter(None, (key, phone)))
