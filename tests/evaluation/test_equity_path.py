"""Customer equity at the ends of the months before, worked out again from the sales that a run keeps (A4.1)."""

from collections.abc import Callable
from datetime import date

import duckdb
import numpy as np
import pytest

from crmeter.estimators import MBGNBD, GammaGamma, PurchaseHistory
from crmeter.evaluation import model_intervals
from crmeter.evaluation.buying import Histories, fit_buying
from crmeter.evaluation.model_intervals import equity_with_intervals
from crmeter.evaluation.scores import WEEKS_PER_MONTH, Assumptions
from crmeter.measures.view import Settings

from .conftest import Firm

ENDS = date(2025, 10, 31)
DAYS = f"""
    SELECT customer_key, ordered_on, sum(amount)::DOUBLE AS spent,
           min(ordered_on) OVER (PARTITION BY customer_key) AS first_on
    FROM read_parquet(?) WHERE customer_key IS NOT NULL AND ordered_on <= DATE '{ENDS}'
    GROUP BY customer_key, ordered_on
"""


def test_a_month_gone_by_stands_on_the_orders_up_to_its_end(trading: Firm) -> None:
    sales = str(trading.workspace.runs / trading.evaluation.run.id / "sales.parquet")
    columns = duckdb.execute(
        f"SELECT count(*) - 1 AS x, max(ordered_on) - min(first_on) AS recency, DATE '{ENDS}' - min(first_on) AS age,"
        f" avg(spent) FILTER (ordered_on > first_on) AS mean_spend FROM ({DAYS}) GROUP BY customer_key",
        [sales],
    ).fetchnumpy()
    ((came,),) = duckdb.execute(
        f"SELECT count(*) FROM ({DAYS}) WHERE ordered_on = first_on AND ordered_on >= DATE '2024-11-01'", [sales]
    ).fetchall()

    history = PurchaseHistory(columns["x"], columns["recency"] / 7, columns["age"] / 7, "week")
    repeats = columns["x"] > 0
    mean_spend = np.asarray(columns["mean_spend"].filled(0.0))
    process, spend = MBGNBD(unit="week").fit(history), GammaGamma().fit(columns["x"][repeats], mean_spend[repeats])
    horizon = 36 * WEEKS_PER_MONTH
    bought = process.discounted_expected_residual(0.12, history, horizon=horizon).value
    of_new = process.discounted_expected_residual(
        0.12, PurchaseHistory([0], [0.0], [0.0], "week"), horizon=horizon
    ).value
    current = float(bought @ spend.expected_spend(columns["x"], mean_spend).value)
    to_come = sum(1.12 ** (-(month - 0.5) / 12) for month in range(1, 13)) * came / 12
    new = to_come * (1 + of_new[0]) * spend.population_mean_

    first = trading.evaluation.tables["equity_path"].records()[0]
    # Of each đồng that is sold, as the lines cost six tenths, four tenths stay.
    assert float(first["equity"]) == pytest.approx((current + new) * 0.39998, rel=1e-4)
    assert first["low_80"] < first["equity"] < first["high_80"]
    assert first["customers"] == len(history)


def test_months_with_less_than_twelve_behind_them_are_left_out(trading: Firm) -> None:
    rows = trading.evaluation.tables["equity_path"].records()

    # The firm sells from the first of November 2024 on, and December 2025 is the evaluation's own.
    assert [row["day"] for row in rows] == [date(2025, 10, 31), date(2025, 11, 30)]


def test_the_width_of_an_interval_is_the_same_from_a_part_of_the_customers(
    simulate: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    history = simulate("bg_nbd", 4_000, 7).history  # type: ignore[attr-defined]
    spent = np.random.default_rng(7).gamma(4.0, 25.0, len(history))
    customers = Histories(
        np.arange(len(history)),
        np.asarray(history.frequency),
        np.asarray(history.recency * 7),
        np.asarray(history.T * 7),
        np.asarray(history.frequency),
        np.where(history.frequency > 0, spent, np.nan),
    )
    buying = fit_buying(customers, ("bg_nbd",))
    assumptions, counts = Assumptions(date(2025, 12, 31), Settings(), 1.0), [90.0, 100.0, 110.0] * 4

    value, (of_all, _) = equity_with_intervals(buying, assumptions, counts)
    monkeypatch.setattr(model_intervals, "WIDTH_FROM", 1_000)
    same, (of_some, _) = equity_with_intervals(buying, assumptions, counts)

    assert same == value
    assert of_some.low / value == pytest.approx(of_all.low / value, rel=0.01)
    assert of_some.high / value == pytest.approx(of_all.high / value, rel=0.01)
