"""The finds of the palette, and what pages give it: what can be made, the keys, the record that is open."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create, remove
from crmeter.records.staff.queries import Person

from .conftest import there

SignIn = Callable[..., Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def lan(director: Person) -> Person:
    return director


@pytest.fixture
def deal(lan: Person) -> int:
    """A deal of a customer in the first stage of the first pipeline."""
    from crmeter.records.deals.queries import pipelines  # noqa: PLC0415 - models load after the settings

    customer = create(lan, CONCEPTS["customers"], {"name": "Nội thất An Khang", "kind": "firm", "phone": "0905318642"})
    pipeline = pipelines()[0]
    return create(
        lan,
        CONCEPTS["deals"],
        {
            "name": "Ghế hội trường",
            "customer": customer,
            "pipeline": pipeline.id,
            "stage": pipeline.stages[0].id,
            "amount": "120 triệu",
            "currency": "VND",
        },
    )


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def words_of(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


@pytest.mark.parametrize(("language", "title"), [("vi", "Cơ hội"), ("en", "Deals")])
def test_records_stand_under_their_concept_with_what_tells_them_apart(
    signed_in: SignIn, lan: Person, deal: int, language: str, title: str
) -> None:
    text = shown(signed_in(lan, language).get("/find", {"q": "ghe hoi"}))

    assert f'href="/deals/{deal}"' in text
    assert words_of(text).startswith(f"{title} Ghế hội trường Nội thất An Khang · ")
    assert "120" in text


def test_a_customer_is_told_apart_by_phone(signed_in: SignIn, lan: Person, deal: int) -> None:
    assert words_of(shown(signed_in(lan, "en").get("/find", {"q": "0905 318 642"}))) == (
        "Customers Nội thất An Khang 0905 318 642"
    )


def test_words_of_a_name_are_words_and_no_markup(signed_in: SignIn, lan: Person) -> None:
    create(lan, CONCEPTS["customers"], {"name": "<b>Lan</b>", "kind": "firm"})

    assert "<b>" not in signed_in(lan).get("/find", {"q": "lan"}).content.decode()


def test_a_record_says_which_it_is_until_it_is_removed(signed_in: SignIn, lan: Person, deal: int) -> None:
    client = signed_in(lan)
    before = shown(client.get(f"/deals/{deal}"))

    remove(lan, CONCEPTS["deals"], deal, version=1)

    assert f'data-opened="deals/{deal}" data-name="Ghế hội trường"' in before
    assert "data-command=" in before
    assert "data-opened=" not in shown(client.get(f"/deals/{deal}"))


def test_the_measure_of_that_very_name_comes_first(signed_in: SignIn, lan: Person) -> None:
    found = shown(signed_in(lan).get("/find", {"q": "doanh thu"}))

    assert found.index('href="/measures/revenue"') < found.index('href="/measures/net_revenue_retention"')


def test_keys_of_one_letter_are_listed_and_can_be_switched_off(signed_in: SignIn, lan: Person) -> None:
    client = signed_in(lan, "en")
    sent = {"version": 1, "name": "Hương Lan", "language": "en", "theme": "dark"}
    before = shown(client.get("/settings"))

    client.post("/settings", {**sent, "asks_keys": "1"})

    assert 'data-after="n" data-key="c" data-address="/deals/new"' in before
    assert "data-single-keys" not in before
    assert there(lan.id).single_keys is False
    assert 'data-single-keys="off"' in shown(client.get("/settings"))
    client.post("/settings", {**sent, "version": 2, "asks_keys": "1", "single_keys": "1"})
    assert there(lan.id).single_keys is True
    client.post("/theme", {"theme": "light"})
    assert there(lan.id).single_keys is True
