"""What an evaluation says of deals by the days until their quote, by hand (measures of sales)."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.measures.conftest import read_firm

from crmeter.estimators.intervals import wilson
from crmeter.evaluation.internal.decision_time import decision_time
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.tables import keep_sales
from crmeter.measures.view import View
from crmeter.vocabulary import Period

VIEW = View(Period(date(2025, 1, 1), date(2026, 1, 1)), date(2025, 12, 31), "VND")
BEGUN = date(2025, 1, 10)
# 180 days later it is the 28th of August.
ENDED = "2025-03-01"
Rows = list[dict[str, Any]]
Studied = Callable[..., ResultTable]


@pytest.fixture
def studied(tmp_path: Path) -> Studied:
    def run(**rows: Rows) -> ResultTable:
        with read_firm(tmp_path, rows) as (engine, _):
            keep_sales(engine, VIEW, tmp_path / "run")
            return decision_time(engine, VIEW)

    return run


def deal(key: int, days: int | None, ended: str = "open", **other: Any) -> dict[str, Any]:
    """A deal begun on the tenth of January, with its quote after so many days, that ended on the first of March."""
    return {
        "deal_key": key,
        "created_on": BEGUN.isoformat(),
        "pipeline": "goods",
        "stage": ended,
        "status": ended,
        "amount": 100,
        "currency": "VND",
        "is_quoted": days is not None,
        "quoted_on": None if days is None else (BEGUN + timedelta(days=days)).isoformat(),
        "won_on": ENDED if ended == "won" else None,
        "lost_on": ENDED if ended == "lost" else None,
        **other,
    }


def order(key: int, customer: int, on: str) -> dict[str, Any]:
    return {
        "order_key": key,
        "customer_key": customer,
        "ordered_at": f"{on} 10:00:00",
        "ordered_on": on,
        "kind": "sale",
        "status": "valid",
        "amount": 10,
        "currency": "VND",
    }


def event(key: int, of: int, kind: str, on: str, amount: int | None = None) -> dict[str, Any]:
    return {
        "event_key": key,
        "deal_key": of,
        "kind": kind,
        "to_stage": kind,
        "amount": amount,
        "happened_at": f"{on} 10:00:00",
        "happened_on": on,
        "recorded_at": f"{on} 10:00:00",
    }


def test_deals_stand_in_bands_with_their_wins_and_whether_customers_came_back(studied: Studied) -> None:
    deals = [
        deal(1, 0, "won", customer_key=1, order_key=501),
        deal(2, 1, "won", customer_key=2, order_key=502, amount=300),
        deal(3, 2, "lost"),
        deal(4, 7, "won", customer_key=3, order_key=505, currency="USD"),
        deal(5, 8),
        deal(6, 15, "lost"),
        deal(7, 20, "won", customer_key=1, order_key=503, won_on="2025-04-01"),  # not the customer's first win
        deal(8, None, "lost"),
        deal(9, 500, "open"),  # after the evaluation
        deal(10, 3, created_on="2024-12-31"),
    ]
    orders = [
        order(501, 1, "2025-03-02"),
        order(503, 1, "2025-06-01"),
        order(502, 2, "2025-03-05"),
        order(504, 3, "2025-08-29"),  # on the 181st day
    ]

    table = studied(deals=deals, orders=orders)

    columns = ("deals", "ended", "won", "rate", "priced", "value", "customers", "again", "loyal")
    told = {row["band"].en: tuple(row[name] for name in columns) for row in table.records()}
    assert told == {
        "same day": (1, 1, 1, 1.0, 1, 100.0, 1, 1, 1.0),
        "1–2 days": (2, 2, 1, 0.5, 1, 300.0, 1, 0, 0.0),
        "3–7 days": (1, 1, 1, 1.0, 0, None, 1, 0, 0.0),
        "8–14 days": (1, 0, 0, None, 0, None, 0, 0, None),
        "over 14 days": (2, 2, 1, 0.5, 1, 100.0, 0, 0, None),
        "none sent": (2, 1, 0, 0.0, 0, None, 0, 0, None),
    }
    interval = wilson(1, 2, 0.8)
    assert interval is not None
    records = table.records()
    assert (records[1]["low"], records[1]["high"]) == (float(interval.low), float(interval.high))
    assert [None if row["lacking"] is None else row["lacking"].en for row in records] == [
        None,
        None,
        "no won deal has an amount in the firm's currency",
        "no deal has ended",
        "no customer was won 180 days ago",
        "no deal was won",
    ]


def test_what_tells_nothing_of_quotes_is_left_out_and_counted(studied: Studied) -> None:
    deals = [
        deal(1, 4, "won"),
        deal(2, None, "won", is_quoted=True),  # since nobody knows when
        deal(3, None, "won", is_quoted=None),
        deal(4, -1, "won"),
        deal(5, None, "won"),
        deal(6, 50, "won"),  # a quote on the day of the win
        deal(7, 0, "won", won_on=BEGUN.isoformat()),  # begun with it, and won the same day
    ]
    changes = [
        event(1, 5, "created", BEGUN.isoformat()),
        event(2, 5, "moved", ENDED),  # to a stage without a mark
        event(3, 5, "won", ENDED),
        event(4, 7, "created", BEGUN.isoformat()),
        event(5, 7, "won", BEGUN.isoformat()),
    ]

    table = studied(deals=deals, deal_stages=changes)

    assert [(row["band"].en, row["deals"]) for row in table.records()] == [
        ("same day", 1),
        ("3–7 days", 1),
        ("over 14 days", 1),
    ]
    assert table.note is not None
    assert "1 deals were won without any quote sent before" in table.note.en
    assert "3 deals do not tell whether or since when they have a quote" in table.note.en


def test_deals_ended_as_it_was_seen_and_were_worth_what_they_were_when_won(studied: Studied) -> None:
    deals = [
        deal(1, 1, "won", amount=900),
        deal(2, 1, "open"),  # lost, and reopened after the evaluation
        deal(3, 1, "lost"),  # reopened since
    ]
    changes = [
        event(1, 1, "moved", "2025-02-01", 70),
        event(2, 1, "won", ENDED, 80),
        event(3, 2, "lost", "2025-05-01", 10),
        event(4, 2, "reopened", "2026-01-02", 10),
        event(5, 3, "lost", ENDED, 10),
        event(6, 3, "reopened", "2025-05-01", 10),
    ]

    (row,) = studied(deals=deals, deal_stages=changes).records()

    assert (row["deals"], row["ended"], row["won"], row["value"]) == (3, 2, 1, 80.0)


def test_whether_they_ordered_again_is_unknown_of_deals_that_do_not_name_their_own_order(studied: Studied) -> None:
    deals = [
        deal(1, 1, "won", customer_key=1, order_key=501),
        deal(2, 1, "won", customer_key=2),
        deal(3, 9, "won", customer_key=3),
        deal(4, 9, "won", customer_key=4, won_on="2025-12-01"),
    ]
    orders = [order(501, 1, "2025-03-02"), order(502, 2, "2025-03-02"), order(503, 3, "2025-03-02")]

    table = studied(deals=deals, orders=orders)

    quick, late = table.records()
    assert (quick["won"], quick["customers"], quick["again"], quick["loyal"]) == (2, 1, 0, 0.0)
    assert (late["won"], late["customers"], late["loyal"]) == (2, 0, None)
    assert late["lacking"].en == "the won deals do not name the orders they became, so nobody knows who ordered again"
    assert table.note is not None
    assert "2 customers won 180 days ago are left out of who ordered again" in table.note.en


def test_quick_quotes_of_small_deals_are_not_what_wins_them(studied: Studied) -> None:
    # Small deals are won four times of five and large ones once, quoted quickly or not; small ones get it more often.
    groups = [(0, 3, 30, 24, 10), (100, 9, 10, 8, 10), (200, 3, 10, 2, 90), (300, 9, 30, 6, 90)]
    deals = [
        deal(first + at, days, "won" if at < won else "lost", amount=amount)
        for first, days, n, won, amount in groups
        for at in range(n)
    ]
    deals.append(deal(900, 3, "lost", amount=None))

    table = studied(deals=deals)

    assert table.note is not None
    # 26 of 41 and 14 of 40.
    assert "63.4% were won where it came within 7 days and 35.0% where it came later: +28.4 points" in table.note.en
    assert "Among deals of the same pipeline, currency and third of size: 0.0 points" in table.note.en
    assert "This is no effect of quick quotes" in table.note.en
    assert "1 deals have no amount or currency" in table.note.en


def test_without_any_day_of_a_quote_the_table_says_what_it_needs(studied: Studied) -> None:
    table = studied(deals=[deal(1, None, "won", is_quoted=None), deal(2, None, "won", is_quoted=True)])

    assert table.rows == ()
    assert table.note is not None
    assert "no deal created in the period tells when its quote was sent" in table.note.en
    assert "a stage that is marked" in table.note.en


def test_deals_won_without_a_quote_are_no_wins_of_those_it_was_not_sent_to(studied: Studied) -> None:
    table = studied(deals=[deal(1, None, "won"), deal(2, None, "lost"), deal(3, None)])

    (row,) = table.records()

    assert (row["band"].en, row["deals"], row["ended"], row["won"], row["rate"]) == ("none sent", 2, 1, 0, None)
    assert row["lacking"].en == "deals won without a quote are left out here, so there is no win rate"


def test_where_deals_were_won_without_quotes_alone_no_band_is_drawn(studied: Studied) -> None:
    table = studied(deals=[deal(1, None, "won")])

    assert table.rows == ()
    assert table.note is not None
    assert "1 deals were won without any quote sent before" in table.note.en
