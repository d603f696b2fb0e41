"""Readings and runs on disk: `runs/<id>/run.json`, `readings.parquet`, and the tables that a run made."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from crmeter.evaluation.result import Run
from crmeter.measures.view import Rhythm, Settings, View
from crmeter.vocabulary import Coverage, Freshness, Interval, LeftOut, Period, Reading, Text, Trust, Undefined, Unit
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.files import read_json, write_json
from crmeter.warehouse.workspace import Workspace

Value = int | float | Decimal


def save_readings(engine: Engine, readings: Sequence[Reading], path: Path) -> None:
    """Write readings to a Parquet file; values are kept as exact text beside a number for queries."""
    columns: dict[str, Any] = {
        "measure": [r.measure for r in readings],
        "slice": [json.dumps(dict(r.slice), ensure_ascii=False) for r in readings],
        "period_start": [r.period.start.isoformat() for r in readings],
        "period_end": [r.period.end.isoformat() for r in readings],
        "unit": [r.unit.value for r in readings],
        "value": [_text(r.value) for r in readings],
        "n": [str(r.n) for r in readings],
        "rest": [json.dumps(_rest(r), ensure_ascii=False) for r in readings],
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


def _text(value: Value | None) -> str:
    return "" if value is None else repr(float(value)) if isinstance(value, float) else str(value)


def _rest(reading: Reading) -> dict[str, Any]:
    undefined = reading.undefined
    return {
        "type": None if reading.value is None else _type_of(reading.value),
        "currency": reading.currency,
        "top": _typed(reading.top),
        "bottom": _typed(reading.bottom),
        "intervals": [[i.level, _typed(i.low), _typed(i.high), i.method] for i in reading.intervals],
        "undefined": undefined
        and {
            "code": undefined.code,
            "reason": undefined.reason.to_json(),
            "needs": undefined.needs and undefined.needs.to_json(),
        },
        "used": reading.coverage.used,
        "left_out": [[left.code, left.reason.to_json(), left.n] for left in reading.coverage.left_out],
        "trust": dict(reading.trust.parts),
        "trust_reasons": {part: reason.to_json() for part, reason in reading.trust.reasons.items()},
        "newest": reading.freshness.newest and reading.freshness.newest.isoformat(),
        "loaded_at": reading.freshness.loaded_at and reading.freshness.loaded_at.isoformat(),
    }


def _typed(value: Value | None) -> list[str] | None:
    return None if value is None else [_type_of(value), _text(value)]


def _type_of(value: Value) -> str:
    # numpy's numbers are floats of their own name.
    return "Decimal" if isinstance(value, Decimal) else "float" if isinstance(value, float) else "int"


_TYPES: Mapping[str, type[int] | type[float] | type[Decimal]] = {"int": int, "float": float, "Decimal": Decimal}


def _untyped(held: list[str] | None) -> Any:
    return None if held is None else _TYPES[held[0]](held[1])


def _reading(record: Mapping[str, Any]) -> Reading:
    rest = json.loads(record["rest"])
    undefined = rest["undefined"]
    return Reading(
        measure=record["measure"],
        period=Period(record["period_start"], record["period_end"]),
        unit=Unit(record["unit"]),
        value=None if record["value"] is None else _TYPES[rest["type"]](record["value"]),
        n=record["n"],
        slice=json.loads(record["slice"]),
        currency=rest["currency"],
        top=_untyped(rest["top"]),
        bottom=_untyped(rest["bottom"]),
        intervals=tuple(
            Interval(level, _untyped(low), _untyped(high), method) for level, low, high, method in rest["intervals"]
        ),
        undefined=undefined
        and Undefined(
            undefined["code"], Text(**undefined["reason"]), undefined["needs"] and Text(**undefined["needs"])
        ),
        coverage=Coverage(rest["used"], tuple(LeftOut(c, Text(**reason), n) for c, reason, n in rest["left_out"])),
        trust=Trust(rest["trust"], {part: Text(**reason) for part, reason in rest["trust_reasons"].items()}),
        freshness=Freshness(
            rest["newest"] and date.fromisoformat(rest["newest"]),
            rest["loaded_at"] and datetime.fromisoformat(rest["loaded_at"]),
        ),
    )
