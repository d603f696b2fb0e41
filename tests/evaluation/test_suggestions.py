"""What the figures suggest to change, with what it may bring, by hand (D5, E1, screen A)."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.measures.conftest import read_firm

from crmeter.estimators.retention.uplift import money_uplift
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.suggestions.table import suggestions
from crmeter.evaluation.tables import filled_tables, keep_sales
from crmeter.measures.view import View
from crmeter.vocabulary import Period

PERIOD = Period(date(2025, 1, 1), date(2026, 1, 1))
DAY = date(2025, 3, 1)
Rows = list[dict[str, Any]]


@pytest.fixture
def suggested(tmp_path: Path) -> Callable[..., ResultTable]:
    """Evaluate rows of tables as of the end of 2025: what they suggest."""

    def suggest(at_risk: tuple[int, ...] = (), **rows: Rows) -> ResultTable:
        view = View(PERIOD, date(2025, 12, 31), "VND")
        with read_firm(tmp_path, rows) as (engine, snapshot):
            keep_sales(engine, view, tmp_path / "run")
            stakes = ", ".join(f"({key}, 'at_risk', 2, 500.0)" for key in at_risk) or "(0, 'loyal', 2, 500.0)"
            engine.run(
                "CREATE TABLE customers_now AS SELECT col0 AS customer_key, col1 AS stage, col2 AS purchases"
                f" FROM (VALUES {stakes})"
            )
            engine.run(
                "CREATE TABLE customer_scores AS SELECT col0 AS customer_key, col3 AS value_at_risk"
                f" FROM (VALUES {stakes})"
            )
            return suggestions(engine, view, {*filled_tables(snapshot), "customer_scores"})

    return suggest


def _order(key: int, customer: int, day: date, amount: int) -> dict[str, Any]:
    sold = {"kind": "sale", "status": "valid", "currency": "VND"}
    return {"order_key": key, "customer_key": customer, "ordered_on": day.isoformat(), "amount": amount, **sold}


def _delivery(key: int, order: int, *, late: bool, day: date = DAY) -> dict[str, Any]:
    promised = day - timedelta(days=2) if late else day
    return {
        "delivery_key": key,
        "order_key": order,
        "promised_on": promised.isoformat(),
        "delivered_on": day.isoformat(),
    }


def test_money_that_customers_of_late_deliveries_did_not_spend(suggested: Callable[..., ResultTable]) -> None:
    # Twenty whose first delivery was late: half of them spend 100 within 90 days, the others nothing: 50 each.
    # Twenty on time: half spend 300, half 100: 200 each. Each late one therefore brings 150 less.
    orders, deliveries, spent, late = [], [], [], []
    for n in range(40):
        is_late = n < 20
        orders.append(_order(n, n, DAY - timedelta(days=5), 10))
        deliveries.append(_delivery(n, n, late=is_late))
        after = (100 if n % 2 else 0) if is_late else (300 if n % 2 else 100)
        if after:
            orders.append(_order(100 + n, n, DAY + timedelta(days=30), after))
        # What comes after 90 days does not count.
        orders.append(_order(200 + n, n, DAY + timedelta(days=91), 9_999))
        spent.append(after)
        late.append(is_late)
    # One whose 90 days are not over bears on how many were late, and is not compared.
    orders.append(_order(90, 90, date(2025, 12, 1), 10))
    deliveries.append(_delivery(90, 90, late=True, day=date(2025, 12, 5)))

    (row,) = suggested(orders=orders, deliveries=deliveries).records()

    by_hand = money_uplift(np.array(spent, dtype=float), ~np.array(late))
    assert (row["code"], row["customers"], row["compared"]) == ("late_deliveries", 21, 40)
    assert row["gain"] == pytest.approx(21 * 150)
    assert row["low"] == pytest.approx(21 * by_hand.low)
    assert row["high"] == pytest.approx(21 * by_hand.high)
    assert "each spent ₫150 less" in row["reason"].en
    assert row["measure"] == "on_time_delivery_rate"


def test_leads_that_waited_beside_those_of_the_same_channel_and_the_most_money_first(
    suggested: Callable[..., ResultTable],
) -> None:
    # On the web ten leads answered the next day bring 40 or 60 each, ten answered after a week 10 or 30: 30 less. Ten
    # more were never contacted: they bring nothing, and so do ten of the fair, where nobody was answered in time.
    leads, touches, orders = [], [], []
    for n in range(40):
        key, customer = n + 1, n + 1
        channel = "web" if n < 30 else "fair"
        became = n < 20
        leads.append(
            {
                "lead_key": key,
                "created_on": DAY.isoformat(),
                "channel": channel,
                **(
                    {"customer_key": customer, "converted_on": (DAY + timedelta(days=20)).isoformat()} if became else {}
                ),
            }
        )
        if n < 20:
            day = (DAY + timedelta(days=1 if n < 10 else 7)).isoformat()
            touches.append(
                {
                    "touch_key": key,
                    "lead_key": key,
                    "touched_at": f"{day} 10:00:00",
                    "touched_on": day,
                    "direction": "out",
                }
            )
            amount = (40 if n % 2 else 60) if n < 10 else (10 if n % 2 else 30)
            orders.append(_order(key, customer, DAY + timedelta(days=20), amount))

    (row,) = suggested(leads=leads, touches=touches, orders=orders).records()

    # Of the web: 50 where it was fast; (10 × 20 + 10 × 0) / 20 = 10 where it was not. None of the fair is compared.
    assert (row["code"], row["customers"], row["compared"]) == ("late_answers", 30, 30)
    assert row["gain"] == pytest.approx(30 * 40)


def test_where_the_difference_points_the_other_way_nothing_is_suggested(suggested: Callable[..., ResultTable]) -> None:
    orders, deliveries = [], []
    for n in range(20):
        orders += [_order(n, n, DAY - timedelta(days=5), 10)]
        orders += [_order(100 + n, n, DAY + timedelta(days=9), 50 + n + (100 if n < 10 else 0))]
        deliveries.append(_delivery(n, n, late=n < 10))

    assert suggested(orders=orders, deliveries=deliveries).rows == ()


def test_what_has_not_been_tried_has_no_amount_and_comes_last(suggested: Callable[..., ResultTable]) -> None:
    orders, deliveries = [], []
    for n in range(20):
        orders += [_order(n, n, DAY - timedelta(days=5), 10), _order(100 + n, n, DAY + timedelta(days=9), 60 + n)]
        deliveries.append(_delivery(n, n, late=n < 10))

    first, last = suggested(at_risk=(1, 2, 3), orders=orders, deliveries=deliveries).records()

    assert first["code"] == "late_deliveries"
    assert (last["code"], last["gain"], last["low"]) == ("customers_to_keep", None, None)
    assert "₫1.50\N{NO-BREAK SPACE}k may be lost" in last["reason"].en
