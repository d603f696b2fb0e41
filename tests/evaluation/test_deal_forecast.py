"""The forecast of deals of an evaluation: months that are over, simpler ways beside it, and who sees which deals."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.measures.conftest import write_firm

from crmeter.evaluation.internal.deal_tables import deadlines, deal_tables
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.tables import attach_snapshot
from crmeter.measures.view import View
from crmeter.vocabulary import Period
from crmeter.vocabulary.folding import spelled
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.owned_rows import WHOLE, part_of, show_part
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

AS_OF = date(2025, 12, 31)
Tables = Mapping[str, ResultTable]


@pytest.fixture
def forecast(tmp_path: Path) -> Callable[..., Tables]:
    """Forecast deals as of the end of 2025, of all or of one owner: the tables by name."""

    def made(rows: Mapping[str, Any], owner: str | None = None) -> Tables:
        workspace = Workspace(tmp_path / "firm")
        write_firm(workspace, rows)
        snapshot = current(workspace)
        assert snapshot is not None
        whole = "main" if owner is None else WHOLE
        view = View(Period.trailing(AS_OF, 365), AS_OF, "VND")
        with Engine() as engine:
            if owner is not None:
                engine.run(f"CREATE SCHEMA {WHOLE}")
            attach_snapshot(engine, workspace, snapshot, whole)
            if owner is not None:
                show_part(engine, part_of(engine, [spelled(owner)]), kept=True)
            return {table.name: table for table in deal_tables(engine, view, whole)}

    return made


def steady_firm(*, with_stages: bool = True) -> dict[str, list[dict[str, Any]]]:
    """Five deals begin on the first of each month of 2025, at 100 each: three won on the 11th, two lost on the 21st.

    Those of December are open still; the first of Binh, the others of An.
    """
    deals, events = [], []
    for month in range(1, 13):
        for n in range(5):
            key = month * 10 + n
            began = date(2025, month, 1)
            ends = began + timedelta(days=10 if n < 3 else 20)
            kind = "open" if month == 12 else "won" if n < 3 else "lost"
            ended = {} if kind == "open" else {f"{kind}_on": ends.isoformat()}
            stage = {"open": "Quote", "won": "Won", "lost": "Lost"}[kind]
            deals.append(
                {
                    "deal_key": key, "created_on": began.isoformat(), "pipeline": "P", "stage": stage, "status": kind,
                    "amount": 100, "currency": "VND", "probability": 80, "owner": "An" if n else "Binh", **ended,
                }
            )  # fmt: skip
            way = [("created", "Quote", began)] + ([] if kind == "open" else [(kind, stage, ends)])
            events += [_event(key, at, *step) for at, step in enumerate(way)]
    return {"deals": deals, "deal_stages": events if with_stages else []}


def _event(deal: int, at: int, kind: str, stage: str, day: date) -> dict[str, Any]:
    return {
        "event_key": deal * 10 + at, "deal_key": deal, "kind": kind, "to_stage": stage, "amount": 100,
        "happened_at": f"{day} 10:00:00", "happened_on": day.isoformat(), "recorded_at": f"{day} 10:00:00",
    }  # fmt: skip


def test_each_month_that_is_over_is_forecast_from_its_eve_beside_simpler_ways(forecast: Callable[..., Tables]) -> None:
    tables = forecast(steady_firm())

    over = [row for row in tables["deal_forecast"].records() if row["actual"] is not None]
    # Ten were won by April and ten lost by May, so that June is the first month with ten of both before it.
    assert [row["month"].month for row in over] == [6, 7, 8, 9, 10, 11, 12]
    june, december = over[0], over[-1]
    assert (june["actual"], june["deals_won"], june["last_month"]) == (300.0, 3, 300.0)
    # On the eve of June no deal is open: everything comes from deals that begin in it.
    assert (june["from_open"], june["rate_times_value"]) == (0.0, 0.0)
    assert june["low_80"] <= 300 <= june["high_80"]
    # Nothing is won in December; as last month says 300.
    assert (december["actual"], december["last_month"]) == (0.0, 300.0)
    test = {row["method"].en: row for row in tables["deal_forecast_test"].records()}
    # Off by 300 in December of 6 × 300.
    assert test["as last month"]["wape"] == pytest.approx(300 / 1800)
    # No deal was open on the eve of a month, so the win rate of open value says nothing of any: off by all of it.
    assert test["win rate × open value"]["wape"] == pytest.approx(1.0)
    assert "a simpler way was nearer: as last month (off by 16.7%)" in tables["deal_forecast"].note.en


def test_open_deals_have_chances_by_the_month_the_quarter_and_at_all(forecast: Callable[..., Tables]) -> None:
    table = forecast(steady_firm())["deal_chances"]

    row = table.records()[0]
    assert len(table.rows) == 5
    # From 1 to 31 December.
    assert (row["stage"], row["days"], row["amount"], row["typed"]) == ("Quote", 30, 100.0, 0.8)
    assert 0 < row["by_month"] <= row["by_quarter"] <= row["ever"] < 1
    assert row["expected"] == pytest.approx(100 * row["ever"])
    titles = {column.name: column.title.en for column in table.columns}
    assert titles["by_month"] == "Won by 31 Jan 2026"


def test_deals_without_a_history_of_stages_are_told_by_their_days_alone(forecast: Callable[..., Tables]) -> None:
    tables = forecast(steady_firm(with_stages=False))

    assert {row["stage"] for row in tables["deal_chances"].records()} == {None}
    assert "5 have no history of stages" in tables["deal_forecast"].note.en
    over = [row for row in tables["deal_forecast"].records() if row["actual"] is not None]
    assert [row["actual"] for row in over] == [300.0] * 6 + [0.0]


def test_a_part_learns_from_all_deals_and_forecasts_its_own(forecast: Callable[..., Tables]) -> None:
    tables = forecast(steady_firm(), owner="Binh")

    # One deal a month is of Binh, and it is won.
    over = [row for row in tables["deal_forecast"].records() if row["actual"] is not None]
    assert [row["actual"] for row in over] == [100.0] * 6 + [0.0]
    assert [row["deal"] for row in tables["deal_chances"].records()] == ["deals-120"]


def test_few_deals_say_what_the_forecast_needs(forecast: Callable[..., Tables]) -> None:
    rows = steady_firm()
    tables = forecast({"deals": rows["deals"][:10], "deal_stages": rows["deal_stages"][:20]})

    assert [name for name, table in tables.items() if table.rows] == ["stage_losses"]
    assert "Only 6 deals were won in the period" in tables["pipeline_velocity"].note.en
    assert "it needs at least ten deals won and ten lost" in tables["deal_forecast"].note.en
    assert "6 cơ hội đã thắng, 4 đã thua" in tables["deal_forecast"].note.vi


def test_how_much_money_deals_move_in_thirty_days(forecast: Callable[..., Tables]) -> None:
    row = forecast(steady_firm())["pipeline_velocity"].records()[0]

    # 33 of 55 that ended were won, at 100 each after ten days; five are open: 5 × 0.6 × 100 / 10 × 30.
    assert (row["open"], row["win_rate"], row["mean_won"], row["days"]) == (5, 0.6, 100.0, 10.0)
    assert row["velocity"] == pytest.approx(900)
    assert row["low"] < 900 < row["high"]
    assert row["ended"] == 55


def test_what_was_lost_by_the_stage_where_deals_were(forecast: Callable[..., Tables]) -> None:
    rows = steady_firm()
    # One lost in January had come to a further stage, where it was worth 40 only.
    moved = _event(14, 5, "moved", "Offer", date(2025, 1, 12)) | {"amount": 40}
    rows["deal_stages"].append(moved)

    table = forecast(rows)["stage_losses"]

    found = [(r["stage"], r["deals"], r["value"], r["unknown"]) for r in table.records()]
    assert found == [("Quote", 21, 2100.0, 0), ("Offer", 1, 40.0, 0)]
    assert table.records()[0]["share"] == pytest.approx(2100 / 2140)
    assert forecast(steady_firm(with_stages=False))["stage_losses"].rows == ()


@pytest.mark.parametrize(
    ("as_of", "month", "quarter"),
    [
        (date(2026, 11, 10), date(2026, 11, 30), date(2026, 12, 31)),
        # A month of which a week is left is over before anybody acts.
        (date(2026, 11, 24), date(2026, 12, 31), date(2027, 3, 31)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)),
    ],
)
def test_the_days_by_which_deals_are_to_be_won(as_of: date, month: date, quarter: date) -> None:
    assert deadlines(as_of) == (month, quarter)
