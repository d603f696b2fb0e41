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
from crmeter.records.orders.delivery_actions import put_days, shown_delivery
from crmeter.records.orders.models import Delivery, DeliveryLine, Order
from crmeter.records.staff.queries import Person, actor_of

_COLUMNS = tuple(each.attname for each in Delivery._meta.concrete_fields)


def read_days(days: Mapping[str, date]) -> Delivery:
    """Return a delivery, not yet written, with its days and the state that follows from them.

    Args:
        days: `shipped_on`, `delivered_on`, or one of them.

    Raises:
        WrongValue: it arrived before it was sent.
    """
    delivery = Delivery(created_at=timezone.now())
    put_days(delivery, days)
    return delivery


def deliver_first(person: Person, told: Mapping[int, Mapping[str, date]], *, why: str = "") -> None:
    """Write one delivery of each of some orders that have none, in the caller's transaction.

    It took along all that was ordered, as far as anybody knows who only has its days.

    Args:
        person: who does it.
        told: the days, as `read_days` takes them, by order.
        why: in their words.
    """
    with transaction.atomic(savepoint=False):
        orders = {row.pk: row for row in Order.objects.filter(pk__in=told).prefetch_related("lines")}
        rows = []
        for (pk, days), number in zip(told.items(), next_numbers(Delivery, len(told)), strict=True):
            delivery = read_days(days)
            delivery.id, delivery.order, delivery.promised_on = number, orders[pk], orders[pk].promised_on
            rows.append(delivery)
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
