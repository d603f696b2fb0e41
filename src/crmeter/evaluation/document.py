"""An evaluation as a document that survives storage: to JSON and back without a digit or a word lost.

It loads neither DuckDB nor Ibis, so that a web page can open what a worker has published.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crmeter.evaluation.reading_document import reading_from_document, reading_to_document
from crmeter.evaluation.result import (
    Evaluation,
    Explanation,
    Finding,
    Level,
    ResultColumn,
    ResultTable,
    Run,
)
from crmeter.vocabulary import Misused, Period, Reading, Text

SCHEMA = "crmeter.document/1"


def to_document(evaluation: Evaluation, *, readings: bool = True, explanations: bool = True) -> dict[str, Any]:
    """Return an evaluation as what JSON can hold.

    Args:
        evaluation: a finished evaluation.
        readings: with them; a store that keeps readings as rows leaves them out.
        explanations: with them; a store that explains on demand leaves them out.
    """
    return {
        "schema": SCHEMA,
        "run": _run_out(evaluation.run),
        "readings": [reading_to_document(r) for r in evaluation.readings] if readings else [],
        # Lists of pairs: some databases keep no order of names.
        "tables": [[name, _table_out(table)] for name, table in evaluation.tables.items()],
        "levels": [_level_out(level) for level in evaluation.levels],
        "findings": [_finding_out(finding) for finding in evaluation.findings],
        "headline": list(evaluation.headline),
        "explanations": [[key, _explanation_out(each)] for key, each in evaluation.explanations.items()]
        if explanations
        else [],
    }


def from_document(held: Mapping[str, Any], readings: Iterable[Reading] | None = None) -> Evaluation:
    """Return the evaluation that a document holds.

    Args:
        held: as `to_document` gave it.
        readings: taken instead of those in the document, where they are kept elsewhere.

    Raises:
        Misused: the document is of another schema.
    """
    if held.get("schema") != SCHEMA:
        raise Misused(
            "unknown_document",
            Text("không đọc được tài liệu loại {schema}", "a document of schema {schema} cannot be read").fill(
                schema=str(held.get("schema"))
            ),
        )
    return Evaluation(
        run=_run_in(held["run"]),
        readings=tuple(map(reading_from_document, held["readings"]) if readings is None else readings),
        tables={name: _table_in(table) for name, table in held["tables"]},
        levels=tuple(map(_level_in, held["levels"])),
        findings=tuple(map(_finding_in, held["findings"])),
        headline=tuple(held["headline"]),
        explanations={key: _explanation_in(each) for key, each in held["explanations"]},
    )


def _run_out(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "as_of": run.as_of.isoformat(),
        "snapshot": run.snapshot,
        "settings": _mapping_out(run.settings),
        "code": run.code,
        "currency": run.currency,
        "sources": list(run.sources),
        "period": [run.period.start.isoformat(), run.period.end.isoformat()],
        "basis": run.basis,
        "model": run.model,
        "parameters": [[model, _mapping_out(held)] for model, held in run.parameters.items()],
        "made_at": run.made_at and run.made_at.isoformat(),
    }


def _run_in(held: Mapping[str, Any]) -> Run:
    return Run(
        id=held["id"],
        as_of=date.fromisoformat(held["as_of"]),
        snapshot=held["snapshot"],
        settings=_mapping_in(held["settings"]),
        code=held["code"],
        currency=held["currency"],
        sources=tuple(held["sources"]),
        period=Period(*(date.fromisoformat(day) for day in held["period"])),
        basis=held["basis"],
        model=held["model"],
        parameters={model: _mapping_in(parameters) for model, parameters in held["parameters"]},
        made_at=held["made_at"] and datetime.fromisoformat(held["made_at"]),
    )


def _table_out(table: ResultTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title.to_json(),
        "columns": [[column.name, column.title.to_json(), column.kind] for column in table.columns],
        "rows": [[_cell_out(cell) for cell in row] for row in table.rows],
        "note": table.note and table.note.to_json(),
    }


def _table_in(held: Mapping[str, Any]) -> ResultTable:
    return ResultTable(
        name=held["name"],
        title=Text(**held["title"]),
        columns=tuple(ResultColumn(name, Text(**title), kind) for name, title, kind in held["columns"]),
        rows=tuple(tuple(_cell_in(cell) for cell in row) for row in held["rows"]),
        note=held["note"] and Text(**held["note"]),
    )


def _level_out(level: Level) -> dict[str, Any]:
    return {
        "subject": level.subject,
        "title": level.title.to_json(),
        "reached": level.reached,
        "figures": [[depth, n] for depth, n in level.figures.items()],
        "missing": [need.to_json() for need in level.missing],
    }


def _level_in(held: Mapping[str, Any]) -> Level:
    return Level(
        subject=held["subject"],
        title=Text(**held["title"]),
        reached=held["reached"],
        figures={depth: n for depth, n in held["figures"]},  # noqa: C416 - pairs come as lists
        missing=tuple(Text(**need) for need in held["missing"]),
    )


def _finding_out(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "sentence": finding.sentence.to_json(),
        "action": finding.action and finding.action.to_json(),
        "measure": finding.measure,
        "slice": dict(finding.slice),
        "money": _cell_out(finding.money),
    }


def _finding_in(held: Mapping[str, Any]) -> Finding:
    return Finding(
        code=held["code"],
        severity=held["severity"],
        sentence=Text(**held["sentence"]),
        action=held["action"] and Text(**held["action"]),
        measure=held["measure"],
        slice=dict(held["slice"]),
        money=_cell_in(held["money"]),
    )


def _explanation_out(explanation: Explanation) -> dict[str, Any]:
    return {
        "reading": reading_to_document(explanation.reading),
        "title": explanation.title.to_json(),
        "meaning": explanation.meaning.to_json(),
        "formula": explanation.formula.to_json(),
        "figures": explanation.figures.to_json(),
        "sql": explanation.sql,
        "rows_sql": explanation.rows_sql,
        "parameters": _mapping_out(explanation.parameters),
        "rows": _table_out(explanation.rows),
        "n_rows": explanation.n_rows,
        "tables": list(explanation.tables),
    }


def _explanation_in(held: Mapping[str, Any]) -> Explanation:
    return Explanation(
        reading=reading_from_document(held["reading"]),
        title=Text(**held["title"]),
        meaning=Text(**held["meaning"]),
        formula=Text(**held["formula"]),
        figures=Text(**held["figures"]),
        sql=held["sql"],
        rows_sql=held["rows_sql"],
        parameters=_mapping_in(held["parameters"]),
        rows=_table_in(held["rows"]),
        n_rows=held["n_rows"],
        tables=tuple(held["tables"]),
    )


def _mapping_out(held: Mapping[str, Any]) -> list[list[Any]]:
    return [[name, _cell_out(value)] for name, value in held.items()]


def _mapping_in(held: Sequence[Sequence[Any]]) -> dict[str, Any]:
    return {name: _cell_in(value) for name, value in held}


def _cell_out(value: Any) -> Any:
    """What JSON has of its own stays as it is; all else is an object that names its type."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Text):
        return {"text": value.to_json()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    # A datetime is a date as well.
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, float):
        return {"float": repr(float(value))}
    if isinstance(value, tuple | list):
        return {"several": [_cell_out(each) for each in value]}
    # Numbers of numpy know what they are in Python.
    return _cell_out(value.item()) if hasattr(value, "item") else int(value)


def _cell_in(held: Any) -> Any:
    if not isinstance(held, dict):
        return held
    ((kind, value),) = held.items()
    match kind:
        case "text":
            return Text(**value)
        case "decimal":
            return Decimal(value)
        case "moment":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value)
        case "float":
            return float(value)
        case _:
            return tuple(_cell_in(each) for each in value)
