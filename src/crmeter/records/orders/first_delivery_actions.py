"""Writes the first delivery of many orders at once; one delivery at a time has `delivery_actions`."""

from collections.abc import Mapping
from datetime import date
from itertools import chain
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.beside_actions import plain_rows
from crmeter.records.ledger.actions import Audited, audit_all
from crmeter.records.ledger.mass_actions import next_numbers, write_rows
from crmeter.records.orders.delivery_actions import shown_delivery, state_by_days
from crmeter.records.orders.models import Delivery, DeliveryLine, Order
from crmeter.records.staff.queries import Person, actor_of

_COLUMNS = tuple(each.attname for each in Delivery._meta.concrete_fields)


def deliver_first(person: Person, told: Mapping[int, Mapping[str, date]], *, why: str = "") -> None:
    """Write one delivery of each of some orders that have none, in the caller's transaction.

    It took along all that was ordered, as far as anybody knows who only has its days. These are written as they are
    told where the order comes from, also where goods would have arrived before they were sent.

    Args:
        person: who does it.
        told: by order, `shipped_on`, `delivered_on` or both.
        why: in their words.
    """
    with transaction.atomic(savepoint=False):
        orders = {row.pk: row for row in Order.objects.filter(pk__in=told).prefetch_related("lines")}
        numbers = next_numbers(Delivery, len(told))
        now = timezone.now()
        rows = [
            Delivery(
                id=number,
                order=orders[pk],
                promised_on=orders[pk].promised_on,
                state=state_by_days(days.get("shipped_on"), days.get("delivered_on")),
                created_at=now,
                **days,
            )
            for number, (pk, days) in zip(numbers, told.items(), strict=True)
        ]
        write_rows(Delivery, _COLUMNS, map(attrgetter(*_COLUMNS), rows))
        goods = {
            row.pk: [
                DeliveryLine(delivery=row, order_line=line, quantity=line.quantity) for line in row.order.lines.all()
            ]
            for row in rows
        }
        DeliveryLine.objects.bulk_create(list(chain.from_iterable(goods.values())), batch_size=500)
        changes = [
            Audited("orders.delivery_added", row.order, None, plain_rows(shown_delivery(row, goods[row.pk])))
            for row in rows
        ]
        audit_all(actor_of(person), changes, why)
