"""Contracts on a page: what stands there, who is about to leave given as tasks, and what is missing said."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.evaluation.conftest import Firm

from crmeter.records.activities.models import Activity
from crmeter.records.retention_cases.models import RetentionRound
from crmeter.records.staff.queries import Person
from crmeter.web.loyalty import contracts

from .planted import give_contracts
from .test_loyalty_cases import HOW, listed, words

__all__ = ["listed"]
SignIn = Callable[..., Client]
PAGE = "/external/loyalty/contracts"


@pytest.fixture(autouse=True)
def nothing_studied() -> Iterator[None]:
    """A study is kept by its run, and tests plant other contracts in the same."""
    contracts._study.cache_clear()
    yield
    contracts._study.cache_clear()


def test_without_contracts_the_page_says_what_to_bring(listed: Firm, director: Person, signed_in: SignIn) -> None:
    said = words(signed_in(director).get(PAGE))

    assert "Chưa có hợp đồng hay thuê bao nào trong dữ liệu" in said
    assert "Cần có: thuê bao" in said


def test_before_a_run_the_page_says_what_it_answers(director: Person, signed_in: SignIn) -> None:
    assert "It needs subscriptions" in words(signed_in(director, "en").get(PAGE))


def test_contracts_tell_who_stays_and_who_is_about_to_leave(
    listed: Firm, director: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_contracts(monkeypatch)
    answer = signed_in(director, "en").get(PAGE)
    said = words(answer)

    assert "120 30 have left" in said.replace("Customers with a contract ", "")
    assert "no renewal was recorded in the last 365 days" in said
    assert "Log-rank test: χ² =" in said
    assert "make their first renewal" in said
    assert re.search(r"The first tenth leaves \d+\.\d times as often", said)
    assert "tickets in 90 days: 1" in said
    assert answer.content.decode().count("<svg class=") > 4
    told = words(signed_in(director, "en").get(PAGE, {"explain": "live"}, headers={"HX-Request": "true"}))
    assert "150 − 30 = 120" in told
    lost = words(signed_in(director, "en").get(PAGE, {"explain": "expected_loss"}, headers={"HX-Request": "true"}))
    assert re.search(r"[\d.]+% × ₫[\d.]+ ?\w* \+ .* \+ … \(117 more customers\) = ₫", lost)


def test_who_is_about_to_leave_becomes_a_task_that_is_watched_as_a_contract(
    listed: Firm, director: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_contracts(monkeypatch)
    browser = signed_in(director, "en")
    first = re.findall(r'name="only" form="assign" value="(-?\d+)"', browser.get(PAGE).content.decode())[0]

    answer = browser.post(f"{PAGE}/assign", {**HOW, "only": first})

    assert answer["Location"] == PAGE
    assert RetentionRound.objects.get().kind == "contract"
    assert "talk about the renewal" in Activity.objects.get().body
    page = browser.get(PAGE).content.decode()
    assert f'name="only" form="assign" value="{first}"' not in page
    assert "may leave their contract" in words(browser.get("/external/loyalty/cases"))
