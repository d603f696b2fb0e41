"""Who the people are, and what each of them may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.models import Membership, SignInLink, Team, User
from crmeter.records.staff.rights import Reach
from crmeter.records.staff.role_rights import CUSTOMERS, customers_seen, role_rights
from crmeter.records.staff.roles import Role
from crmeter.records.staff.secret_token import genuine, hash_of
from crmeter.vocabulary import Scope


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the firm, as the floors above see them."""

    id: int
    version: int
    email: str
    name: str
    role: Role
    is_admin: bool
    is_active: bool
    language: str
    theme: str
    single_keys: bool
    start_page: str
    names_in_data: tuple[str, ...]
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team with its people: number, name, and whether they lead it."""

    id: int
    version: int
    slug: str
    name: str
    members: tuple[tuple[int, str, bool], ...]

    @property
    def people(self) -> frozenset[int]:
        """The numbers of its people."""
        return frozenset(number for number, _name, _leads in self.members)


def everybody() -> list[Person]:
    """Return all people, whoever asks: those with an open account first."""
    return list(_people(User.objects.order_by("-is_active", "display_name", "email")))


def members_of(team: int | None) -> set[int]:
    """Return the numbers of those of a team whose accounts are open; of no team nobody."""
    members = Membership.objects.filter(team=team, user__is_active=True)
    return set() if team is None else set(members.values_list("user_id", flat=True))


def teams() -> list[TeamView]:
    """Return all teams by name."""
    return [
        TeamView(
            team.pk,
            team.version,
            team.slug,
            team.name,
            tuple((m.user_id, str(m.user), m.leads) for m in sorted(team.memberships.all(), key=lambda m: str(m.user))),
        )
        for team in Team.objects.order_by("name").prefetch_related("memberships__user")
    ]


def person(pk: int) -> Person | None:
    """Return one person, whoever asks: for the product itself."""
    return next(iter(_people(User.objects.filter(pk=pk))), None)


def signed_in(user: User) -> Person:
    """Return the person of an account that was read for this request."""
    return _person(user)


def people_numbered(numbers: Iterable[int]) -> list[Person]:
    """Return those of some people whose accounts are open, whoever asks: for the product itself."""
    return list(_people(User.objects.filter(pk__in=list(numbers), is_active=True).order_by("id")))


def names_to_mention() -> Mapping[int, tuple[str, ...]]:
    """Return how those whose accounts are open are called in a text: name, and what stands before the @."""
    people = User.objects.filter(is_active=True).values_list("pk", "display_name", "email")
    return {pk: (name, email.partition("@")[0]) for pk, name, email in people}


def person_at(email: str) -> Person | None:
    """Return the person with this address, whoever asks: for the product itself."""
    return next(iter(_people(User.objects.filter(email__iexact=email.strip()))), None)


def administrators() -> list[Person]:
    """Return whoever administers the product, the longest there first."""
    return list(_people(User.objects.filter(is_admin=True, is_active=True).order_by("id")))


def actor_of(person: Person) -> Actor:
    """Return how the audit names a person."""
    return Actor(person.id, person.email)


def scope_of(person: Person) -> Scope:
    """Return whose rows of evaluated data a person may see: those of whoever's customers their role sees.

    Teams are named by their slugs, owners by their addresses. A closed account sees the rows of nobody.
    """
    if not person.is_active:
        return _NOBODYS
    return _scope(person, role_rights(person.role, CUSTOMERS).see)


def everybodys_scopes() -> set[Scope]:
    """Return the scopes of all who see a part of the rows."""
    seen = customers_seen()
    limited = [role for role, reach in seen.items() if reach != Reach.ALL]
    return {_scope(each, seen[each.role]) for each in _people(User.objects.filter(is_active=True, role__in=limited))}


def names_themselves(role: Role, *, is_admin: bool) -> bool:
    """Return whether somebody may change their own name: a name decides whose rows are seen of those who see a part."""
    return is_admin or role_rights(role, CUSTOMERS).see == Reach.ALL


def visible_to(person: Person) -> list[Person]:
    """Return the people whom a person may see: all, those of the own teams, or only themselves."""
    if not person.is_active:
        return []
    everybody = User.objects.order_by("display_name", "email")
    scope = scope_of(person)
    if person.is_admin or scope.kind == "all":
        return list(_people(everybody))
    if scope.kind == "teams":
        mates = Membership.objects.filter(team__slug__in=scope.names).values("user_id")
        return list(_people(everybody.filter(pk__in=mates) | everybody.filter(pk=person.id)))
    return list(_people(everybody.filter(pk=person.id)))


def owner_of_link(token: str) -> Person | None:
    """Return whom a sign-in link would sign in; None if it is wrong, used, too old, or the account is closed."""
    if not genuine(token):
        return None
    link = (
        SignInLink.objects.filter(token_hash=hash_of(token), used_at=None, expires_at__gt=timezone.now())
        .filter(user__is_active=True)
        .first()
    )
    return person(link.user_id) if link else None


_NOBODYS = Scope("owners", ())


def _scope(person: Person, reach: Reach) -> Scope:
    if reach == Reach.ALL:
        return Scope()
    if reach == Reach.TEAM:
        return Scope("teams", _teams_of(person))
    return Scope("owners", (person.email,)) if reach == Reach.OWN else _NOBODYS


def _people(users: QuerySet[User]) -> Iterable[Person]:
    return map(_person, users)


def _teams_of(person: Person) -> tuple[str, ...]:
    return tuple(sorted(Membership.objects.filter(user=person.id).values_list("team__slug", flat=True)))


def _person(user: User) -> Person:
    return Person(
        id=user.pk,
        version=user.version,
        email=user.email,
        name=str(user),
        role=Role(user.role),
        is_admin=user.is_admin,
        is_active=user.is_active,
        language=user.language,
        theme=user.theme,
        single_keys=user.single_keys,
        start_page=user.start_page,
        names_in_data=tuple(user.names_in_data),
        last_seen=user.last_login,
    )
