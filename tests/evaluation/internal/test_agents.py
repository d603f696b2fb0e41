"""What an evaluation says of agents beside each other and of their queue, by hand (C2)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.evaluation.internal.rows import ticket


def test_agents_are_compared_on_tickets_of_the_same_kind(studied: Callable[..., Any]) -> None:
    # On both kinds Binh takes twice as long as An, whose tickets are mostly of the slow kind: plain medians are alike.
    tickets = []
    for owner, quick, slow, hours in (("An", 10, 20, 1), ("Binh", 20, 10, 2)):
        for n in range(quick + slow):
            answered = hours if n < quick else hours * 2
            tickets.append(
                ticket(
                    len(tickets),
                    "2025-05-05",
                    owner=owner,
                    category="bill" if n < quick else "leak",
                    first_responded_at=f"2025-05-05 {8 + answered:02}:{n % 2:02}:00",
                    solved_at="2025-05-06 08:00:00" if n else None,
                    reopened=int(n == 1),
                )
            )

    table = studied(tickets=tickets)["agents"]

    an, binh = table.records()
    assert (an["agent"], an["answered"], an["open"]) == ("An", 30, 1)
    assert an["answer"] == pytest.approx(binh["answer"], abs=0.02)
    assert an["answer_ratio"] == pytest.approx(0.5, abs=0.01)
    assert binh["answer_ratio"] == pytest.approx(2.0, abs=0.03)
    assert an["answer_ratio_low"] <= an["answer_ratio"] <= an["answer_ratio_high"]
    assert (an["answer_differs"].en, binh["answer_differs"].en) == ("faster", "slower")
    # All but one are solved after a day.
    assert (an["solved"], an["timed"], an["solution"], an["solution_ratio"]) == (29, 29, 24.0, 1.0)
    assert an["solution_differs"] is None


def test_one_agent_alone_is_compared_with_nobody(studied: Callable[..., Any]) -> None:
    tickets = [ticket(n, "2025-05-05", owner="An", first_responded_at="2025-05-05 09:00:00") for n in range(12)]

    table = studied(tickets=tickets)["agents"]

    assert [(r["agent"], r["answer"], r["answer_ratio"]) for r in table.records()] == [("An", 1.0, None)]
    assert "too few people" in table.note.en


def test_the_queue_at_the_end_of_each_week(studied: Callable[..., Any]) -> None:
    # 31 December 2025 is a Wednesday: the last Sunday is the 28th.
    tickets = [
        ticket(1, "2025-12-22"),  # open, not answered
        ticket(2, "2025-12-22", answer_due_at="2025-12-22 12:00:00"),  # open, late
        ticket(3, "2025-12-15", first_responded_at="2025-12-16 08:00:00"),  # open, being worked on
        ticket(4, "2025-12-15", solved_at="2025-12-23 08:00:00"),  # open on the 21st only
        ticket(5, "2025-12-29"),  # after the last Sunday
        ticket(6, "2025-12-22", duplicate_of=1),
    ]

    table = studied(tickets=tickets)["ticket_queue"]

    assert table.rows[-2:] == ((date(2025, 12, 21), 0, 1, 1), (date(2025, 12, 28), 1, 1, 1))
    assert len(table.rows) == 13


def test_where_nobody_wrote_down_answers_nothing_is_said_of_them(studied: Callable[..., Any]) -> None:
    # An takes an hour, Binh two.
    tickets = [
        ticket(n, "2025-02-01", owner=owner, solved_at=f"2025-02-01 {hour}:00:00")
        for at, (owner, hour) in enumerate((("An", "09"), ("Binh", "10")))
        for n in range(20 * at, 20 * at + 20)
    ]
    found = studied(tickets=[*tickets, ticket(99, "2025-12-22", owner="An")])

    queue, agents = found["ticket_queue"], found["agents"]

    assert queue.rows[-1] == (date(2025, 12, 28), 0, 0, 1)
    assert [(row["agent"], row["answered"], row["solved"], row["solution"]) for row in agents.records()] == [
        ("An", 0, 20, 1.0),
        ("Binh", 0, 20, 2.0),
    ]
    assert agents.records()[0]["solution_ratio"] == pytest.approx(0.5)
    assert "First answer" not in agents.note.en.split("is not known here.")[1]
