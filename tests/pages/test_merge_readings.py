"""What merging customers changes in the figures, said before it is done: what is known exactly, and what is not yet."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from crmeter.evaluation.customer_list import customers_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.customers.models import CustomerRow
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Customer, formats
from crmeter.worker.publishing import publish

from ..evaluation.conftest import Firm

SignIn = Callable[..., Client]


@pytest.fixture
def known(trading: Firm, db: None, monkeypatch: pytest.MonkeyPatch) -> list[Customer]:
    """Customers of a published run who have bought in its window."""
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    publish(trading.evaluation, trading.workspace)
    run = trading.evaluation.run
    start = run.period.end - timedelta(days=365)
    found = customers_of(trading.workspace, run.id)
    return [each for each in found if each.last_on is not None and each.last_on >= start and each.spend]


def recorded(who: Person, name: str, customer: Customer | None = None) -> int:
    """A record, of a customer of the run where one is told."""
    pk = create(who, CONCEPTS["customers"], {"name": name, "kind": "firm"})
    if customer is not None:
        # As if the run had been made of records: there the key of a customer is the number of the record.
        CustomerRow.objects.filter(customer_key=customer.key).update(customer_key=pk, source="crmeter")
    return pk


def words(response: Any) -> str:
    text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())))
    # What is said of all readings, whichever records are merged.
    return text.replace("Readings are worked out anew with the next evaluation.", "")


@pytest.mark.parametrize(
    ("language", "active", "anew"),
    [("vi", "Khách hàng hoạt động −1", "sẽ tính lại"), ("en", "Active customers −1", "worked out anew")],
)
def test_two_who_buy_become_one_active_customer_with_the_spend_of_both(
    signed_in: SignIn, director: Person, known: list[Customer], language: str, active: str, anew: str
) -> None:
    first, second = known[:2]
    one, two = recorded(director, "An Khang", first), recorded(director, "An Khang CN2", second)

    page = words(signed_in(director, language).get(f"/customers/merge?record={one}&record={two}"))

    assert active in page
    # Stage and value: nobody knows them before the history of both is looked at as one.
    assert page.count(anew) == 2
    assert first.spend is not None
    assert second.spend is not None
    both = formats.compact_money(first.spend + second.spend, "VND", "vi" if language == "vi" else "en")
    assert re.sub(r"\s+", " ", both) in page
    fewest, most = max(first.purchases, second.purchases), first.purchases + second.purchases
    assert f"{fewest}–{most}" in page


def test_one_who_never_bought_changes_nothing_of_the_other(
    signed_in: SignIn, director: Person, known: list[Customer]
) -> None:
    one, two = recorded(director, "An Khang", known[0]), recorded(director, "An Khang CN2")

    page = words(signed_in(director, "en").get(f"/customers/merge?record={two}&record={one}"))

    assert "Active customers as before" in page
    assert "worked out anew" not in page
    assert page.count(f"Days with a purchase {known[0].purchases} ") == 2


def test_one_with_orders_that_no_evaluation_has_seen_leaves_it_open(
    signed_in: SignIn, director: Person, known: list[Customer]
) -> None:
    one, two = recorded(director, "An Khang", known[0]), recorded(director, "An Khang CN2")
    create(director, CONCEPTS["orders"], {"name": "DH-1", "ordered_at": "2026-11-02", "customer": two})

    page = words(signed_in(director, "en").get(f"/customers/merge?record={one}&record={two}"))

    assert "worked out anew" in page
    assert "Active customers" not in page
    assert re.search(r"The one that stays, after merging Orders 1 Days with a purchase –", page)


def test_without_an_evaluation_there_are_no_figures(signed_in: SignIn, director: Person) -> None:
    one, two = recorded(director, "An Khang"), recorded(director, "An Khang CN2")

    page = words(signed_in(director, "en").get(f"/customers/merge?record={one}&record={two}"))

    assert "In the figures" not in page
    assert "Number of records: Customers −1" in page
