"""Who answers for the data of people: asked here by whatever hands them over, restricts or erases them."""

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import visible
from crmeter.records.concept.models import Record
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

# Records that are a person, or a firm of several.
PEOPLE = ("customers", "contacts", "leads")


def answers_for_people(person: Person, concept: Concept) -> bool:
    """Return whether somebody answers for the data of such records: administrators and data stewards."""
    return concept.name in PEOPLE and (person.is_admin or person.role == Role.STEWARD)


def is_of_one_person(concept: Concept, kind: str) -> bool:
    """Return whether a record tells of one natural person: a firm does not, its contacts do.

    Args:
        concept: of the record.
        kind: of a customer.
    """
    return concept.name in ("contacts", "leads") or (concept.name == "customers" and kind == "person")


def record_of_person(person: Person, concept: Concept, pk: int) -> Record:
    """Return the record of a natural person, one in the bin too, to whoever answers for it.

    Raises:
        Refused: they do not, there is no such record that they see, or it is one of a firm.
    """
    row: Record | None = None
    if answers_for_people(person, concept):
        in_use = visible(person, concept).filter(pk=pk).first()
        row = in_use or visible(person, concept, is_removed=True).filter(pk=pk).first()
    if row is None:
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    if not is_of_one_person(concept, getattr(row, "kind", "")):
        raise Refused(
            "no_person",
            Text(
                "bản ghi này là của một hãng; hãy chọn từng người liên hệ",
                "this record is one of a firm; choose its contacts one by one",
            ),
        )
    return row
