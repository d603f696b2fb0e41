"""What narrows a list down, in words, and the form that adds to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html import escape

from django.utils.safestring import SafeString

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import ME, OPERATORS, Condition, Operator
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.options import names_of
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text, formats
from crmeter.web.records.asked import Address
from crmeter.web.records.cells import NO, YES
from crmeter.web.templatetags.figures import language

_ME = Text("tôi", "me")
_DAYS = Text("{n} ngày", "{n} days")
_OR = Text("hoặc", "or")


@dataclass(frozen=True, slots=True)
class Chip:
    """One clause in words: what it says, and where the list without it is."""

    words: str
    address: str


def chips_of(reader: Person, address: Address) -> list[Chip]:
    """Return what narrows a list down, in words."""
    clauses = address.asked.clauses
    named = _named(reader, address.concept, [condition for clause in clauses for condition in clause])
    joint = f" {_OR.in_(language())} "
    return [
        Chip(joint.join(_words(address.concept, condition, named) for condition in clause), address.without(place))
        for place, clause in enumerate(clauses)
    ]


def operators_of(field: Field) -> tuple[Operator, ...]:
    """Return the ways in which a field can be compared."""
    return OPERATORS[field.kind]


def filtered_by(concept: Concept) -> SafeString:
    """Return the fields that a list can be narrowed down by, as options."""
    return options_drawn((field.name, field.title.in_(language())) for field in concept.all_fields.values())


def options_drawn(options: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """Draw what can be chosen: each value with its words."""
    return SafeString(
        "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
            for value, words in options
        )
    )


def _named(reader: Person, concept: Concept, conditions: Iterable[Condition]) -> Mapping[tuple[str, str], str]:
    """Return what the records and people in some conditions are called, those that the reader may see."""
    wanted: dict[str, set[int]] = {}
    for condition in conditions:
        field = concept.all_fields[condition.field]
        if field.kind in (Kind.PERSON, Kind.RECORD) and condition.value not in ("", ME):
            wanted.setdefault(field.name, set()).add(int(condition.value))
    return {
        (name, str(number)): words
        for name, numbers in wanted.items()
        for number, words in names_of(reader, concept, concept.all_fields[name], numbers).items()
    }


def _words(concept: Concept, condition: Condition, named: Mapping[tuple[str, str], str]) -> str:
    words = language()
    field = concept.all_fields[condition.field]
    operator = next(each for each in OPERATORS[field.kind] if each.name == condition.operator)
    title = field.title.in_(words)
    if not operator.takes_value:
        return f"{title} {operator.title.in_(words)}"
    if operator.name in ("last", "next"):
        value = _DAYS.fill(n=int(condition.value)).in_(words)
    else:
        value = _value(field, condition.value, named)
    joint = ": " if operator.name == "is" else f" {operator.title.in_(words)} "
    return f"{title}{joint}{value}"


def _value(field: Field, value: str, named: Mapping[tuple[str, str], str]) -> str:
    words = language()
    if field.kind in (Kind.PERSON, Kind.RECORD):
        return _ME.in_(words) if value == ME else named.get((field.name, value), formats.EMPTY)
    if field.kind == Kind.CHOICE:
        choice = field.choice(value)
        return value if choice is None else choice.title.in_(words)
    if field.kind == Kind.FLAG:
        return (YES if value == "yes" else NO).in_(words)
    if field.kind in (Kind.DAY, Kind.MOMENT):
        return "/".join(reversed(value.split("-"))) if words == "vi" else value
    try:
        return formats.number(Decimal(value), words) if field.kind not in _OF_LETTERS else value
    except InvalidOperation:
        return value


_OF_LETTERS = frozenset({Kind.LINE, Kind.LONG, Kind.EMAIL, Kind.PHONE, Kind.LINK})
