"""What somebody typed into the builder: groups of conditions that may not be whole yet, changed by its buttons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from crmeter.vocabulary.segment_rule import (
    FACTS,
    MOST_CONDITIONS,
    MOST_GROUPS,
    WAYS,
    FactKind,
    Join,
    Rule,
    Way,
)
from crmeter.web.typed_amounts import read_typed, written_to_type

FIRST_FACT = "last_on"
_LONGEST = 600
_COUNTS = (Way.WITHIN, Way.LONGER_AGO)


@dataclass(frozen=True, slots=True)
class TypedCondition:
    """A condition as it stands in the form; its values as they were typed."""

    fact: str = FIRST_FACT
    way: Way = Way.WITHIN
    values: tuple[str, ...] = ()

    @property
    def kind(self) -> FactKind:
        """How its fact is compared."""
        return FACTS[self.fact].kind

    @property
    def takes(self) -> str:
        """What its values are typed into: `codes`, `words`, `count`, `day`, `number`, or nothing."""
        if self.way in (Way.EMPTY, Way.FILLED):
            return ""
        if self.way in _COUNTS:
            return "count"
        return {FactKind.CODE: "codes", FactKind.WORD: "words", FactKind.DAY: "day"}.get(self.kind, "number")

    def to_json(self) -> dict[str, Any]:
        """Return it as rules are kept; what cannot be read stays as it was typed, for the rule to refuse."""
        values = list(self.values)
        if self.takes == "words":
            values = [word for typed in values for word in typed.split(";")]
        elif self.takes == "number":
            values = [_number(typed) for typed in values]
        return {"fact": self.fact, "way": self.way.value, "values": [value.strip() for value in values]}


@dataclass(frozen=True, slots=True)
class TypedGroup:
    """Conditions of which all or any are to hold."""

    join: Join = "all"
    conditions: tuple[TypedCondition, ...] = (TypedCondition(),)


@dataclass(frozen=True, slots=True)
class TypedRule:
    """Groups of which all or any are to hold."""

    join: Join = "all"
    groups: tuple[TypedGroup, ...] = field(default=(TypedGroup(),))

    def to_json(self) -> dict[str, Any]:
        """Return it as rules are kept."""
        return {
            "join": self.join,
            "groups": [
                {"join": group.join, "conditions": [each.to_json() for each in group.conditions]}
                for group in self.groups
            ],
        }

    def changed_by(self, deed: str) -> "TypedRule":
        """Return it after a button was pressed: `group`, `add-0` to a group, `drop-0-1` from one."""
        word, *numbers = deed.split("-")
        places = [int(number) for number in numbers if number.isdecimal() and len(number) < 3]
        groups = list(self.groups)
        if word == "group" and len(groups) < MOST_GROUPS:
            groups.append(TypedGroup())
        elif word == "add" and len(places) == 1 and places[0] < len(groups):
            there = groups[places[0]]
            if len(there.conditions) < MOST_CONDITIONS:
                groups[places[0]] = TypedGroup(there.join, (*there.conditions, TypedCondition()))
        elif word == "drop" and len(places) == 2 and places[0] < len(groups):
            there = groups[places[0]]
            kept = tuple(each for nth, each in enumerate(there.conditions) if nth != places[1])
            groups[places[0]] = TypedGroup(there.join, kept)
        left = tuple(group for group in groups if group.conditions)
        return TypedRule(self.join, left or (TypedGroup(),))


def typed_rule(post: QueryDict) -> TypedRule:
    """Return what a form holds; what it cannot hold is left out."""
    groups = []
    for nth in range(MOST_GROUPS):
        found = [_condition(post, f"g{nth}c{each}") for each in range(MOST_CONDITIONS)]
        if conditions := tuple(each for each in found if each is not None):
            groups.append(TypedGroup(_join(post.get(f"g{nth}_join")), conditions))
    return TypedRule(_join(post.get("join")), tuple(groups) or (TypedGroup(),))


def typed_from(rule: Rule) -> TypedRule:
    """Return a rule as the form shows it."""
    return TypedRule(
        rule.join,
        tuple(
            TypedGroup(
                group.join,
                tuple(TypedCondition(each.fact, each.way, _shown(each.fact, each.values)) for each in group.conditions),
            )
            for group in rule.groups
        ),
    )


def _condition(post: QueryDict, prefix: str) -> TypedCondition | None:
    fact = post.get(f"{prefix}_fact", "")
    if fact not in FACTS:
        return None
    ways = WAYS[FACTS[fact].kind]
    asked = post.get(f"{prefix}_way", "")
    way = Way(asked) if asked in ways else ways[0]
    # Of another kind of fact what was typed before means nothing.
    is_same = post.get(f"{prefix}_was", fact) == fact
    typed: Iterable[str] = post.getlist(f"{prefix}_value") if is_same else ()
    values = tuple(value.replace("\0", "").strip()[:_LONGEST] for value in typed)
    return TypedCondition(fact, way, values if way is Way.BETWEEN else tuple(value for value in values if value))


def _shown(fact: str, values: tuple[str, ...]) -> tuple[str, ...]:
    kind = FACTS[fact].kind
    if kind is FactKind.WORD:
        return ("; ".join(values),)
    if kind in (FactKind.MONEY, FactKind.NUMBER, FactKind.SHARE):
        return tuple(written_to_type(read_typed(value, None), None) if "." in value else value for value in values)
    return values


def _number(typed: str) -> str:
    try:
        return f"{read_typed(typed.strip().removesuffix('%'), None):f}"
    except ValueError:
        return typed


def _join(word: str | None) -> Join:
    return "any" if word == "any" else "all"
