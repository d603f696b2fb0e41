"""What an evaluation says of leads, contacts, tickets and deliveries, by hand (C2, C3, C4, A5)."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.measures.conftest import write_firm

from crmeter.evaluation.internal.studies import internal_studies
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.tables import attach_snapshot, filled_tables, keep_sales, keep_tries
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

PERIOD = Period(date(2025, 1, 1), date(2026, 1, 1))
Rows = list[dict[str, Any]]


@pytest.fixture
def studied(tmp_path: Path) -> Callable[..., Mapping[str, ResultTable]]:
    """Evaluate rows of tables as of the end of 2025: their studies by name."""

    def study(settings: Settings = Settings(), **rows: Rows) -> Mapping[str, ResultTable]:
        workspace = Workspace(tmp_path / "firm")
        write_firm(workspace, rows)
        snapshot = current(workspace)
        assert snapshot is not None
        view = View(PERIOD, date(2025, 12, 31), "VND", settings)
        with Engine() as engine:
            attach_snapshot(engine, workspace, snapshot)
            keep_tries(engine, keep_sales(engine, view, tmp_path / "run"), view, tmp_path / "run")
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


def _timed(minutes: tuple[int, ...], wins: tuple[int, ...], hour: str = "09:00:00") -> Mapping[str, Rows]:
    """Thirty leads of each delay, of whom so many convert."""
    leads, touches = [], []
    for group, (delay, won) in enumerate(zip(minutes, wins, strict=True)):
        for n in range(30):
            key = group * 30 + n
            at = datetime(2025, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=delay)
            leads.append({**_lead(key, converted=n < won), "created_at": f"2025-03-01 {hour}"})
            touches.append({**_touch(key, str(at.date()), lead_key=key), "touched_at": f"{at:%Y-%m-%d %H:%M:%S}"})
    return {"leads": leads, "touches": touches}


def test_a_window_of_half_an_hour_is_told_in_minutes(studied: Callable[..., Any]) -> None:
    rows = _timed((5, 20, 60), (24, 18, 6))
    # Contacted an hour before it came, which is no answer; and one of whom only the day is known.
    rows["leads"] += [{**_lead(n, converted=False), "created_at": "2025-03-01 09:00:00"} for n in (900, 901)]
    rows["touches"] += [{**_touch(900, "2025-03-01", lead_key=900), "touched_at": "2025-03-01 08:00:00"}]
    rows["touches"] += [{**_touch(901, "2025-03-02", lead_key=901), "touched_at": "2025-03-02 00:00:00"}]

    table = studied(**rows)["lead_response"]

    assert [(row["middle"], row["unit"].en, row["rate"]) for row in table.records()] == [
        (5, "minutes", 0.8),
        (20, "minutes", 0.6),
        (60, "minutes", 0.2),
    ]
    # Half way between 0.6 and 0.2: √(21 × 61) − 1 = 34.8 minutes.
    assert "half after 35 minutes" in table.note.en
    assert "1 who were answered have only days written down" in table.note.en
    assert "1 leads were never contacted" in table.note.en


def test_longer_waits_are_told_in_hours(studied: Callable[..., Any]) -> None:
    table = studied(**_timed((30, 240, 720), (24, 18, 6)))["lead_response"]

    assert [(row["middle"], row["unit"].vi) for row in table.records()] == [(0.5, "giờ"), (4, "giờ"), (12, "giờ")]
    assert "Times are in hours." in table.note.en


def test_leads_that_came_at_no_hour_are_told_in_days(studied: Callable[..., Any]) -> None:
    rows = _timed((0, 3 * 1440, 10 * 1440), (24, 18, 6), hour="00:00:00")

    table = studied(**rows)["lead_response"]

    assert [(row["middle"], row["unit"].en) for row in table.records()] == [(0, "days"), (3, "days"), (10, "days")]
    assert "half after 5.6\N{NO-BREAK SPACE}days" in table.note.en


def test_leads_that_were_all_answered_equally_fast_say_so(studied: Callable[..., Any]) -> None:
    table = studied(**_timed((0, 0, 0, 0), (24, 18, 6, 2)))["lead_response"]

    assert table.rows == ()
    assert "120 leads were answered nearly all equally fast" in table.note.en


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
    # Two of three by Wilson at 80 %: z² = 1.6424, (2 + z²/2 ± z √(2/3 + z²/4)) / (3 + z²).
    assert (march["days_60_low"], march["days_60_high"]) == pytest.approx((0.3212, 0.8942), abs=1e-4)
    assert (march["days_365_low"], march["days_365_high"]) == (None, None)
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


def test_contacts_without_an_outcome_are_no_contacts_without_a_reply(studied: Callable[..., Any]) -> None:
    # Of ten first contacts four have an outcome, two were answered; of the second nobody wrote one down.
    touches = [
        _touch(
            n,
            "2025-02-01",
            customer_key=n,
            outcome={0: "answered", 1: "answered", 2: "no_answer", 3: "unsubscribed"}.get(n),
        )
        for n in range(10)
    ]
    touches += [_touch(10 + n, "2025-02-05", customer_key=n) for n in range(3)]

    table = studied(Settings(contact_cost=3000), touches=touches)["reply_curve"]
    first, second = table.records()

    assert (first["contacts"], first["untold"], first["replies"], first["rate"]) == (4, 6, 2, 0.5)
    assert first["unsubscribed_rate"] == 0.25
    # All ten cost something; two replies to four contacts.
    assert (first["cost"], first["cost_per_reply"]) == (30_000, 6_000)
    assert (second["contacts"], second["untold"], second["rate"], second["low"]) == (0, 3, None, None)
    assert "9 contacts have no outcome" in table.note.en


def test_without_any_outcome_there_is_no_curve(studied: Callable[..., Any]) -> None:
    table = studied(touches=[_touch(n, "2025-02-01", customer_key=n) for n in range(5)])["reply_curve"]

    assert table.rows == ()
    assert "no contact of the period has an outcome" in table.note.en


def test_whom_a_lead_becomes_after_the_evaluation_does_not_number_its_contacts(studied: Callable[..., Any]) -> None:
    leads = [{"lead_key": 1, "created_on": "2025-01-05", "converted_on": "2026-01-05", "customer_key": 7}]
    touches = [
        _touch(1, "2025-02-01", customer_key=7, outcome="no_answer"),
        _touch(2, "2025-03-01", lead_key=1, outcome="answered"),
    ]

    (first,) = studied(leads=leads, touches=touches)["reply_curve"].records()

    assert (first["number"], first["contacts"], first["replies"]) == (1, 2, 1)


def test_contacts_past_the_silence_point(studied: Callable[..., Any]) -> None:
    # A thousand customers contacted twice: half reply to the first, nobody to the second.
    touches = [
        _touch(n, "2025-02-01", customer_key=n, outcome="answered" if n % 2 else "no_answer") for n in range(1000)
    ]
    touches += [_touch(1000 + n, "2025-02-05", customer_key=n, outcome="no_answer") for n in range(1000)]

    table = studied(touches=touches)["reply_curve"]

    assert "Silence point: after contact 1. Past it 1,000 contacts and 0 replies" in table.note.en
    assert "Điểm ngừng phản hồi: sau lần 1" in table.note.vi
    assert "not told what a contact costs" in table.note.en
    assert [(row["cost"], row["cost_per_reply"]) for row in table.records()] == [(None, None), (None, None)]


def test_what_contacts_past_the_silence_point_cost(studied: Callable[..., Any]) -> None:
    # As above, and of the second contacts 20 make people unsubscribe or block.
    touches = [
        _touch(n, "2025-02-01", customer_key=n, outcome="answered" if n % 2 else "no_answer") for n in range(1000)
    ]
    touches += [
        _touch(1000 + n, "2025-02-05", customer_key=n, outcome="unsubscribed" if n < 20 else "no_answer")
        for n in range(1000)
    ]

    table = studied(Settings(contact_cost=3000), touches=touches)["reply_curve"]
    first, second = table.records()

    # 1,000 × 3,000 each; 500 replies to the first.
    assert (first["cost"], first["cost_per_reply"]) == (3_000_000, 6_000)
    assert (second["cost"], second["cost_per_reply"]) == (3_000_000, None)
    assert (second["unsubscribed"], second["unsubscribed_rate"]) == (20, 0.02)
    assert second["unsubscribed_low"] < 0.02 < second["unsubscribed_high"]
    told = table.note.en.replace("\N{NO-BREAK SPACE}", " ")
    assert "3,000,000 ₫ of" in told or "₫3,000,000 of" in told
    assert "20 people unsubscribed or blocked" in told


def _sale(key: int, customer: int, day: date, amount: int) -> dict[str, Any]:
    return {"order_key": key, "customer_key": customer, "ordered_at": f"{day} 09:00:00", "ordered_on": day.isoformat(),
            "kind": "sale", "status": "valid", "amount": amount, "currency": "VND"}  # fmt: skip


def test_cells_of_recency_frequency_and_money_with_who_bought_again(studied: Callable[..., Any]) -> None:
    # Fifty who bought long ago, little; fifty who bought in August, more, 10 of whom again in December.
    old = [_sale(n, n, date(2024, 2, 1), 10) for n in range(50)]
    fresh = [_sale(100 + n, 50 + n, date(2025, 8, 1), 100) for n in range(50)]
    later = [_sale(200 + n, 50 + n, date(2025, 12, 1), 100) for n in range(10)]
    unknown = {**_sale(999, 0, date(2025, 8, 1), 2000), "customer_key": None}
    customers = [{"customer_key": n} for n in range(100)]

    table = studied(orders=[*old, *fresh, *later, unknown], customers=customers)["rfm"]
    cells = {row["cell"].en: row for row in table.records()}

    # Days silent: 50 level (middle 25 of 100: fifth 2), 40 (70: fifth 4), 10 (95: fifth 5). Purchases: 90 with one
    # (45: fifth 3), 10 with two (fifth 5). Money: 50 (fifth 2), 40 (fifth 4), 10 (fifth 5).
    # Of 2: (3 + 2)/2 up = 3, at risk; of 4: (3 + 4)/2 up = 4, loyal; of 5: champions.
    assert {name: row["customers"] for name, row in cells.items() if row["customers"]} == {
        "At risk": 50,
        "Loyal": 40,
        "Champions": 10,
    }
    assert cells["Champions"]["revenue"] == 2000
    # Of the 6,000 of the ranked and the 2,000 of somebody unknown.
    assert cells["Champions"]["revenue_share"] == 2000 / 8000
    assert (cells["At risk"]["lifetime_value"], cells["At risk"]["valued"]) == (None, 0)
    # On 2 October recency makes fifths 2 and 4, purchases 3 for all, money 2 and 4: at risk, loyal; ten bought since.
    assert [(cells["At risk"][name]) for name in ("then", "again")] == [50, 0]
    assert [(cells["Loyal"][name]) for name in ("then", "again", "rate")] == [50, 10, 0.2]


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
    tickets = [_ticket(n, "2025-05-05", owner="An", first_responded_at="2025-05-05 09:00:00") for n in range(12)]

    table = studied(tickets=tickets)["agents"]

    assert [(r["agent"], r["answer"], r["answer_ratio"]) for r in table.records()] == [("An", 1.0, None)]
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


def test_where_nobody_wrote_down_answers_nothing_is_said_of_them(studied: Callable[..., Any]) -> None:
    # An takes an hour, Binh two.
    tickets = [
        _ticket(n, "2025-02-01", owner=owner, solved_at=f"2025-02-01 {hour}:00:00")
        for at, (owner, hour) in enumerate((("An", "09"), ("Binh", "10")))
        for n in range(20 * at, 20 * at + 20)
    ]
    found = studied(tickets=[*tickets, _ticket(99, "2025-12-22", owner="An")])

    queue, agents = found["ticket_queue"], found["agents"]

    assert queue.rows[-1] == (date(2025, 12, 28), 0, 0, 1)
    assert [(row["agent"], row["answered"], row["solved"], row["solution"]) for row in agents.records()] == [
        ("An", 0, 20, 1.0),
        ("Binh", 0, 20, 2.0),
    ]
    assert agents.records()[0]["solution_ratio"] == pytest.approx(0.5)
    assert "First answer" not in agents.note.en.split("is not known here.")[1]


def _weekly(weeks: int) -> Rows:
    """Ten tickets each Monday from nine, five each Wednesday from two, in the weeks up to Sunday, 28 December 2025."""
    found: Rows = []
    for week in range(weeks):
        for ahead, hour, many in ((0, 9, 10), (2, 14, 5)):
            day = date(2025, 12, 22) + timedelta(days=ahead - 7 * week)
            found += [
                {**_ticket(len(found) + n, str(day)), "opened_at": f"{day} {hour:02}:{5 * n:02}:00"}
                for n in range(many)
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
        _touch(2 * n + nth, "2025-12-29", ticket_key=n, customer_key=1, seconds=seconds)
        for n in range(60)
        for nth, seconds in enumerate((240, 480))
    ]
    touches.append(_touch(999, "2025-12-29", ticket_key=70, customer_key=1))

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
