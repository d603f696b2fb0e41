"""Methods side by side as a page, and the choice of sector, methods and weights."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from crmeter.measures.catalogue import measures
from crmeter.records.firm.queries import firm as decided
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.queries import history
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role

from .conftest import there

SignIn = Callable[..., Client]
CHOICE = {"version": "1", "sector": "b2b", "method": ["value.rfm", "value.past_spend"], "weight-retention_rate": "70",
          "weight-revenue": "30"}  # fmt: skip


@pytest.fixture
def admin(db: None) -> Person:
    return there(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang", is_admin=True))


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_answers_and_the_decision_are_shown(firm, director, signed_in: SignIn) -> None:
    page = shown(signed_in(director, "en").get("/methods"))

    assert "Which customers will be worth most?" in page
    assert "Pareto/NBD" in page
    assert "By the chosen criteria “" in page
    assert "It stays first from – to" in page
    assert "there are 0 contracts" in page.lower()


@pytest.mark.parametrize("by", ["region", "channel", "colour"])
def test_parts_are_taken_by_the_column_that_is_asked(firm, director, signed_in: SignIn, by: str) -> None:
    assert signed_in(director, "vi").get(f"/methods?by={by}").status_code == 200


def test_what_is_chosen_is_compared_and_in_the_log(firm, admin: Person, signed_in: SignIn) -> None:
    client = signed_in(admin, "en")
    version = str(decided().version)

    answer = client.post("/settings/methods", {**CHOICE, "version": version})

    assert answer.status_code == 302
    standing = decided()
    assert standing.sector == "b2b"
    assert standing.methods == {
        "methods": ["value.rfm", "value.past_spend"],
        "criteria": {"revenue": 30, "retention_rate": 70},
    }
    page = shown(client.get("/methods"))
    assert "Business to business" in page
    assert "How many of those who buy will buy again?" not in page
    assert measures()["partner_nps"].title.en in page
    assert [each.action for each in history("records.firm", "1")][:1] == ["firm.methods_chosen"]


def test_the_beginning_of_a_sector_drops_what_was_chosen(firm, admin: Person, signed_in: SignIn) -> None:
    client = signed_in(admin, "vi")
    client.post("/settings/methods", {**CHOICE, "version": str(decided().version)})

    client.post("/settings/methods", {"version": str(decided().version), "sector": "retail", "as_sector": "1"})

    assert decided().sector == "retail"
    assert decided().methods == {}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"method": []}, "Choose one method at least"),
        ({"weight-retention_rate": "much"}, "A weight is a number from 0 to 100"),
        ({"weight-retention_rate": "0", "weight-revenue": ""}, "Give one criterion a weight at least"),
    ],
)
def test_a_choice_that_means_nothing_stays_on_the_form(
    admin: Person, signed_in: SignIn, wrong: dict[str, Any], words: str
) -> None:
    answer = signed_in(admin, "en").post("/settings/methods", {**CHOICE, "version": str(decided().version), **wrong})

    assert answer.status_code == 400
    assert words in shown(answer)
    assert decided().sector == ""


def test_a_choice_on_an_old_version_is_refused_and_keeps_what_was_typed(admin: Person, signed_in: SignIn) -> None:
    client = signed_in(admin, "en")
    client.post("/settings/methods", {**CHOICE, "version": str(decided().version)})

    answer = client.post("/settings/methods", {**CHOICE, "sector": "finance", "version": "1"})

    assert answer.status_code == 412
    assert '<option value="finance" selected>' in answer.content.decode()
    assert decided().sector == "b2b"
