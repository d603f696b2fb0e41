"""Writes the first delivery of many orders at once, puts lines that come later into it, and takes both back.

One delivery at a time has `delivery_actions`. In which order files come makes no difference to what was delivered.
"""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.beside_actions import changed_beside, plain_rows
from crmeter.records.concept.models import Record
from crmeter.records.ledger.actions import Audited, audit_all, keep
from crmeter.records.ledger.mass_actions import next_numbers, write_rows
from crmeter.records.ledger.refusals import Refused
from crmeter.records.orders.concept import ORDERS
from crmeter.records.orders.delivery_actions import shown_delivery, state_by_days
from crmeter.records.orders.first_line_actions import take_first_lines_back
from crmeter.records.orders.models import Delivery, DeliveryLine, Order
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text

# Words under which change sets keep what is to be taken back.
FIRST_DELIVERY, FIRST_LINES_SENT, FIRST_LINES_DELIVERED = "first_delivery", "first_lines_sent", "first_lines_delivered"
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
                is_assumed=True,
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


def not_yet_delivered(orders: Collection[int]) -> frozenset[int]:
    """Return those of some orders that have no delivery which stands."""
    return frozenset(orders) - set(_standing().filter(order__in=orders).values_list("order", flat=True))


def send_first_lines(person: Person, orders: Collection[int], *, why: str = "") -> frozenset[int]:
    """Put first lines of orders into the delivery that took along all that was ordered; return the orders that had one.

    In the caller's transaction. Where an order has several deliveries nobody knows what went with which.

    Args:
        person: who does it.
        orders: by number; they were held.
        why: in their words.
    """
    with transaction.atomic(savepoint=False):
        found: dict[int, list[Delivery]] = {}
        for each in _standing().filter(order__in=orders).prefetch_related("lines", "order__lines").order_by("pk"):
            found.setdefault(each.order_id, []).append(each)
        alone = [some[0] for some in found.values() if len(some) == 1 and not some[0].lines.all()]
        goods = {
            row.pk: [DeliveryLine(delivery=row, order_line=of, quantity=of.quantity) for of in row.order.lines.all()]
            for row in alone
        }
        DeliveryLine.objects.bulk_create(list(chain.from_iterable(goods.values())), batch_size=500)
        changes = []
        for row in alone:
            before = plain_rows(shown_delivery(row, []))
            # Whoever has seen it without goods changes nothing on them unseen.
            row.is_assumed = True
            keep(row, "state", "is_assumed")
            after = plain_rows(shown_delivery(row, goods[row.pk]))
            changes.append(Audited("orders.delivery_changed", row.order, before, after))
        audit_all(actor_of(person), changes, why)
    return frozenset(row.order_id for row in alone)


def take_first_delivery_back(person: Person, row: Record, why: str) -> None:
    """Let the only delivery of a held order not have taken place, in the caller's transaction.

    Raises:
        Refused: there are others by now.
    """
    with transaction.atomic():
        delivery = _only_delivery(row)
        if delivery is None:
            raise Refused("other_deliveries", _OTHERS)
        before = shown_delivery(delivery, delivery.lines.order_by("pk"))
        delivery.delete()
        changed_beside(person, ORDERS, row, "delivery_removed", before=before, why=why)


def take_sent_lines_back(person: Person, row: Record, why: str) -> None:
    """Take the first lines of a held order out of its delivery again, and from the order, in the caller's transaction.

    Raises:
        Refused: goods of it are on their way otherwise, or have come back.
    """
    with transaction.atomic():
        delivery = _only_delivery(row)
        if delivery is not None and _took_all_along(delivery):
            before = shown_delivery(delivery, delivery.lines.order_by("pk"))
            delivery.lines.all().delete()
            keep(delivery, "state")
            after = shown_delivery(delivery, [])
            changed_beside(person, ORDERS, row, "delivery_changed", before=before, after=after, why=why)
        take_first_lines_back(person, row, why)


def take_delivered_lines_back(person: Person, row: Record, why: str) -> None:
    """Take the first lines of a held order back with the delivery that they came with, in the caller's transaction.

    Raises:
        Refused: there are other deliveries by now, or goods have come back.
    """
    with transaction.atomic():
        take_first_delivery_back(person, row, why)
        take_first_lines_back(person, row, why)


def _standing() -> Any:
    return Delivery.objects.exclude(state="cancelled")


def _only_delivery(row: Record) -> Delivery | None:
    found = list(_standing().filter(order=row.pk)[:2])
    return found[0] if len(found) == 1 else None


def _took_all_along(delivery: Delivery) -> bool:
    sent = set(delivery.lines.values_list("order_line", "quantity", "damaged"))
    return sent == {(pk, quantity, 0) for pk, quantity in delivery.order.lines.values_list("pk", "quantity")}


_OTHERS = Text(
    "đơn đã có chuyến giao khác, nên chuyến giao theo tệp không bỏ đi được",
    "the order has other deliveries by now, so that the one of the file stays",
)
