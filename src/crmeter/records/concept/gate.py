"""The one place where it is asked whether somebody may do something with a record."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.models import Record, Share
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.rights_queries import people_within, rights_of, rights_of_each
from crmeter.vocabulary import Text

_NONE = Q(pk__in=())


def within(person: Person, concept: Concept, deed: Deed = Deed.SEE) -> Q:
    """Return which records of a concept somebody may do something with.

    Those are the records whose owner is within reach, those without an owner of a customer whose owner is, and those
    that were shared with the person or one of their teams.
    """
    return within_each(person, (concept,), deed)[concept.name]


def within_each(person: Person, concepts: Iterable[Concept], deed: Deed = Deed.SEE) -> Mapping[str, Q]:
    """Return for some concepts what `within` returns, by name, asked once for all of them."""
    named = {concept.name: concept for concept in concepts}
    reaches = {name: rights.reach(deed) for name, rights in rights_of_each(person, named).items()}
    limited = {name: reach for name, reach in reaches.items() if reach in (Reach.OWN, Reach.TEAM)}
    people = {reach: people_within(person, reach) for reach in set(limited.values())}
    shared = _shared(person, limited, deed) if limited and deed in (Deed.SEE, Deed.CHANGE) else {}
    found = {name: Q() if reach == Reach.ALL else _NONE for name, reach in reaches.items()}
    for name, reach in limited.items():
        of_people = Q(owner__in=people[reach])
        if customer := named[name].customer:
            of_people |= Q(owner=None, **{f"{customer}__owner__in": people[reach]})
        if name in shared:
            of_people |= Q(pk__in=shared[name])
        found[name] = of_people
    return found


def may(person: Person, concept: Concept, deed: Deed) -> bool:
    """Return whether somebody may do something with any record of a concept."""
    return rights_of(person, concept.name).reach(deed) != Reach.NONE


def refuse_unless(person: Person, concept: Concept, deed: Deed, row: Record) -> None:
    """Refuse what somebody may not do with a record that is about to be written.

    Raises:
        Refused: they may not.
    """
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
    shares = Share.objects.filter(Q(user=person.id) | Q(team__memberships__user=person.id), concept__in=tuple(concepts))
    if deed == Deed.CHANGE:
        shares = shares.filter(may_change=True)
    found: dict[str, list[int]] = {}
    for name, record in shares.values_list("concept", "record").distinct():
        found.setdefault(name, []).append(record)
    return found
