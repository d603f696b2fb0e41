"""Which customers of an evaluation are records too, and so are met as records."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from crmeter.records.concept.listing import Link, visible
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.customers.models import Customer as Record
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Customer


def only_evaluated(customers: Iterable[Customer]) -> tuple[Customer, ...]:
    """Return the customers that are in evaluated data alone, in their order; see `Customer.customer_key` of records."""
    found = {each.key: each for each in customers}
    if not found:
        return ()
    records = Record.objects.filter(Q(pk__in=found) | Q(customer_key__in=found)).values_list("pk", "customer_key")
    known = {key for pair in records for key in pair}
    return tuple(each for key, each in found.items() if key not in known)


def record_of(key: int) -> int | None:
    """Return the number of the record of a customer whom the warehouse knows by another key, or None."""
    return Record.objects.filter(customer_key=key, removed_at=None).values_list("pk", flat=True).first()


def partners_of(person: Person) -> Mapping[int, Link]:
    """Return the partners and suppliers whom somebody sees, by the key of the warehouse."""
    rows = visible(person, CUSTOMERS).filter(Q(is_partner=True) | Q(is_supplier=True))
    return {
        pk if key is None else key: Link(pk, name)
        for pk, key, name in rows.order_by("pk").values_list("pk", "customer_key", "name")
    }
