"""The only writer of deliveries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.actions import held_record
from crmeter.records.concept.beside_actions import changed_beside
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.ledger.actions import held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.orders.concept import DELIVERY_FIELDS, ORDERS
from crmeter.records.orders.models import Delivery, DeliveryLine, Order
from crmeter.records.orders.parts import gone, lines_in, refuse_unknown
from crmeter.records.orders.quantities import Quantities, quantities_of, status_following
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text

_DELIVERY = Text("chuyến giao", "delivery")
_TOLD = {field.name: field for field in DELIVERY_FIELDS if field.name.endswith("_on") or field.name == "documents"}


def add_delivery(
    person: Person,
    order: int,
    *,
    version: int | None,
    lines: Sequence[Mapping[str, Any]],
    values: Mapping[str, Any] | None = None,
    why: str = "",
) -> int:
    """Let a part of an order go to the customer, and return the number of the delivery.

    Args:
        person: who does it; who may change the order.
        order: its number.
        version: of the order, as they have seen it.
        lines: `order_line`, `quantity` and, where some is, `damaged`; none for an order without lines.
        values: `promised_on`, else that of the order; `shipped_on`; `delivered_on`; `documents`.
        why: in their words.

    Raises:
        WrongValue: a value cannot be kept.
        Refusal: they may not, the order has changed or is gone, is a draft or cancelled, or more would be sent of a
            line than was ordered.
    """
    values = values or {}
    with transaction.atomic():
        row: Any = held_record(person, ORDERS, order, version, Deed.CHANGE)
        if row.status in ("draft", "cancelled"):
            raise Refused(
                "not_confirmed",
                Text("đơn phải được xác nhận trước khi giao", "an order is confirmed before it is sent"),
            )
        delivery = Delivery(order=row, created_at=timezone.now(), promised_on=row.promised_on)
        _put_told(delivery, values)
        delivery.save()
        _write_delivery_lines(delivery, lines)
        _changed(person, row, "delivery_added", None, _shown(delivery), why)
    return delivery.pk


def change_delivery(
    person: Person,
    delivery: int,
    *,
    version: int | None,
    values: Mapping[str, Any] | None = None,
    lines: Sequence[Mapping[str, Any]] | None = None,
    why: str = "",
) -> int:
    """Write down when a delivery went and arrived, or what was in it, and return its new version.

    Args:
        person: who does it; who may change the order.
        delivery: its number.
        version: of the delivery, as they have seen it.
        values: the days that change, and whether the `documents` were right; empty takes a day or a word away.
        lines: all of them where they change; see `add_delivery`.
        why: in their words.

    Raises:
        WrongValue: a value cannot be kept.
        Refusal: they may not, the delivery has changed, is gone or cancelled, or more would be sent of a line than
            was ordered, or less have arrived than came back.
    """
    with transaction.atomic():
        order, row = _held_delivery(person, delivery, version)
        before = _shown(row)
        _put_told(row, values or {})
        if lines is not None:
            # Whoever says what was in it leaves nothing to assume.
            row.is_assumed = False
        new = keep(row, *_TOLD, "state", "is_assumed")
        if lines is not None:
            row.lines.all().delete()
            _write_delivery_lines(row, lines)
        _refuse_less_than_came_back(quantities_of(order.pk))
        _changed(person, order, "delivery_changed", before, _shown(row), why)
    return new


def cancel_delivery(person: Person, delivery: int, *, version: int | None, why: str = "") -> int:
    """Let a delivery not take place, and return its new version.

    Raises:
        Refusal: they may not, the delivery has changed, is gone or cancelled, or something of it came back.
    """
    with transaction.atomic():
        order, row = _held_delivery(person, delivery, version)
        before = _shown(row)
        row.state = "cancelled"
        new = keep(row, "state")
        _refuse_less_than_came_back(quantities_of(order.pk))
        _changed(person, order, "delivery_cancelled", before, _shown(row), why)
    return new


def _held_delivery(person: Person, delivery: int, version: int | None) -> tuple[Order, Delivery]:
    found = Delivery.objects.filter(pk=delivery).values_list("order_id", flat=True).first()
    if found is None:
        raise gone(_DELIVERY)
    # The order first, as everybody does who writes beside it; its version is that of nobody's page here.
    locked = Order.objects.select_for_update().get(pk=found)
    order: Any = held_record(person, ORDERS, found, locked.version, Deed.CHANGE)
    row = held(Delivery, delivery, version)
    if row.state == "cancelled":
        raise gone(_DELIVERY)
    return order, row


def _put_told(delivery: Delivery, values: Mapping[str, Any]) -> None:
    refuse_unknown(values, _TOLD, _DELIVERY)
    for name, value in values.items():
        setattr(delivery, name, kept(_TOLD[name], value))
    shipped, arrived = delivery.shipped_on, delivery.delivered_on
    if shipped is not None and arrived is not None and arrived < shipped:
        raise WrongValue(_TOLD["delivered_on"], Text("trước ngày gửi", "is before the day on which it was sent"))
    delivery.state = state_by_days(shipped, arrived)


def state_by_days(shipped: date | None, arrived: date | None) -> str:
    """Return the state of a delivery that is not cancelled."""
    return "delivered" if arrived else "shipped" if shipped else "planned"


def _write_delivery_lines(delivery: Delivery, lines: Sequence[Mapping[str, Any]]) -> None:
    quantities = quantities_of(delivery.order_id)
    read: dict[int, tuple[Decimal, Decimal]] = {}
    for pk, quantity, damaged, _line in lines_in(lines, quantities):
        read[pk] = (quantity, damaged)
        left = quantities[pk].ordered - quantities[pk].planned
        if quantity > left:
            raise Refused(
                "more_than_ordered",
                Text(
                    "giao {n} nhưng chỉ còn {left} của dòng này chưa xếp giao",
                    "{n} would be sent, but only {left} of this line are left to be sent",
                ).fill(n=quantity, left=left),
            )
    if quantities and not read:
        raise Refused("no_lines", Text("chuyến giao phải có hàng", "a delivery has goods in it"))
    DeliveryLine.objects.bulk_create(
        [
            DeliveryLine(delivery=delivery, order_line_id=pk, quantity=quantity, damaged=damaged)
            for pk, (quantity, damaged) in read.items()
        ],
        batch_size=100,
    )


def _refuse_less_than_came_back(quantities: Mapping[int, Quantities]) -> None:
    for line in quantities.values():
        if line.returned > 0 and line.delivered < line.returned:
            raise Refused(
                "came_back",
                Text(
                    "khách đã trả lại {returned}, nên phải có ít nhất từng ấy đã giao",
                    "{returned} came back, so no less was delivered",
                ).fill(returned=line.returned),
            )


def _changed(
    person: Person, order: Order, action: str, before: dict[str, Any] | None, after: dict[str, Any], why: str
) -> None:
    asked = {"status": status_following(order.pk, order.status)}
    changed_beside(person, ORDERS, order, action, before=before, after=after, asked=asked, why=why)


def _shown(delivery: Delivery) -> dict[str, Any]:
    return shown_delivery(delivery, delivery.lines.order_by("pk"))


def shown_delivery(delivery: Delivery, lines: Iterable[DeliveryLine]) -> dict[str, Any]:
    """Return a delivery as histories show it."""
    return {
        "delivery": delivery.pk,
        "state": delivery.state,
        "promised_on": delivery.promised_on,
        "shipped_on": delivery.shipped_on,
        "delivered_on": delivery.delivered_on,
        "documents": delivery.documents,
        "lines": [
            {"order_line": line.order_line_id, "quantity": line.quantity, "damaged": line.damaged} for line in lines
        ],
    }
