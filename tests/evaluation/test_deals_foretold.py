"""What earlier evaluations foretold of deals, judged as it was told: the table of a run agrees with the measure."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.measures.conftest import take, write_firm
from tests.measures.small_firm import small_firm

from crmeter.evaluation.internal.deal_tables import deal_tables
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.tables import attach_snapshot
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.owned_rows import WHOLE, Part, show_part
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

AS_OF = date(2025, 12, 31)
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
Tables = Mapping[str, ResultTable]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "firm")


@pytest.fixture
def studied(workspace: Workspace) -> Callable[..., Tables]:
    """Study the deals of the hand-made firm, with what it was told, of all or of one owner: the tables by name.

    What the deal `unknown` is worth, nobody wrote down.
    """

    def made(told: list[dict[str, Any]], owner: str | None = None, unknown: int = 0) -> Tables:
        firm = small_firm() | {"told_forecasts": told}
        for row in (*firm["deals"], *firm["deal_stages"]):
            row["amount"] = None if row["deal_key"] == unknown else row["amount"]
        write_firm(workspace, firm)
        snapshot = current(workspace)
        assert snapshot is not None
        whole = "main" if owner is None else WHOLE
        with Engine() as engine:
            if owner is not None:
                engine.run(f"CREATE SCHEMA {WHOLE}")
            attach_snapshot(engine, workspace, snapshot, whole)
            if owner is not None:
                show_part(engine, Part((owner,)), kept=True)
            found = deal_tables(engine, View(YEAR, AS_OF, "VND", converts=True), whole)
        return {table.name: table for table in found}

    return made


def told_months() -> list[dict[str, Any]]:
    return small_firm()["told_forecasts"]


def test_months_that_were_foretold_stand_beside_what_was_won(
    studied: Callable[..., Tables], workspace: Workspace
) -> None:
    table = studied(told_months())["deal_forecast_kept"]

    rows = [tuple(row.values()) for row in table.records()]
    # Of February what was told last counts. 160 lies within 150 and 250, 270 not within 100 and 260.
    assert [(*map(str, row[:2]), *map(int, row[2:7]), row[7].en) for row in rows] == [
        ("2025-02-01", "2025-01-31", 200, 150, 250, 160, 40, "yes"),
        ("2025-03-01", "2025-01-31", 200, 100, 260, 270, -70, "no"),
        ("2025-04-01", "2025-03-31", 30, 0, 60, 0, 30, "yes"),
    ]
    assert table.note is not None
    # 140 of 430; 40 − 70 + 30 = 0; two of three.
    assert "off by 32.6% (WAPE), bias 0.0%" in table.note.en
    assert "within the 80% band in 66.7% of the months" in table.note.en
    assert "2 months that were told in another currency" in table.note.en
    assert "forecasts each month anew" in table.note.en
    assert "sai 32,6% (WAPE)" in table.note.vi
    measured = take(workspace, ["forecast_accuracy"], AS_OF, Settings(), "VND", YEAR)["forecast_accuracy"]
    assert (measured.top, measured.bottom, measured.n) == (sum(abs(row[6]) for row in rows), Decimal(430), len(rows))


def test_without_a_month_that_is_over_the_table_says_what_it_needs(studied: Callable[..., Tables]) -> None:
    table = studied([row for row in told_months() if row["month"] == "2026-01-01"])["deal_forecast_kept"]

    assert table.rows == ()
    assert table.note is not None
    assert table.note.en == (
        "no month that ended in the period was foretold before it began; it needs an evaluation before a month begins"
    )


def test_months_of_which_nothing_counts_are_told(studied: Callable[..., Tables]) -> None:
    table = studied([row for row in told_months() if row["currency"] == "USD"])["deal_forecast_kept"]

    assert table.rows == ()
    assert table.note is not None
    assert table.note.en.startswith("all 1 months were told in another currency")


def test_a_month_with_one_win_of_an_unknown_amount_is_left_out_and_counted(studied: Callable[..., Tables]) -> None:
    table = studied(told_months(), unknown=11)["deal_forecast_kept"]

    # February: 100 of deal 1, and 11 without an amount.
    assert [str(row["month"]) for row in table.records()] == ["2025-03-01", "2025-04-01"]
    assert table.note is not None
    assert table.note.en.startswith("2 months that are over")
    assert "3 months that were told in another currency, or with a deal won for an unknown amount" in table.note.en


def test_who_sees_a_part_is_not_told_what_was_foretold_of_all(studied: Callable[..., Tables]) -> None:
    assert "deal_forecast_kept" not in studied(told_months(), owner="an")


def test_where_nothing_was_foretold_there_is_no_table(studied: Callable[..., Tables]) -> None:
    assert "deal_forecast_kept" not in studied([])
