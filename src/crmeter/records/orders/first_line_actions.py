"""Writes the first lines of many orders at once, and takes them back; one order at a time has `actions.set_lines`."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from django.db import transaction

from crmeter.records.concept.batch_actions import Outcomes, Wanted, change_each_to
from crmeter.records.concept.beside_actions import changed_beside, plain_rows
from crmeter.records.concept.models import Record
from crmeter.records.ledger.actions import Audited, audit_all
from crmeter.records.ledger.mass_actions import next_numbers, write_rows
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.orders.actions import costs_of_products, refuse_what_is_out, shown_line
from crmeter.records.orders.concept import ORDERS
from crmeter.records.orders.models import Order, OrderLine
from crmeter.records.orders.quantities import quantities_of
from crmeter.records.products.lines import PricedLine, total_of
from crmeter.records.staff.queries import Person, actor_of

FIRST_LINES = "first_lines"
_COLUMNS = tuple(each.attname for each in OrderLine._meta.concrete_fields)


def write_first_lines(
    person: Person, orders: Mapping[int, str], lines: Mapping[int, Sequence[PricedLine]], *, why: str = ""
) -> None:
    """Write the lines of orders that have none, in the caller's transaction; the orders' amounts are theirs already.

    Args:
        person: who does it.
        orders: with the currency of each.
        lines: by order, in their order, as `products.lines.read_new_lines` returns them.
        why: in their words.
    """
    costs = {
        currency: costs_of_products(
            currency, {line.product for pk in lines if orders[pk] == currency for line in lines[pk]}
        )
        for currency in set(orders.values())
    }
    with transaction.atomic(savepoint=False):
        numbers = iter(next_numbers(OrderLine, sum(map(len, lines.values()))))
        rows = [
            OrderLine(
                id=next(numbers),
                order_id=pk,
                product_id=line.product,
                position=position,
                quantity=line.quantity,
                unit_price=line.unit_price,
                discount=line.discount,
                amount=line.amount,
                unit_cost=costs[orders[pk]].get(line.product) if line.unit_cost is None else line.unit_cost,
            )
            for pk, some in lines.items()
            for position, line in enumerate(some)
        ]
        write_rows(OrderLine, _COLUMNS, map(attrgetter(*_COLUMNS), rows))
        written: dict[int, list[dict[str, Any]]] = {}
        for row in rows:
            written.setdefault(row.order_id, []).append(shown_line(row))
        changes = [
            Audited("orders.lines_set", Order(pk=pk), plain_rows([]), plain_rows(some)) for pk, some in written.items()
        ]
        audit_all(actor_of(person), changes, why)


def add_first_lines(person: Person, wanted: Sequence[tuple[Order, Sequence[PricedLine]]], *, why: str = "") -> Outcomes:
    """Give held orders without lines their first ones, in the caller's transaction, each or not at all.

    What was ordered of an order that is cancelled now is written down too: so it was where it comes from.

    Args:
        person: who does it.
        wanted: the orders, locked and allowed to be changed, with their lines.
        why: in their words.
    """
    amounts = [Wanted(row, {"amount": total_of(lines)}, touches=True) for row, lines in wanted]
    with transaction.atomic(savepoint=False):
        outcomes = change_each_to(person, ORDERS, amounts, why=why)
        done = {row.pk: lines for row, lines in wanted if not isinstance(outcomes[row.pk], Refusal)}
        write_first_lines(person, {row.pk: row.currency for row, _ in wanted}, done, why=why)
    return outcomes


def take_first_lines_back(person: Person, row: Record, why: str) -> None:
    """Take from a held order the lines that it was given as its first, in the caller's transaction.

    Raises:
        Refused: goods of it are on their way, or have come back.
    """
    with transaction.atomic():
        standing = {each.pk: each for each in OrderLine.objects.filter(order=row.pk).order_by("position")}
        refuse_what_is_out(standing, (), quantities_of(row.pk))
        before = [shown_line(each) for each in standing.values()]
        OrderLine.objects.filter(pk__in=standing).delete()
        changed_beside(person, ORDERS, row, "lines_set", before=before, after=[], why=why)
