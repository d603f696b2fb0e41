"""A figure is what its SQL gives on the Parquet files of the snapshot, and what the rows behind it add up to."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pytest

from crmeter.estimators import KaplanMeier
from crmeter.evaluation.explain import Explainer
from crmeter.evaluation.result import Explanation
from crmeter.evaluation.run import explanation_key
from crmeter.evaluation.store import load_run
from crmeter.evaluation.tables import written_out
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.rows import ROWS
from crmeter.vocabulary import Period, Reading, Scope
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.tables import TABLES


@pytest.fixture(scope="module")
def bare(trading: Any) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB and nothing else: views over the files that the manifest names, and the tables of the run."""
    root, run = trading.workspace.root, trading.evaluation.run
    manifest = json.loads((root / "warehouse" / "snapshots" / f"{run.snapshot}.json").read_text())
    with duckdb.connect() as connection:
        for name, table in manifest["tables"].items():
            files = [str(root / "warehouse" / "tables" / name / file["path"]) for file in table["files"]]
            # A table without a row has no file.
            source = f"SELECT * FROM read_parquet({files})" if files else TABLES[name].no_rows_sql()
            connection.execute(f"CREATE VIEW {name} AS {source}")
        for name in ("customer_scores", "expected_new_customers", "memberships"):
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM '{root}/runs/{run.id}/{name}.parquet'")
        yield connection


@pytest.fixture(scope="module")
def explainer(trading: Any) -> Iterator[Explainer]:
    _, view = load_run(trading.workspace.runs / trading.evaluation.run.id)
    with Engine() as engine:
        yield Explainer(engine, view)


