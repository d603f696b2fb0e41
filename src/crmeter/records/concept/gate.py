"""The one place where it is asked whether somebody may do something with a record."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.erased import refuse_erased
from crmeter.records.concept.models import Record, Share
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff import queries as staff
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.rights_queries import people_within, rights_of, rights_of_each, teams_with
from crmeter.vocabulary import Text

_NONE = Q(pk__in=())


def within(person: Person, concept: Concept, deed: Deed = Deed.SEE) -> Q:
    """Return which records of a concept somebody may do something with; see `within_each`."""
    return within_each(person, (concept,), deed)[concept.name]


def within_each(person: Person, concepts: Iterable[Concept], deed: Deed = Deed.SEE) -> Mapping[str, Q]:
    """Return for each of some concepts which records somebody may do something with.

    Those are the records whose owner is within reach, those without an owner of a customer whose owner is or of a team
    that somebody within reach is in, and those that were shared with the person or one of their teams. Seen are those
    that belong to such a record of another concept too.
    """
    concepts = tuple(concepts)
    rights = rights_of_each(person, (each.name for each in concepts))
    reaches = {name: each.reach(deed) for name, each in rights.items()}
    people: dict[Reach, frozenset[int]] = {
        reach: people_within(person, reach) for reach in set(reaches.values()) if reach not in (Reach.ALL, Reach.NONE)
    }
    partial = [name for name, reach in reaches.items() if reach in people]
    shared = _shared(person, partial, deed) if partial and deed in (Deed.SEE, Deed.CHANGE) else {}
    return {each.name: _reached(each, reaches[each.name], people, deed, shared.get(each.name)) for each in concepts}


def _reached(
    concept: Concept,
    reach: Reach,
    people_by_reach: Mapping[Reach, frozenset[int]],
    deed: Deed,
    shared: list[int] | None,
) -> Q:
    if reach == Reach.ALL:
        return Q()
    if reach == Reach.NONE:
        return _NONE
    people = people_by_reach[reach]
    found = _had_by(concept, people)
    if deed == Deed.SEE:
        for link in concept.opens_with:
            linked = concept_named(concept.all_fields[link].to)
            if linked is not None:
                # Asked for by their keys: a join for each link would be walked through for every record.
                theirs = linked.table._default_manager.filter(_had_by(linked, people)).values("pk")
                found |= Q(**{f"{link}__in": theirs})
    return found | Q(pk__in=shared) if shared else found


def _had_by(concept: Concept, people: frozenset[int]) -> Q:
    found = Q(owner__in=people)
    if concept.customer:
        found |= Q(owner=None, **{f"{concept.customer}__owner__in": people})
    if concept.team:
        found |= Q(owner=None, **{f"{concept.team}__in": teams_with(people)})
    return found


def may(person: Person, concept: Concept, deed: Deed) -> bool:
    """Return whether somebody may do something with any record of a concept."""
    return rights_of(person, concept.name).reach(deed) != Reach.NONE


def refuse_unless(person: Person, concept: Concept, deed: Deed, row: Record) -> None:
    """Refuse what somebody may not do with a record that is about to be written.

    Raises:
        Refused: they may not, or whom it was about was erased.
    """
    refuse_erased(row)
    reach = rights_of(person, concept.name).reach(deed)
    if reach == Reach.ALL:
        return
    if reach == Reach.NONE:
        raise not_allowed(concept, deed)
    if row.pk is None:
        # A new record may be one's own, somebody's within reach, or nobody's yet.
        if row.owner_id is not None and row.owner_id not in people_within(person, reach):
            raise not_allowed(concept, deed)
        return
    if not concept.table._default_manager.filter(within(person, concept, deed), pk=row.pk).exists():
        raise not_allowed(concept, deed)


def sees_nobodys(user: int | None, concept: str) -> bool:
    """Return whether somebody sees the records of a concept that are nobody's; the product itself sees all."""
    who = None if user is None else staff.person(user)
    return user is None or (who is not None and rights_of(who, concept).see == Reach.ALL)


_DEEDS = {
    Deed.SEE: Text("xem", "see"),
    Deed.CREATE: Text("tạo", "create"),
    Deed.CHANGE: Text("sửa", "change"),
    Deed.REMOVE: Text("xóa", "remove"),
    Deed.EXPORT: Text("xuất", "export"),
}


def not_allowed(concept: Concept, deed: Deed) -> Refused:
    """Return the refusal of a deed, which says who can allow it."""
    return Refused(
        "not_allowed",
        Text(
            "vai trò này không được {deed} {what}; người quản trị có thể cấp quyền",
            "your role may not {deed} this {what}; an administrator can allow it",
        ).fill(deed=_DEEDS[deed], what=concept.one),
    )


def _shared(person: Person, concepts: Iterable[str], deed: Deed) -> Mapping[str, list[int]]:
    found = Share.objects.filter(Q(user=person.id) | Q(team__memberships__user=person.id), concept__in=list(concepts))
    if deed == Deed.CHANGE:
        found = found.filter(may_change=True)
    shared: dict[str, list[int]] = {}
    for concept, record in found.values_list("concept", "record").distinct():
        shared.setdefault(concept, []).append(record)
    return shared
