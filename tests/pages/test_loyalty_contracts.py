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
    year = words(signed_in(director, "en").get(PAGE, {"explain": "year_0"}, headers={"HX-Request": "true"}))
    assert "150 customers, 30 left; multiplied over 12 months =" in year
    assert "Kaplan & Meier 1958" in year
    # Three studies count three populations, and the page says which.
    assert "all who ever had a contract, 150." in said
    assert "Who is about to leave: those who have one now, 120." in said
    assert "of which one customer may have several," in said


def test_the_list_goes_on_page_after_page(
    listed: Firm, director: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_contracts(monkeypatch)
    monkeypatch.setattr(contracts, "_SHOWN", 7)
    browser = signed_in(director)
    page = browser.get(PAGE)
    assert page.context["before"] is None
    first, seen = page.context["rows"], list(page.context["rows"])

    while page.context["after"] is not None:
        page = browser.get(PAGE + page.context["after"])
        seen += page.context["rows"]

    assert len({each.key for each, _who, _care in seen}) == len(seen) == 120
    losses = [each.expected_loss for each, _who, _care in seen]
    assert losses == sorted(losses, reverse=True)
    second = browser.get(PAGE, {"after": str(first[-1][0].key)})
    back = browser.get(PAGE + second.context["before"])
    assert [each.key for each, *_ in back.context["rows"]] == [each.key for each, *_ in first]
    assert len(browser.get(PAGE, {"after": "?"}).context["rows"]) == 7


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
