"""Into what records can be put many at once, as rooms above say: into a campaign."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crmeter.records.concept.concept import Concept
from crmeter.records.staff.queries import Person

# Who does it, the number of the record that is joined, the concept of those that join it, and their numbers.
Put = Callable[[Person, int, Concept, Sequence[int]], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Joining:
    """How records are put into one of another concept, in the caller's transaction.

    Args:
        into: the name of that concept.
        of: the names of the concepts whose records can be put into it.
        refuse_unless: refuses whoever may put nothing into the record of a number, or where there is none.
        join: puts records into it, and returns those that were not in it before.
        leave: takes them out again, and returns those that stay, since something has come of them.
    """

    into: str
    of: frozenset[str]
    refuse_unless: Callable[[Person, int], None]
    join: Put
    leave: Put


_KNOWN: dict[str, Joining] = {}


def can_be_joined(joining: Joining) -> None:
    """Let records be put into those of a concept; `records.catalogue` says which are."""
    _KNOWN[joining.into] = joining


def joining_into(name: str) -> Joining:
    """Return how records are put into those of a concept.

    Raises:
        LookupError: none can be.
    """
    return _KNOWN[name]
