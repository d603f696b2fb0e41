"""What each role may do with each concept, and with whose records."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from crmeter.records.staff.roles import Role


class Reach(IntEnum):
    """With whose records something may be done; each reaches as far as those before it."""

    NONE = 0
    OWN = 1
    TEAM = 2
    ALL = 3


class Deed(StrEnum):
    """What is done with records."""

    SEE = "see"
    CREATE = "create"
    CHANGE = "change"
    REMOVE = "remove"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Rights:
    """How far somebody reaches with the records of one concept, by deed.

    Args:
        see: whose they see.
        create: for whom they may create; `NONE` for nobody.
        change: whose they change.
        remove: whose they remove and merge.
        export: whose they take out of the product in a file.
    """

    see: Reach = Reach.NONE
    create: Reach = Reach.NONE
    change: Reach = Reach.NONE
    remove: Reach = Reach.NONE
    export: Reach = Reach.NONE

    def reach(self, deed: Deed) -> Reach:
        """Return how far a deed reaches; nothing reaches further than what is seen."""
        reach: Reach = getattr(self, deed.value)
        return min(reach, self.see)


NONE, OWN, TEAM, ALL = Reach.NONE, Reach.OWN, Reach.TEAM, Reach.ALL
NOTHING = Rights()
_EVERYTHING = Rights(ALL, ALL, ALL, ALL, ALL)
_LOOKS = Rights(see=ALL, export=ALL)
_READS = Rights(see=ALL)
_OF_TEAM = Rights(TEAM, TEAM, TEAM, TEAM, TEAM)
_OWN = Rights(OWN, OWN, OWN, NONE, NONE)
# What nobody has decided otherwise. Products and campaigns are the firm's, and known to all who sell.
_SHARED = frozenset({"products", "campaigns"})
_MARKETING = frozenset({"campaigns", "leads", "customers", "contacts", "activities"})


def usual_rights(role: Role, concept: str) -> Rights:
    """Return what a role may do with a concept until an administrator decides otherwise."""
    if role in (Role.DIRECTOR, Role.STEWARD):
        return _EVERYTHING
    if role == Role.ANALYST:
        return _LOOKS
    if role == Role.MARKETING_MANAGER:
        return _EVERYTHING if concept in _MARKETING else _LOOKS
    if role == Role.SALES_MANAGER:
        return _LOOKS if concept in _SHARED else _OF_TEAM
    if concept in _SHARED:
        return _READS
    if role == Role.AGENT and concept == "tickets":
        return Rights(TEAM, TEAM, TEAM, NONE, NONE)
    if role == Role.AGENT and concept == "activities":
        # Agents take each other's tickets over, and must know what was said before.
        return Rights(TEAM, OWN, OWN, NONE, NONE)
    return _OWN


def kept_rights(kept: Mapping[str, int]) -> Rights:
    """Return rights as they were decided; what is not named is nothing."""
    return Rights(**{deed.value: Reach(kept.get(deed.value, 0)) for deed in Deed})


def rights_kept(rights: Rights) -> dict[str, int]:
    """Return rights as they are stored."""
    return {deed.value: int(getattr(rights, deed.value)) for deed in Deed}


def seen_at_most(rights: Rights) -> Rights:
    """Return rights of which none reaches further than what is seen."""
    return Rights(**{deed.value: rights.reach(deed) for deed in Deed})
