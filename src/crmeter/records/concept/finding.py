"""A few records of each concept that words find, fast enough to be asked with every letter that somebody types.

The records whose name begins with the words come first, then those that hold them anywhere; among each, those that
were changed last. To put all that common words find in order takes long, and so does walking past all that rare ones
leave out. So it is first looked, in narrow indexes alone, whether they find few or many: few are named by their keys,
and among many the index of changes soon meets enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import within_each
from crmeter.records.concept.listing import Row, columns_of, rows_of
from crmeter.records.staff.queries import Person
from crmeter.vocabulary.folding import needles, plain_words

# More than these are many.
_MANY = 100
# Fields that tell records of one name apart.
_DETAILS = 3
Found = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Finds:
    """Records of one concept that words find.

    Args:
        concept: theirs.
        fields: what tells them apart, of those that its lists show.
        rows: the records, the best first.
    """

    concept: Concept
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]


def found_in(person: Person, concepts: Iterable[Concept], words: str, most: int = 5) -> tuple[Finds, ...]:
    """Return a few records of each concept that words find and somebody may see; concepts without any are absent.

    Args:
        person: who looks.
        concepts: of which.
        words: without regard to marks; see `vocabulary.folding.needles`.
        most: how many of each.
    """
    concepts, beginning = tuple(concepts), " ".join(plain_words(words))
    # A longer word is held by fewer.
    looked_for = sorted(needles(words), key=len, reverse=True)
    if not looked_for:
        return ()
    holding = Q()
    for needle in looked_for:
        holding &= Q(folded__contains=needle)
    seen = within_each(person, concepts)
    finds = []
    for concept in concepts:
        fields = details_of(concept)
        names = tuple(dict.fromkeys(name for field in fields for name in (field.name, field.currency) if name))
        visible = concept.table._default_manager.filter(seen[concept.name], removed_at=None)
        found = _best(visible.values(*columns_of(concept, names)), beginning, holding, most)
        if found:
            finds.append(Finds(concept, fields, rows_of(concept, found, names, tagged=False)))
    return tuple(finds)


def details_of(concept: Concept) -> tuple[Field, ...]:
    """Return the first fields of a concept's lists that say more of a record than whose it is."""
    return tuple(each for each in concept.listed if each.kind != Kind.PERSON)[:_DETAILS]


def _best(visible: QuerySet[Any], beginning: str, holding: Q, most: int) -> Found:
    rows = visible.model._default_manager.order_by()
    keys = _beginning_with(rows, beginning)
    found: Found = []
    if len(keys) >= _MANY:
        # An expression is in no index: along that of names, many would be read to be put in order.
        named = visible.alias(called=Concat("by_name", Value(""))).filter(called__startswith=beginning)
        found = list(named.order_by("-changed_at", "-id")[:most])
        keys = [each["id"] for each in found]
        if len(found) >= most:
            return found
    holders = list(rows.filter(holding).values_list("id", flat=True)[:_MANY])
    if len(holders) < _MANY:
        return _first_of(visible, keys, holders, most)
    if not found and keys:
        found = _first_of(visible, keys, (), most)
    others = visible.filter(holding).exclude(pk__in=[each["id"] for each in found]).order_by("-changed_at", "-id")
    return found + list(others[: most - len(found)])


def _beginning_with(rows: QuerySet[Any], words: str) -> list[int]:
    # Databases sort as their letters are set, so that what lies between two words is not what begins with the first:
    # names are taken along the index from the words on, and looked at here.
    along = rows.filter(by_name__gte=words).order_by("by_name", "id").values_list("id", "by_name")[:_MANY]
    return [key for key, name in along if name.startswith(words)]


def _first_of(visible: QuerySet[Any], first: Sequence[int], others: Sequence[int], most: int) -> Found:
    keys = {*first, *others}
    if not keys:
        return []
    place = (
        Case(When(pk__in=first, then=Value(0)), default=Value(1), output_field=IntegerField()) if first else Value(1)
    )
    return list(visible.filter(pk__in=keys).order_by(place, "-changed_at", "-id")[:most])
