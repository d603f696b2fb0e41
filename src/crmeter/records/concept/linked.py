"""What names a record: how many records of each concept, counted at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Value

from crmeter.records.concept.concept import Concept, known_concepts
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import within_each
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.rights_queries import rights_of_each


@dataclass(frozen=True, slots=True)
class Linked:
    """Records of a concept that name another record by one of their fields.

    Args:
        concept: theirs.
        field: by which they name it.
        count: how many the reader sees.
    """

    concept: Concept
    field: Field
    count: int


def linked_to(person: Person, concept: Concept, pk: int, *, without: Iterable[str] = ()) -> tuple[Linked, ...]:
    """Return what names a record, concept by concept, as far as the reader may see any of them.

    Args:
        person: who looks.
        concept: of the record; whether it may be seen is asked before.
        pk: its number.
        without: concepts that are shown otherwise, by name.
    """
    left_out = frozenset(without)
    links = [
        (other, field)
        for other in known_concepts()
        if other.name not in left_out
        for field in other.fields
        if field.kind == Kind.RECORD and field.to == concept.name
    ]
    rights = rights_of_each(person, {other.name for other, _ in links})
    links = [(other, field) for other, field in links if rights[other.name].reach(Deed.SEE) != Reach.NONE]
    if not links:
        return ()
    sight = within_each(person, {other.name: other for other, _ in links}.values())
    counted: list[QuerySet[Any, Any]] = [
        other.table._default_manager.filter(sight[other.name], removed_at=None, **{field.column: pk})
        .order_by()
        .annotate(which=Value(place))
        .values_list("which")
        .annotate(n=Count("pk"))
        for place, (other, field) in enumerate(links)
    ]
    found = dict(counted[0].union(*counted[1:], all=True))
    return tuple(Linked(other, field, found.get(place, 0)) for place, (other, field) in enumerate(links))
