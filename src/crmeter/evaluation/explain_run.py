"""A finished run opened again, to explain its figures on the snapshot it was made from."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from crmeter.evaluation.change_reasons import ChangeReasons, change_reasons
from crmeter.evaluation.explain import Explainer
from crmeter.evaluation.opened_run import opened_run
from crmeter.evaluation.result import Explanation, Run
from crmeter.evaluation.store import finished_runs, load_readings
from crmeter.measures.catalogue import measures, unknown_measure
from crmeter.measures.view import View
from crmeter.vocabulary import Misused, NotThere, Reading, Text
from crmeter.warehouse.connectors.own_database.origin import SOURCE as RECORDS
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.owned_rows import Part
from crmeter.warehouse.workspace import Workspace

# How many slices a complaint names.
_SHOWN_SLICES = 10
_AT_ONCE = 2000
# Of which table, and so of which concept, the keys of rows are.
_RECORDS_OF = {
    "sales": "orders",
    "valid_orders": "orders",
    "documents": "orders",
    "customers": "customers",
    "contacts": "customers",
    "scores": "customers",
    "leads": "leads",
    "tickets": "tickets",
    "deliveries": "orders",
    "placed_orders": "orders",
    "delivered_orders": "orders",
    "fulfilled_orders": "orders",
    "sold_products": "orders",
    "deals": "deals",
    "stage_stays": "deals",
    "answered_leads": "leads",
    "leads_in_hours": "leads",
    "answers": "customers",
    "invitations": "customers",
    "brand_answers": "customers",
}


@dataclass(frozen=True, slots=True)
class Totals:
    """What the rows behind a figure add up to: how many, above and below the line."""

    n: int
    top: Decimal | float | None
    bottom: Decimal | float | None


@dataclass(frozen=True, slots=True)
class Records:
    """Records of the own database: of which concept, and their numbers as rows write them."""

    concept: str
    keys: frozenset[str]


class ExplainedRun:
    """The readings of a run with the tables that they came from."""

    def __init__(self, engine: Engine, run: Run, view: View, saved: Path, part: Part | None = None) -> None:
        self.run = run
        self._engine = engine
        self._saved = saved
        self._view = view
        self._explainer = Explainer(engine, view, part=part)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The readings as the run saved them, of all rows; read when somebody asks by name."""
        return load_readings(self._engine, self._saved)

    def explain_reading(self, reading: Reading) -> Explanation:
        """Explain a reading of this run that is at hand already."""
        return self._explainer.explain(reading)

    def explain(self, measure: str, slice_: Mapping[str, str] | None = None) -> Explanation:
        """Explain a reading of the main period.

        Raises:
            Misused: there is no such measure, or no such slice of it.
        """
        if measure not in measures():
            raise unknown_measure(measure)
        wanted = dict(slice_ or {})
        for reading in self.readings:
            if (
                reading.measure == measure
                and reading.period == self.run.period
                and {k: str(v) for k, v in reading.slice.items()} == wanted
            ):
                return self._explainer.explain(reading)
        raise self._unknown_slice(measure, wanted)

    def _unknown_slice(self, measure: str, wanted: Mapping[str, str]) -> Misused:
        cut = sorted(
            {
                ", ".join(f"{column}={value}" for column, value in reading.slice.items())
                for reading in self.readings
                if reading.measure == measure and reading.slice and reading.period == self.run.period
            }
        )
        more = "…" if len(cut) > _SHOWN_SLICES else ""
        known = Text.same("; ".join(cut[:_SHOWN_SLICES]) + more) if cut else Text("không có lát nào", "nothing here")
        return Misused(
            "unknown_slice",
            Text(
                "{measure} không có lát cắt {wanted}; --slice nhận: {known}",
                "{measure} has no slice {wanted}; --slice takes: {known}",
            ).fill(
                measure=measure,
                wanted=", ".join(f"{column}={value}" for column, value in wanted.items()) or "–",
                known=known,
            ),
        )

    def all_rows(self, explanation: Explanation) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return the names of the columns and all rows behind an explained figure."""
        names = [column.name for column in explanation.rows.columns]
        return names, self._engine.rows(explanation.rows_sql)

    def change_reasons(self, measure: str, by: str) -> ChangeReasons:
        """Split the change of a figure since the period before by a column; see `change_reasons`.

        Raises:
            NotEnoughData: nothing is to be counted in one of the two periods.
        """
        return change_reasons(self._engine, self._view, self.run.period.before(), measures()[measure], by)

    def rows_between(self, explanation: Explanation, first: int, most: int) -> list[tuple[Any, ...]]:
        """Return some of the rows behind an explained figure, those that weigh most before the others."""
        names = ", ".join(f'"{column.name}"' for column in explanation.rows.columns)
        order = f"abs(top) DESC, {names}"
        return self._engine.rows(
            f"SELECT * FROM ({explanation.rows_sql}) ORDER BY {order} LIMIT {int(most)} OFFSET {int(first)}"
        )

    def each_row(self, explanation: Explanation) -> Iterator[tuple[Any, ...]]:
        """Go through all rows behind an explained figure without holding them."""
        found = self._engine.connection.execute(explanation.rows_sql)
        while rows := found.fetchmany(_AT_ONCE):
            yield from rows

    def records_among(self, explanation: Explanation, rows: Sequence[tuple[Any, ...]]) -> Records | None:
        """Return which of some rows behind an explained figure are records of the own database.

        A key that a file has too is left out, for the row does not say whose it is.

        Args:
            explanation: of the figure.
            rows: as `rows_between` returned them.

        Returns:
            None where the rows are of no kind of record.
        """
        table = _RECORDS_OF.get(measures()[explanation.reading.measure].rows)
        names = [column.name for column in explanation.rows.columns]
        if table is None or "source_key" not in names:
            return None
        each = [dict(zip(names, row, strict=True)) for row in rows]
        # Among documents there are returns, whose keys are not those of orders.
        keys = [row["source_key"] for row in each if row.get("kind") != "return"]
        found = self._engine.rows(
            f'SELECT source_key FROM "{table}" WHERE list_contains(?, source_key) '
            "GROUP BY source_key HAVING min(source) = ? AND max(source) = ?",
            [keys, RECORDS, RECORDS],
        )
        return Records(table, frozenset(key for (key,) in found))

    def totals(self, explanation: Explanation) -> Totals:
        """Add up all rows behind an explained figure."""
        ((n, top, bottom),) = self._engine.rows(f"SELECT count(*), sum(top), sum(bottom) FROM ({explanation.rows_sql})")
        return Totals(n, top, bottom)


@contextmanager
def open_run(
    workspace: Workspace,
    run_id: str,
    memory_limit: str = "1GB",
    threads: int | None = None,
    words: Collection[str] | None = None,
) -> Iterator[ExplainedRun]:
    """Open a finished run.

    Args:
        workspace: where it lies.
        run_id: which.
        memory_limit: what the engine may hold before it spills.
        threads: how many threads the engine may use; by default all cores.
        words: spelled names of owners: only their rows are seen; None sees all.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
    """
    with opened_run(workspace, run_id, memory_limit, threads, words=words) as opened:
        readings = opened.folder / "readings.parquet"
        yield ExplainedRun(opened.engine, opened.run, opened.view, readings, opened.part)


def latest_run(workspace: Workspace, run_id: str | None = None) -> tuple[Workspace, str]:
    """Find a run in a workspace or in those of single sources inside it; by default the one made last.

    Raises:
        NotThere: there is none.
    """
    places = [workspace, *(Workspace(path) for path in sorted((workspace.root / "sources").glob("*")))]
    found = [
        ((place.runs / name / "run.json").stat().st_mtime_ns, place, name)
        for place in places
        for name in finished_runs(place)
        if run_id in (None, name)
    ]
    if not found:
        raise NotThere(
            "unknown_run",
            Text(
                "không có lần đánh giá {id} trong {place}; hãy chạy crmeter evaluate trước",
                "there is no evaluation {id} in {place}; run crmeter evaluate first",
            ).fill(id=run_id or Text("nào", "at all"), place=str(workspace.root)),
        )
    _, place, name = max(found, key=lambda entry: entry[0])
    return place, name
