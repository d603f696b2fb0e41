"""Records that may be the one that somebody is about to make, while they type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.listing import visible
from crmeter.records.concept.models import SORTED_LETTERS
from crmeter.records.concept.row_actions import same_words
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.merge.models import ToldApart
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import plain_words

MOST_DUPLICATES = 10
_SAME = Text("cùng {field}", "same {field}")
_SAME_NAME = Text("cùng tên", "same name")
_SAME_WORDS = Text("tên có cùng các chữ", "a name of the same words")
# Besides addresses and numbers of telephones: keys that somebody else gave.
_KEYS = frozenset({"tax_code", "code", "external_id"})
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record that may be the same, and why."""

    id: int
    name: str
    reasons: tuple[Text, ...]


def duplicates_of(
    person: Person, concept: Concept, values: Mapping[str, Any], *, but: int | None = None
) -> tuple[Duplicate, ...]:
    """Return the records that have an address, a telephone number, a key or a name in common with what is typed.

    Those with the most in common come first. What cannot be read yet, for it is half typed, finds nothing; and whoever
    may not see a record is not told that there is one.

    Args:
        person: who types.
        concept: of the record.
        values: by field, as typed so far.
        but: the record itself, where it is changed.
    """
    rows = visible(person, concept)
    if but is not None:
        rows = rows.exclude(pk__in=[but, *_told_apart_from(concept, but)])
    found: dict[int, tuple[str, tuple[Text, ...]]] = {}
    for query, reason in _questions(concept, values):
        for number, name in rows.filter(query).order_by("pk").values_list("pk", "name")[:MOST_DUPLICATES]:
            found[number] = (name, (*found.get(number, (name, ()))[1], reason))
    duplicates = [Duplicate(number, name, reasons) for number, (name, reasons) in found.items()]
    return tuple(sorted(duplicates, key=lambda each: (-len(each.reasons), each.id))[:MOST_DUPLICATES])


def _told_apart_from(concept: Concept, number: int) -> list[int]:
    """The records that somebody has found not to be this one."""
    pairs = ToldApart.objects.filter(Q(first=number) | Q(second=number), concept=concept.name)
    return [first + second - number for first, second in pairs.values_list("first", "second")]


def _questions(concept: Concept, values: Mapping[str, Any]) -> Iterator[tuple[Q, Text]]:
    for field in concept.all_fields.values():
        if (field.kind in (Kind.EMAIL, Kind.PHONE) or field.name in _KEYS) and field.name in values:
            value = _read(field, values[field.name])
            if value:
                yield Q(**{field.column: value}), _SAME.fill(field=field.title)
    name = " ".join(plain_words(str(values.get("name") or "")))[:SORTED_LETTERS]
    if len(name) >= _FEWEST_LETTERS:
        yield Q(by_name=name), _SAME_NAME
        yield Q(by_words=same_words(name)) & ~Q(by_name=name), _SAME_WORDS


def _read(field: Field, value: Any) -> Any:
    try:
        return kept(field, value)
    except WrongValue:
        return None
