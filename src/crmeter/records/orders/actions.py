"""The only writer of the lines of orders, and of orders out of deals."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.actions import create, held_record
from crmeter.records.concept.beside_actions import changed_beside
from crmeter.records.concept.listing import visible
from crmeter.records.deals.concept import DEALS
from crmeter.records.deals.models import StageKind
from crmeter.records.deals.queries import lines_of as lines_of_deal
from crmeter.records.ledger.refusals import Refused
from crmeter.records.orders.concept import ORDERS
from crmeter.records.orders.models import Order, OrderLine
from crmeter.records.orders.quantities import Quantities, quantities_of
from crmeter.records.products.lines import PricedLine, read_lines, total_of
from crmeter.records.products.models import Product
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text

_TYPED = ("product", "position", "quantity", "unit_price", "discount", "amount", "unit_cost")


def set_lines(
    person: Person, order: int, *, version: int | None, lines: Sequence[Mapping[str, Any]], why: str = ""
) -> int:
    """Give an order its lines in their order, and return its new version.

    Its amount follows from them; without lines the amount that stands is kept and may be typed again. A line keeps
    what one cost when it was ordered, also when the cost of the product changes.

    Args:
        person: who does it.
        order: its number.
        version: that they have seen.
        lines: all of them, those that stand with their `id`; see `products.lines.read_lines`.
        why: in their words.

    Raises:
        WrongValue: a value cannot be kept.
        Refusal: they may not, the order has changed or is gone, it is cancelled, or a line is less than what was
            already sent or sent back of it.
    """
    with transaction.atomic():
        row: Any = held_record(person, ORDERS, order, version, Deed.CHANGE)
        if row.status == "cancelled":
            raise Refused("cancelled", Text("đơn đã hủy", "the order is cancelled"))
        standing = {each.pk: each for each in row.lines.order_by("position")}
        read = read_lines(person, row.currency, lines, {pk: each.product_id for pk, each in standing.items()})
        refuse_what_is_out(standing, read, quantities_of(order))
        before = [shown_line(each) for each in standing.values()]
        after = _write_order_lines(row, standing, read)
        return changed_beside(
            person,
            ORDERS,
            row,
            "lines_set",
            before=before,
            after=[shown_line(each) for each in after],
            asked={"amount": total_of(read)} if read else None,
            why=why,
        )


def order_from_deal(person: Person, deal: int, *, name: str, values: Mapping[str, Any] | None = None) -> int:
    """Make an order out of a deal that was won, with its lines, and return its number in the records.

    Args:
        person: who makes it.
        deal: its number.
        name: the number of the order, as people say it.
        values: of the order, beside what it has from the deal.

    Raises:
        WrongValue: a value cannot be kept.
        Refused: they may not, the deal is gone or is not won, or there is an order of it.
    """
    with transaction.atomic():
        # Locked, so that two who do it at once make one order.
        won = visible(person, DEALS).select_for_update(of=("self",)).filter(pk=deal).first()
        if won is None:
            raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
        if won.stage.kind != StageKind.WON:
            raise Refused("not_won", Text("cơ hội này chưa thắng", "this deal is not won"))
        if Order.objects.filter(deal=deal, removed_at=None).exclude(status="cancelled").exists():
            raise Refused("has_order", Text("cơ hội này đã có đơn hàng", "there is an order of this deal"))
        lines = lines_of_deal(deal)
        of_deal = {
            "name": name,
            "deal": deal,
            "customer": won.customer_id,
            "contact": won.contact_id,
            "ordered_at": timezone.now(),
            "currency": won.currency,
            "amount": won.amount,
            "channel": won.channel,
        }
        order = create(person, ORDERS, {**of_deal, **(values or {})})
        if lines:
            copied = [
                {
                    "product": line.product,
                    "quantity": line.quantity,
                    "unit_price": line.unit_price,
                    "discount": line.discount,
                }
                for line in lines
            ]
            set_lines(person, order, version=1, lines=copied)
    return order


def _write_order_lines(order: Order, standing: Mapping[int, OrderLine], read: Sequence[PricedLine]) -> list[OrderLine]:
    named = {line.id for line in read}
    OrderLine.objects.filter(pk__in=[pk for pk in standing if pk not in named]).delete()
    costs = costs_of_products(order.currency, {line.product for line in read})
    rows = []
    for position, line in enumerate(read):
        row = standing[line.id] if line.id is not None else OrderLine(order=order)
        if line.unit_cost is not None:
            row.unit_cost = line.unit_cost
        elif row.pk is None or row.product_id != line.product:
            row.unit_cost = costs.get(line.product)
        row.product_id, row.position, row.quantity = line.product, position, line.quantity
        row.unit_price, row.discount, row.amount = line.unit_price, line.discount, line.amount
        rows.append(row)
    OrderLine.objects.bulk_update([row for row in rows if row.pk is not None], _TYPED, batch_size=100)
    OrderLine.objects.bulk_create([row for row in rows if row.pk is None], batch_size=100)
    return rows


def costs_of_products(currency: str, products: Iterable[int]) -> dict[int, Decimal | None]:
    """Return what products cost now; one in another currency costs nothing that is known in this one."""
    return dict(Product.objects.filter(pk__in=products, currency=currency).values_list("pk", "unit_cost"))


def refuse_what_is_out(
    standing: Mapping[int, OrderLine], read: Sequence[PricedLine], quantities: Mapping[int, Quantities]
) -> None:
    """Refuse lines that are less than what of them was sent or has come back.

    Args:
        standing: the lines as they are, by number.
        read: as they are to be.
        quantities: of those that stand.
    """
    new = {line.id: line for line in read if line.id is not None}
    for pk, row in standing.items():
        out = quantities[pk]
        if not out.is_out:
            continue
        line = new.get(pk)
        least = max(out.planned, out.returned)
        if line is None or line.product != row.product_id or line.quantity < least:
            raise Refused(
                "goods_are_out",
                Text(
                    "{product}: đã xếp giao {n}; dòng này không xóa, đổi hàng hay giảm dưới số đó được",
                    "{product}: {n} go with deliveries; the line stays, with the product and no less than that",
                ).fill(product=row.product.name, n=least),
            )


def shown_line(line: OrderLine) -> dict[str, Any]:
    """Return a line as histories show it."""
    return {
        "id": line.pk,
        "product": line.product_id,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "discount": line.discount,
        "amount": line.amount,
        "unit_cost": line.unit_cost,
    }
