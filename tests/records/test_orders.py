"""Orders: exact amounts of lines, states with their days, and orders out of deals."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create, remove
from crmeter.records.concept.listing import Row, record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.deals.actions import set_lines as set_deal_lines
from crmeter.records.deals.queries import lines_of as lines_of_deal
from crmeter.records.deals.queries import pipelines
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.orders.actions import order_from_deal, set_lines
from crmeter.records.orders.queries import lines_of, proposed_number
from crmeter.records.products.lines import line_amount
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
ORDERS, DEALS, PRODUCTS, CUSTOMERS = (CONCEPTS[name] for name in ("orders", "deals", "products", "customers"))


@pytest.fixture
def coffee(lan: Person) -> int:
    return create(lan, PRODUCTS, {"name": "Cà phê", "price": "185000", "unit_cost": "120000"})


@pytest.fixture
def mill(lan: Person) -> int:
    return create(lan, PRODUCTS, {"name": "Máy xay"})


def made(person: Person, **values: Any) -> int:
    return create(person, ORDERS, {"name": "DH-1", "ordered_at": "2026-11-02 09:30", **values})


def order_at(person: Person, pk: int) -> Row:
    found = record_at(person, ORDERS, pk)
    assert found is not None
    return found


def line(product: int, quantity: str, price: str | Decimal, discount: str = "", **more: Any) -> dict[str, Any]:
    return {"product": product, "quantity": quantity, "unit_price": price, "discount": discount, **more}


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "currency", "amount"),
    [
        # 3 × 33,333.5 × 0.9 = 90,000.45
        ("3", "33333.5", "0.1", "VND", "90000"),
        # half up: 1 × 0.5
        ("1", "0.5", "0", "VND", "1"),
        # 2.5 × 19.99 × 0.95 = 47.47625
        ("2.5", "19.99", "0.05", "USD", "47.48"),
        # 1 × 1.005
        ("1", "1.005", "0", "USD", "1.01"),
        ("7", "0", "0", "USD", "0"),
    ],
)
def test_a_line_is_exact_and_rounded_once(quantity: str, price: str, discount: str, currency: str, amount: str) -> None:
    assert line_amount(Decimal(quantity), Decimal(price), Decimal(discount), currency) == Decimal(amount)


def test_the_amount_of_an_order_is_that_of_its_lines(lan: Person, coffee: int, mill: int) -> None:
    pk = made(lan, amount="5")

    version = set_lines(lan, pk, version=1, lines=[line(coffee, "3", "33.333,5", "10%"), line(mill, "1", "2 triệu")])

    found = order_at(lan, pk)
    assert found.values["amount"] == Decimal(2_090_000)
    assert found.version == version == 2
    assert [(each.product_name, each.amount) for each in lines_of(pk)] == [
        ("Cà phê", Decimal(90_000)),
        ("Máy xay", Decimal(2_000_000)),
    ]


def test_lines_in_dollars_are_rounded_to_cents(lan: Person, coffee: int) -> None:
    pk = made(lan, currency="USD")

    set_lines(lan, pk, version=1, lines=[line(coffee, "2,5", "19,99", "5%"), line(coffee, "1", Decimal("1.005"))])

    assert order_at(lan, pk).values["amount"] == Decimal("48.49")


def test_what_one_cost_stays_as_it_was_when_it_was_ordered(lan: Person, coffee: int) -> None:
    pk = made(lan)
    set_lines(lan, pk, version=1, lines=[line(coffee, "1", "185000")])
    change(lan, PRODUCTS, coffee, version=1, values={"unit_cost": "140000"})
    first = lines_of(pk)[0].id

    set_lines(lan, pk, version=2, lines=[line(coffee, "2", "185000", id=first), line(coffee, "1", "185000")])

    assert [each.unit_cost for each in lines_of(pk)] == [Decimal(120_000), Decimal(140_000)]
    assert lines_of(pk)[0].id == first


def test_a_cost_in_another_currency_is_not_known(lan: Person, coffee: int) -> None:
    pk = made(lan, currency="USD")

    set_lines(lan, pk, version=1, lines=[line(coffee, "1", "8")])

    assert lines_of(pk)[0].unit_cost is None


def test_a_change_of_lines_is_in_the_history_as_it_was_and_is(lan: Person, coffee: int) -> None:
    pk = made(lan)
    set_lines(lan, pk, version=1, lines=[line(coffee, "1", "185000")])
    first = lines_of(pk)[0].id

    set_lines(lan, pk, version=2, lines=[line(coffee, "2", "92500", id=first)], why="Giảm giá")

    newest = history("records.order", str(pk))[0]
    assert newest.action == "orders.lines_set"
    assert newest.why == "Giảm giá"
    assert newest.before and newest.after
    assert (newest.before["rows"][0]["quantity"], newest.after["rows"][0]["quantity"]) == ("1", "2")
    assert order_at(lan, pk).version == 3


def test_lines_on_an_older_version_are_refused(lan: Person, coffee: int) -> None:
    pk = made(lan)
    set_lines(lan, pk, version=1, lines=[line(coffee, "1", "185000")])

    with pytest.raises(Stale):
        set_lines(lan, pk, version=1, lines=[])

    assert len(lines_of(pk)) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quantity": "0"}, "quantity"),
        ({"quantity": ""}, "quantity"),
        ({"unit_price": "-1"}, "unit_price"),
        ({"unit_price": ""}, "unit_price"),
        ({"discount": "120%"}, "discount"),
        ({"product": 10_000}, "product"),
        ({"quantity": "10 tỷ", "unit_price": "1 tỷ"}, "amount"),
    ],
)
def test_what_no_line_can_be_is_refused_by_its_field(
    lan: Person, coffee: int, values: dict[str, Any], field: str
) -> None:
    pk = made(lan)

    with pytest.raises(WrongValue) as refused:
        set_lines(lan, pk, version=1, lines=[{**line(coffee, "1", "1"), **values}])

    assert refused.value.field == field
    assert order_at(lan, pk).version == 1


def test_a_line_of_another_order_is_not_taken(lan: Person, coffee: int) -> None:
    other, pk = made(lan), made(lan, name="DH-2")
    set_lines(lan, other, version=1, lines=[line(coffee, "1", "185000")])

    with pytest.raises(Refused) as refused:
        set_lines(lan, pk, version=1, lines=[line(coffee, "1", "1", id=lines_of(other)[0].id)])

    assert refused.value.code == "unknown_line"


def test_amount_and_currency_of_an_order_with_lines_are_not_typed(lan: Person, coffee: int) -> None:
    pk = made(lan)
    set_lines(lan, pk, version=1, lines=[line(coffee, "1", "185000")])

    for values in ({"amount": "1"}, {"currency": "USD"}, {"amount": ""}):
        with pytest.raises(Refused):
            change(lan, ORDERS, pk, version=2, values=values)
    set_lines(lan, pk, version=2, lines=[])
    kept = order_at(lan, pk).values["amount"]
    change(lan, ORDERS, pk, version=3, values={"amount": "1"})

    assert kept == Decimal(185_000)
    assert order_at(lan, pk).values["amount"] == 1


def test_confirming_dates_an_order_once(lan: Person) -> None:
    pk = made(lan)
    draft = order_at(lan, pk).values

    change(lan, ORDERS, pk, version=1, values={"status": "confirmed"})
    first = order_at(lan, pk).values["confirmed_at"]
    change(lan, ORDERS, pk, version=2, values={"status": "delivered"})
    change(lan, ORDERS, pk, version=3, values={"status": "confirmed"})

    assert (draft["status"], draft["confirmed_at"]) == ("draft", None)
    assert first is not None
    assert order_at(lan, pk).values["confirmed_at"] == first


def test_when_an_order_that_came_delivered_was_confirmed_nobody_knows(lan: Person) -> None:
    pk = made(lan, status="delivered")

    change(lan, ORDERS, pk, version=1, values={"status": "confirmed"})

    assert order_at(lan, pk).values["confirmed_at"] is None


def test_a_cancelled_order_says_why_and_since_when(lan: Person) -> None:
    pk = made(lan, status="confirmed")

    with pytest.raises(WrongValue) as refused:
        change(lan, ORDERS, pk, version=1, values={"status": "cancelled"})
    change(lan, ORDERS, pk, version=1, values={"status": "cancelled", "cancel_reason": "stock"})
    cancelled = order_at(lan, pk).values
    change(lan, ORDERS, pk, version=2, values={"status": "draft"})
    reopened = order_at(lan, pk).values

    assert refused.value.field == "cancel_reason"
    assert (cancelled["cancelled_on"], cancelled["cancel_reason"]) == (timezone.localdate(), "stock")
    assert (reopened["cancelled_on"], reopened["cancel_reason"]) == (None, "")


@pytest.mark.parametrize(("before", "after"), [("cancelled", "delivered"), ("draft", "returned")])
def test_a_state_comes_after_another_only(lan: Person, before: str, after: str) -> None:
    pk = made(lan, status=before)

    with pytest.raises(Refused) as refused:
        change(lan, ORDERS, pk, version=1, values={"status": after})

    assert refused.value.code == "wrong_status"


def test_a_cancelled_order_gets_no_lines(lan: Person, coffee: int) -> None:
    pk = made(lan, status="cancelled")

    with pytest.raises(Refused):
        set_lines(lan, pk, version=1, lines=[line(coffee, "1", "1")])


def test_a_rep_sees_and_changes_orders_of_own_customers_only(lan: Person, minh: Person, coffee: int) -> None:
    mine = create(lan, CUSTOMERS, {"name": "A", "kind": "firm", "owner": minh.id})
    other = create(lan, CUSTOMERS, {"name": "B", "kind": "firm", "owner": lan.id})
    own, foreign = made(lan, customer=mine), made(lan, name="DH-2", customer=other)

    set_lines(minh, own, version=1, lines=[line(coffee, "1", "185000")])
    with pytest.raises(Refused):
        set_lines(minh, foreign, version=1, lines=[line(coffee, "1", "185000")])

    assert order_at(lan, own).values["owner"].id == minh.id
    assert record_at(minh, ORDERS, foreign) is None
    assert lines_of(foreign) == ()


def test_an_order_of_nobody_is_given_to_nobody(lan: Person, minh: Person) -> None:
    assert order_at(lan, made(lan)).values["owner"] is None
    assert order_at(minh, made(minh)).values["owner"].id == minh.id


def won_deal(person: Person, **values: Any) -> int:
    pipeline = pipelines()[0]
    won = next(stage for stage in pipeline.stages if stage.kind == "won")
    return create(person, DEALS, {"name": "Nắng Sớm", "pipeline": pipeline.id, "stage": won.id, **values})


def test_the_amount_of_a_deal_follows_from_its_lines(lan: Person, coffee: int) -> None:
    deal = won_deal(lan, amount="1")

    version = set_deal_lines(lan, deal, version=1, lines=[line(coffee, "3", "33333,5", "10%")])
    with pytest.raises(Refused):
        change(lan, DEALS, deal, version=version, values={"amount": "1"})

    found = record_at(lan, DEALS, deal)
    assert found is not None
    assert (found.values["amount"], found.version) == (Decimal(90_000), 2)
    assert [each.quantity for each in lines_of_deal(deal)] == [3]


def test_lines_of_a_deal_that_come_to_the_same_are_a_change(lan: Person, coffee: int) -> None:
    deal = won_deal(lan)
    set_deal_lines(lan, deal, version=1, lines=[line(coffee, "1", "100")])

    version = set_deal_lines(lan, deal, version=2, lines=[line(coffee, "2", "50")])

    assert version == 3
    assert history("records.deal", str(deal))[0].action == "deals.lines_set"


def test_an_order_of_a_won_deal_has_its_lines(lan: Person, coffee: int) -> None:
    customer = create(lan, CUSTOMERS, {"name": "A", "kind": "firm"})
    deal = won_deal(lan, customer=customer, channel="web")
    set_deal_lines(lan, deal, version=1, lines=[line(coffee, "3", "33333,5", "10%")])

    pk = order_from_deal(lan, deal, name="DH-9", values={"promised_on": "2026-12-01"})

    found = order_at(lan, pk)
    assert (found.name, found.values["customer"].id, found.values["deal"].id) == ("DH-9", customer, deal)
    assert (found.values["amount"], found.values["channel"]) == (Decimal(90_000), "web")
    assert found.values["promised_on"] == date(2026, 12, 1)
    assert [(each.quantity, each.discount, each.unit_cost) for each in lines_of(pk)] == [
        (Decimal(3), Decimal("0.1"), Decimal(120_000))
    ]


def test_a_deal_makes_one_order_that_stands(lan: Person) -> None:
    deal = won_deal(lan, amount="100")
    first = order_from_deal(lan, deal, name="DH-1")

    with pytest.raises(Refused) as refused:
        order_from_deal(lan, deal, name="DH-2")
    remove(lan, ORDERS, first, version=1)
    second = order_from_deal(lan, deal, name="DH-2")

    assert refused.value.code == "has_order"
    assert order_at(lan, second).values["amount"] == 100


def test_an_open_deal_makes_no_order(lan: Person) -> None:
    pipeline = pipelines()[0]
    deal = create(lan, DEALS, {"name": "A", "pipeline": pipeline.id, "stage": pipeline.stages[0].id})

    with pytest.raises(Refused) as refused:
        order_from_deal(lan, deal, name="DH-1")

    assert refused.value.code == "not_won"


def test_an_order_is_of_the_customer_of_its_deal(lan: Person) -> None:
    a, b = (create(lan, CUSTOMERS, {"name": name, "kind": "firm"}) for name in "AB")
    deal = won_deal(lan, customer=a)

    with pytest.raises(Refused):
        made(lan, deal=deal, customer=b)

    assert order_at(lan, made(lan, deal=deal)).values["customer"].id == a


def test_the_next_number_of_a_month_is_proposed(lan: Person) -> None:
    for name in ("DH2611-0009", "DH2611-0010", "DH2610-0077", "DH2611-X", "XDH2611-0099"):
        made(lan, name=name)

    assert proposed_number(date(2026, 11, 30)) == "DH2611-0011"
    assert proposed_number(date(2026, 12, 1)) == "DH2612-0001"
