"""What somebody may do with which records."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from crmeter.records.staff.models import Membership, User
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import NOTHING, Reach, Rights
from crmeter.records.staff.role_rights import rights_by_concept


def rights_of(person: Person, concept: str) -> Rights:
    """Return what a person may do with a concept; somebody whose account is closed, nothing."""
    return rights_of_each(person, (concept,))[concept]


def rights_of_each(person: Person, concepts: Iterable[str]) -> Mapping[str, Rights]:
    """Return what a person may do with some concepts, asked once for all of them; see `rights_of`."""
    if not person.is_active:
        return dict.fromkeys(concepts, NOTHING)
    return rights_by_concept(person.role, concepts)


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
