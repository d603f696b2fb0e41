"""Readings and runs on disk: `runs/<id>/run.json`, `readings.parquet`, and the tables that a run made."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from crmeter.evaluation.reading_document import reading_of, rest_of, value_text
from crmeter.evaluation.result import Run
from crmeter.measures.view import Rhythm, Settings, View
from crmeter.vocabulary import Period, Reading, Unit
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.erasure.rewriting import without_source_keys
from crmeter.warehouse.files import read_json, write_json
from crmeter.warehouse.workspace import Workspace


def save_readings(engine: Engine, readings: Sequence[Reading], path: Path) -> None:
    """Write readings to a Parquet file; values are kept as exact text beside a number for queries."""
    columns: dict[str, Any] = {
        "measure": [r.measure for r in readings],
        "slice": [json.dumps(dict(r.slice), ensure_ascii=False) for r in readings],
        "period_start": [r.period.start.isoformat() for r in readings],
        "period_end": [r.period.end.isoformat() for r in readings],
        "unit": [r.unit.value for r in readings],
        "value": ["" if r.value is None else value_text(r.value) for r in readings],
        "n": [str(r.n) for r in readings],
        "rest": [json.dumps(rest_of(r), ensure_ascii=False) for r in readings],
    }
    engine.connection.register("readings_to_save", {name: np.array(values) for name, values in columns.items()})
    engine.save(
        "SELECT measure, slice, period_start::DATE AS period_start, period_end::DATE AS period_end, unit,"
        " nullif(value, '') AS value, try_cast(nullif(value, '') AS DOUBLE) AS value_number, n::BIGINT AS n, rest"
        " FROM readings_to_save",
        path,
    )
    engine.connection.unregister("readings_to_save")


def load_readings(engine: Engine, path: Path) -> tuple[Reading, ...]:
    """Return the readings of a run as they were saved."""
    engine.attach("saved_readings", [path])
    return tuple(_reading(record) for record in engine.records("SELECT * FROM saved_readings"))


def save_run(folder: Path, run: Run, view: View) -> None:
    """Write what makes a run repeatable; from then on the run is finished."""
    write_json(
        folder / "run.json",
        {
            "schema": "crmeter.run/1",
            "id": run.id,
            "as_of": run.as_of,
            "snapshot": run.snapshot,
            "settings": dict(run.settings),
            "code": run.code,
            "currency": run.currency,
            "converts": view.converts,
            "sources": run.sources,
            "period": [run.period.start, run.period.end],
            "basis": run.basis,
            "model": run.model,
            "parameters": run.parameters,
            "rhythm": None
            if view.rhythm is None
            else {"shape": view.rhythm.shape, "rate": view.rhythm.rate, "model": view.rhythm.model},
            "made_at": run.made_at,
        },
    )


def load_run(folder: Path) -> tuple[Run, View]:
    """Return a finished run and the view of its main period.

    Raises:
        FileNotFoundError: there is no such run, or it was not finished.
    """
    held = read_json(folder / "run.json")
    period = Period(*(date.fromisoformat(day) for day in held["period"]))
    run = Run(
        id=held["id"],
        as_of=date.fromisoformat(held["as_of"]),
        snapshot=held["snapshot"],
        settings=held["settings"],
        code=held["code"],
        currency=held["currency"],
        sources=tuple(held["sources"]),
        period=period,
        basis=held["basis"],
        model=held["model"],
        parameters=held["parameters"],
        made_at=datetime.fromisoformat(held["made_at"]) if held["made_at"] else None,
    )
    rhythm = Rhythm(**held["rhythm"]) if held["rhythm"] else None
    return run, View(period, run.as_of, run.currency, Settings(**held["settings"]), rhythm, held["converts"])


def finished_runs(workspace: Workspace) -> tuple[str, ...]:
    """Return the ids of the finished runs, oldest first."""
    return tuple(sorted(path.parent.name for path in workspace.runs.glob("*/run.json")))


def pinned_snapshots(workspace: Workspace) -> tuple[str, ...]:
    """Return the snapshots that finished runs stand on; retention keeps them."""
    return tuple(sorted({read_json(path)["snapshot"] for path in workspace.runs.glob("*/run.json")}))


def hide_customers(workspace: Workspace, keys: Collection[int]) -> None:
    """Hide by which key their source calls some customers from the rows that runs keep; their figures stay.

    Args:
        workspace: whose runs.
        keys: of the customers.
    """
    for name in ("customers_now", "customers_before"):
        for path in sorted(workspace.runs.glob(f"*/{name}.parquet")):
            without_source_keys(path, keys)


def _reading(record: Mapping[str, Any]) -> Reading:
    return reading_of(
        measure=record["measure"],
        period=Period(record["period_start"], record["period_end"]),
        unit=Unit(record["unit"]),
        value=record["value"],
        n=record["n"],
        cut=json.loads(record["slice"]),
        rest=json.loads(record["rest"]),
    )
