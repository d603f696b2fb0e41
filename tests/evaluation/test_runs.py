"""Runs give the same digits however often, in whatever order, and through whatever crash they are made."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crmeter.evaluation import run as run_module
from crmeter.evaluation.explain_run import latest_run, open_run
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.store import finished_runs, load_readings, load_run, pinned_snapshots, save_readings
from crmeter.measures.view import Settings
from crmeter.vocabulary import (
    Cancelled,
    Coverage,
    Freshness,
    Interval,
    LeftOut,
    Period,
    Reading,
    Text,
    Trust,
    Undefined,
    Unit,
    Work,
)
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.imports import import_file, list_imports, undo_import
from crmeter.warehouse.publishing_lock import publishing
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.snapshots import current, publish, write_table
from crmeter.warehouse.tables import TABLES
from crmeter.warehouse.workspace import Workspace

# Six weeks: one main period and one whole month, nothing to fit.
SHORT = [
    (f"{n}", f"2026-{1 + n // 28:02}-{1 + n % 28:02}", 10 + n, f"K{n % 7}", "cancelled" if n == 5 else "")
    for n in range(0, 42, 2)
]


def figures(readings: Any) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """All that must be the same to the last digit: floats by their exact text."""

    def told(value: Any) -> str:
        return f"{type(value).__name__} {value!r}"

    return {
        (r.measure, r.period, tuple(sorted(r.slice.items()))): (
            told(r.value),
            told(r.top),
            told(r.bottom),
            r.n,
            tuple((i.level, told(i.low), told(i.high), i.method) for i in r.intervals),
            r.undefined,
            r.coverage,
            dict(r.trust.parts),
        )
        for r in readings
    }


def test_each_figure_is_there_once(trading: Any) -> None:
    assert len(figures(trading.evaluation.readings)) == len(trading.evaluation.readings)


@pytest.mark.usefixtures("readings_only")
def test_a_window_of_one_month_is_not_measured_twice(orders_in: Callable[..., Workspace]) -> None:
    january = orders_in([row for row in SHORT if row[1] < "2026-02"])

    evaluation = evaluate_snapshot(january, Request(date(2026, 1, 31)))

    assert evaluation.run.period == Period(date(2026, 1, 1), date(2026, 2, 1))
    assert len(figures(evaluation.readings)) == len(evaluation.readings)
    assert [r.value for r in evaluation.over_time("orders")] == [evaluation.reading("orders").value]


@pytest.mark.usefixtures("readings_only")
def test_the_order_of_rows_and_the_number_of_threads_change_no_digit(trading: Any, tmp_path: Path) -> None:
    # The same rows written in another order, into several files, and read by one thread.
    shuffled = Workspace(tmp_path / "shuffled")
    snapshot = current(trading.workspace)
    assert snapshot is not None
    with publishing(shuffled), Engine(threads=1) as engine:
        tables = {}
        for name, table in snapshot.tables.items():
            files = [str(path) for path in snapshot.paths(trading.workspace, name)]
            if files:
                rows = engine.connection.sql(
                    f"SELECT * FROM read_parquet({files}) ORDER BY hash(source_key || 'other order')"
                )
            else:
                rows = engine.connection.sql(TABLES[name].no_rows_sql())
            tables[name] = write_table(shuffled, name, rows, table.inputs)
        engine.save(
            f"SELECT * FROM '{trading.workspace.identities}/customers.parquet'",
            shuffled.identities / "customers.parquet",
        )
        publish(shuffled, tables)
    for imported in trading.workspace.imports.iterdir():
        if (imported / "manifest.json").exists():
            (shuffled.imports / imported.name).mkdir(parents=True)
            (shuffled.imports / imported.name / "manifest.json").write_bytes((imported / "manifest.json").read_bytes())

    other = evaluate_snapshot(shuffled, replace(trading.request, threads=1))

    assert other.run.parameters == trading.evaluation.run.parameters
    mine, theirs = figures(trading.evaluation.readings), figures(other.readings)
    assert mine.keys() == theirs.keys()
    assert {key for key in mine if mine[key] != theirs[key]} == set()
    assert other.findings == trading.evaluation.findings


@pytest.mark.usefixtures("readings_only")
def test_periods_asked_for_together_or_one_by_one_give_the_same_digits(
    trading: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path / "again")
    shutil.copytree(trading.workspace.root, workspace.root)
    shutil.rmtree(workspace.runs)
    monkeypatch.setattr(run_module, "MOST_ROWS_AT_ONCE", 0)

    one_by_one = evaluate_snapshot(workspace, trading.request)

    together = figures(trading.evaluation.readings)
    assert len({period for _, period, *_ in together}) > 10
    assert figures(one_by_one.readings) == together


@pytest.fixture(scope="module")
def short(orders_in: Callable[..., Workspace]) -> tuple[Workspace, Any]:
    workspace = orders_in(SHORT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_module.Evaluating, "_explanations", lambda *_: {})
        return workspace, evaluate_snapshot(workspace)


@pytest.fixture
def readings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the explanations out: they take half the time and change no reading."""
    monkeypatch.setattr(run_module.Evaluating, "_explanations", lambda *_: {})


