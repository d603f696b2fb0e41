"""With whom a record is shared."""

from dataclasses import dataclass

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import within
from crmeter.records.concept.models import Share
from crmeter.records.staff.queries import Person


@dataclass(frozen=True, slots=True)
class Shared:
    """One of those who a record is shared with: a person or a team."""

    user: int | None
    team: int | None
    name: str
    may_change: bool


def shares_of(person: Person, concept: Concept, pk: int) -> tuple[Shared, ...]:
    """Return with whom a record is shared, by name; of one that the person may not see, nothing."""
    if not concept.table._default_manager.filter(within(person, concept), pk=pk).exists():
        return ()
    found = Share.objects.filter(concept=concept.name, record=pk).select_related("user", "team")
    shared = (Shared(each.user_id, each.team_id, str(each.user or each.team), each.may_change) for each in found)
    return tuple(sorted(shared, key=lambda each: each.name))
