"""The only writer of what becomes of leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.actions import change, changed_to, create, held_record
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field
from crmeter.records.concept.listing import visible
from crmeter.records.concept.values import WrongValue
from crmeter.records.contacts.concept import CONTACTS
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.deals.concept import DEALS
from crmeter.records.leads.concept import LEADS
from crmeter.records.leads.conversion import contact_values, customer_values, deal_values
from crmeter.records.leads.member_actions import note_conversion
from crmeter.records.leads.models import Lead
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text

# The number of a record that is there, or values that a new one has beside those of the lead.
Joined = int | Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Target:
    """What a lead becomes.

    Args:
        customer: joined by its number, made with values, or None for none.
        contact: the same.
        deal: the same; one that is made has its `pipeline` and `stage` among the values.
    """

    customer: Joined = None
    contact: Joined = None
    deal: Joined = None


@dataclass(frozen=True, slots=True)
class Converted:
    """What a lead became, by number.

    Args:
        version: the new one of the lead.
        customer: joined or made.
        contact: the same.
        deal: the same.
    """

    version: int
    customer: int | None
    contact: int | None
    deal: int | None


def convert(person: Person, lead: int, *, version: int | None, to: Target, why: str = "") -> Converted:
    """Let a lead become a customer, a contact and a deal, or some of them; all of it or nothing.

    The lead stays, with all that is linked to it, and names what it became. A contact or a deal that has no customer
    yet goes to that of the lead.

    Args:
        person: who does it.
        lead: its number.
        version: that they have seen.
        to: what it becomes.
        why: in their words.

    Raises:
        WrongValue: a value of what is made cannot be kept, or what is joined is not there.
        Refusal: they may not, the lead has changed, is gone or was converted, nothing is named that it becomes, or
            what is joined is another customer's.
    """
    with transaction.atomic():
        row: Any = held_record(person, LEADS, lead, version, Deed.CHANGE)
        if row.converted_on is not None:
            raise Refused(
                "converted_already",
                Text("khách tiềm năng này đã chuyển đổi rồi", "this lead has been converted already"),
            )
        if to == Target():
            raise Refused(
                "no_target",
                Text(
                    "hãy chọn ít nhất một: khách hàng, người liên hệ, cơ hội",
                    "choose at least one: a customer, a contact, a deal",
                ),
            )
        named = row.customer_id if to.customer is None else to.customer
        customer = _joined(person, CUSTOMERS, named, customer_values(row), why)
        contact = _joined(person, CONTACTS, to.contact, contact_values(row, customer), why, customer)
        deal = _joined(person, DEALS, to.deal, deal_values(row, customer, contact), why, customer)
        asked = {
            "status": "converted",
            "converted_on": timezone.localdate(),
            "customer": customer,
            "contact": row.contact_id if contact is None else contact,
            "deal": row.deal_id if deal is None else deal,
        }
        changed_to(person, LEADS, row, asked, why=why)
        if row.campaign_id is not None:
            note_conversion(actor_of(person), row.campaign_id, row.pk)
    return Converted(row.version, customer, contact, deal)


def note_first_response(person: Person, lead: int, at: datetime) -> None:
    """Date the first time that somebody answered a lead; a later answer changes nothing.

    For the rooms above, inside the transaction that writes the answer down; whoever answers has asked for the lead.

    Args:
        person: who answers.
        lead: its number.
        at: when.
    """
    with transaction.atomic():
        row = Lead.objects.select_for_update().get(pk=lead)
        if row.first_response_at is None or at < row.first_response_at:
            changed_to(person, LEADS, row, {"first_response_at": at})


def _joined(
    person: Person, concept: Concept, to: Joined, usual: Mapping[str, Any], why: str, customer: int | None = None
) -> int | None:
    if to is None:
        return None
    if not isinstance(to, int):
        return create(person, concept, {**usual, **to}, why=why)
    found: Any = visible(person, concept).filter(pk=to).first()
    field = LEADS.all_fields[_FIELDS[concept.name]]
    if found is None:
        raise WrongValue(field, Text("không có bản ghi này", "there is no such record"))
    if concept is not CUSTOMERS and customer is not None:
        _give_to(person, concept, found, customer, field)
    return to


def _give_to(person: Person, concept: Concept, row: Any, customer: int, field: Field) -> None:
    if row.customer_id is None:
        change(person, concept, row.pk, version=row.version, values={"customer": customer})
    elif row.customer_id != customer:
        raise WrongValue(field, Text("thuộc khách hàng khác", "is of another customer"))


_FIELDS = {"customers": "customer", "contacts": "contact", "deals": "deal"}
