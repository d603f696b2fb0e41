"""Whom the rule of a segment holds in the list of customers, and what they come to.

`segment_sql` of evaluations says the same over a run; a test holds both against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from crmeter.records.concept.listing import visible
from crmeter.records.concept.models import SORTED_LETTERS
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.customers.models import CustomerRow, amount_of, stored
from crmeter.records.customers.queries import KEY, Listing, customer_of, not_listed, visible_rows
from crmeter.records.staff.queries import Person, scope_of
from crmeter.vocabulary import Customer, Scope
from crmeter.vocabulary.folding import folded, spelled
from crmeter.vocabulary.segment_rule import FACTS, Condition, FactKind, Rule, Value, Way, alike, first_of_last

# Words that rows are found by as they are folded; the others are looked for among those that the list has.
_FOLDED = ("segment", "region", "owner", "source")
_MOST_WRITINGS = 10_000
# Facts, each with a word of it.
Unseen = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sums:
    """What some customers of a list come to.

    Args:
        customers: how many.
        value: residual lifetime value of those of whom it is known; None where it is of nobody.
        valued: of how many it is known.
        spend: within the window; None where it is known of nobody.
        unlisted: how many of them are on no list and in no file, because nothing of them may be used.
    """

    customers: int
    value: Decimal | None
    valued: int
    spend: Decimal | None
    unlisted: int

    @property
    def listed(self) -> int:
        """How many of them lists and files name."""
        return self.customers - self.unlisted


def rule_query(listing: Listing, rule: Rule) -> Q:
    """Return what the rows of a list must fulfil."""
    groups = [_joined(group.join, [_query(listing, each) for each in group.conditions]) for group in rule.groups]
    return _joined(rule.join, groups)


def sums_of(listing: Listing, scope: Scope, asked: Sequence[Q]) -> list[Sums]:
    """Return what each of some sets of customers comes to, those that may be seen, by one question.

    Args:
        listing: the current list.
        scope: whose customers may be seen.
        asked: what the rows of each must fulfil.
    """
    wanted: dict[str, Any] = {}
    rows = visible_rows(listing, scope)
    for nth, within in enumerate(asked):
        wanted |= {
            f"customers_{nth}": Count("pk", filter=within),
            f"value_{nth}": Sum("value", filter=within),
            f"valued_{nth}": Count("value", filter=within),
            f"spend_{nth}": Sum("spend", filter=within),
        }
    found = rows.aggregate(**wanted) if wanted else {}
    hidden = not_listed() if wanted else ()
    unlisted = (
        rows.filter(customer_key__in=hidden).aggregate(
            **{f"customers_{nth}": Count("pk", filter=within) for nth, within in enumerate(asked)}
        )
        if hidden
        else {}
    )
    return [
        Sums(
            found[f"customers_{nth}"],
            amount_of(found[f"value_{nth}"]),
            found[f"valued_{nth}"],
            amount_of(found[f"spend_{nth}"]),
            unlisted.get(f"customers_{nth}", 0),
        )
        for nth in range(len(asked))
    ]


def unknown_facts(listing: Listing, scope: Scope, facts: Sequence[str]) -> tuple[int, Mapping[str, int]]:
    """Return how many customers may be seen, and of how many each of some facts is not known."""
    wanted = {f"of_{fact}": Count("pk", filter=_empty(fact)) for fact in facts}
    found = visible_rows(listing, scope).aggregate(customers=Count("pk"), **wanted)
    return found["customers"], {fact: found[f"of_{fact}"] for fact in facts}


def unseen_words(listing: Listing | None, scope: Scope, rules: Sequence[Rule]) -> Unseen:
    """Return the words of rules that name groups or people of whom somebody sees no customer; see `choices_for`."""
    asked: dict[str, set[str]] = {}
    if scope.kind != "all":
        for condition in (each for rule in rules for group in rule.groups for each in group.conditions):
            if condition.fact in _FOLDED and condition.values:
                asked.setdefault(condition.fact, set()).update(condition.values)
    unseen: set[tuple[str, str]] = set()
    for fact, values in asked.items():
        words = {value: _as_found(fact, value) for value in values}
        rows = None if listing is None else visible_rows(listing, scope).filter(**{f"of_{fact}__in": words.values()})
        seen = set() if rows is None else set(rows.values_list(f"of_{fact}", flat=True).distinct())
        unseen |= {(fact, value) for value, word in words.items() if word not in seen}
    return frozenset(unseen)


def members_within(listing: Listing, scope: Scope, within: Q, most: int | None = None) -> Iterator[Customer]:
    """Yield the customers of a list that may be seen and named, the most valuable first."""
    rows = visible_rows(listing, scope).filter(within)
    if hidden := not_listed():
        rows = rows.exclude(customer_key__in=hidden)
    rows = rows.order_by("-value", "-spend", KEY) if listing.has_values else rows.order_by("-spend", KEY)
    for row in rows if most is None else rows[:most]:
        yield customer_of(row)


def keys_within(listing: Listing, scope: Scope, within: Q) -> list[int]:
    """Return the keys of the customers of a list that may be seen."""
    return list(visible_rows(listing, scope).filter(within).order_by(KEY).values_list(KEY, flat=True))


def records_within(person: Person, listing: Listing, within: Q) -> list[int]:
    """Return the numbers of the records of customers of a list who may be seen and named; others are on no record."""
    rows = visible_rows(listing, scope_of(person)).filter(within)
    if hidden := not_listed():
        rows = rows.exclude(customer_key__in=hidden)
    keys = rows.values(KEY)
    known_by = Q(customer_key__in=keys) | Q(customer_key=None, pk__in=keys)
    return list(visible(person, CUSTOMERS).filter(known_by).order_by("pk").values_list("pk", flat=True))


def _joined(join: str, parts: Sequence[Q]) -> Q:
    found = parts[0]
    for part in parts[1:]:
        found = found & part if join == "all" else found | part
    return found


def _query(listing: Listing, condition: Condition) -> Q:
    fact, values = condition.fact, condition.read()
    match condition.way:
        case Way.EMPTY:
            return _empty(fact)
        case Way.FILLED:
            return ~_empty(fact)
        case Way.IS:
            return _among(listing, fact, values)
        case Way.NOT:
            # Who has none is none of them either.
            return ~_among(listing, fact, values) | _empty(fact)
        case Way.WITHIN:
            return Q(**{f"{fact}__gte": first_of_last(listing.as_of, values[0])})
        case Way.LONGER_AGO:
            return Q(**{f"{fact}__lt": first_of_last(listing.as_of, values[0])})
        case Way.AT_LEAST:
            return Q(**{f"{fact}__gte": _kept(fact, values[0])})
        case Way.AT_MOST:
            return Q(**{f"{fact}__lte": _kept(fact, values[0])})
        case Way.BETWEEN:
            return Q(**{f"{fact}__gte": _kept(fact, values[0]), f"{fact}__lte": _kept(fact, values[1])})


def _among(listing: Listing, fact: str, values: Sequence[Value]) -> Q:
    words = [str(value) for value in values]
    if fact in _FOLDED:
        return Q(**{f"of_{fact}__in": [_as_found(fact, word) for word in words]})
    if FACTS[fact].kind is FactKind.WORD:
        held = CustomerRow.objects.filter(of=listing.id).exclude(**{fact: None}).values_list(fact, flat=True).distinct()
        words += [word for word in held[:_MOST_WRITINGS] if any(alike(fact, word, one) for one in words)]
    return Q(**{f"{fact}__in": words})


def _as_found(fact: str, word: str) -> str:
    return (spelled if fact == "owner" else folded)(word)[:SORTED_LETTERS]


def _empty(fact: str) -> Q:
    return Q(**{f"of_{fact}": ""}) if fact in _FOLDED else Q(**{f"{fact}__isnull": True})


def _kept(fact: str, value: Value) -> Decimal | date | float | int | str | None:
    if FACTS[fact].kind is FactKind.MONEY and isinstance(value, Decimal):
        return stored(value)
    return float(value) if isinstance(value, Decimal) else value
