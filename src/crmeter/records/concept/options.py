"""What can be chosen for a link: records that may be seen, rows that administrators keep, people."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import within
from crmeter.records.concept.listing import Link, found_by, visible
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights_queries import choosable_people, names_of_people

MOST_KEPT = 500


def options_of(concept: Concept, field: Field, *, closed: bool = True) -> tuple[Link, ...] | None:
    """Return all that can be chosen for a link; None where there is too much and it has to be looked for.

    Args:
        concept: of the field.
        field: a link.
        closed: also what administrators have closed, which records of the past still name.
    """
    if field.kind == Kind.PERSON:
        return tuple(Link(number, name) for number, name in choosable_people())
    if field.to:
        return None
    rows = _kept_rows(concept, field).order_by(*_order(concept, field))
    names = _columns_of(rows)
    if "is_removed" in names:
        rows = rows.filter(is_removed=False)
    if "is_closed" in names and not closed:
        rows = rows.filter(is_closed=False)
    return tuple(Link(row.pk, str(row)) for row in rows[:MOST_KEPT])


def limits_of(concept: Concept, field: Field) -> Mapping[int, int]:
    """Return for each option of a link that another one limits, with which option of that it goes."""
    if not field.limited_by:
        return {}
    rows = _kept_rows(concept, field)
    return dict(rows.values_list("pk", f"{field.limited_by}_id"))


def looked_for(person: Person, field: Field, words: str, most: int = 8) -> tuple[Link, ...]:
    """Return some records that a link can be set to, found by words; without words those that were changed last."""
    linked = concept_named(field.to)
    if linked is None:
        return ()
    if not words.strip():
        rows = visible(person, linked).order_by("-changed_at", "-id").values_list("id", "name")[:most]
        return tuple(Link(number, name) for number, name in rows)
    return tuple(Link(row.id, row.name) for row in found_by(person, linked, words, most))


def names_of(person: Person, concept: Concept, field: Field, numbers: Collection[int]) -> Mapping[int, str]:
    """Return what some linked records or people are called, those that the person may see."""
    if field.kind == Kind.PERSON:
        return names_of_people(frozenset(numbers))
    linked = concept_named(field.to)
    if linked is not None:
        rows = linked.table._default_manager.filter(within(person, linked), pk__in=numbers)
        return dict(rows.values_list("pk", "name"))
    return {row.pk: str(row) for row in _kept_rows(concept, field).filter(pk__in=numbers)}


def _kept_rows(concept: Concept, field: Field) -> QuerySet[Any]:
    behind = concept.table._meta.get_field(field.name).related_model
    if not isinstance(behind, type):
        raise TypeError(f"{concept.name}.{field.name} is no link")
    return behind._default_manager.all()


def _order(concept: Concept, field: Field) -> tuple[str, ...]:
    names = _columns_of(_kept_rows(concept, field))
    return (*(name for name in (field.limited_by, "position", "name") if name in names), "pk")


def _columns_of(rows: QuerySet[Any]) -> set[str]:
    return {each.name for each in rows.model._meta.concrete_fields}