KILLS = [*(f"run-step-{n}" for n in range(7)), "run-period", "run-before-finish"]
EVALUATE = """
from pathlib import Path
from crmeter.evaluation.run import evaluate_snapshot
from crmeter.warehouse.workspace import Workspace
evaluate_snapshot(Workspace(Path({root!r})))
"""


@pytest.mark.parametrize(
    "points",
    [
        ["run-period:1", "run-before-finish"],
        pytest.param(
            ["run-step-0", "run-step-2", "run-period:1", "run-period:1", "run-step-5"], marks=pytest.mark.prove
        ),
    ],
)
def test_a_run_killed_again_and_again_goes_on_and_ends_as_if_nothing_had_been(
    short: tuple[Workspace, Any], orders_in: Callable[..., Workspace], run_code: Callable[..., Any], points: list[str]
) -> None:
    _, whole = short
    workspace = orders_in(SHORT)

    for failpoint in points:
        killed = run_code(EVALUATE.format(root=str(workspace.root)), failpoint)
        assert killed.returncode == -9, (failpoint, killed.stderr)
        assert finished_runs(workspace) == ()
    resumed = evaluate_snapshot(workspace)

    assert [path.name for path in workspace.runs.iterdir()] == [resumed.run.id]
    assert resumed.run.id == whole.run.id
    assert figures(resumed.readings) == figures(whole.readings)
    assert finished_runs(workspace) == (resumed.run.id,)


@pytest.mark.prove
@pytest.mark.parametrize("failpoint", KILLS)
def test_a_run_with_models_killed_once_goes_on(trading: Any, run_code: Callable[..., Any], failpoint: str) -> None:
    # A setting of its own makes a run of its own.
    months = 10 + KILLS.index(failpoint)
    request = f"Request(date(2025, 12, 31), Settings(window_days=180, horizon_months={months}))"
    code = (
        "from datetime import date\nfrom pathlib import Path\n"
        "from crmeter.evaluation.run import Request, evaluate_snapshot\n"
        "from crmeter.measures.view import Settings\nfrom crmeter.warehouse.workspace import Workspace\n"
        f"e = evaluate_snapshot(Workspace(Path({str(trading.workspace.root)!r})), {request})\n"
        "print(e.run.id, [(r.measure, str(r.value), r.n) for r in e.readings])"
    )

    assert run_code(code, failpoint).returncode == -9
    resumed = run_code(code)
    again = run_code(code)

    run_id, _, told = resumed.stdout.partition(" ")
    other_id, _, other_told = again.stdout.partition(" ")
    assert (run_id[:-1], run_id[-1], other_id[-1]) == (other_id[:-1], "1", "2")
    assert told == other_told


@pytest.mark.usefixtures("readings_only")
def test_a_stopped_run_goes_on(short: tuple[Workspace, Any], orders_in: Callable[..., Workspace]) -> None:
    _, whole = short
    workspace = orders_in(SHORT)
    asked = iter([False, False, False, False, True])

    with pytest.raises(Cancelled):
        evaluate_snapshot(workspace, work=Work(stopped=lambda: next(asked)))

    assert finished_runs(workspace) == ()
    [folder] = workspace.runs.iterdir()
    steps: list[str] = []
    resumed = evaluate_snapshot(workspace, work=Work(lambda step, _done, _total: steps.append(step.en)))
    assert resumed.run.id == folder.name == whole.run.id
    assert figures(resumed.readings) == figures(whole.readings)
    assert steps[0] == "Choosing valid orders"
    assert steps[-1] == "Writing explanations"


@pytest.mark.usefixtures("readings_only")
def test_a_past_period_measured_again_gives_the_same_digits(short: tuple[Workspace, Any]) -> None:
    workspace, first = short

    again = evaluate_snapshot(workspace)

    assert again.run.id != first.run.id
    assert again.run.snapshot == first.run.snapshot
    assert figures(again.readings) == figures(first.readings)


