"""What the roles may do: as an administrator decided it, otherwise as usual."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from crmeter.records.staff.models import RoleRights
from crmeter.records.staff.rights import Reach, Rights, kept_rights, usual_rights
from crmeter.records.staff.roles import Role

# Whose customers a role sees decides whose rows of evaluated data it sees.
CUSTOMERS = "customers"
_Kept = Mapping[str, Mapping[str, int]]
_REMEMBERED: ContextVar[dict[str, _Kept] | None] = ContextVar("rights", default=None)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided for a role.

    Args:
        version: to be named by the next decision.
        rights: by concept; of those that nobody has decided anything of, nothing.
    """

    version: int
    rights: Mapping[str, Rights]


def decided_for(role: Role) -> Decided:
    """Return what was decided for a role; before the first decision, nothing in version 1."""
    row = RoleRights.objects.filter(role=role).first()
    if row is None:
        return Decided(1, {})
    return Decided(row.version, {concept: kept_rights(kept) for concept, kept in row.decided.items()})


@contextmanager
def rights_remembered() -> Iterator[None]:
    """Let what was decided for a role be asked once inside; for pages that only read, never around a change."""
    token = _REMEMBERED.set({})
    try:
        yield
    finally:
        _REMEMBERED.reset(token)


def rights_by_concept(role: Role, concepts: Iterable[str]) -> Mapping[str, Rights]:
    """Return what a role may do with some concepts, asked once for all of them."""
    kept = _kept_for(role)
    return {name: kept_rights(kept[name]) if name in kept else usual_rights(role, name) for name in concepts}


def role_rights(role: Role, concept: str) -> Rights:
    """Return what a role may do with a concept."""
    return rights_by_concept(role, (concept,))[concept]


def customers_seen() -> Mapping[Role, Reach]:
    """Return for each role whose customers it sees."""
    kept = dict(RoleRights.objects.values_list("role", "decided"))
    return {
        role: kept_rights(kept[role][CUSTOMERS]).see
        if CUSTOMERS in kept.get(role, {})
        else usual_rights(role, CUSTOMERS).see
        for role in Role
    }


def _kept_for(role: Role) -> _Kept:
    remembered = _REMEMBERED.get()
    if remembered is not None and role in remembered:
        return remembered[role]
    found: _Kept = RoleRights.objects.filter(role=role).values_list("decided", flat=True).first() or {}
    if remembered is not None:
        remembered[role] = found
    return found
