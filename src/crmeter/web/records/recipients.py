"""Whom a mail from the page of a record can go to: those whose addresses stand at it."""

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import Condition
from crmeter.records.concept.listing import Asked, Link, Row, page_of, record_at
from crmeter.records.staff.queries import Person

_MOST = 20


def recipients_of(reader: Person, concept: Concept, found: Row) -> tuple[tuple[str, str], ...]:
    """Return addresses and whose they are: of the record, of whom it names, and of the contacts of a customer."""
    rows = [found]
    for name in ("contact", "customer"):
        link = found.values.get(name)
        linked = record_at(reader, CONCEPTS[f"{name}s"], link.id) if isinstance(link, Link) else None
        rows += [] if linked is None else [linked]
    if concept.name == "customers":
        asked = Asked(clauses=((Condition("customer", "is", str(found.id)),),))
        rows += page_of(reader, CONCEPTS["contacts"], asked, ("email",), _MOST).rows
    return tuple({row.values["email"]: row.name for row in reversed(rows) if row.values.get("email")}.items())[::-1]
