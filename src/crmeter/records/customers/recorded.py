"""Which customers of an evaluation are records too, and so are met as records."""

from collections.abc import Iterable

from django.db.models import Q

from crmeter.records.customers.models import Customer as Record
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