def figure(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    answer = connection.execute(sql)
    names = [column[0] for column in answer.description or ()]
    [row] = answer.fetchall()
    return dict(zip(names, row, strict=True))


def totals(measure: Measure, tops: list[Any], bottoms: list[Any]) -> tuple[Any, Any, Any]:
    """What the list adds up to, reckoned in Python: value, top, bottom."""
    match measure.statistic:
        case Statistic.SUM:
            return sum(tops, start=0), None, None
        case Statistic.QUANTILE:
            return (float(np.quantile([float(top) for top in tops], measure.quantile)) if tops else None), None, None
        case Statistic.SURVIVAL:
            curve = KaplanMeier().fit([float(top) for top in tops], [bool(each) for each in bottoms]) if tops else None
            return None if curve is None else curve.quantile(measure.quantile)[0], None, sum(bottoms, start=0)
    top, bottom = sum(tops, start=0), sum(bottoms, start=0)
    return (float(top) / float(bottom) if bottom else None), top, bottom


def check(reading: Reading, explainer: Explainer, bare: duckdb.DuckDBPyConnection) -> None:
    measure = measures()[reading.measure]
    sql = explainer.figure_sql(reading)
    found = figure(bare, sql)
    assert (found["value"], found["n"]) == (reading.value, reading.n)
    assert type(found["value"]) is type(reading.value)
    assert (found.get("top"), found.get("bottom")) == (reading.top, reading.bottom) or not reading.n

    # The list is the first part of the figure's own SQL.
    rows_sql = sql[sql.index("(") + 1 : sql.rindex("\n)\n")]
    rows = bare.execute(rows_sql)
    names = [column[0] for column in rows.description or ()]
    listed = rows.fetchall()
    assert len(listed) == reading.n
    value, top, bottom = totals(
        measure, [row[names.index("top")] for row in listed], [row[names.index("bottom")] for row in listed]
    )
    if isinstance(reading.value, int | Decimal) and measure.statistic is Statistic.SUM:
        assert value == reading.value
    elif reading.value is not None:
        assert float(reading.value) == pytest.approx(float(value), rel=1e-12, abs=5e-5 if reading.currency else 0)
    if reading.n and reading.top is not None:
        assert (top, bottom) == (reading.top, reading.bottom)


def explained(trading: Any) -> list[Reading]:
    """Readings with rows behind them: what customers were worth before is told by the model of that day, of which
    only the sum is kept, and nothing opens it."""
    evaluation = trading.evaluation
    return [
        r
        for r in evaluation.readings
        if (r.undefined is None or r.undefined.code == "empty")
        and (r.measure != "customer_equity" or r.period == evaluation.run.period)
    ]


# No file of this firm tells of these; the small firm of `tests/measures` does, and its figures meet bare DuckDB there.
NOT_OF_FILES = {
    "invitations", "brand_answers", "brand_parts", "employees", "equity_after_acquisition", "deliveries", "partners",
    "fulfilled_orders", "sold_products", "stock_days", "supplies",
    "tickets", "respondent_values", "asked_and_ordered", "delivered_orders", "costs_of_leads", "costs_of_customers",
    "costs_of_cohorts",
    "outreach", "campaign_members", "campaign_returns",
    "deals", "stage_stays", "answered_leads", "tickets_at_work", "leads_at_work", "leads_in_hours",
    "ticket_answers",
    "page_views", "won_deals", "months_foretold", "quotas",
}  # fmt: skip
# Of rows that are told, columns that are not.
NOT_TOLD = {"discount_rate", "qualified_leads", "view_rate"}
OF_FILES = [name for name, each in measures().items() if each.rows not in NOT_OF_FILES and name not in NOT_TOLD]


@pytest.mark.parametrize("name", OF_FILES)
def test_value_is_what_the_sql_gives_and_what_the_list_adds_up_to(
    trading: Any, explainer: Explainer, bare: duckdb.DuckDBPyConnection, name: str
) -> None:
    run = trading.evaluation.run
    mine = [r for r in explained(trading) if r.measure == name]
    assert mine, f"{name} has no reading here"
    month = Period.month_of(date(2025, 9, 1))
    chosen = [r for r in mine if not r.slice and r.period in (run.period, run.period.before(), month)]
    for cut in dict.fromkeys(tuple(r.slice) for r in mine if r.slice):
        # One value of each slice, and of the triangle its first and last cell.
        sliced = [r for r in mine if tuple(r.slice) == cut and r.period == run.period]
        chosen += sliced[:1] if len(cut) == 1 else [sliced[0], sliced[-1]]

    for reading in chosen:
        check(reading, explainer, bare)


@pytest.mark.prove
def test_every_reading_is_what_its_sql_gives(
    trading: Any, explainer: Explainer, bare: duckdb.DuckDBPyConnection
) -> None:
    for reading in explained(trading):
        check(reading, explainer, bare)


def test_hidden_columns_are_listed_to_nobody(trading: Any) -> None:
    _, view = load_run(trading.workspace.runs / trading.evaluation.run.id)
    rows = ROWS["customers"].build(written_out(view), view)
    measure = measures()["reduced_customers"]

    columns = measure.listed(rows, scope=Scope(hidden_columns=frozenset({"spend_in_window"}))).columns

    assert "spend_in_window" in measure.opens
    assert "spend_in_window" not in columns


def test_explanations_tell_all_that_is_behind(trading: Any) -> None:
    evaluation = trading.evaluation
    for name, measure in measures().items():
        explanation: Explanation = evaluation.explanations[explanation_key(evaluation.reading(name))]
        reading = explanation.reading
        assert explanation.n_rows == reading.n
        assert explanation.rows_sql.startswith(("SELECT", "WITH"))
        assert explanation.tables, f"{name} reads no table?"
        assert explanation.parameters["period_end"] == date(2026, 1, 1)
        assert len(explanation.rows.rows) == (0 if reading.undefined else min(reading.n, 8))
        assert [c.name for c in explanation.rows.columns] == [*measure.opens, "top", "bottom"]
        if measure.rows in ("customers", "scores"):
            assert explanation.parameters["rhythm_model"] == evaluation.run.model
