"""A finished run with its snapshot, readable as tables."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crmeter.evaluation.result import Run
from crmeter.evaluation.store import load_run
from crmeter.evaluation.tables import attach_personal, attach_scores, attach_snapshot, keep_customers_days, keep_sales
from crmeter.measures.rows import Tables
from crmeter.measures.view import View
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.owned_rows import WHOLE, Part, part_of, show_part
from crmeter.warehouse.snapshots import load
from crmeter.warehouse.workspace import Workspace

# Rows that a run kept beside its readings.
_KEPT = ("sales", "purchases", "first_seen", "customers_now")


@dataclass(frozen=True, slots=True)
class OpenedRun:
    """A run and where its tables are readable.

    Args:
        engine: reads the tables of the snapshot, and what the run made of them, by name.
        run: the run.
        view: of its main period.
        folder: of the run.
        part: whose rows are seen; None where all are.
    """

    engine: Engine
    run: Run
    view: View
    folder: Path
    part: Part | None = None

    def tables(self) -> Tables:
        """Return the tables as expressions; what the run kept is not worked out again."""
        return keep_customers_days(self.engine, keep_sales(self.engine, self.view, self.folder), self.view, self.folder)


@contextmanager
def opened_run(
    workspace: Workspace,
    run_id: str,
    memory_limit: str = "1GB",
    threads: int | None = None,
    *,
    names: bool = False,
    words: Collection[str] | None = None,
) -> Iterator[OpenedRun]:
    """Open a finished run.

    Args:
        workspace: where it lies.
        run_id: which.
        memory_limit: what the engine may hold before it spills.
        threads: how many threads the engine may use; by default all cores.
        names: let names, contact details and what people wrote be read, and what the run kept of all customers of the
            main period.
        words: spelled names of owners: only their rows are seen; None sees all.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
    """
    folder = workspace.runs / run_id
    run, view = load_run(folder)
    with Engine(memory_limit, threads) as engine:
        snapshot = load(workspace, run.snapshot)
        part = None
        if words is None:
            attach_snapshot(engine, workspace, snapshot)
            attach_scores(engine, folder)
        else:
            engine.run(f"CREATE SCHEMA {WHOLE}")
            attach_snapshot(engine, workspace, snapshot, WHOLE)
            attach_scores(engine, folder, WHOLE)
            if names:
                attach_personal(engine, workspace, WHOLE)
            part = part_of(engine, words)
            show_part(engine, part, kept=False)
        if names:
            for name in _KEPT:
                if not (folder / f"{name}.parquet").exists():
                    raise FileNotFoundError(folder / f"{name}.parquet")
                engine.attach(name, [folder / f"{name}.parquet"])
            if words is None:
                attach_personal(engine, workspace)
        yield OpenedRun(engine, run, view, folder, part)
