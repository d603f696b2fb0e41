"""What an evaluation says of the load of each hour and the agents it takes, by hand (C2)."""

import math
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.evaluation.internal.rows import Rows, ticket, touch

from crmeter.measures.view import Settings


def _weekly(weeks: int) -> Rows:
    """Ten tickets each Monday from nine, five each Wednesday from two, in the weeks up to Sunday, 28 December 2025."""
    found: Rows = []
    for week in range(weeks):
        for ahead, hour, many in ((0, 9, 10), (2, 14, 5)):
            day = date(2025, 12, 22) + timedelta(days=ahead - 7 * week)
            found += [
                {**ticket(len(found) + n, str(day)), "opened_at": f"{day} {hour:02}:{5 * n:02}:00"} for n in range(many)
            ]
    return found


def test_the_load_of_each_hour_and_the_agents_it_takes(studied: Callable[..., Any]) -> None:
    # An hour's work is 10 × 6 minutes, one erlang: one agent never gets through; of two, one in three waits (Erlang C),
    # and of these e^(−1 × 30/6) for more than half an hour.
    said = Settings(handling_minutes=6, answer_minutes=30, working_hours="mon-tue 09:00-17:00")

    table = studied(settings=said, tickets=_weekly(14))["ticket_load"]

    # The week of the first ticket may not be whole: thirteen are left.
    rows = {(row["weekday"].en, row["hour"]): row for row in table.records()}
    monday, wednesday = rows["Monday", 9], rows["Wednesday", 14]
    assert len(rows) == 168
    assert (monday["mean"], monday["forecast"], wednesday["mean"]) == (10, 10, 5)
    assert monday["low"] < 10 < monday["high"]
    assert (monday["agents"], monday["occupancy"]) == (2, 0.5)
    assert monday["in_time"] == pytest.approx(1 - math.exp(-5) / 3)
    assert rows["Tuesday", 16]["agents"] == 0
    # Nobody works on Wednesdays.
    assert wednesday["agents"] is None
    assert "13 whole weeks" in table.note.en
    assert "Taking the week before did better" in table.note.en
    assert "33.3% of the tickets come outside working hours" in table.note.en


def test_a_holiday_of_the_coming_week_needs_nobody(studied: Callable[..., Any]) -> None:
    # The coming week begins on 29 December: its Thursday is New Year, its Wednesday is worked as a Saturday.
    said = Settings(
        handling_minutes=6,
        answer_minutes=30,
        working_hours="mon-fri 09:00-17:00 sat 09:00-12:00",
        special_days="2025-12-31=sat 2026-01-01",
    )

    table = studied(settings=said, tickets=_weekly(14))["ticket_load"]

    rows = {(row["weekday"].en, row["hour"]): row["agents"] for row in table.records()}
    assert (rows["Wednesday", 11], rows["Wednesday", 14]) == (0, None)
    assert (rows["Thursday", 9], rows["Friday", 9]) == (None, 0)
    assert "The coming week has holidays or other hours than usual: 31 Dec 2025, 1 Jan 2026." in table.note.en
    # The five of each Wednesday afternoon.
    assert "33.3% of the tickets come outside working hours" in table.note.en


def test_the_work_on_a_ticket_is_known_from_contacts_that_were_recorded(studied: Callable[..., Any]) -> None:
    # Of 60 tickets, contacts of 4 and 8 minutes on each: 12 minutes; one without a duration tells nothing.
    tickets = [{**ticket, "solved_at": "2025-12-30 08:00:00"} for ticket in _weekly(10)]
    touches = [
        touch(2 * n + nth, "2025-12-29", ticket_key=n, customer_key=1, seconds=seconds)
        for n in range(60)
        for nth, seconds in enumerate((240, 480))
    ]
    touches.append(touch(999, "2025-12-29", ticket_key=70, customer_key=1))

    table = studied(settings=Settings(answer_minutes=30), tickets=tickets, touches=touches)["ticket_load"]

    assert "12.0 minutes on average, 80% 12.0 – 12.0, by the contacts recorded on 60 tickets" in table.note.en


def test_without_the_time_of_work_no_number_of_agents_is_assumed(studied: Callable[..., Any]) -> None:
    table = studied(tickets=_weekly(14))["ticket_load"]

    assert all(row["agents"] is None for row in table.records())
    assert "needs the time of work on a ticket" in table.note.en
    assert "cần thời gian xử lý một phiếu" in table.note.vi


def test_tickets_of_which_only_the_day_is_known_have_no_hours(studied: Callable[..., Any]) -> None:
    tickets = [{**ticket, "opened_at": f"{ticket['opened_on']} 00:00:00"} for ticket in _weekly(14)]

    table = studied(tickets=tickets)["ticket_load"]

    assert table.rows == ()
    assert "not the hour" in table.note.en
