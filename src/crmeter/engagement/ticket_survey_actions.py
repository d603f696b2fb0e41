"""A customer is asked how it went, once their ticket is done: the answer names the ticket."""

from crmeter.engagement.survey_actions import Sent, invite
from crmeter.records.concept.listing import Asked, Link, record_at
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.purposes import Channel
from crmeter.records.contacts.concept import CONTACTS
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.records.tickets.concept import TICKETS
from crmeter.vocabulary import Language, Text

DONE = ("solved", "closed")


def ask_after_ticket(person: Person, survey: int, ticket: int, language: Language) -> Sent:
    """Ask the customer of a ticket, or the contact who wrote, how it went.

    Args:
        person: who asks.
        survey: an open one of customers.
        ticket: that is done.
        language: of the mail.

    Returns:
        One asked, or none with the reason: they said no, were asked about this ticket, rest from surveys.

    Raises:
        Refused: they may not, the survey is not open, no mail can leave; the ticket is not there for them, is not done,
            or nobody of it has an address.
    """
    refuse_unless_builder(person)
    found = record_at(person, TICKETS, ticket)
    if found is None:
        raise Refused("no_ticket", Text("không có phiếu này", "there is no such ticket"))
    if found.values["status"] not in DONE:
        raise Refused("not_done", Text("phiếu chưa giải quyết xong", "the ticket is not done"))
    addresses = [
        str(row.values["email"])
        for concept, name in ((CONTACTS, "contact"), (CUSTOMERS, "customer"))
        if isinstance(link := found.values.get(name), Link)
        and (row := record_at(person, concept, link.id)) is not None
        and row.values.get("email")
    ]
    if not addresses:
        raise Refused("no_address", Text("khách của phiếu chưa có địa chỉ thư", "nobody of the ticket has an address"))
    only = frozenset({normalised(addresses[0], Channel.EMAIL)})
    return invite(person, survey, Asked(), language, only=only, ticket=ticket)
