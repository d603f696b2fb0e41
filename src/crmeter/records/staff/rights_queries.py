"""What somebody may do with which records."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from crmeter.records.staff.models import Membership, RoleRights, User
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import NOTHING, Reach, Rights, kept_rights, usual_rights
from crmeter.records.staff.roles import Role


def rights_of(person: Person, concept: str) -> Rights:
    """Return what a person may do with a concept; somebody whose account is closed, nothing."""
    if not person.is_active:
        return NOTHING
    return role_rights(person.role, concept)


def rights_of_each(person: Person, concepts: Iterable[str]) -> Mapping[str, Rights]:
    """Return what a person may do with each of some concepts."""
    if not person.is_active:
        return dict.fromkeys(concepts, NOTHING)
    decided = _decided(person.role)
    return {
        concept: kept_rights(decided[concept]) if concept in decided else usual_rights(person.role, concept)
        for concept in concepts
    }


def role_rights(role: Role, concept: str) -> Rights:
    """Return what a role may do with a concept."""
    decided = _decided(role)
    return kept_rights(decided[concept]) if concept in decided else usual_rights(role, concept)


def _decided(role: Role) -> Mapping[str, Mapping[str, int]]:
    found: Mapping[str, Mapping[str, int]] | None
    found = RoleRights.objects.filter(role=role).values_list("decided", flat=True).first()
    return found or {}


def decided_rights() -> Mapping[Role, tuple[int, frozenset[str]]]:
    """Return for each role the version of what was decided for it, and the concepts that something was decided of."""
    kept = {row.role: row for row in RoleRights.objects.all()}
    return {
        role: (kept[role].version, frozenset(kept[role].decided)) if role in kept else (1, frozenset()) for role in Role
    }


def people_within(person: Person, reach: Reach) -> frozenset[int]:
    """Return the numbers of those whose records are within reach; of all, nobody is named.

    A team reaches to everybody in a team of the person's, whatever their account is now.
    """
    if reach == Reach.OWN:
        return frozenset({person.id})
    if reach == Reach.TEAM:
        mates = Membership.objects.filter(team__memberships__user=person.id).values_list("user_id", flat=True)
        return frozenset({person.id, *mates})
    return frozenset()


def teams_with(people: frozenset[int]) -> QuerySet[Any, Any]:
    """Return the numbers of the teams that any of some people is in, to be asked for inside another question."""
    return Membership.objects.filter(user__in=people).values("team")


def names_of_people(numbers: frozenset[int]) -> Mapping[int, str]:
    """Return what people are called, by number."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=numbers).only("display_name", "email")}


def choosable_people() -> list[tuple[int, str]]:
    """Return whom a record can be given to: everybody whose account is open, by name."""
    people = User.objects.filter(is_active=True).order_by("display_name", "email").only("display_name", "email")
    return [(user.pk, str(user)) for user in people]
