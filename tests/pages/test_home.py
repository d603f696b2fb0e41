"""The home page: what each role reads first, and suggestions that go to review (C10, D5, screen A)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.evaluation.report.sample_tables import suggestions

from crmeter.evaluation.document import to_document
from crmeter.evaluation.result import Evaluation, ResultTable
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.strategy.findings.queries import findings

from .conftest import there

SignIn = Callable[..., Client]


def _with(evaluation: Evaluation, tables: Mapping[str, ResultTable]) -> Evaluation:
    return replace(evaluation, tables={**evaluation.tables, **tables})


@pytest.fixture
def advised(trading: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> Evaluation:
    """The firm with suggestions known to the last figure."""
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    evaluation = _with(trading.evaluation, {"suggestions": suggestions()})
    publish_run(to_document(evaluation, explanations=False))
    return evaluation


def test_a_suggestion_is_sent_to_review_with_its_money_and_then_waits(
    advised: Evaluation, signed_in: SignIn, director: Person
) -> None:
    client = signed_in(director, "en")
    before = client.get("/").content.decode()
    signed = re.findall(r'name="offer" value="([^"]+)"', before)
    assert len(signed) == 3

    client.post("/findings", {"offer": signed[0]})

    (sent,) = findings(director)
    assert sent.money == 1_900_000_000
    assert "it may bring ₫1.90" in sent.sentence.en
    assert sent.source == "on_time_delivery_rate"
    after = client.get("/").content.decode()
    assert len(re.findall(r'name="offer"', after)) == 2
    assert "Waiting for review" in after


def test_what_may_bring_nothing_is_drawn_as_weaker_than_what_surely_brings_something(
    advised: Evaluation, signed_in: SignIn, director: Person
) -> None:
    shown = signed_in(director, "en").get("/").content.decode()

    assert re.findall(r'class="sig sig(\d)"', shown) == ["2", "1", "0"]
    assert "not measured in money yet" in shown


def test_the_change_of_equity_is_told_by_cause_or_by_measure(firm: Any, signed_in: SignIn, director: Person) -> None:
    client = signed_in(director, "en")

    by_cause, by_measure = (client.get(f"/?by={by}").content.decode() for by in ("cause", "measure"))

    assert 'class="wf"' in by_cause
    assert 'class="wf"' not in by_measure
    assert "What has changed" in by_measure


def test_equity_has_a_line_of_the_months_that_could_be_worked_out(
    firm: Any, signed_in: SignIn, director: Person
) -> None:
    shown = signed_in(director, "en").get("/").content.decode()
    card = shown.split('data-explain="customer_equity"')[1].split("</a>")[0]

    # Only October and November 2025 have twelve whole months behind them.
    months = firm.evaluation.over_time("customer_equity")
    assert [month.value for month in months] == [
        row["equity"] for row in firm.evaluation.tables["equity_path"].records()
    ]
    assert "spark-l" in card


@pytest.mark.parametrize(
    ("role", "heading", "first"),
    [
        (Role.DIRECTOR, "Relationship health", "customer_equity"),
        (Role.MARKETING_MANAGER, "Marketing today", "leads_created"),
        (Role.ANALYST, "Relationship health", "customer_equity"),
    ],
)
def test_each_role_begins_with_its_own_figures(
    firm: Any, signed_in: SignIn, role: Role, heading: str, first: str
) -> None:
    who = there(add_user(SYSTEM, f"{role}@example.vn", role, name="Lê An"))

    shown = signed_in(who, "en").get("/").content.decode()

    assert f"<h1>{heading}</h1>" in shown
    assert re.findall(r'class="kpi" [^>]*data-explain="(\w+)"|data-explain="(\w+)"[^>]*class="kpi"', shown)
    assert re.search(r'data-explain="(\w+)"', shown.split('class="kpis"')[1]).group(1) == first


def test_an_analyst_reads_what_cannot_be_computed_and_why(firm: Any, signed_in: SignIn) -> None:
    who = there(add_user(SYSTEM, "phan@example.vn", Role.ANALYST, name="Phan"))

    shown = signed_in(who, "en").get("/").content.decode()

    assert "What cannot be computed" in shown
