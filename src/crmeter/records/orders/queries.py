"""Lines, deliveries and returns of orders, as frozen values; whether they may be seen is asked before."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from crmeter.records.orders.models import Delivery, Order, OrderLine, Return
from crmeter.records.products.lines import LineView, views_of

# Numbers of orders end in digits that go on; some of the next ones may be taken.
_COUNTED = re.compile(r"(.*?)(\d{1,18})")
_TRIES = 100


@dataclass(frozen=True, slots=True)
class DeliveryLineView:
    """How much of a line of an order goes with a delivery."""

    order_line: int
    product_name: str
    quantity: Decimal
    damaged: Decimal


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A delivery; see the model."""

    id: int
    version: int
    state: str
    promised_on: date | None
    shipped_on: date | None
    delivered_on: date | None
    documents: str
    lines: tuple[DeliveryLineView, ...]

    @property
    def days_late(self) -> int | None:
        """How many days after the promise it arrived; None while there is no promise or it is not there."""
        if self.promised_on is None or self.delivered_on is None:
            return None
        return max((self.delivered_on - self.promised_on).days, 0)


@dataclass(frozen=True, slots=True)
class ReturnLineView:
    """A product that came back."""

    order_line: int | None
    product_name: str
    quantity: Decimal
    damaged: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ReturnView:
    """What came back at once."""

    id: int
    version: int
    order: int | None
    returned_on: date
    amount: Decimal
    currency: str
    reason: str
    lines: tuple[ReturnLineView, ...]


def next_number() -> str:
    """Return a number that no order has yet: the one of the newest order counted on; without such an order, nothing."""
    newest = Order.objects.order_by("-pk").values_list("name", flat=True).first() or ""
    found = _COUNTED.fullmatch(newest)
    if found is None:
        return ""
    before, digits = found.groups()
    numbers = (f"{before}{int(digits) + step:0{len(digits)}}" for step in range(1, _TRIES + 1))
    return next((each for each in numbers if not Order.objects.filter(name=each).exists()), "")


def order_of_deal(deal: int) -> tuple[int, str] | None:
    """Return number and name of the order that a deal became, if it stands."""
    standing = Order.objects.filter(deal=deal, removed_at=None).exclude(status="cancelled").order_by("pk")
    return standing.values_list("pk", "name").first()


def lines_of(order: int) -> tuple[LineView, ...]:
    """Return the lines of an order in their order."""
    return views_of(OrderLine.objects.filter(order=order))


def deliveries_of(order: int) -> tuple[DeliveryView, ...]:
    """Return the deliveries of an order, the first one first."""
    found = Delivery.objects.filter(order=order).order_by("pk").prefetch_related("lines__order_line__product")
    return tuple(
        DeliveryView(
            row.pk,
            row.version,
            row.state,
            row.promised_on,
            row.shipped_on,
            row.delivered_on,
            row.documents,
            tuple(
                DeliveryLineView(line.order_line_id, line.order_line.product.name, line.quantity, line.damaged)
                for line in sorted(row.lines.all(), key=lambda line: line.order_line.position)
            ),
        )
        for row in found
    )


def returns_of(order: int) -> tuple[ReturnView, ...]:
    """Return what came back of an order, the first one first."""
    return _returns(Return.objects.filter(order=order))


def returns_of_customer(customer: int) -> tuple[ReturnView, ...]:
    """Return what a customer sent back, of orders and without, the first one first."""
    of_orders = Q(order__customer=customer, order__removed_at=None)
    return _returns(Return.objects.filter(of_orders | Q(customer=customer)))


def delivery_at(order: int, pk: int) -> DeliveryView | None:
    """Return one delivery of an order."""
    return next((each for each in deliveries_of(order) if each.id == pk), None)


def orders_by_customer(customers: Collection[int]) -> Mapping[int, int]:
    """Return how many orders each of some customers has, those that were cancelled too; who has none is left out."""
    rows = Order.objects.filter(customer__in=customers, removed_at=None).order_by()
    return dict(rows.values_list("customer").annotate(n=Count("id")))


def proposed_number(on: date) -> str:
    """Return a number for an order: month and count, DH2611-0001, one more than the highest of the month.

    Args:
        on: the day of the order.
    """
    stem = f"DH{on:%y%m}"
    word = stem.casefold()
    # Beginnings of words are found by the index of words, whatever the database thinks of the order of letters.
    found = Order.objects.filter(folded__contains=f" {word}", by_name__startswith=f"{word} ")
    names = found.values_list("by_name", flat=True)
    counts = [int(count) for name in names if (count := name.removeprefix(f"{word} ")).isdecimal()]
    return f"{stem}-{max(counts, default=0) + 1:04d}"


def _returns(rows: QuerySet[Return]) -> tuple[ReturnView, ...]:
    return tuple(
        ReturnView(
            row.pk,
            row.version,
            row.order_id,
            row.returned_on,
            row.amount,
            row.currency,
            row.reason,
            tuple(
                ReturnLineView(line.order_line_id, line.product.name, line.quantity, line.damaged, line.amount)
                for line in sorted(row.lines.all(), key=lambda line: line.pk)
            ),
        )
        for row in rows.order_by("returned_on", "pk").prefetch_related("lines__product")
    )
