"""Satisfaction by how long customers waited, and by how late their order came: planted truths and by hand (C2, A5)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.measures.conftest import read_firm

from crmeter.evaluation.internal.lateness_scores import lateness_scores
from crmeter.evaluation.internal.waiting_satisfaction import waiting_satisfaction
from crmeter.evaluation.result import ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine

Rows = list[dict[str, Any]]
Study = Callable[[Engine, View], ResultTable]


@pytest.fixture
def studied(tmp_path: Path) -> Callable[..., ResultTable]:
    def of(study: Study, **rows: Rows) -> ResultTable:
        with read_firm(tmp_path, rows) as (engine, _):
            return study(engine, View(Period(date(2025, 1, 1), date(2026, 1, 1)), date(2025, 12, 31), "VND"))

    return of


def _answer(key: int, score: int, day: str, **about: int) -> dict[str, Any]:
    return {
        "answer_key": key,
        "response_key": key,
        "survey": "after",
        "survey_key": 1,
        "wave": 1,
        "respondents": "customer",
        "question_key": 1,
        "question_kind": "csat",
        "question": "csat",
        "value": score,
        "low": 1,
        "high": 5,
        "text_given": False,
        "weight": 1,
        "channel": "email",
        "answered_on": day,
        **about,
    }


def _ticket(key: int, hours: float | None, **of: Any) -> dict[str, Any]:
    opened = datetime(2025, 3, 3, 8)  # noqa: DTZ001 - on the clock of the firm
    solved = {} if hours is None else {"solved_at": str(opened + timedelta(hours=hours))}
    return {
        "ticket_key": key,
        "queue": "care",
        "priority": "normal",
        "status": "solved",
        "opened_at": str(opened),
        "opened_on": "2025-03-03",
        "paused_seconds": 0,
        "reopened": 0,
        **solved,
        **of,
    }


def _by_band(table: ResultTable) -> Mapping[str, tuple[int, float, float]]:
    return {row["band"].en: (row["answers"], row["rate"], row["mean"]) for row in table.records()}


def test_answers_stand_in_the_band_of_their_wait(studied: Callable[..., ResultTable]) -> None:
    tickets = [_ticket(1, 0.5), _ticket(2, 1), _ticket(3, 30), _ticket(4, 100), _ticket(5, None), _ticket(6, 200)]
    answers = [
        _answer(1, 5, "2025-03-03", ticket_key=1),
        _answer(2, 2, "2025-03-04", ticket_key=2),
        _answer(3, 4, "2025-03-05", ticket_key=2),  # the last word of ticket 2
        _answer(4, 3, "2025-03-05", ticket_key=3),
        _answer(5, 1, "2025-03-10", ticket_key=4),
        _answer(6, 1, "2025-03-10", ticket_key=5),  # not solved
        _answer(7, 1, "2025-03-05", ticket_key=6),  # before the solution
        _answer(8, 5, "2026-01-02", ticket_key=1),  # after the evaluation
        _answer(9, 5, "2025-03-05"),  # of no ticket
    ]

    table = studied(waiting_satisfaction, tickets=tickets, survey_answers=answers)

    assert _by_band(table) == {
        "under 1 hour": (1, 1.0, 5.0),
        "1–4 hours": (1, 1.0, 4.0),
        "1–3 days": (1, 0.0, 3.0),
        "over 3 days": (1, 0.0, 1.0),
    }
    assert "2 answers given before the solution are left out" in table.note.en
    assert "Too few answers" in table.note.en


def test_a_planted_effect_is_found_although_hard_tickets_take_long_anyway(
    studied: Callable[..., ResultTable],
) -> None:
    # Odds fall to 0.7 with each doubling; leaks take four times as long and please less whatever the wait.
    draw = np.random.default_rng(5)
    tickets, answers = [], []
    for key in range(4000):
        is_leak = key % 2 == 0
        hours = float(np.exp(draw.normal(1.5 + 1.386 * is_leak, 1.0)))
        odds = np.exp(2.0 - 1.5 * is_leak + np.log(0.7) * np.log2(max(hours, 0.25)))
        pleased = draw.random() < odds / (1 + odds)
        tickets.append(_ticket(key, hours, category="leak" if is_leak else "bill"))
        answers.append(_answer(key, 5 if pleased else 2, "2025-06-01", ticket_key=key))

    table = studied(waiting_satisfaction, tickets=tickets, survey_answers=answers)

    ratio, low, high = (float(part) for part in _numbers(table.note.en))
    assert low <= 0.7 <= high
    assert ratio == pytest.approx(0.7, abs=0.04)
    rates = [row["rate"] for row in table.records()]
    assert rates == sorted(rates, reverse=True)


def _numbers(note: str) -> tuple[str, str, str]:
    found = note.partition("becomes ×")[2]
    ratio, _, rest = found.partition(" (80%: ")
    low, _, rest = rest.partition(" – ")
    return ratio, low, rest.partition(")")[0]


def test_without_answers_that_name_tickets_it_says_what_is_needed(studied: Callable[..., ResultTable]) -> None:
    table = studied(waiting_satisfaction, tickets=[_ticket(1, 2)], survey_answers=[_answer(1, 5, "2025-03-05")])

    assert table.rows == ()
    assert "the key of their ticket" in table.note.en
    assert "mã phiếu" in table.note.vi


def test_answers_about_orders_that_came_on_time_late_or_never(studied: Callable[..., ResultTable]) -> None:
    # Of ten orders on time nine please; of ten two days late three, of ten nine days late none; one is overdue, one not
    # due yet, one was cancelled. Order 1 came in two deliveries, the last of them on time.
    days = dict.fromkeys(range(10), 0) | dict.fromkeys(range(10, 20), 2) | dict.fromkeys(range(20, 30), 9)
    pleased = {*range(9), 10, 11, 12}
    orders = [
        {"order_key": n, "ordered_at": "2025-03-01 09:00:00", "ordered_on": "2025-03-01", **_SALE} for n in range(33)
    ]
    orders[32]["status"] = "cancelled"
    deliveries = [
        {"delivery_key": n, "order_key": n, "promised_on": "2025-03-10", "delivered_on": f"2025-03-{10 + late}"}
        for n, late in days.items()
    ]
    deliveries += [
        {"delivery_key": 50, "order_key": 1, "promised_on": "2025-03-10", "delivered_on": "2025-03-05"},
        {"delivery_key": 30, "order_key": 30, "promised_on": "2025-03-10", "delivered_on": None},
        {"delivery_key": 31, "order_key": 31, "promised_on": "2025-05-10", "delivered_on": None},
        {"delivery_key": 32, "order_key": 32, "promised_on": "2025-03-10", "delivered_on": None},
    ]
    answers = [_answer(n, 5 if n in pleased else 1, "2025-04-01", order_key=n) for n in range(33)]

    table = studied(lateness_scores, orders=orders, deliveries=deliveries, survey_answers=answers)

    found = _by_band(table)
    assert found["on time"] == (10, 0.9, 4.6)
    assert found["1–3 days late"] == (10, 0.3, 2.2)
    assert found["8–14 days late"] == (10, 0.0, 1.0)
    assert found["overdue, not received"] == (1, 0.0, 1.0)
    assert len(found) == 4
    # 90 % against 3 of 20.
    assert "Of orders that came late 75.0 points fewer answers are satisfied" in table.note.en


_SALE = {"kind": "sale", "status": "valid", "amount": 10, "currency": "VND"}
