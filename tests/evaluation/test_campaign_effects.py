"""What campaigns changed, by hand: a lot is asked for, whatever came before and after."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.measures.conftest import read_firm

from crmeter.evaluation.internal.campaign_effects import campaign_effects
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.tables import keep_sales
from crmeter.measures.view import View
from crmeter.vocabulary import Period

SENT = date(2025, 3, 1)
Rows = list[dict[str, Any]]


@pytest.fixture
def studied(tmp_path: Path) -> Callable[..., ResultTable]:
    def study(**rows: Rows) -> ResultTable:
        view = View(Period(date(2025, 1, 1), date(2026, 1, 1)), date(2025, 12, 31), "VND")
        with read_firm(tmp_path, rows) as (engine, _):
            keep_sales(engine, view, tmp_path / "run")
            return campaign_effects(engine, view)

    return study


def campaign(key: int, name: str) -> dict[str, Any]:
    return {"campaign_key": key, "name": name, "status": "finished"}


def member(key: int, of: int, *, held_out: bool = False, sent: date = SENT, planned: date = SENT) -> dict[str, Any]:
    sent_on = None if held_out else sent.isoformat()
    return {"member_key": key, "campaign_key": of, "customer_key": key, "planned_on": planned.isoformat(),
            "sent_on": sent_on, "held_out": held_out}  # fmt: skip


def order(key: int, customer: int, on: date, amount: int = 100) -> dict[str, Any]:
    return {"order_key": key, "customer_key": customer, "ordered_at": f"{on} 09:00:00", "ordered_on": on.isoformat(),
            "kind": "sale", "status": "valid", "amount": amount, "currency": "VND"}  # fmt: skip


def test_whom_a_campaign_reached_are_compared_with_whom_a_lot_held_out(studied: Callable[..., ResultTable]) -> None:
    # Of 70 who were reached 56 bought within 90 days, of 80 held out 48, as Newcombe 1998 has it.
    members = [member(n, 1, held_out=n >= 70) for n in range(150)]
    orders = [order(n, n, SENT + timedelta(days=n % 90)) for n in (*range(56), *range(70, 118))]
    orders += [order(900, 60, SENT + timedelta(days=91)), order(901, 61, SENT - timedelta(days=1))]  # too late, before

    table = studied(campaigns=[campaign(1, "spring")], campaign_members=members, orders=orders)

    (row,) = table.records()
    assert (row["reached"], row["held_out"]) == (70, 80)
    assert (row["reached_share"], row["held_out_share"]) == pytest.approx((0.8, 0.6))
    assert row["difference"] == pytest.approx(0.2)
    # At 95 % method 10 gives 0.0524 and 0.3339; at 80 % it is narrower.
    assert 0.0524 < row["low"] < 0.2 < row["high"] < 0.3339
    assert row["needed"] == pytest.approx(5)
    # 100 of each who bought: 80 against 60.
    assert row["money"] == pytest.approx(20)
    assert row["told"].en == "an effect"


def test_segments_are_told_one_by_one_with_allowance_for_their_number(studied: Callable[..., ResultTable]) -> None:
    members = [member(n, 1, held_out=n % 2 == 1) for n in range(200)]
    customers = [{"customer_key": n, "segment": "cafés" if n < 100 else "homes"} for n in range(200)]
    # Of the cafés all 50 who were reached and 10 held out buy, of the homes 20 each.
    buyers = [n for n in range(100) if n % 2 == 0 or n < 20] + list(range(100, 140))

    table = studied(
        campaigns=[campaign(1, "spring")],
        campaign_members=members,
        customers=customers,
        orders=[order(n, n, SENT) for n in buyers],
    )

    told = {row["segment"]: (row["difference"], row["told"].en) for row in table.records()}
    assert told["cafés"] == (pytest.approx(0.8), "an effect")
    assert told["homes"] == (pytest.approx(0), "no effect seen")


def test_what_a_lead_became_puts_it_in_no_segment(studied: Callable[..., ResultTable]) -> None:
    # Customers of two segments, and forty leads, all of whom that converted became cafés.
    members = [member(n, 1, held_out=n % 2 == 1) for n in range(80)]
    leads = [
        {"lead_key": n, "created_on": "2025-01-05", "customer_key": n, "converted_on": "2025-03-05"}
        for n in range(80, 100)
    ]
    leads += [{"lead_key": n, "created_on": "2025-01-05"} for n in range(100, 120)]
    of_leads = [
        {**member(n, 1, held_out=n % 2 == 1), "customer_key": None, "lead_key": n,
         "converted_on": "2025-03-05" if n < 100 else None}
        for n in range(80, 120)
    ]  # fmt: skip
    customers = [{"customer_key": n, "segment": "homes" if n < 40 else "cafés"} for n in range(100)]
    orders = [order(n, n, SENT) for n in (*range(0, 40, 2), *range(40, 60), *range(80, 100))]

    table = studied(
        campaigns=[campaign(1, "spring")],
        campaign_members=[*members, *of_leads],
        leads=leads,
        customers=customers,
        orders=orders,
    )

    told = {row["segment"]: (row["reached"], row["held_out"]) for row in table.records()}
    assert told == {None: (60, 60), "homes": (20, 20), "cafés": (20, 20)}
    assert table.note is not None
    assert "40 people were added as leads" in table.note.en


def test_without_a_hold_out_before_and_after_are_no_effect(studied: Callable[..., ResultTable]) -> None:
    members = [member(n, 1) for n in range(100)]

    table = studied(
        campaigns=[campaign(1, "spring")],
        campaign_members=members,
        orders=[order(n, n, SENT + timedelta(days=3)) for n in range(50)],
    )

    (row,) = table.records()
    assert (row["reached_share"], row["difference"], row["money"]) == (0.5, None, None)
    assert row["told"].en == "nobody held out"
    assert table.note is not None
    assert "set “Held out (%)” before people are added" in table.note.en


def test_a_campaign_that_is_not_old_enough_and_one_with_few_people_tell_nothing(
    studied: Callable[..., ResultTable],
) -> None:
    young = [member(n, 1, held_out=n >= 5, sent=date(2025, 12, 1), planned=date(2025, 12, 1)) for n in range(10)]
    few = [member(100 + n, 2, held_out=n >= 7) for n in range(10)]
    late = [member(200, 2, held_out=True, planned=date(2025, 12, 1))]  # added lately

    table = studied(
        campaigns=[campaign(1, "winter"), campaign(2, "small")],
        campaign_members=[*young, *few, *late],
        orders=[order(1, 1, SENT)],
    )

    told = {row["campaign"]: (row["told"].en, row["held_out"], row["difference"]) for row in table.records()}
    assert told == {"winter": ("too young", 5, None), "small": ("too few people", 3, None)}
    assert {row["campaign"]: row["young"] for row in table.records()} == {"winter": 10, "small": 1}


def test_of_a_campaign_that_goes_on_everybody_is_watched_since_they_were_added(
    studied: Callable[..., ResultTable],
) -> None:
    # Sixty are added one a day from 1 March; whoever was reached buys 80 days after that, whoever was held out 100.
    days = [SENT + timedelta(days=n) for n in range(60)]
    members = [member(n, 1, held_out=n % 2 == 1, sent=days[n], planned=days[n]) for n in range(60)]
    orders = [order(n, n, days[n] + timedelta(days=100 if n % 2 else 80)) for n in range(60)]

    (row,) = studied(campaigns=[campaign(1, "reminder")], campaign_members=members, orders=orders).records()

    assert (row["reached_share"], row["held_out_share"], row["young"]) == (1, 0, 0)
