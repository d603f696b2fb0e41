"""Customers for whoever lists, finds or opens them, as frozen values; each question asks whose rows may be seen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from crmeter.records.concept.models import SORTED_LETTERS
from crmeter.records.concept.paging import Column, page_after, page_before
from crmeter.records.consent.restriction_queries import restricted
from crmeter.records.customers.models import Customer as Record
from crmeter.records.customers.models import CustomerList, CustomerRow, amount_of
from crmeter.records.readings.models import PublishedRun
from crmeter.records.staff.owner_words import owner_words
from crmeter.vocabulary import Customer, Period, Scope
from crmeter.vocabulary.folding import needles

# A count goes no further: more than these nobody reads through, and counting a million takes its time.
MOST_COUNTED = 1_000
# A filter with more to choose from is no help; whoever looks for one of so many types its name into the search.
MOST_CHOICES = 200
_LEAST = -(2**63)
KEY = "customer_key"
Rows = QuerySet[CustomerRow]
SORTS: Mapping[str, Column] = {
    "name": Column("by_name", "", descending=False),
    "given_name": Column("by_given_name", "", descending=False),
    "value": Column("value", _LEAST),
    "value_at_risk": Column("value_at_risk", _LEAST),
    "last_on": Column("last_on", date.min),
    "spend": Column("spend", _LEAST),
    "purchases": Column("purchases", 0),
}
_AMOUNTS = frozenset({"spend", "value", "value_low", "value_high", "value_at_risk"})
_AS_KEPT = tuple(field.name for field in fields(Customer) if field.name != "key")


@dataclass(frozen=True, slots=True)
class Filters:
    """What customers are narrowed down to; an empty word leaves all in.

    Args:
        stage: of the lifecycle.
        segment: one of the list's choices, as are those that follow.
        region: of the customer.
        source: of the data.
        owner: who looks after them.
    """

    stage: str = ""
    segment: str = ""
    region: str = ""
    source: str = ""
    owner: str = ""

    def asked(self) -> Q:
        """Return what rows must fulfil."""
        wanted = {"stage": self.stage} if self.stage else {}
        wanted |= {f"of_{by}": word for by in ("segment", "region", "source", "owner") if (word := getattr(self, by))}
        return Q(**wanted)


@dataclass(frozen=True, slots=True)
class Sort:
    """In which order.

    Args:
        by: one of `SORTS`.
        descending: the largest first.
    """

    by: str
    descending: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The list that pages show, without its customers.

    Args:
        id: of the list.
        run: the run that it belongs to.
        snapshot: that the run stands on.
        as_of: the last day that it sees.
        period: the main period of the run.
        currency: of all amounts.
        is_sample: made of the sample company alone.
        customers: how many there are.
        has_values: whether a model could say what customers are worth.
        choices: by filter, the word that is asked for and how it is written; of the whole firm, see `choices_for`.
    """

    id: int
    run: str
    snapshot: str
    as_of: date
    period: Period
    currency: str
    is_sample: bool
    customers: int
    has_values: bool
    choices: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """Some customers of a list.

    Args:
        listing: the list.
        customers: those of this page.
        count: how many fulfil what was asked, `MOST_COUNTED` at most unless all are known.
        has_more: there are more than were counted.
        before: what to ask `before` for the page before this one; None on the first.
        after: what to ask `after` for the next one; None on the last.
    """

    listing: Listing
    customers: tuple[Customer, ...]
    count: int
    has_more: bool
    before: int | None
    after: int | None


def current_listing() -> Listing | None:
    """Return the list of the run that pages show, or None where there is none."""
    run = PublishedRun.objects.filter(is_current=True).defer("document").first()
    found = None if run is None else CustomerList.objects.filter(run=run.pk, is_whole=True).first()
    if run is None or found is None:
        return None
    return Listing(
        id=found.pk,
        run=run.pk,
        snapshot=run.snapshot,
        as_of=run.as_of,
        period=Period(run.period_start, run.period_end),
        currency=run.currency,
        is_sample=run.is_sample,
        customers=found.customers,
        has_values=found.has_values,
        choices={by: tuple((word, written) for word, written in pairs) for by, pairs in found.choices.items()},
    )


def page_of(
    scope: Scope,
    *,
    words: str = "",
    filters: Filters = Filters(),
    sort: Sort | None = None,
    after: int | None = None,
    before: int | None = None,
    most: int = 50,
    within: Q | None = None,
) -> Page | None:
    """Return a page of customers, or None where there is no list.

    Args:
        scope: whose customers may be seen.
        words: that each customer must be found by, without regard to marks; see `vocabulary.folding.needles`.
        filters: what they are narrowed down to.
        sort: in which order; by default the most valuable first. Who has no value comes last, whatever the direction.
        after: the key of the customer that the page comes after.
        before: the key of the one that it comes before.
        most: how many customers.
        within: what rows must fulfil beside that, as `membership_of` of segments gives it.
    """
    while (listing := current_listing()) is not None:
        order = sort or default_sort(listing)
        page = _page(listing, scope, words, filters, order, after, before, most, within)
        # While this was read, another list may have taken its place and this one be on its way out.
        if CustomerList.objects.filter(pk=listing.id, run=_current_run()).exists():
            return page
    return None


def neighbours_of(
    scope: Scope, key: int, *, words: str = "", filters: Filters = Filters(), sort: Sort | None = None
) -> tuple[int | None, int | None]:
    """Return the keys of the customers before and after one in a list as it is looked at; see `page_of`."""
    listing = current_listing()
    if listing is None:
        return None, None
    found = page_of(scope, words=words, filters=filters, sort=sort, before=key, most=1)
    following = page_of(scope, words=words, filters=filters, sort=sort, after=key, most=1)
    first = found.customers[0].key if found and found.customers else None
    last = following.customers[0].key if following and following.customers else None
    return first, last


