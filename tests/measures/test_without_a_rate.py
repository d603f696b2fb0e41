"""Orders in a currency without an exchange rate: they count, and their amounts are empty, never zero."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pytest

from crmeter.evaluation.buying import histories_until
from crmeter.evaluation.explain import Explainer
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.store import load_run
from crmeter.measures.catalogue import measures
from crmeter.measures.view import Settings
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.tables import TABLES
from crmeter.warehouse.workspace import Workspace

AS_OF = date(2025, 12, 31)
Write = Callable[[Any], Workspace]
Firm = Callable[[], dict[str, list[dict[str, Any]]]]
Order = tuple[int, str, int, str]


def with_orders(rows: dict[str, list[dict[str, Any]]], orders: list[Order]) -> Mapping[str, Any]:
    """The small firm with other orders: customer, day, amount, currency."""
    like = rows["orders"][0]
    rows["orders"] = [
        {
            **like,
            "order_key": key,
            "customer_key": customer,
            "ordered_at": f"{day} 09:00:00",
            "ordered_on": day,
            "amount": amount,
            "currency": currency,
        }
        for key, (customer, day, amount, currency) in enumerate(orders)
    ]
    return rows | {"returns": [], "order_lines": []}


@pytest.fixture(scope="module")
def firm_in(firm: Firm, written_firm: Write) -> Callable[[list[Order]], Workspace]:
    return lambda orders: written_firm(with_orders(firm(), orders))


@pytest.fixture(scope="module")
def small(firm: Firm, written_firm: Write) -> tuple[Workspace, Evaluation]:
    workspace = written_firm(firm())
    return workspace, evaluate_snapshot(workspace, Request(as_of=AS_OF, explained=False))


def test_buying_less_is_left_open_where_unknown_amounts_could_turn_the_answer(
    firm_in: Callable[..., Workspace], taken: Callable[..., dict[str, Reading]]
) -> None:
    orders = [
        # 60 of 100: less, whatever the euros of the window before were.
        (1, "2025-08-01", 100, "VND"),
        (1, "2025-08-02", 5, "EUR"),
        (1, "2025-12-01", 60, "VND"),
        # 60 of 100 and euros now: open.
        (2, "2025-08-01", 100, "VND"),
        (2, "2025-12-01", 60, "VND"),
        (2, "2025-12-02", 5, "EUR"),
        # 90 of 100 and euros now: not less.
        (3, "2025-08-01", 100, "VND"),
        (3, "2025-12-01", 90, "VND"),
        (3, "2025-12-02", 5, "EUR"),
        # 90 of 100 and euros before: open.
        (4, "2025-08-01", 100, "VND"),
        (4, "2025-08-02", 5, "EUR"),
        (4, "2025-12-01", 90, "VND"),
        # Euros alone, before and now: open.
        (5, "2025-08-01", 5, "EUR"),
        (5, "2025-12-01", 5, "EUR"),
        # Bought long ago: there is a history.
        (6, "2025-01-01", 10, "VND"),
    ]

    found = taken(
        firm_in(orders),
        ("reduced_customers", "reduced_customer_rate", "net_revenue_retention", "retention_rate", "active_customers"),
        AS_OF,
        Settings(window_days=90),
        "VND",
        None,
    )

    assert (found["reduced_customers"].value, found["reduced_customers"].n) == (1, 1)
    assert (found["reduced_customer_rate"].top, found["reduced_customer_rate"].bottom) == (1, 2)
    for name in ("reduced_customers", "reduced_customer_rate"):
        assert {left.code: left.n for left in found[name].coverage.left_out} == {"not_among": 3, "no_rate": 6}
    # Nobody has amounts that are all known in both windows.
    retention = found["net_revenue_retention"]
    assert (retention.value, retention.n, retention.undefined and retention.undefined.code) == (None, 0, "no_rate")
    # All five bought before and now.
    assert (found["retention_rate"].top, found["retention_rate"].bottom) == (5, 5)
    assert (found["active_customers"].value, found["active_customers"].coverage.left_out) == (5, ())


def test_where_no_amount_is_known_money_is_empty_and_counts_are_there(firm_in: Callable[..., Workspace]) -> None:
    evaluation = evaluate_snapshot(
        firm_in([(1, "2025-03-01", 5, "EUR"), (1, "2025-06-01", 6, "EUR"), (2, "2025-07-01", 7, "EUR")]),
        Request(as_of=AS_OF, currency="VND", explained=False),
    )

    assert [evaluation.reading(name).value for name in ("orders", "active_customers", "new_customers")] == [3, 2, 2]
    assert evaluation.reading("purchase_frequency").value == 1.5
    for name in ("revenue", "average_order_value"):
        reading = evaluation.reading(name)
        assert (reading.value, reading.n, reading.intervals) == (None, 0, ())
        assert reading.undefined is not None
        assert reading.undefined.code == "no_rate"
        assert "EUR" in reading.undefined.reason.vi
        assert (reading.coverage.used, [left.n for left in reading.coverage.left_out]) == (0, [3])
        assert reading.trust.parts["completeness"] == 0
    assert evaluation.reading("orders").trust.parts["completeness"] == 100
    assert all(
        r.value is None for r in evaluation.readings if r.measure == "revenue" and r.n == 0 and r.coverage.left_out
    )
    [finding] = [f for f in evaluation.findings if f.code == "no_rate"]
    assert finding.sentence.en.startswith("3 orders in EUR have no exchange rate")


def test_a_month_whose_amounts_are_unknown_is_no_month_without_sales(firm_in: Callable[..., Workspace]) -> None:
    days = [f"{year}-{month:02}-05" for year in (2023, 2024, 2025) for month in range(1, 13)]
    sold = [(1, day, 100 + number, "VND") for number, day in enumerate(days)]
    workspace = firm_in([*sold[:20], (1, days[20], 9, "EUR"), *sold[21:], (2, "2025-11-20", 3, "EUR")])

    evaluation = evaluate_snapshot(workspace, Request(as_of=AS_OF, explained=False))

    # September 2024 has euros alone; November 2025 has both, and its đồng count.
    assert "forecast_revenue" not in evaluation.tables
    told = {row[0].en: row[1].en for row in evaluation.tables["not_computed"].rows}
    assert told["Forecast: Revenue"] == "1 months have sales of which no amount converts"
    assert "forecast_orders" in evaluation.tables
    assert evaluation.reading("revenue", Period.month_of(date(2025, 11, 1))).value == 134


def test_spend_per_purchase_is_taken_over_days_whose_amounts_are_all_known(firm_in: Callable[..., Workspace]) -> None:
    workspace = firm_in(
        [
            # The first day does not count; then 30, unknown, 50: two days of 40.
            (1, "2025-01-01", 10, "VND"),
            (1, "2025-02-01", 30, "VND"),
            (1, "2025-03-01", 5, "EUR"),
            (1, "2025-04-01", 50, "VND"),
            # A first day that is not known makes no other day the first.
            (2, "2025-01-01", 5, "EUR"),
            (2, "2025-02-01", 70, "VND"),
            # Half of a day is not a small purchase.
            (3, "2025-01-01", 10, "VND"),
            (3, "2025-02-01", 20, "VND"),
            (3, "2025-02-01", 5, "EUR"),
        ]
    )
    run = evaluate_snapshot(workspace, Request(as_of=AS_OF, explained=False)).run
    with Engine() as engine:
        engine.attach("sales", [workspace.runs / run.id / "sales.parquet"])
        found = histories_until(engine, AS_OF)

    assert found.frequency.tolist() == [3, 1, 1]
    assert found.spend_frequency.tolist() == [2, 1, 0]
    assert found.mean_spend[:2].tolist() == [40, 70]
    assert np.isnan(found.mean_spend[2])


def test_documents_without_a_rate_say_how_they_count(small: tuple[Workspace, Evaluation]) -> None:
    rows = [row for row in small[1].tables["documents"].rows if row[3] == "EUR"]

    assert [(row[1], row[2]) for row in rows] == [(1, Decimal(7))]
    assert rows[0][4].en == "count as orders and for customers, not for amounts; they lower completeness"


def test_figures_are_what_their_sql_gives_in_another_engine(small: tuple[Workspace, Evaluation]) -> None:
    workspace, evaluation = small
    _, view = load_run(workspace.runs / evaluation.run.id)
    manifest = json.loads((workspace.root / "warehouse" / "snapshots" / f"{evaluation.run.snapshot}.json").read_text())
    asked = [
        reading
        for reading in evaluation.readings
        if not reading.slice
        and reading.period in (evaluation.run.period, Period.month_of(date(2025, 7, 1)))
        and (reading.undefined is None or reading.undefined.code == "empty")
        and not measures()[reading.measure].needs_model
        # The run itself takes what these count.
        and measures()[reading.measure].rows != "brand_parts"
    ]
    assert len(asked) > 30
    with duckdb.connect() as bare, Engine() as engine:
        for name, table in manifest["tables"].items():
            files = [str(workspace.root / "warehouse" / "tables" / name / f["path"]) for f in table["files"]]
            source = f"SELECT * FROM read_parquet({files})" if files else TABLES[name].no_rows_sql()
            bare.execute(f"CREATE VIEW {name} AS {source}")
        explainer = Explainer(engine, view)
        for reading in asked:
            answer = bare.execute(explainer.figure_sql(reading))
            found = dict(zip([c[0] for c in answer.description or ()], answer.fetchall()[0], strict=True))
            assert (found["value"], found["n"]) == (reading.value, reading.n), reading.measure
