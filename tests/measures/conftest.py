"""A firm small enough to be worked out by hand, written to a snapshot and measured."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.measures.firm_facts import AS_OF, SPECIAL_DAYS, WORKING_HOURS
from tests.measures.small_firm import small_firm

from crmeter.evaluation import periods
from crmeter.evaluation.readings import Taker
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.tables import (
    attach_snapshot,
    filled_tables,
    first_and_last_sale,
    keep_customers_days,
    keep_sales,
    keep_tries,
)
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure
from crmeter.measures.rows import ROWS
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Freshness, Period, Reading, Trust
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.publishing_lock import publishing
from crmeter.warehouse.snapshots import Snapshot, current, publish, write_table
from crmeter.warehouse.tables import TABLES, identities
from crmeter.warehouse.workspace import Workspace

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

_ROWS_AT_ONCE = 200


def write_firm(workspace: Workspace, rows: Rows) -> None:
    """Publish a snapshot that holds the given rows of contract tables; columns that are not given stay empty."""
    with publishing(workspace), Engine() as engine:
        versions = {}
        for name, table in TABLES.items():
            engine.run(f'CREATE TABLE "{name}" AS {table.no_rows_sql()}')
            full = [
                {"source": "hand", "source_key": f"{name}-{row[table.key]}", "import_id": "1", **row}
                for row in rows.get(name, ())
            ]
            for columns, alike in groupby(full, key=tuple):
                while some := list(islice(alike, _ROWS_AT_ONCE)):
                    marks = f"({', '.join('?' for _ in columns)})"
                    sql = f'INSERT INTO "{name}" ({", ".join(columns)}) VALUES {", ".join([marks] * len(some))}'
                    engine.connection.execute(sql, [value for row in some for value in row.values()])
            versions[name] = write_table(workspace, name, engine.connection.table(name), ("1",))
        engine.save(identities.no_rows_sql(), workspace.identities / "customers.parquet")
        publish(workspace, versions)


@contextmanager
def read_firm(folder: Path, rows: Rows) -> Iterator[tuple[Engine, Snapshot]]:
    """Give an engine in which the tables of a firm that has some rows are readable."""
    workspace = Workspace(folder / "firm")
    write_firm(workspace, rows)
    snapshot = current(workspace)
    assert snapshot is not None
    with Engine() as engine:
        attach_snapshot(engine, workspace, snapshot)
        yield engine, snapshot


def take(
    workspace: Workspace,
    wanted: Sequence[str | Measure],
    as_of: date,
    settings: Settings,
    currency: str,
    period: Period | None,
) -> dict[str, Reading]:
    """Take a few measures without the rest of a run."""
    snapshot = current(workspace)
    with Engine() as engine, TemporaryDirectory() as folder:
        attach_snapshot(engine, workspace, snapshot)
        view = View(Period.trailing(as_of, settings.window_days), as_of, currency, settings, None, currency == "VND")
        tables = keep_customers_days(engine, keep_sales(engine, view, Path(folder)), view, Path(folder))
        tables = keep_tries(engine, tables, view, Path(folder))
        first_day, newest = first_and_last_sale(engine)
        taker = Taker(
            engine=engine,
            tables=tables,
            filled=filled_tables(snapshot),
            first_day=first_day,
            trust={(name, needs): Trust({}) for name in ROWS for needs in (True, False)},
            freshness=Freshness(newest, snapshot.made_at),
            no_model=None,
        )
        taken = [each if isinstance(each, Measure) else measures()[each] for each in wanted]
        return {r.measure: r for r in taker.take(taken, view, [period or view.period])}


@pytest.fixture(scope="session")
def taken() -> Callable[..., dict[str, Reading]]:
    return take


@pytest.fixture(scope="session")
def firm() -> Callable[[], dict[str, list[dict[str, Any]]]]:
    return small_firm


@pytest.fixture(scope="session")
def written_firm(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Rows], Workspace]:
    def write(rows: Rows) -> Workspace:
        workspace = Workspace(tmp_path_factory.mktemp("firm"))
        write_firm(workspace, rows)
        return workspace

    return write


@pytest.fixture(scope="module")
def one_month() -> Iterator[None]:
    """Evaluate one whole month beside the main period: figures of the period stay, and cost a fraction of the time."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(periods, "MONTHS_SHOWN", 1)
        yield


@pytest.fixture(scope="session")
def evaluated(written_firm: Callable[[Rows], Workspace]) -> Evaluation:
    settings = Settings(working_hours=WORKING_HOURS, special_days=SPECIAL_DAYS)
    return evaluate_snapshot(written_firm(small_firm()), Request(AS_OF, settings, explained=False))