@pytest.mark.usefixtures("readings_only")
def test_an_old_run_is_explained_as_it_was_after_imports_undone_and_new(
    orders_in: Callable[..., Workspace], tmp_path: Path
) -> None:
    workspace = orders_in(SHORT)
    old = evaluate_snapshot(workspace)
    imports = list_imports(workspace)
    undo_import(workspace, imports[0].import_id)
    for number in range(12):
        # More new snapshots than are kept.
        path = tmp_path / "later.csv"
        path.write_text(f"order id,order date,total vnd,customer id\nL{number},2026-02-01,5,K1\n")
        import_file(workspace, path)
        refresh(workspace, pinned=pinned_snapshots(workspace))

    assert pinned_snapshots(workspace) == (old.run.snapshot,)
    where, run_id = latest_run(workspace)
    with open_run(where, run_id) as opened:
        for name in ("revenue", "active_customers", "new_customers"):
            explanation = opened.explain(name)
            assert explanation.reading.value == old.reading(name).value
            _, rows = opened.all_rows(explanation)
            assert len(rows) == old.reading(name).n
            assert sum(row[-2] for row in rows) == old.reading(name).value
        with pytest.raises(ValueError, match="nothing_like_that"):
            opened.explain("nothing_like_that")
        with pytest.raises(ValueError, match="--slice"):
            opened.explain("revenue", {"region": "nowhere"})


def test_readings_come_back_from_disk_as_they_were(trading: Any, tmp_path: Path) -> None:
    folder = trading.workspace.runs / trading.evaluation.run.id
    with Engine() as engine:
        assert load_readings(engine, folder / "readings.parquet") == trading.evaluation.readings


def test_awkward_readings_come_back_from_disk(tmp_path: Path) -> None:
    period = Period(date(2026, 1, 1), date(2026, 2, 1))
    readings = [
        Reading("a", period, Unit.SHARE, 0.1 + 0.2, 3, {"segment": "Quán ăn, “cà phê” 'x'\n"}, top=1, bottom=3),
        Reading("b", period, Unit.MONEY, Decimal("12345678901234.5678"), 2, currency="VND"),
        Reading("c", period, Unit.CUSTOMERS, 0, 0, intervals=(Interval(0.8, 1e-17, Decimal("2.50"), "wilson"),)),
        Reading(
            "d",
            period,
            Unit.DAYS,
            None,
            0,
            undefined=Undefined("empty", Text("không", "none"), None),
            coverage=Coverage(1, (LeftOut("later", Text("sau", "later"), 2),)),
            trust=Trust({"validity": 99.5}, {"validity": Text("đọc được", "readable")}),
            freshness=Freshness(date(2026, 1, 31), datetime(2026, 2, 1, tzinfo=UTC)),
        ),
        Reading("e", period, Unit.DAYS, None, 0, undefined=Undefined("x", Text("a", "b"), Text("c", "d"))),
    ]
    with Engine() as engine:
        save_readings(engine, readings, tmp_path / "readings.parquet")

        assert list(load_readings(engine, tmp_path / "readings.parquet")) == readings


def test_runs_come_back_from_disk_as_they_were(trading: Any) -> None:
    run, view = load_run(trading.workspace.runs / trading.evaluation.run.id)

    assert run == replace(trading.evaluation.run, settings=dict(trading.evaluation.run.settings))
    assert view.period == run.period
    assert view.settings == Settings(window_days=180)
    assert view.rhythm is not None
    assert view.rhythm.model == run.model


@pytest.mark.usefixtures("readings_only")
def test_a_run_judges_the_imports_of_its_snapshot_only(
    short: tuple[Workspace, Any], orders_in: Callable[..., Workspace], tmp_path: Path
) -> None:
    workspace = orders_in(SHORT)
    path = tmp_path / "faulty.csv"
    path.write_text("order id,order date,total vnd,customer id\nA,2026-02-01,5,K1\nB,2026-02-31,5,K1\n")
    import_file(workspace, path)

    # The faulty file is staged, but not in the snapshot that is measured.
    assert figures(evaluate_snapshot(workspace).readings) == figures(short[1].readings)


def test_words_name_the_window_of_the_run(trading: Any) -> None:
    evaluation = trading.evaluation
    explained = evaluation.explanations["retention_rate"]

    assert "180 ngày" in explained.meaning.vi
    assert "180 days" in explained.meaning.en
    [spend] = [c for c in evaluation.tables["at_risk"].columns if c.name == "spend_in_window"]
    assert (spend.title.vi, spend.title.en) == ("Chi tiêu 180 ngày", "Spend, 180 days")
