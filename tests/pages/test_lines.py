"""Lines of goods typed on a page: kept, added up, refused line by line; and the order of a won deal."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import record_at
from crmeter.records.deals.queries import lines_of as lines_of_deal
from crmeter.records.deals.queries import pipelines
from crmeter.records.orders.models import Order
from crmeter.records.orders.queries import lines_of, next_number
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
DEALS, ORDERS = CONCEPTS["deals"], CONCEPTS["orders"]


@pytest.fixture
def coffee(director: Person) -> int:
    return create(director, CONCEPTS["products"], {"name": "Máy pha", "price": "12,5 triệu", "currency": "VND"})


def deal(who: Person, kind: str = "open") -> int:
    pipeline = pipelines()[0]
    stage = next(each for each in pipeline.stages if each.kind == kind)
    return create(who, DEALS, {"name": "Thêm máy", "pipeline": pipeline.id, "stage": stage.id, "owner": who.id})


def typed(*lines: tuple[object, ...], version: int = 1) -> dict[str, object]:
    columns = zip(*lines, strict=True) if lines else [()] * 6
    names = ("id", "product", "called", "quantity", "unit_price", "discount")
    return {"version": version} | {
        name: [str(each) for each in cells] for name, cells in zip(names, columns, strict=True)
    }


def test_lines_that_are_typed_make_the_amount(signed_in: SignIn, director: Person, coffee: int) -> None:
    pk = deal(director)

    answer = signed_in(director).post(
        f"/deals/{pk}/lines",
        typed(("", coffee, "Máy pha", "2", "12.500.000", "10%"), ("", "", "", "", "", "")),
    )

    assert answer.status_code == 302
    found = record_at(director, DEALS, pk)
    assert found is not None
    assert found.values["amount"] == Decimal(22_500_000)
    assert [(each.product_name, each.quantity, each.discount) for each in lines_of_deal(pk)] == [
        ("Máy pha", Decimal(2), Decimal("0.1"))
    ]


@pytest.mark.parametrize(
    ("language", "wrong"), [("vi", "Số lượng: phải lớn hơn 0"), ("en", "Quantity: must be above 0")]
)
def test_a_line_that_cannot_be_kept_says_why_and_nothing_is_lost(
    signed_in: SignIn, director: Person, coffee: int, language: str, wrong: str
) -> None:
    pk = deal(director)

    answer = signed_in(director, language).post(
        f"/deals/{pk}/lines", typed(("", coffee, "Máy pha", "1", "5", ""), ("", coffee, "Máy pha", "0", "7", ""))
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'id="line-(\d)-error">.*?</svg>([^<]*)<', text) == [("2", wrong)]
    assert re.findall(r'name="unit_price" value="(\d)"', text) == ["5", "7"]
    assert lines_of_deal(pk) == ()


def test_whoever_types_on_an_older_version_keeps_what_they_typed(
    signed_in: SignIn, director: Person, coffee: int
) -> None:
    pk = deal(director)
    change(director, DEALS, pk, version=1, values={"name": "Thêm hai máy"})

    answer = signed_in(director).post(f"/deals/{pk}/lines", typed(("", coffee, "Máy pha", "3", "9", "")))

    text = answer.content.decode()
    assert answer.status_code == 412
    assert 'name="version" value="2"' in text
    assert 'name="quantity" value="3"' in text
    assert lines_of_deal(pk) == ()


def test_lines_are_added_up_while_they_are_typed(signed_in: SignIn, director: Person, coffee: int) -> None:
    pk, browser = deal(director), signed_in(director)

    good = browser.post(f"/deals/{pk}/lines/total", typed(("", coffee, "", "1,5", "2.000", "")))
    bad = browser.post(f"/deals/{pk}/lines/total", typed(("", coffee, "", "một", "2.000", "")))

    assert (good.content.decode(), bad.content.decode()) == ("3.000\u00a0₫", "–")


def test_one_line_more_and_one_less_leave_the_others_as_typed(signed_in: SignIn, director: Person, coffee: int) -> None:
    pk, browser = deal(director), signed_in(director)
    lines = typed(("", coffee, "Máy pha", "1", "5", ""), ("", coffee, "Máy pha", "2", "7", ""))

    more = browser.post(f"/deals/{pk}/lines/typed", {**lines, "more": "1"}).content.decode()
    less = browser.post(f"/deals/{pk}/lines/typed", {**lines, "drop": "0"}).content.decode()

    assert re.findall(r'name="quantity" value="(\d?)"', more) == ["1", "2", ""]
    assert re.findall(r'name="quantity" value="(\d?)"', less) == ["2"]


def test_a_product_is_offered_with_its_price_in_the_currency_of_the_record(
    signed_in: SignIn, director: Person, coffee: int
) -> None:
    browser = signed_in(director)

    here = browser.get("/products/for-lines", {"called": "may pha", "currency": "VND"}).content.decode()
    elsewhere = browser.get("/products/for-lines", {"called": "may pha", "currency": "USD"}).content.decode()

    assert f'data-choose="{coffee}" data-price="12.500.000"' in here
    assert "data-price" not in elsewhere


def test_a_won_deal_becomes_an_order_once(signed_in: SignIn, director: Person, coffee: int) -> None:
    pk, browser = deal(director, "won"), signed_in(director)
    browser.post(f"/deals/{pk}/lines", typed(("", coffee, "Máy pha", "2", "10", "")))

    made = browser.post(f"/deals/{pk}/order", {"name": "DH-001", "promised_on": "2026-12-01"})
    again = browser.post(f"/deals/{pk}/order", {"name": "DH-002"})

    order = Order.objects.get()
    assert made.headers["Location"] == f"/orders/{order.pk}"
    assert (order.name, order.deal_id, order.amount) == ("DH-001", pk, Decimal(20))
    assert [each.quantity for each in lines_of(order.pk)] == [Decimal(2)]
    assert again.status_code == 422
    assert f'href="/orders/{order.pk}"' in browser.get(f"/deals/{pk}").content.decode()


def test_the_next_number_goes_on_after_the_newest_order(director: Person) -> None:
    before = next_number()
    for name in ("DH-0099", "DH-0101", "DH-0100"):
        create(director, ORDERS, {"name": name, "ordered_at": "2026-11-02 09:30"})

    assert (before, next_number()) == ("", "DH-0102")
