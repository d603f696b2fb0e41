"""Whom a rule holds, told while it is built: how many, what they come to, who they are, and what is not known."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from crmeter.records.customers.queries import Listing
from crmeter.records.customers.rule_queries import Sums, members_within, rule_query, sums_of, unknown_facts
from crmeter.vocabulary import Customer, Misused, Scope, Text
from crmeter.vocabulary.segment_rule import FACTS, Rule, rule_of

_SAMPLE = 8


@dataclass(frozen=True, slots=True)
class FoundMembers:
    """Whom a rule holds among those whom the reader sees.

    Args:
        sums: what they come to.
        whole: what all come to whom the reader sees.
        unknown: each fact that the rule asks for, and of how many customers it is not known.
        sample: some of them, the most valuable first.
    """

    sums: Sums
    whole: Sums
    unknown: tuple[tuple[Text, int], ...]
    sample: tuple[Customer, ...]

    @property
    def share(self) -> float | None:
        """Which part of all customers they are."""
        return self.sums.customers / self.whole.customers if self.whole.customers else None


def read_rule(held: Any) -> tuple[Rule | None, Text | None]:
    """Return a rule, or why it is none."""
    try:
        return rule_of(held), None
    except Misused as refused:
        return None, refused.text


def found_by_rule(listing: Listing, scope: Scope, rule: Rule) -> FoundMembers:
    """Return whom a rule holds now."""
    return found_within(listing, scope, rule_query(listing, rule), rule)


def found_within(listing: Listing, scope: Scope, within: Q, rule: Rule | None) -> FoundMembers:
    """Return whom some condition holds now; what is not known is told of the facts of a rule."""
    sums, whole = sums_of(listing, scope, [within, Q()])
    facts = () if rule is None else rule.facts
    _, unknown = unknown_facts(listing, scope, facts)
    return FoundMembers(
        sums,
        whole,
        tuple((FACTS[fact].title, n) for fact, n in unknown.items() if n),
        tuple(members_within(listing, scope, within, _SAMPLE)),
    )
