"""What records are called, to whoever may see them."""

from collections.abc import Collection, Mapping

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import visible
from crmeter.records.staff.queries import Person


def names_seen(person: Person, concept: Concept, numbers: Collection[int]) -> Mapping[int, str]:
    """Return the names of some records by number; those that the person may not see are left out.

    Args:
        person: who looks.
        concept: of the records.
        numbers: theirs.
    """
    return dict(visible(person, concept).filter(pk__in=numbers).values_list("pk", "name"))
