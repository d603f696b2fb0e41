"""What may become of a lead: values for what is made, and records that may be the same; reads, writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import visible
from crmeter.records.concept.models import SORTED_LETTERS
from crmeter.records.contacts.concept import CONTACTS
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.leads.concept import LEADS
from crmeter.records.leads.models import Lead
from crmeter.records.staff.queries import Person
from crmeter.vocabulary.folding import needles, plain_words

MOST_LIKELY = 10
_WAYS = ("phone", "email", "name")


@dataclass(frozen=True, slots=True)
class Likely:
    """A record that may be the same as a lead.

    Args:
        concept: `customers` or `contacts`.
        id: its number.
        name: what it is called.
        same: in what the two agree: `phone`, `email`, `name`.
    """

    concept: str
    id: int
    name: str
    same: tuple[str, ...]


def customer_values(lead: Lead) -> dict[str, Any]:
    """Return what a customer that is made of a lead has, until somebody says otherwise."""
    is_firm = bool(lead.firm_name)
    return {
        "name": lead.firm_name or lead.name,
        "kind": "firm" if is_firm else "person",
        "phone": lead.phone,
        "email": lead.email,
        "channel": lead.channel,
        "owner": lead.owner_id,
    }


def contact_values(lead: Lead, customer: int | None) -> dict[str, Any]:
    """Return what a contact that is made of a lead has, until somebody says otherwise."""
    return {
        "name": lead.name,
        "phone": lead.phone,
        "email": lead.email,
        "customer": customer,
        "owner": lead.owner_id,
    }


def deal_values(lead: Lead, customer: int | None, contact: int | None) -> dict[str, Any]:
    """Return what a deal that is made of a lead has, until somebody says otherwise."""
    return {
        "name": lead.firm_name or lead.name,
        "customer": customer,
        "contact": contact,
        "channel": lead.channel,
        "about": lead.interest,
        "owner": lead.owner_id,
    }


def likely_same(person: Person, lead: int) -> tuple[Likely, ...]:
    """Return customers and contacts that a lead may be, those that agree in most first.

    Args:
        person: who asks; only what they may see is proposed.
        lead: its number.
    """
    row = visible(person, LEADS).filter(pk=lead).first()
    if row is None:
        return ()
    found = [
        *_alike(person, CUSTOMERS, row, (row.firm_name, row.name)),
        *_alike(person, CONTACTS, row, (row.name,)),
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.same), each.concept != "customers", each.id)))


def _alike(person: Person, concept: Concept, lead: Lead, names: tuple[str, ...]) -> list[Likely]:
    rows = visible(person, concept)
    same: dict[int, list[str]] = {}
    called: dict[int, str] = {}
    by_name = {" ".join(plain_words(name))[:SORTED_LETTERS] for name in names} - {""}
    asked: Mapping[str, tuple[str, Any]] = {
        "phone": (lead.phone, {"phone": lead.phone}),
        "email": (lead.email, {"email": lead.email}),
        "name": (" ", {"by_name__in": by_name}),
    }
    for way in _WAYS:
        words, condition = asked[way]
        if not words:
            continue
        found = rows.filter(**condition)
        # Neither phones nor addresses have an index of their own; the one of words leaves few to be compared.
        for needle in needles(words):
            found = found.filter(folded__contains=needle)
        for pk, name in found.order_by("pk").values_list("pk", "name")[:MOST_LIKELY]:
            called[pk] = name
            same.setdefault(pk, []).append(way)
    return [Likely(concept.name, pk, called[pk], tuple(ways)) for pk, ways in same.items()]
