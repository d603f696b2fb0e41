"""What an evaluation says of who has tickets says nothing else than the measures of tickets, by hand (C2)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.evaluation.internal.rows import PERIOD, ticket
from tests.measures.conftest import write_firm
from tests.measures.small_firm import small_firm

from crmeter.estimators.intervals import by_order_statistics, wilson
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.measures.view import Settings
from crmeter.warehouse.workspace import Workspace


@pytest.fixture(scope="module")
def firm_evaluated(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    workspace = Workspace(tmp_path_factory.mktemp("firm"))
    write_firm(workspace, small_firm())
    return evaluate_snapshot(workspace, Request(PERIOD.last_day, Settings(), explained=False))


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        ("ticket_backlog", "open"),
        ("tickets_resolved", "solved"),
        ("first_response_time", "answer"),
        ("resolution_time", "solution"),
        ("reopen_rate", "reopened"),
        ("ticket_csat", "satisfied"),
    ],
)
def test_figures_of_an_agent_are_the_measures_by_owner(firm_evaluated: Evaluation, measure: str, column: str) -> None:
    by_owner = {r.slice["owner"]: r for r in firm_evaluated.sliced(measure, "owner") if r.slice["owner"] is not None}

    for row in firm_evaluated.tables["agents"].records():
        reading = by_owner.get(row["agent"])
        assert row[column] == (reading.value if reading else 0 if column in ("open", "solved") else None), row["agent"]


def test_a_ticket_solved_on_an_unknown_day_is_not_open_anywhere(studied: Callable[..., Any]) -> None:
    # 1 was opened before the period and is open still; 2 was solved nobody knows when.
    tickets = [ticket(1, "2024-11-01", owner="An"), ticket(2, "2025-12-01", owner="An", status="solved")]

    found = studied(tickets=tickets)

    assert found["ticket_queue"].rows[-1] == (date(2025, 12, 28), 0, 0, 1)
    assert [(row["agent"], row["open"]) for row in found["agents"].records()] == [("An", 1)]


def test_a_source_without_answers_leaves_nobody_unanswered(studied: Callable[..., Any]) -> None:
    tickets = [
        ticket(1, "2025-12-01", source="desk", first_responded_at="2025-12-01 09:00:00"),
        ticket(2, "2025-12-01", source="desk"),
        ticket(3, "2025-12-01", source="book"),
    ]

    table = studied(tickets=tickets)["ticket_queue"]

    assert table.rows[-1] == (date(2025, 12, 28), 0, 1, 2)


def test_what_customers_ask_about(studied: Callable[..., Any]) -> None:
    tickets = [
        ticket(1, "2025-02-01", category="leak"),
        ticket(2, "2025-03-01", category="leak"),
        ticket(3, "2025-03-01", category="bill"),
        ticket(4, "2025-03-02"),
        ticket(5, "2024-06-01", category="bill"),
        ticket(6, "2023-12-31", category="old"),
    ]

    table = studied(tickets=tickets)["ticket_topics"]

    told = [
        (str(getattr(r["topic"], "en", r["topic"])), r["tickets"], r["before"], r["share"]) for r in table.records()
    ]
    assert told == [("leak", 2, 0, 0.5), ("bill", 1, 1, 0.25), ("not recorded", 1, 0, 0.25)]
    assert [r["cumulative"] for r in table.records()] == [0.5, 0.75, 1.0]


def test_which_cause_was_met_on_which_product(studied: Callable[..., Any]) -> None:
    # The seal four times, three of them on the pump; hoses once; of two nobody found the cause.
    told = [("seal", "pump")] * 3 + [("seal", None), ("hose", "cap"), (None, "pump"), (None, None)]
    tickets = [ticket(n, "2025-02-01", cause=cause, product=product) for n, (cause, product) in enumerate(told)]

    found = studied(tickets=tickets)

    def rows(name: str, *columns: str) -> list[tuple[Any, ...]]:
        return [tuple(getattr(r[c], "en", r[c]) for c in columns) for r in found[name].records()]

    assert rows("causes_on_products", "cause", "product", "tickets", "share", "of_cause") == [
        ("seal", "pump", 3, 0.75, 4),
        ("seal", "not recorded", 1, 0.25, 4),
        ("hose", "cap", 1, 1.0, 1),
    ]
    assert found["causes_on_products"].note.en.startswith("Of 5 of the 7 tickets")
    assert rows("ticket_products", "topic", "tickets") == [("pump", 4), ("not recorded", 2), ("cap", 1)]
    assert rows("ticket_causes", "topic", "tickets") == [("seal", 4), ("not recorded", 2), ("hose", 1)]


def test_without_causes_and_products_the_tables_say_so(studied: Callable[..., Any]) -> None:
    found = studied(tickets=[ticket(1, "2025-02-01")])

    for name, what in (("causes_on_products", "cause"), ("ticket_causes", "cause"), ("ticket_products", "product")):
        assert found[name].rows == ()
        assert found[name].note.en.startswith(f"no ticket of the period tells its {what}; it needs")


def test_every_figure_of_an_agent_has_its_bounds(studied: Callable[..., Any]) -> None:
    # Answered after 1, 2, … 8 hours; solved a day after opening; two of eight opened again; five of six satisfied.
    tickets = [
        ticket(
            n,
            "2025-05-05",
            owner="An",
            status="solved",
            first_responded_at=f"2025-05-05 {8 + n:02}:00:00",
            solved_at="2025-05-06 08:00:00",
        )
        for n in range(1, 9)
    ]
    events = [_event(n, n, "2025-05-06 08:00:00", "open", "solved") for n in range(1, 9)]
    for n in (1, 2):
        events += [
            _event(10 + n, n, "2025-05-07 08:00:00", "solved", "open"),
            _event(20 + n, n, "2025-05-07 08:00:00", "open", "solved"),
        ]
    answers = [
        {
            "answer_key": n,
            "ticket_key": n,
            "survey": "after",
            "question": "q",
            "question_kind": "csat",
            "respondents": "customer",
            "value": 2 if n == 1 else 5,
            "low": 1,
            "high": 5,
            "answered_on": "2025-05-10",
            "weight": 1,
        }
        for n in range(1, 7)
    ]

    [an] = studied(tickets=tickets, ticket_events=events, survey_answers=answers)["agents"].records()

    hours = by_order_statistics([float(n) for n in range(1, 9)], 0.8)
    again, pleased = wilson(2, 8, 0.8), wilson(5, 6, 0.8)
    assert hours is not None
    assert again is not None
    assert pleased is not None
    assert (an["answered"], an["answer"], an["answer_low"], an["answer_high"]) == (8, 4.5, hours.low, hours.high)
    assert (an["reopened"], an["reopened_of"]) == (0.25, 8)
    assert (an["reopened_low"], an["reopened_high"]) == (again.low, again.high)
    assert (an["satisfied"], an["answers"]) == (5 / 6, 6)
    assert (an["satisfied_low"], an["satisfied_high"]) == (pleased.low, pleased.high)


def _event(key: int, ticket: int, at: str, before: str, after: str) -> dict[str, Any]:
    return {
        "event_key": key,
        "ticket_key": ticket,
        "kind": "status",
        "before": before,
        "after": after,
        "happened_at": at,
        "happened_on": at[:10],
        "recorded_at": at,
    }
