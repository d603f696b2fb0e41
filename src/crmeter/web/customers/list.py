"""The list of customers."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import there_are_any
from crmeter.records.customers.queries import Page, choices_for, default_sort, page_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Scope, Text
from crmeter.web.customers.asked import Asked, asked_of
from crmeter.web.customers.built import BuiltWithin, built_within
from crmeter.web.customers.rows import amounts_of, rows_drawn
from crmeter.web.customers.words import FILTERS, SORTS, STAGES
from crmeter.web.readings.opened import scope_for
from crmeter.web.records.list import records
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language

ON_A_PAGE = 50


def customers(request: HttpRequest) -> HttpResponse:
    """Show the customers on record; where there are none, what the evaluation says of those in the data."""
    return records(request, "customers") if there_are_any(CONCEPTS["customers"]) else customer_values(request)


def list_root() -> str:
    """Return where the list of values is: it has the place of the records while there are none."""
    return reverse("customer_values" if there_are_any(CONCEPTS["customers"]) else "customers")


def customer_values(request: HttpRequest) -> HttpResponse:
    """Show what the evaluation says of each customer; asked by a script, only what was found."""
    scope, asked = scope_for(request), asked_of(request)
    built = built_within(reader_of(request), asked.built)
    if built is None:
        # A segment that the reader does not find narrows nothing down.
        asked = replace(asked, built="")
    page = _opened(scope, asked, built)
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
        context |= _context(scope, asked, page, request.path, None if built is None else built.title)
    # The browser asks for the whole page when somebody goes back to one that it has forgotten.
    is_fragment = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    template = "customers/found.html" if is_fragment else "customers/customers.html"
    response = render(request, template, context | {"is_fragment": is_fragment})
    if is_fragment:
        response["HX-Push-Url"] = request.path + asked.query()
    patch_vary_headers(response, ["HX-Request"])
    return response


def _opened(scope: Scope, asked: Asked, built: BuiltWithin | None) -> Page | None:
    wanted = {"words": asked.words, "filters": asked.filters, "sort": asked.order, "most": ON_A_PAGE}
    if built is not None:
        wanted["within"] = built.within
    page = page_of(scope, after=asked.after, before=asked.before, **wanted)  # type: ignore[arg-type]
    if page is not None and not page.customers and page.count:
        # Whoever came after or before that customer is not in the list any more.
        page = page_of(scope, **wanted)  # type: ignore[arg-type]
    return page


def _context(scope: Scope, asked: Asked, page: Page, root: str, built: Text | None) -> dict[str, object]:
    listing = page.listing
    money = {
        name: amounts_of(listing, [getattr(c, name) for c in page.customers])
        for name in ("spend", "value", "value_at_risk")
    }
    order = asked.order or default_sort(listing)
    choices = choices_for(scope, listing)
    return {
        "asked": asked,
        "listing": listing,
        "page": page,
        "rows": rows_drawn(asked, page.customers, money),
        "money": money,
        "chips": asked.chips(choices, built),
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
