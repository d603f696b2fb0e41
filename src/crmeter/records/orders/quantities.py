"""How much of an order was sent, delivered and sent back, by its lines; reads, writes nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from crmeter.records.orders.models import Delivery, DeliveryLine, OrderLine, ReturnLine

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Quantities:
    """How much of a line of an order is where.

    Args:
        ordered: by the customer.
        planned: what goes with deliveries that stand, whatever has become of them.
        delivered: what of it has arrived.
        returned: what came back.
    """

    ordered: Decimal
    planned: Decimal
    delivered: Decimal
    returned: Decimal

    @property
    def is_out(self) -> bool:
        """Whether a delivery or a return speaks of the line."""
        return self.planned > 0 or self.returned > 0


def quantities_of(order: int) -> Mapping[int, Quantities]:
    """Return how much of each line of an order is where, by the number of the line."""
    lines = dict(OrderLine.objects.filter(order=order).order_by("position").values_list("pk", "quantity"))
    planned = _sums(lines, ("planned", "shipped", "delivered"))
    delivered = _sums(lines, ("delivered",))
    back = ReturnLine.objects.filter(order_line__in=lines).order_by().values_list("order_line")
    returned = dict(back.annotate(n=Sum("quantity")))
    return {
        pk: Quantities(ordered, planned.get(pk, _NOTHING), delivered.get(pk, _NOTHING), returned.get(pk, _NOTHING))
        for pk, ordered in lines.items()
    }


def has_deliveries(order: int) -> bool:
    """Return whether anybody writes down how an order is delivered."""
    return Delivery.objects.filter(order=order).exclude(state="cancelled").exists()


def status_following(order: int, status: str) -> str:
    """Return the state that follows from what was delivered and sent back, where the lines tell.

    Args:
        order: its number.
        status: that stands: a draft or a cancelled order stays one.
    """
    lines = quantities_of(order).values()
    if not lines or status not in ("confirmed", "delivered", "returned"):
        return status
    if all(line.returned == line.ordered for line in lines):
        return "returned"
    if not has_deliveries(order):
        # Nobody has written down how it was delivered: whoever said that it was is believed.
        return "delivered" if status == "returned" else status
    return "delivered" if all(line.delivered == line.ordered for line in lines) else "confirmed"


def _sums(lines: Collection[int], states: Collection[str]) -> dict[int, Decimal]:
    found = DeliveryLine.objects.filter(order_line__in=lines, delivery__state__in=states).order_by()
    return dict(found.values_list("order_line").annotate(n=Sum("quantity")))
