"""The only writer of returns."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.actions import held_record
from crmeter.records.concept.beside_actions import changed_beside
from crmeter.records.concept.currency import settle_currency
from crmeter.records.concept.listing import visible
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.ledger.actions import held
from crmeter.records.ledger.refusals import Refused
from crmeter.records.orders.concept import CREDIT, ORDERS, RETURN_FIELDS
from crmeter.records.orders.models import Order, OrderLine, Return, ReturnLine
from crmeter.records.orders.parts import gone, lines_in, read_quantities, refuse_unknown
from crmeter.records.orders.quantities import has_deliveries, quantities_of, status_following
from crmeter.records.products.concept import PRODUCTS
from crmeter.records.products.lines import PRODUCT
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.money import Money

_RETURN = Text("lần trả hàng", "return")
_TYPED = {field.name: field for field in RETURN_FIELDS if field.name in ("returned_on", "amount", "reason")}


def add_return(
    person: Person,
    order: int,
    *,
    version: int | None,
    values: Mapping[str, Any],
    lines: Sequence[Mapping[str, Any]] = (),
    why: str = "",
) -> int:
    """Write down what came back of an order, and return the number of the return.

    Args:
        person: who does it; who may change the order.
        order: its number.
        version: of the order, as they have seen it.
        values: `returned_on`, `reason`, and `amount` where there are no lines.
        lines: `order_line`, `quantity`, and where they are known `damaged` and `amount`; without an amount it is the
            part of the line's that the quantity is.
        why: in their words.

    Raises:
        WrongValue: a value cannot be kept.
        Refusal: they may not, the order has changed or is gone, or more would come back than was delivered.
    """
    with transaction.atomic():
        row: Any = held_record(person, ORDERS, order, version, Deed.CHANGE)
        if row.status not in ("delivered", "returned") and not has_deliveries(order):
            raise Refused("not_delivered", Text("đơn chưa giao", "the order was not delivered"))
        of = _read(values, Return(order=row, currency=row.currency))
        _keep_return(of, _lines_of_order(row, lines))
        asked = {"status": status_following(order, row.status)}
        changed_beside(person, ORDERS, row, "return_added", after=_shown(of), asked=asked, why=why)
    return of.pk


def add_return_of_customer(
    person: Person,
    customer: int,
    *,
    version: int | None,
    currency: str,
    values: Mapping[str, Any],
    lines: Sequence[Mapping[str, Any]] = (),
    why: str = "",
) -> int:
    """Write down what a customer sent back of orders that nobody can name, and return the number of the return.

    Args:
        person: who does it; who may change the customer.
        customer: their number.
        version: of the customer, as they have seen it.
        currency: of the amounts.
        values: as `add_return` has them.
        lines: `product`, `quantity`, `amount`, and where it is known `damaged`.
        why: in their words.

    Raises:
        WrongValue: a value cannot be kept.
        Refusal: they may not, or the customer has changed or is gone.
    """
    with transaction.atomic():
        row = held_record(person, CUSTOMERS, customer, version, Deed.CHANGE)
        of = Return(customer_id=row.pk, currency=currency)
        settle_currency(of)
        _keep_return(_read(values, of), _lines_of_products(person, of.currency, lines))
        changed_beside(person, CUSTOMERS, row, "return_added", after=_shown(of), why=why)
    return of.pk


def remove_return(person: Person, pk: int, *, version: int | None, why: str = "") -> None:
    """Take a return away that did not take place.

    Raises:
        Refusal: they may not, or the return has changed or is gone.
    """
    with transaction.atomic():
        found = Return.objects.filter(pk=pk).first()
        if found is None:
            raise gone(_RETURN)
        concept, number = (ORDERS, found.order_id) if found.order_id else (CUSTOMERS, found.customer_id)
        locked = concept.table._default_manager.select_for_update().filter(pk=number).first()
        if number is None or locked is None:
            raise gone(_RETURN)
        row: Any = held_record(person, concept, number, locked.version, Deed.CHANGE)
        of = held(Return, pk, version)
        before = _shown(of)
        of.delete()
        asked = {"status": status_following(number, row.status)} if concept is ORDERS else None
        changed_beside(person, concept, row, "return_removed", before=before, asked=asked, why=why)


def _read(values: Mapping[str, Any], of: Return) -> Return:
    refuse_unknown(values, _TYPED, _RETURN)
    for name, field in _TYPED.items():
        setattr(of, name, kept(field, values.get(name)))
    of.created_at = timezone.now()
    return of


def _keep_return(of: Return, lines: Sequence[ReturnLine]) -> None:
    """Save a return with its lines; its amount follows from them where there are some."""
    if lines:
        total = sum((line.amount for line in lines), Decimal(0))
        if of.amount not in (None, total):
            raise WrongValue(CREDIT, Text("khác tổng các dòng", "is not what the lines add up to"))
        of.amount = total
    if of.amount is None:
        raise WrongValue(CREDIT, Text("chưa có giá trị", "there is no value"))
    if of.amount < 0:
        raise WrongValue(CREDIT, Text("không được âm", "must not be below 0"))
    of.save()
    for line in lines:
        line.of = of
    ReturnLine.objects.bulk_create(lines, batch_size=100)


def _lines_of_order(order: Order, lines: Sequence[Mapping[str, Any]]) -> list[ReturnLine]:
    standing = {line.pk: line for line in OrderLine.objects.filter(order=order)}
    quantities = quantities_of(order.pk)
    are_delivered = has_deliveries(order.pk)
    read: dict[int, ReturnLine] = {}
    for pk, quantity, damaged, line in lines_in(lines, standing):
        there = quantities[pk]
        # Where nobody writes down deliveries, an order that was delivered was delivered whole.
        left = (there.delivered if are_delivered else there.ordered) - there.returned
        if quantity > left:
            raise Refused(
                "more_than_delivered",
                Text(
                    "trả lại {n} nhưng khách chỉ còn giữ {left} của dòng này",
                    "{n} would come back, but only {left} of this line are with the customer",
                ).fill(n=quantity, left=left),
            )
        sold = standing[pk]
        amount = _credit(line, order.currency)
        if amount is None:
            amount = _part(sold, there.returned + quantity, order.currency) - _part(
                sold, there.returned, order.currency
            )
        read[pk] = ReturnLine(
            order_line=sold, product_id=sold.product_id, quantity=quantity, damaged=damaged, amount=amount
        )
    return list(read.values())


def _lines_of_products(person: Person, currency: str, lines: Sequence[Mapping[str, Any]]) -> list[ReturnLine]:
    read = []
    for line in lines:
        product = kept(PRODUCT, line.get("product"))
        if not visible(person, PRODUCTS).filter(pk=product).exists():
            raise WrongValue(PRODUCT, Text("không có bản ghi này", "there is no such record"))
        quantity, damaged = read_quantities(line)
        amount = _credit(line, currency)
        if amount is None:
            raise WrongValue(CREDIT, Text("chưa có giá trị", "there is no value"))
        read.append(ReturnLine(product_id=product, quantity=quantity, damaged=damaged, amount=amount))
    return read


def _credit(line: Mapping[str, Any], currency: str) -> Decimal | None:
    typed: Decimal | None = kept(CREDIT, line.get("amount"))
    if typed is None:
        return None
    if typed < 0:
        raise WrongValue(CREDIT, Text("không được âm", "must not be below 0"))
    return Money(typed, currency).rounded().amount


def _part(line: OrderLine, quantity: Decimal, currency: str) -> Decimal:
    """Return what a part of a line comes to; taken from part to part, the parts add up to the line."""
    return Money(line.amount * quantity / line.quantity, currency).rounded().amount


def _shown(of: Return) -> dict[str, Any]:
    return {
        "return": of.pk,
        "returned_on": of.returned_on,
        "amount": of.amount,
        "currency": of.currency,
        "reason": of.reason,
        "lines": [
            {
                "product": line.product_id,
                "order_line": line.order_line_id,
                "quantity": line.quantity,
                "damaged": line.damaged,
                "amount": line.amount,
            }
            for line in of.lines.order_by("pk")
        ],
    }
