"""What the roles may do: as an administrator decided it, otherwise as usual."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from crmeter.records.staff.models import RoleRights
from crmeter.records.staff.rights import Reach, Rights, kept_rights, usual_rights
from crmeter.records.staff.roles import Role

# Whose customers a role sees decides whose rows of evaluated data it sees.
CUSTOMERS = "customers"
# By role, what was decided, while one request is answered.
_asked: ContextVar[dict[Role, Mapping[str, Any]] | None] = ContextVar("rights_asked", default=None)


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


def rights_by_concept(role: Role, concepts: Iterable[str]) -> Mapping[str, Rights]:
    """Return what a role may do with some concepts, asked once for all of them."""
    kept = _decided(role)
    return {name: kept_rights(kept[name]) if name in kept else usual_rights(role, name) for name in concepts}


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask for the rights of each role once until the end: those that stand when a request comes are those of it."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def ask_again() -> None:
    """Forget what was asked before: a decision has just been written."""
    remembered = _asked.get()
    if remembered is not None:
        remembered.clear()


def _decided(role: Role) -> Mapping[str, Any]:
    remembered = _asked.get()
    if remembered is not None and role in remembered:
        return remembered[role]
    kept: Mapping[str, Any] = RoleRights.objects.filter(role=role).values_list("decided", flat=True).first() or {}
    if remembered is not None:
        remembered[role] = kept
    return kept


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
