"""What an evaluation says of leads, contacts, tickets and deliveries, by hand (C2, C3, C4, A5)."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.measures.conftest import write_firm

from crmeter.evaluation.internal.studies import internal_studies
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.tables import attach_snapshot, filled_tables, keep_sales
from crmeter.measures.view import View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

PERIOD = Period(date(2025, 1, 1), date(2026, 1, 1))
Rows = list[dict[str, Any]]


@pytest.fixture
def studied(tmp_path: Path) -> Callable[..., Mapping[str, ResultTable]]:
    """Evaluate rows of tables as of the end of 2025: their studies by name."""

    def study(**rows: Rows) -> Mapping[str, ResultTable]:
        workspace = Workspace(tmp_path / "firm")
        write_firm(workspace, rows)
        snapshot = current(workspace)
        assert snapshot is not None
        view = View(PERIOD, date(2025, 12, 31), "VND")
        with Engine() as engine:
            attach_snapshot(engine, workspace, snapshot)
            keep_sales(engine, view, tmp_path / "run")
            return internal_studies(engine, view, filled_tables(snapshot))

    return study


def _lead(key: int, *, converted: bool, created: date = date(2025, 3, 1)) -> dict[str, Any]:
    became = {"converted_on": (created + timedelta(days=60)).isoformat()} if converted else {}
    return {"lead_key": key, "created_on": created.isoformat(), **became}


def _touch(key: int, day: str, **of: Any) -> dict[str, Any]:
    return {"touch_key": key, "touched_at": f"{day} 10:00:00", "touched_on": day, "direction": "out", **of}


def test_conversion_by_days_until_the_first_contact_and_where_it_is_half(studied: Callable[..., Any]) -> None:
    # Thirty leads contacted the same day, of whom 24 convert; thirty after 3 days, 18; thirty after 10 days, 6.
    delays, wins = (0, 3, 10), (24, 18, 6)
    leads, touches = [], []
    for group, (delay, won) in enumerate(zip(delays, wins, strict=True)):
        for n in range(30):
            key = group * 30 + n
            leads.append(_lead(key, converted=n < won))
            touches.append(_touch(key, (date(2025, 3, 1) + timedelta(days=delay)).isoformat(), lead_key=key))
    leads += [_lead(900, converted=True), _lead(901, converted=False)]  # nobody contacted them
    leads += [_lead(902, converted=False, created=date(2025, 11, 1))]  # not 90 days old
    touches += [_touch(990, "2025-06-01", lead_key=900)]  # after it had converted: no answer to a lead

    table = studied(leads=leads, touches=touches)["lead_response"]

    assert [(row["middle"], row["leads"], row["rate"]) for row in table.records()] == [
        (0, 30, 0.8),
        (3, 30, 0.6),
        (10, 30, 0.2),
    ]
    # Half of 0.8 is 0.4, half way between 0.6 and 0.2: √(4 × 11) − 1 = 5.6 days.
    assert "half after 5.6" in table.note.en
    assert "2 leads were never contacted: 50.0%" in table.note.en


def test_leads_by_month_and_how_many_convert_within_so_many_days(studied: Callable[..., Any]) -> None:
    # Of three leads of March two convert, after 60 days; of October one after 60, but not all had their ninety days.
    leads = [_lead(1, converted=True), _lead(2, converted=True), _lead(3, converted=False)]
    leads += [
        _lead(4, converted=True, created=date(2025, 10, 1)),
        _lead(5, converted=False, created=date(2025, 10, 31)),
    ]
    # Converted after the evaluation: not yet.
    leads += [_lead(6, converted=True, created=date(2025, 11, 15))]

    march, october, november = studied(leads=leads)["lead_cohorts"].records()

    assert (march["month"], march["leads"]) == (date(2025, 3, 1), 3)
    assert [march[f"days_{days}"] for days in (7, 30, 60, 180)] == [0.0, 0.0, 2 / 3, 2 / 3]
    assert march["days_365"] is None
    assert (october["days_60"], october["days_90"]) == (0.5, None)
    assert (november["leads"], november["days_30"], november["days_60"]) == (1, 0.0, None)


def test_few_leads_say_what_is_needed(studied: Callable[..., Any]) -> None:
    table = studied(leads=[_lead(1, converted=True)], touches=[_touch(1, "2025-03-02", lead_key=1)])["lead_response"]

    assert table.rows == ()
    assert "it needs at least 90" in table.note.en


def test_replies_by_the_number_of_the_contact(studied: Callable[..., Any]) -> None:
    # Lead 1 became customer 7: their contacts are those of one person. Lead 2 is still one.
    leads = [{**_lead(1, converted=False), "customer_key": 7}, _lead(2, converted=False)]
    touches = [
        _touch(1, "2024-12-01", lead_key=1, outcome="answered"),  # the first, before the period
        _touch(2, "2025-02-01", lead_key=1, outcome="no_answer"),
        _touch(3, "2025-03-01", customer_key=7, outcome="answered"),
        _touch(4, "2025-03-01", lead_key=2, outcome="unsubscribed"),
        _touch(5, "2025-03-02", lead_key=2, outcome=None, direction="in"),
        _touch(6, "2026-01-05", lead_key=2, outcome="answered"),  # after the evaluation
    ]

    table = studied(leads=leads, touches=touches)["reply_curve"]

    rows = [(r["number"], r["contacts"], r["replies"], r["unsubscribed"]) for r in table.records()]
    assert rows == [(1, 1, 0, 1), (2, 1, 0, 0), (3, 1, 1, 0)]
    assert "No silence point yet" in table.note.en


def test_contacts_past_the_silence_point(studied: Callable[..., Any]) -> None:
    # A thousand customers contacted twice: half reply to the first, nobody to the second.
    touches = [
        _touch(n, "2025-02-01", customer_key=n, outcome="answered" if n % 2 else "no_answer") for n in range(1000)
    ]
    touches += [_touch(1000 + n, "2025-02-05", customer_key=n, outcome="no_answer") for n in range(1000)]

    table = studied(touches=touches)["reply_curve"]

    assert "Silence point: after contact 1. Past it 1,000 contacts and 0 replies" in table.note.en
    assert "Điểm ngừng phản hồi: sau lần 1" in table.note.vi


def _ticket(key: int, opened: str, **of: Any) -> dict[str, Any]:
    return {
        "ticket_key": key,
        "queue": "care",
        "priority": "normal",
        "status": "open",
        "opened_at": f"{opened} 08:00:00",
        "opened_on": opened,
        "paused_seconds": 0,
        "reopened": 0,
        **of,
    }


def test_agents_are_compared_on_tickets_of_the_same_kind(studied: Callable[..., Any]) -> None:
    # On both kinds Binh takes twice as long as An, whose tickets are mostly of the slow kind: plain medians are alike.
    tickets = []
    for owner, quick, slow, hours in (("An", 10, 20, 1), ("Binh", 20, 10, 2)):
        for n in range(quick + slow):
            answered = hours if n < quick else hours * 2
            tickets.append(
                _ticket(
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
    assert (an["agent"], an["tickets"], an["open"], an["reopened"]) == ("An", 30, 1, 1 / 29)
    assert an["median"] == pytest.approx(binh["median"], abs=0.02)
    assert an["ratio"] == pytest.approx(0.5, abs=0.01)
    assert binh["ratio"] == pytest.approx(2.0, abs=0.03)
    assert an["low"] <= an["ratio"] <= an["high"]
    assert (an["differs"].en, binh["differs"].en) == ("faster", "slower")


def test_one_agent_alone_is_compared_with_nobody(studied: Callable[..., Any]) -> None:
    tickets = [_ticket(n, "2025-05-05", owner="An", first_responded_at="2025-05-05 09:00:00") for n in range(12)]

    table = studied(tickets=tickets)["agents"]

    assert [(r["agent"], r["median"], r["ratio"]) for r in table.records()] == [("An", 1.0, None)]
    assert "too few people" in table.note.en


def test_the_queue_at_the_end_of_each_week(studied: Callable[..., Any]) -> None:
    # 31 December 2025 is a Wednesday: the last Sunday is the 28th.
    tickets = [
        _ticket(1, "2025-12-22"),  # open, not answered
        _ticket(2, "2025-12-22", answer_due_at="2025-12-22 12:00:00"),  # open, late
        _ticket(3, "2025-12-15", first_responded_at="2025-12-16 08:00:00"),  # open, being worked on
        _ticket(4, "2025-12-15", solved_at="2025-12-23 08:00:00"),  # open on the 21st only
        _ticket(5, "2025-12-29"),  # after the last Sunday
        _ticket(6, "2025-12-22", duplicate_of=1),
    ]

    table = studied(tickets=tickets)["ticket_queue"]

    assert table.rows[-2:] == ((date(2025, 12, 21), 0, 1, 1), (date(2025, 12, 28), 1, 1, 1))
    assert len(table.rows) == 13


def test_what_customers_ask_about(studied: Callable[..., Any]) -> None:
    tickets = [
        _ticket(1, "2025-02-01", category="leak"),
        _ticket(2, "2025-03-01", category="leak"),
        _ticket(3, "2025-03-01", category="bill"),
        _ticket(4, "2025-03-02"),
        _ticket(5, "2024-06-01", category="bill"),
        _ticket(6, "2023-12-31", category="old"),
    ]

    table = studied(tickets=tickets)["ticket_topics"]

    told = [
        (str(getattr(r["topic"], "en", r["topic"])), r["tickets"], r["before"], r["share"]) for r in table.records()
    ]
    assert told == [("leak", 2, 0, 0.5), ("bill", 1, 1, 0.25), ("not recorded", 1, 0, 0.25)]
    assert [r["cumulative"] for r in table.records()] == [0.5, 0.75, 1.0]


def test_who_buys_again_after_a_late_delivery(studied: Callable[..., Any]) -> None:
    # Twenty customers with a delivery on time, 15 of whom buy again within 90 days; twenty late, 5 of whom do.
    orders, deliveries = [], []
    for n in range(40):
        is_late, again = n >= 20, n % 20 < (5 if n >= 20 else 15)
        orders.append(_order(n, n, "2025-02-01"))
        deliveries.append(
            {
                "delivery_key": n,
                "order_key": n,
                "promised_on": "2025-02-03",
                "delivered_on": "2025-02-05" if is_late else "2025-02-03",
            }
        )
        # On day 90, or the day after it.
        orders.append(
            _order(100 + n, n, "2025-05-04" if again and not is_late else "2025-05-06" if again else "2025-05-07")
        )

    table = studied(orders=orders, deliveries=deliveries)["lateness"]

    rows = [(r["delivery"].en, r["deliveries"], r["again"], r["rate"]) for r in table.records()]
    assert rows == [("on time", 20, 15, 0.75), ("late", 20, 5, 0.25)]
    assert "is 50.0 points lower" in table.note.en
    assert "an association" in table.note.en


def _order(key: int, customer: int, day: str) -> dict[str, Any]:
    return {
        "order_key": key,
        "customer_key": customer,
        "ordered_at": f"{day} 09:00:00",
        "ordered_on": day,
        "kind": "sale",
        "status": "valid",
        "amount": 100,
        "currency": "VND",
    }


def test_without_rows_there_is_no_study(studied: Callable[..., Any]) -> None:
    assert studied(orders=[_order(1, 1, "2025-02-01")]) == {}
