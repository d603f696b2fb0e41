"""What a run knows of one customer: totals that equal those of the list, and stages on the days they began."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from crmeter.evaluation.customer_list import customers_of
from crmeter.evaluation.customer_stages import DayOfPurchase, stage_changes
from crmeter.evaluation.customer_story import Story, story_of
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.sources import take_sources
from crmeter.measures.view import Settings
from crmeter.vocabulary import Customer, Period
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

from .conftest import Firm

SETTINGS = Settings(window_days=100, new_days=30, loyal_purchases=3)


def bought(day: str, risky: str | None = None, lost: str | None = None) -> DayOfPurchase:
    return DayOfPurchase(
        date.fromisoformat(day),
        None if risky is None else date.fromisoformat(risky),
        None if lost is None else date.fromisoformat(lost),
    )


@pytest.mark.parametrize(
    ("days", "as_of", "expected"),
    [
        ([], "2025-12-31", []),
        ([bought("2025-01-01")], "2025-01-30", [("2025-01-01", "new")]),
        ([bought("2025-01-01")], "2025-01-31", [("2025-01-01", "new"), ("2025-01-31", "growing")]),
        # A single purchase, silent for more than the window of 100 days: the 101st is 12 April.
        (
            [bought("2025-01-01")],
            "2025-12-31",
            [("2025-01-01", "new"), ("2025-01-31", "growing"), ("2025-04-12", "at_risk")],
        ),
        # Risky, lost, then back: won back for the window of 100 days, 1 June to 8 September, then loyal by the third.
        (
            [
                bought("2025-01-01"),
                bought("2025-02-10", "2025-03-10", "2025-04-10"),
                bought("2025-06-01"),
            ],
            "2025-12-31",
            [
                ("2025-01-01", "new"),
                ("2025-01-31", "growing"),
                ("2025-03-10", "at_risk"),
                ("2025-04-10", "lost"),
                ("2025-06-01", "won_back"),
                ("2025-09-09", "loyal"),
            ],
        ),
    ],
)
def test_a_stage_begins_on_the_day_that_its_rule_first_holds(
    days: list[DayOfPurchase], as_of: str, expected: list[tuple[str, str]]
) -> None:
    changes = stage_changes(days, SETTINGS, date.fromisoformat(as_of))

    assert [(day.isoformat(), stage) for day, stage in changes] == expected


@pytest.fixture(scope="module")
def stories(trading: Firm) -> list[tuple[Customer, Story]]:
    run = trading.evaluation.run.id
    return [(c, story_of(trading.workspace, run, c.key)) for c in list(customers_of(trading.workspace, run))[:40]]


def test_what_counted_adds_up_to_the_spend_of_the_list(trading: Firm, stories: list[tuple[Customer, Story]]) -> None:
    period = Period.trailing(trading.evaluation.run.as_of, trading.request.settings.window_days)

    for customer, story in stories:
        within = story_of(trading.workspace, trading.evaluation.run.id, customer.key, period)
        assert within.counted == (customer.spend or 0)
        assert story.n_documents == len(story.documents)
        if story.state:
            assert (story.n_counted, story.counted) == (story.state["orders"], story.state["spend"])


def test_an_order_is_told_apart_by_how_it_counts(stories: list[tuple[Customer, Story]]) -> None:
    told = {d.told for _, story in stories for d in story.documents}

    assert {"sale", "cancelled", "sent_back"} <= told
    for _, story in stories:
        for document in story.documents:
            assert (document.counted is not None) == (document.told == "sale")
            if document.counted is not None:
                assert document.counted == document.amount


def test_the_way_ends_in_the_stage_of_the_list_unless_the_spend_fell(stories: list[tuple[Customer, Story]]) -> None:
    compared = 0
    for customer, story in stories:
        if not story.state or (customer.stage == "at_risk" and story.state["reduced"]):
            continue
        compared += 1
        last = next(event for event in story.events if event.kind == "stage")
        assert last.told == customer.stage
        if story.state["days_in_stage"] is not None:
            assert (customer.last_on or date.min) <= story.events[0].on
            assert last.on == day_of(story) - timedelta(days=story.state["days_in_stage"])
    assert compared > 20


def test_events_are_in_order_and_within_the_period(trading: Firm, stories: list[tuple[Customer, Story]]) -> None:
    customer = next(c for c, story in stories if story.n_events > 8)
    whole = story_of(trading.workspace, trading.evaluation.run.id, customer.key)
    days = [event.on for event in whole.events]
    assert days == sorted(days, reverse=True)
    assert {"order", "touch", "stage"} <= {event.kind for event in whole.events}

    period = Period(days[5], days[2])
    within = story_of(trading.workspace, trading.evaluation.run.id, customer.key, period)
    assert [e.on for e in within.events] == [day for day in days if period.start <= day < period.end]


def test_what_of_a_customer_is_anothers_is_told_to_nobody_else(tmp_path: Path) -> None:
    """An looks after K1, who was once a lead of Bình, called by him; An called the customer himself."""
    workspace = Workspace(tmp_path / "workspace")
    for name, text in {
        "customers": "customer id,owner\nK1,An\n",
        "orders": "order id,order date,total vnd,customer id\nD1,2025-02-01,100,K1\n",
        "leads": "lead id,created on,converted on,customer id,owner\nE1,2025-01-10,2025-02-01,K1,Bình\n",
        "touches": "touch id,customer id,lead id,touched at,channel,direction\n"
        "T1,,E1,2025-01-12 09:00:00,call,out\nT2,K1,,2025-03-01 09:00:00,call,out\n",
    }.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text)
        take_sources(workspace, [path], Answers(table=name, source="shop", currency="VND"))
    refresh(workspace)
    run = evaluate_snapshot(workspace, Request(as_of=date(2025, 12, 31), explained=False)).run.id
    (customer,) = customers_of(workspace, run)

    def told(words: frozenset[str] | None) -> list[tuple[str, str]]:
        events = story_of(workspace, run, customer.key, words=words).events
        return [(e.on.isoformat(), e.kind) for e in events if e.kind in ("lead", "won", "touch", "order")]

    own = [("2025-03-01", "touch"), ("2025-02-01", "order")]
    assert told(frozenset({"an"})) == own
    assert sorted(told(None)) == sorted([*own, ("2025-02-01", "won"), ("2025-01-12", "touch"), ("2025-01-10", "lead")])


def test_nobody_else_is_in_the_story(trading: Firm) -> None:
    story = story_of(trading.workspace, trading.evaluation.run.id, 1)

    assert (story.state, story.scores, story.documents, story.events) == ({}, {}, (), ())
    assert (story.n_counted, story.counted) == (0, Decimal(0))


def day_of(story: Story) -> date:
    return story.state["last_on"] + timedelta(days=story.state["days_silent"])


def test_a_survey_that_names_the_customer_is_told_with_scores_and_words(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    for name, text, more in (
        ("orders", "order id,order date,total vnd,customer id\nD1,2025-02-01,100,K1\nD2,2025-02-02,100,K2\n", {}),
        (
            "survey_answers",
            "response id,survey date,customer id,nps,csat,comment\n"
            "P1,2025-03-01,K1,9,4,Giao nhanh\nP2,2025-03-02,K2,2,1,Chậm\nP3,2026-03-02,K1,1,1,Sau ngày đánh giá\n",
            {"nps_scale": "0-10", "csat_scale": "1-5"},
        ),
    ):
        path = tmp_path / f"{name}.csv"
        path.write_text(text)
        answers = Answers(table=name, source="shop", date_order="ymd", **more)
        take_sources(workspace, [path], replace(answers, currency="VND") if name == "orders" else answers)
    refresh(workspace)
    run = evaluate_snapshot(workspace, Request(as_of=date(2025, 12, 31), explained=False)).run.id
    customers = {each.source_key: each.key for each in customers_of(workspace, run)}

    story = story_of(workspace, run, customers["K1"])

    told = [(event.on, event.told, event.words) for event in story.events if event.kind == "survey"]
    assert told == [(date(2025, 3, 1), "shop: CSAT 4, NPS 9", "Giao nhanh")]
