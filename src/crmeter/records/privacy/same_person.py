"""Which records are of the same person, and which tell of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from crmeter.records.activities.models import Activity, Participation
from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.leads.models import Lead
from crmeter.records.merge.links import links_to
from crmeter.records.privacy.keepers import PEOPLE
from crmeter.vocabulary.folding import folded

# By concept, numbers of records.
Numbers = Mapping[str, Sequence[int]]
_TABLES: Mapping[str, Any] = {"customers": Customer, "contacts": Contact, "leads": Lead}


@dataclass(frozen=True, slots=True)
class Telling:
    """Records that tell of a person, by concept.

    Args:
        whole: what is written in them was written of that person.
        named: they are of others, and may name the person among them.
    """

    whole: dict[str, set[int]] = field(default_factory=dict)
    named: dict[str, set[int]] = field(default_factory=dict)


def same_person(concept: str, pk: int) -> dict[str, list[int]]:
    """Return all records of the person of a record, by concept.

    Those are the ones that were merged with it, what a lead became, the leads that became it, and contacts of a
    customer who is a person where they share a way to be reached or the name.
    """
    found: dict[str, set[int]] = {name: set() for name in PEOPLE}
    waiting = [(concept, pk)]
    while waiting:
        name, number = waiting.pop()
        if number in found[name]:
            continue
        found[name].add(number)
        waiting += [(name, other) for other in _merged(_TABLES[name], number)]
        waiting += list(_elsewhere(name, number))
    return {name: sorted(numbers) for name, numbers in found.items() if numbers}


def merged_with(concept: str, pk: int) -> frozenset[int]:
    """Return the records of a concept that became one with a record, that one among them."""
    found: set[int] = set()
    waiting = [pk]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += _merged(_TABLES[concept], number)
    return frozenset(found)


def telling_of(records: Numbers) -> Telling:
    """Return the records that tell of a person, who may have several records."""
    telling = Telling()
    customers = set(records.get("customers", ()))
    people = {_TABLES[name] for name in PEOPLE}
    for name in records:
        concept = concept_named(name)
        for links in links_to(concept) if concept is not None else ():
            if links.concept is None or links.table in people:
                continue
            for row in links.naming(records[name]):
                is_of_another = _is_of_another(links.concept, row, name, customers)
                into = telling.named if is_of_another else telling.whole
                into.setdefault(links.concept.name, set()).add(row.pk)
    _add_activities(telling, records)
    for name in telling.named:
        telling.named[name] -= telling.whole.get(name, set())
    return telling


def _merged(table: Any, pk: int) -> Iterable[int]:
    into = table.objects.filter(pk=pk).values_list("merged_into", flat=True).first()
    return [*([] if into is None else [into]), *table.objects.filter(merged_into=pk).values_list("pk", flat=True)]


def _elsewhere(name: str, pk: int) -> Iterable[tuple[str, int]]:
    if name == "leads":
        lead = Lead.objects.select_related("customer").get(pk=pk)
        if lead.contact_id is not None:
            yield "contacts", lead.contact_id
        if lead.customer is not None and lead.customer.kind == "person":
            yield "customers", lead.customer.pk
        return
    became = Lead.objects.filter(Q(contact=pk) if name == "contacts" else Q(customer=pk, contact=None))
    yield from (("leads", number) for number in became.values_list("pk", flat=True))
    if name == "customers":
        customer = Customer.objects.get(pk=pk)
        yield from (("contacts", each.pk) for each in customer.contacts.all() if _is_same(customer, each))
        return
    contact = Contact.objects.select_related("customer").get(pk=pk)
    if contact.customer is not None and contact.customer.kind == "person" and _is_same(contact.customer, contact):
        yield "customers", contact.customer.pk


def _is_same(customer: Customer, contact: Contact) -> bool:
    shares = any(one and one == getattr(contact, way) for way in ("email", "phone") if (one := getattr(customer, way)))
    return shares or folded(customer.name) == folded(contact.name)


def _is_of_another(concept: Concept, row: Any, by: str, customers: set[int]) -> bool:
    """A deal or an order of a firm is the firm's, whoever speaks for it; what was said to a contact is theirs."""
    if by == "customers" or concept.name in ("activities", "tickets"):
        return False
    customer = getattr(row, "customer_id", None)
    return customer is not None and customer not in customers


def _add_activities(telling: Telling, records: Numbers) -> None:
    """Add what was written beside deals, tickets and orders of theirs, and meetings that they came to with others."""
    beside = Q(pk__in=())
    for link, name in (("deal", "deals"), ("ticket", "tickets"), ("order", "orders")):
        beside |= Q(**{f"{link}__in": telling.whole.get(name, set())})
    telling.whole.setdefault("activities", set()).update(Activity.objects.filter(beside).values_list("pk", flat=True))
    came = Participation.objects.filter(contact__in=records.get("contacts", ())).values_list("activity", flat=True)
    telling.named.setdefault("activities", set()).update(came)
