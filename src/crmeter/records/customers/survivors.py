"""Who stands for customers that were merged into others, by the keys of the lists and of the warehouse."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from crmeter.records.customers.models import Customer, CustomerRow
from crmeter.records.customers.queries import KEY, Listing


def taken_over(listing: Listing, keys: QuerySet[Any]) -> Mapping[int, int]:
    """Return by key who stands for the customers that were merged and are in a list no more, as evaluations have them.

    Args:
        listing: the list. One that is older than a merge still has both.
        keys: of customers, as a query of values.
    """
    merged = Customer.objects.filter(merged_into__isnull=False)
    gone = merged.filter(Q(customer_key__in=keys) | Q(customer_key=None, pk__in=keys))
    into: dict[int, int] = {}
    for pk, key, other in gone.values_list("pk", KEY, "merged_into"):
        into[pk if key is None else key] = other or 0
    # Who was taken over may have taken over others before.
    while further := dict(merged.filter(pk__in=into.values()).values_list("pk", "merged_into")):
        into = {key: further.get(other) or other for key, other in into.items()}
    if not into:
        return into
    stay = dict(Customer.objects.filter(pk__in=into.values()).values_list("pk", KEY))
    listed = set(CustomerRow.objects.filter(of=listing.id, customer_key__in=into).values_list(KEY, flat=True))
    return {key: stay.get(other) or other for key, other in into.items() if key not in listed}
