"""Deliveries and returns: no more than was ordered, no more back than arrived."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import Row, record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.orders.actions import set_lines
from crmeter.records.orders.delivery_actions import add_delivery, cancel_delivery, change_delivery
from crmeter.records.orders.queries import deliveries_of, lines_of, returns_of, returns_of_customer
from crmeter.records.orders.return_actions import add_return, add_return_of_customer, remove_return
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
ORDERS, PRODUCTS, CUSTOMERS = (CONCEPTS[name] for name in ("orders", "products", "customers"))
BACK = {"returned_on": "2026-11-09", "reason": "damaged"}


@pytest.fixture
def order(lan: Person) -> int:
    """Three bags for 100,000 đồng, confirmed and promised for 5 November; its version is 2."""
    product = create(lan, PRODUCTS, {"name": "Cà phê"})
    values = {"name": "DH-1", "ordered_at": "2026-11-02", "status": "confirmed", "promised_on": "2026-11-05"}
    pk = create(lan, ORDERS, values)
    set_lines(lan, pk, version=1, lines=[{"product": product, "quantity": "3", "unit_price": "33333,3333"}])
    return pk


def order_at(person: Person, pk: int) -> Row:
    found = record_at(person, ORDERS, pk)
    assert found is not None
    return found


def goods(order: int, quantity: str, **more: Any) -> Sequence[dict[str, Any]]:
    return [{"order_line": lines_of(order)[0].id, "quantity": quantity, **more}]


def sent(person: Person, order: int, quantity: str, **values: Any) -> int:
    version = order_at(person, order).version
    return add_delivery(person, order, version=version, lines=goods(order, quantity), values=values)


def sent_back(person: Person, order: int, quantity: str, **more: Any) -> int:
    version = order_at(person, order).version
    return add_return(person, order, version=version, values=BACK, lines=goods(order, quantity, **more))


def test_an_order_is_delivered_when_all_of_it_has_arrived(lan: Person, order: int) -> None:
    first = sent(lan, order, "1", shipped_on="2026-11-03", delivered_on="2026-11-04")
    after_first = order_at(lan, order).values["status"]
    second = sent(lan, order, "2")
    change_delivery(lan, second, version=1, values={"shipped_on": "2026-11-05"})
    shipped = [each.state for each in deliveries_of(order)]

    change_delivery(lan, second, version=2, values={"delivered_on": "2026-11-08"})

    late = deliveries_of(order)
    assert after_first == "confirmed"
    assert shipped == ["delivered", "shipped"]
    assert order_at(lan, order).values["status"] == "delivered"
    assert [each.id for each in late] == [first, second]
    assert [each.days_late for each in late] == [0, 3]
    assert late[0].promised_on == date(2026, 11, 5)


def test_a_delivery_says_whether_its_papers_were_right(lan: Person, order: int) -> None:
    pk = sent(lan, order, "3", delivered_on="2026-11-04")

    change_delivery(lan, pk, version=1, values={"documents": "wrong"})

    assert [each.documents for each in deliveries_of(order)] == ["wrong"]
    [told, *_] = [each for each in history("records.order", str(order)) if each.action == "orders.delivery_changed"]
    assert (told.before["documents"], told.after["documents"]) == ("", "wrong")
    with pytest.raises(WrongValue):
        change_delivery(lan, pk, version=2, values={"documents": "lost"})


def test_no_more_is_sent_than_was_ordered(lan: Person, order: int) -> None:
    sent(lan, order, "2")

    with pytest.raises(Refused) as refused:
        sent(lan, order, "1,5")

    assert refused.value.code == "more_than_ordered"
    assert len(deliveries_of(order)) == 1


def test_what_a_cancelled_delivery_had_can_be_sent_again(lan: Person, order: int) -> None:
    first = sent(lan, order, "3")

    cancel_delivery(lan, first, version=1)
    sent(lan, order, "3")

    assert [each.state for each in deliveries_of(order)] == ["cancelled", "planned"]
    with pytest.raises(Refused):
        change_delivery(lan, first, version=2, values={"shipped_on": "2026-11-05"})


def test_the_lines_of_a_delivery_change_within_what_was_ordered(lan: Person, order: int) -> None:
    delivery = sent(lan, order, "2")

    change_delivery(lan, delivery, version=1, lines=goods(order, "3", damaged="1"))
    with pytest.raises(Refused):
        change_delivery(lan, delivery, version=2, lines=goods(order, "4"))

    line = deliveries_of(order)[0].lines[0]
    assert (line.quantity, line.damaged) == (3, 1)


@pytest.mark.parametrize(("quantity", "damaged"), [("0", "0"), ("1", "2"), ("1", "-1"), ("", "0")])
def test_what_cannot_be_in_a_delivery_is_refused(lan: Person, order: int, quantity: str, damaged: str) -> None:
    with pytest.raises(WrongValue):
        add_delivery(lan, order, version=2, lines=goods(order, quantity, damaged=damaged))

    assert deliveries_of(order) == ()


def test_nothing_arrives_before_it_was_sent(lan: Person, order: int) -> None:
    with pytest.raises(WrongValue) as refused:
        sent(lan, order, "1", shipped_on="2026-11-05", delivered_on="2026-11-04")

    assert refused.value.field == "delivered_on"


def test_a_draft_is_not_delivered(lan: Person) -> None:
    draft = create(lan, ORDERS, {"name": "DH-2", "ordered_at": "2026-11-02"})

    with pytest.raises(Refused) as refused:
        add_delivery(lan, draft, version=1, lines=[])

    assert refused.value.code == "not_confirmed"


def test_a_delivery_on_an_older_version_is_refused(lan: Person, order: int) -> None:
    delivery = sent(lan, order, "1")
    change_delivery(lan, delivery, version=1, values={"shipped_on": "2026-11-05"})

    with pytest.raises(Stale):
        change_delivery(lan, delivery, version=1, values={"shipped_on": ""})
    with pytest.raises(Stale):
        add_delivery(lan, order, version=2, lines=goods(order, "1"))

    assert deliveries_of(order)[0].shipped_on == date(2026, 11, 5)


def test_an_order_whose_goods_are_out_is_not_cancelled(lan: Person, order: int) -> None:
    delivery = sent(lan, order, "1", shipped_on="2026-11-03")
    cancelled = {"status": "cancelled", "cancel_reason": "customer"}

    with pytest.raises(Refused) as refused:
        change(lan, ORDERS, order, version=3, values=cancelled)
    cancel_delivery(lan, delivery, version=1)
    change(lan, ORDERS, order, version=4, values=cancelled)

    assert refused.value.code == "goods_are_out"
    assert order_at(lan, order).values["status"] == "cancelled"


def test_a_line_that_is_out_stays_no_less_than_that(lan: Person, order: int) -> None:
    delivery = sent(lan, order, "2")
    line = lines_of(order)[0]
    kept = {"id": line.id, "product": line.product, "unit_price": "1"}

    for lines in ([], [{**kept, "quantity": "1"}]):
        with pytest.raises(Refused) as refused:
            set_lines(lan, order, version=3, lines=lines)
        assert refused.value.code == "goods_are_out"
    set_lines(lan, order, version=3, lines=[{**kept, "quantity": "2"}])
    cancel_delivery(lan, delivery, version=1)
    set_lines(lan, order, version=5, lines=[])

    assert lines_of(order) == ()


def test_parts_that_come_back_add_up_to_the_line(lan: Person, order: int) -> None:
    sent(lan, order, "3", delivered_on="2026-11-05")

    for _ in range(3):
        sent_back(lan, order, "1")

    amounts = [each.amount for each in returns_of(order)]
    # The line came to 99,999.9999 and so to 100,000; a third of it is 33,333, two thirds 66,667.
    assert amounts == [Decimal(33_333), Decimal(33_334), Decimal(33_333)]
    assert sum(amounts) == lines_of(order)[0].amount
    assert order_at(lan, order).values["status"] == "returned"


def test_no_more_comes_back_than_arrived(lan: Person, order: int) -> None:
    sent(lan, order, "1", delivered_on="2026-11-05")
    sent(lan, order, "2", shipped_on="2026-11-05")

    with pytest.raises(Refused) as refused:
        sent_back(lan, order, "2")
    sent_back(lan, order, "1", damaged="1", amount="10000")

    assert refused.value.code == "more_than_delivered"
    assert [(each.amount, each.lines[0].damaged) for each in returns_of(order)] == [(Decimal(10_000), 1)]


def test_what_came_back_did_arrive(lan: Person, order: int) -> None:
    delivery = sent(lan, order, "3", delivered_on="2026-11-05")
    sent_back(lan, order, "2")

    with pytest.raises(Refused):
        cancel_delivery(lan, delivery, version=1)
    with pytest.raises(Refused):
        change_delivery(lan, delivery, version=1, values={"delivered_on": ""})
    with pytest.raises(Refused):
        change_delivery(lan, delivery, version=1, lines=goods(order, "1"))
    change_delivery(lan, delivery, version=1, lines=goods(order, "2"))

    assert order_at(lan, order).values["status"] == "confirmed"


def test_of_an_order_without_deliveries_comes_back_what_was_ordered(lan: Person, order: int) -> None:
    with pytest.raises(Refused) as refused:
        sent_back(lan, order, "1")
    change(lan, ORDERS, order, version=2, values={"status": "delivered"})
    with pytest.raises(Refused):
        sent_back(lan, order, "4")
    sent_back(lan, order, "3")

    assert refused.value.code == "not_delivered"
    assert order_at(lan, order).values["status"] == "returned"


def test_a_return_that_did_not_take_place_is_taken_away(lan: Person, order: int) -> None:
    sent(lan, order, "3", delivered_on="2026-11-05")
    back = sent_back(lan, order, "3")

    with pytest.raises(Stale):
        remove_return(lan, back, version=2)
    remove_return(lan, back, version=1, why="Nhầm đơn")

    newest = history("records.order", str(order))[0]
    assert returns_of(order) == ()
    assert order_at(lan, order).values["status"] == "delivered"
    assert (newest.action, newest.why) == ("orders.return_removed", "Nhầm đơn")


def test_money_given_back_without_goods_says_how_much(lan: Person, order: int) -> None:
    change(lan, ORDERS, order, version=2, values={"status": "delivered"})

    with pytest.raises(WrongValue) as refused:
        add_return(lan, order, version=3, values=BACK)
    add_return(lan, order, version=3, values={**BACK, "amount": "20.000"})

    assert refused.value.field == "amount"
    assert [(each.amount, each.lines) for each in returns_of(order)] == [(Decimal(20_000), ())]
    assert order_at(lan, order).values["status"] == "delivered"


def test_goods_of_orders_that_nobody_can_name_are_the_customers(lan: Person, minh: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "A", "kind": "firm", "owner": lan.id})
    product = create(lan, PRODUCTS, {"name": "Cà phê"})
    lines = [{"product": product, "quantity": "2", "amount": Decimal("10.005")}]

    with pytest.raises(Refused):
        add_return_of_customer(minh, customer, version=1, currency="USD", values=BACK, lines=lines)
    add_return_of_customer(lan, customer, version=1, currency="usd", values=BACK, lines=lines)

    found = returns_of_customer(customer)
    assert [(each.amount, each.currency, each.order) for each in found] == [(Decimal("10.01"), "USD", None)]


def test_what_came_back_of_an_order_is_of_its_customer_whoever_that_is(lan: Person, order: int) -> None:
    a, b = (create(lan, CUSTOMERS, {"name": name, "kind": "firm"}) for name in "AB")
    change(lan, ORDERS, order, version=2, values={"customer": a, "status": "delivered"})
    back = sent_back(lan, order, "1")
    of_a = [each.id for each in returns_of_customer(a)]

    change(lan, ORDERS, order, version=order_at(lan, order).version, values={"customer": b})

    assert of_a == [back]
    assert returns_of_customer(a) == ()
    assert [each.id for each in returns_of_customer(b)] == [back]


def test_whoever_may_not_change_an_order_delivers_nothing_of_it(lan: Person, minh: Person, order: int) -> None:
    delivery = sent(lan, order, "1", delivered_on="2026-11-05")
    change(lan, ORDERS, order, version=3, values={"owner": lan.id})

    with pytest.raises(Refused):
        add_delivery(minh, order, version=4, lines=goods(order, "1"))
    with pytest.raises(Refused):
        change_delivery(minh, delivery, version=1, values={"delivered_on": ""})
    with pytest.raises(Refused):
        cancel_delivery(minh, delivery, version=1)
    with pytest.raises(Refused):
        add_return(minh, order, version=4, values=BACK, lines=goods(order, "1"))

    assert [each.state for each in deliveries_of(order)] == ["delivered"]
    assert returns_of(order) == ()
    assert order_at(lan, order).version == 4
