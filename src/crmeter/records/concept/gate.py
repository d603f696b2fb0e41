"""The one place where it is asked whether somebody may do something with a record."""

from django.db.models import Q

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.models import Record, Share
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff import queries as staff
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.rights_queries import people_within, rights_of
from crmeter.vocabulary import Text

_NONE = Q(pk__in=())


def within(person: Person, concept: Concept, deed: Deed = Deed.SEE) -> Q:
    """Return which records of a concept somebody may do something with.

    Those are the records whose owner is within reach, those without an owner of a customer whose owner is, and those
    that were shared with the person or one of their teams.
    """
    reach = rights_of(person, concept.name).reach(deed)
    if reach == Reach.ALL:
        return Q()
    if reach == Reach.NONE:
        return _NONE
    people = people_within(person, reach)
    found = Q(owner__in=people)
    if concept.customer:
        found |= Q(owner=None, **{f"{concept.customer}__owner__in": people})
    if deed in (Deed.SEE, Deed.CHANGE) and (shared := _shared(person, concept, deed)):
        found |= Q(pk__in=shared)
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


def _shared(person: Person, concept: Concept, deed: Deed) -> list[int]:
    found = Share.objects.filter(Q(user=person.id) | Q(team__memberships__user=person.id), concept=concept.name)
    if deed == Deed.CHANGE:
        found = found.filter(may_change=True)
    return list(found.values_list("record", flat=True).distinct())
