"""Deliveries and returns on the page of an order: added, changed, cancelled, with what each line allows."""

import html
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import record_at
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.orders.actions import set_lines
from crmeter.records.orders.queries import deliveries_of, lines_of, returns_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role

from .conftest import there

SignIn = Callable[..., Client]
ORDERS, PRODUCTS = CONCEPTS["orders"], CONCEPTS["products"]


@pytest.fixture
def order(director: Person) -> int:
    """Three bags for 99,000 đồng, confirmed and promised for 5 November; its version is 2."""
    product = create(director, PRODUCTS, {"name": "Cà phê"})
    values = {"name": "DH-1", "ordered_at": "2026-11-02", "status": "confirmed", "promised_on": "2026-11-05"}
    pk = create(director, ORDERS, values)
    set_lines(director, pk, version=1, lines=[{"product": product, "quantity": "3", "unit_price": "33000"}])
    return pk


def shown(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())))


def line_of(order: int) -> int:
    return lines_of(order)[0].id


def version_of(who: Person, order: int) -> int:
    found = record_at(who, ORDERS, order)
    assert found is not None
    return found.version


def sent(quantity: str, line: int, **days: str) -> dict[str, str]:
    return {f"quantity-{line}": quantity, "shipped_on": "2026-11-03", "delivered_on": "2026-11-08", **days}


@pytest.mark.parametrize(("language", "words"), [("vi", "còn 3 chưa giao"), ("en", "3 left to be sent")])
def test_the_form_proposes_what_is_left_and_the_day_that_was_promised(
    signed_in: SignIn, director: Person, order: int, language: str, words: str
) -> None:
    page = signed_in(director, language).get(f"/orders/{order}/deliveries/new")

    assert words in shown(page)
    assert f'name="quantity-{line_of(order)}" value="3"' in page.content.decode()
    assert re.search(r'name="promised_on" type="date" value="2026-11-05"', page.content.decode())


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "chứng từ sai hoặc thiếu"), ("en", "documents wrong or missing")]
)
def test_wrong_papers_are_typed_on_the_form_and_shown_beside_the_order(
    signed_in: SignIn, director: Person, order: int, language: str, words: str
) -> None:
    client = signed_in(director, language)
    typed = sent("3", line_of(order), version=str(version_of(director, order)), documents="wrong")

    client.post(f"/orders/{order}/deliveries/new", typed)

    assert deliveries_of(order)[0].documents == "wrong"
    assert words in shown(client.get(f"/orders/{order}"))


def test_a_part_is_delivered_late_with_damage_and_the_rest_is_left(
    signed_in: SignIn, director: Person, order: int
) -> None:
    client, line = signed_in(director, "en"), line_of(order)
    typed = {**sent("2", line, promised_on="2026-11-05"), f"damaged-{line}": "1", "version": "2"}

    page = client.post(f"/orders/{order}/deliveries/new", typed, follow=True)

    (made,) = deliveries_of(order)
    assert (made.delivered_on, made.days_late) == (date(2026, 11, 8), 3)
    assert [(each.quantity, each.damaged) for each in made.lines] == [(Decimal(2), Decimal(1))]
    assert "3 days late" in shown(page)
    assert "1 damaged" in shown(page)
    assert "1 left to be sent" in shown(client.get(f"/orders/{order}/deliveries/new"))


def test_more_than_was_ordered_is_refused_and_what_was_typed_stays(
    signed_in: SignIn, director: Person, order: int
) -> None:
    client, line = signed_in(director, "en"), line_of(order)

    more = client.post(f"/orders/{order}/deliveries/new", {**sent("4", line), "version": "2"})
    early = client.post(
        f"/orders/{order}/deliveries/new", {**sent("1", line, delivered_on="2026-11-01"), "version": "2"}
    )
    stale = client.post(f"/orders/{order}/deliveries/new", {**sent("1", line), "version": "1"})

    assert [answer.status_code for answer in (more, early, stale)] == [422, 422, 412]
    assert "4 would be sent, but only 3 of this line are left" in shown(more)
    assert "Delivered on: is before the day on which it was sent" in shown(early)
    assert f'name="quantity-{line}" value="4"' in more.content.decode()
    assert deliveries_of(order) == ()


def test_a_delivery_is_changed_and_cancelled(signed_in: SignIn, director: Person, order: int) -> None:
    client, line = signed_in(director, "en"), line_of(order)
    client.post(f"/orders/{order}/deliveries/new", {f"quantity-{line}": "3", "version": "2"})
    (planned,) = deliveries_of(order)
    page = f"/orders/{order}/deliveries/{planned.id}"

    form = client.get(page)
    client.post(page, {**sent("1,5", line), "version": "1"})
    (changed,) = deliveries_of(order)
    stale = client.post(page, {**sent("2", line), "version": "1"})
    client.post(f"{page}/cancel", {"version": "2"})

    assert "3 left to be sent" in shown(form)
    assert (changed.state, changed.lines[0].quantity) == ("delivered", Decimal("1.5"))
    assert stale.status_code == 412
    assert [each.state for each in deliveries_of(order)] == ["cancelled"]
    assert client.get(page).status_code == 404


def test_what_comes_back_is_written_down_at_its_price_and_taken_away(
    signed_in: SignIn, director: Person, order: int
) -> None:
    client, line = signed_in(director, "en"), line_of(order)
    client.post(f"/orders/{order}/deliveries/new", {**sent("3", line), "version": "2"})
    page, back = f"/orders/{order}/returns/new", {"returned_on": "2026-11-10", "reason": "damaged"}

    form = client.get(page)
    version = str(version_of(director, order))
    more = client.post(page, {**back, f"quantity-{line}": "4", "version": version})
    client.post(page, {**back, f"quantity-{line}": "2", f"damaged-{line}": "2", "version": version})
    (kept,) = returns_of(order)

    assert "3 with the customer" in shown(form)
    assert (more.status_code, "only 3 of this line are with the customer" in shown(more)) == (422, True)
    # Two of three bags for 33,000 đồng each.
    assert (kept.amount, kept.returned_on, kept.lines[0].damaged) == (Decimal(66_000), date(2026, 11, 10), Decimal(2))

    client.post(f"/orders/{order}/returns/{kept.id}/remove", {"version": kept.version})

    assert returns_of(order) == ()


def test_who_may_not_change_an_order_delivers_nothing(signed_in: SignIn, director: Person, order: int) -> None:
    analyst = there(add_user(SYSTEM, "tuan@example.vn", Role.ANALYST, name="Tuấn"))
    client = signed_in(analyst, "en")
    pages = f"/orders/{order}/deliveries/new", f"/orders/{order}/returns/new"

    answers = [client.get(each) for each in pages] + [client.post(each, {"version": "2"}) for each in pages]

    assert {answer.status_code for answer in answers} == {404}
    assert f"/orders/{order}/deliveries/new" not in client.get(f"/orders/{order}").content.decode()
    assert deliveries_of(order) == ()