def customer_at(scope: Scope, key: int) -> Customer | None:
    """Return one customer of the current list, or None where there is none that may be seen."""
    listing = current_listing()
    if listing is None:
        return None
    found = visible_rows(listing, scope).filter(customer_key=key).first()
    return None if found is None else customer_of(found)


def customers_at(scope: Scope, keys: Collection[int]) -> tuple[Customer, ...]:
    """Return the customers of the current list that have some keys, in the order of these; those that may be seen.

    Args:
        scope: whose customers may be seen.
        keys: some hundreds at most.
    """
    listing = current_listing()
    if listing is None:
        return ()
    rows = visible_rows(listing, scope).filter(customer_key__in=keys).exclude(customer_key__in=not_listed())
    found = {row.customer_key: customer_of(row) for row in rows}
    return tuple(found[key] for key in keys if key in found)


def found_by(scope: Scope, words: str, most: int) -> tuple[Customer, ...]:
    """Return some customers that words find, the most valuable first."""
    if not needles(words):
        return ()
    page = page_of(scope, words=words, most=most)
    return () if page is None else page.customers


def choices_for(scope: Scope, listing: Listing) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return what can be chosen in each filter: nobody is told of segments or owners that they see no customer of."""
    if scope.kind == "all":
        return listing.choices
    found = {}
    for by in listing.choices:
        rows = visible_rows(listing, scope).exclude(**{f"of_{by}": ""}).order_by(f"of_{by}", by)
        written: dict[str, str] = {}
        for word, words in rows.values_list(f"of_{by}", by).distinct():
            written.setdefault(word, words)
        found[by] = tuple(written.items()) if len(written) <= MOST_CHOICES else ()
    return found


def default_sort(listing: Listing) -> Sort:
    """Return the order of a list that nobody has asked another one of."""
    return Sort("value" if listing.has_values else "spend", descending=True)


def _page(
    listing: Listing,
    scope: Scope,
    words: str,
    filters: Filters,
    sort: Sort,
    after: int | None,
    before: int | None,
    most: int,
    within: Q | None,
) -> Page:
    rows, count, has_more = _narrowed(listing, scope, words, filters, within)
    column, descending = SORTS[sort.by], sort.descending
    cursor = _cursor(listing, scope, column, before if before is not None else after)
    found_first = has_more and bool(needles(words))
    if before is not None and cursor is not None:
        found = page_before(
            rows, column, descending=descending, cursor=cursor, most=most + 1, key=KEY, found_first=found_first
        )
        is_first, is_last = len(found) <= most, False
        found = found[-most:]
    else:
        found = page_after(
            rows, column, descending=descending, cursor=cursor, most=most + 1, key=KEY, found_first=found_first
        )
        is_first, is_last = cursor is None, len(found) <= most
        found = found[:most]
    return Page(
        listing=listing,
        customers=tuple(map(customer_of, found)),
        count=count,
        has_more=has_more,
        before=None if is_first or not found else found[0].customer_key,
        after=None if is_last or not found else found[-1].customer_key,
    )


def _narrowed(listing: Listing, scope: Scope, words: str, filters: Filters, within: Q | None) -> tuple[Rows, int, bool]:
    """Return the rows to choose from, how many there are, and whether there are more than were counted.

    Few are named by their keys: an index of the order alone would be walked through to its end to find them.
    """
    rows = visible_rows(listing, scope)
    hidden = not_listed()
    if hidden:
        rows = rows.exclude(customer_key__in=hidden)
    narrowed = rows.filter(filters.asked() if within is None else filters.asked() & within)
    for needle in needles(words):
        narrowed = narrowed.filter(folded__contains=needle)
    if scope.kind == "all" and filters == Filters() and within is None and not needles(words):
        left_out = CustomerRow.objects.filter(of=listing.id, customer_key__in=hidden).count() if hidden else 0
        return rows, listing.customers - left_out, False
    keys = list(narrowed.values_list(KEY, flat=True)[: MOST_COUNTED + 1])
    if len(keys) > MOST_COUNTED:
        return narrowed, MOST_COUNTED, True
    return CustomerRow.objects.filter(of=listing.id, customer_key__in=keys), len(keys), False


def not_listed() -> frozenset[int]:
    """Return the keys of customers of whom nothing may be used: figures count them, lists of people do not."""
    numbers = restricted("customers")
    if not numbers:
        return numbers
    rows = Record.objects.filter(pk__in=numbers).values_list("pk", "customer_key")
    return frozenset(key for pair in rows for key in pair if key is not None)


def visible_rows(listing: Listing, scope: Scope) -> Rows:
    """Return the rows of a list that may be seen; for the rooms of the records."""
    rows = CustomerRow.objects.filter(of=listing.id)
    if scope.kind == "all":
        return rows
    return rows.filter(of_owner__in={word[:SORTED_LETTERS] for word in owner_words(scope)})


def _cursor(listing: Listing, scope: Scope, column: Column, key: int | None) -> tuple[Any, int] | None:
    if key is None:
        return None
    return visible_rows(listing, scope).filter(customer_key=key).values_list(column.name, KEY).first()


def _current_run() -> Any:
    return PublishedRun.objects.filter(is_current=True).values("pk")[:1]


def customer_of(row: CustomerRow) -> Customer:
    """Return a row as a customer; for the rooms of the records."""
    kept = {name: getattr(row, name) for name in _AS_KEPT}
    return Customer(key=row.customer_key, **kept | {name: amount_of(kept[name]) for name in _AMOUNTS})
