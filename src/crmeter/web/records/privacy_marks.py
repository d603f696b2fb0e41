"""What the page of a record says of the data of a person: restricted, erased, and what may be done about it."""

from typing import Any

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import Row
from crmeter.records.consent.restriction_queries import restriction_of
from crmeter.records.privacy.erasure_queries import erasure_of
from crmeter.records.privacy.keepers import PEOPLE, answers_for_people, is_of_one_person
from crmeter.records.staff.queries import Person


def marks_of(reader: Person, concept: Concept, found: Row, *, is_removed: bool) -> dict[str, Any]:
    """Return what the page of a record says of the person; of what is no person nothing."""
    if concept.name not in PEOPLE:
        return {}
    gone = found.values.get("erased_at") is not None
    keeps = answers_for_people(reader, concept) and not gone
    of_one = is_of_one_person(concept, str(found.values.get("kind", "")))
    return {
        "is_erased": gone,
        "erasure": erasure_of(concept, found.id) if gone else None,
        "restriction": restriction_of(concept.name, found.id) if of_one else None,
        "hands_over_data": keeps and not is_removed,
        "may_erase": keeps and of_one,
        "may_restrict": keeps and of_one and not is_removed,
    }
