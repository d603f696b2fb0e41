"""An evaluation as JSON, schema `crmeter.evaluation/1`, for programs."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crmeter.evaluation.result import ColumnKind, Evaluation, Explanation, Finding, Level, ResultTable, Run
from crmeter.vocabulary import Coverage, Freshness, Interval, Money, Period, Reading, Text, Trust, Undefined, Unit

SCHEMA = "crmeter.evaluation/1"


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation as plain values that any JSON writer takes.

    Money and exact sums are decimal strings, other figures numbers, days ISO dates, words `{"vi", "en"}`. Money that is
    estimated, bounds of intervals too, has the decimals of its currency; sums of amounts keep all of theirs.
    A period is `[start, end]` where the day `end` is no longer inside.

    Raises:
        ValueError: a figure is infinite or not a number; it should have been undefined, with its reason.
    """
    return {
        "schema": SCHEMA,
        "run": _run(evaluation.run),
        "headline": list(evaluation.headline),
        "readings": [_reading(reading) for reading in evaluation.readings],
        "tables": {name: _table(table, evaluation.run.currency) for name, table in evaluation.tables.items()},
        "levels": [_level(level) for level in evaluation.levels],
        "findings": [_finding(finding, evaluation.run.currency) for finding in evaluation.findings],
    }


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """Return everything behind one figure as plain values that any JSON writer takes."""
    return {
        "reading": _reading(explanation.reading),
        "title": explanation.title.to_json(),
        "meaning": explanation.meaning.to_json(),
        "formula": explanation.formula.to_json(),
        "figures": explanation.figures.to_json(),
        "sql": explanation.sql,
        "rows_sql": explanation.rows_sql,
        "parameters": {name: _plain(value) for name, value in explanation.parameters.items()},
        "rows": _table(explanation.rows, explanation.reading.currency),
        "n_rows": explanation.n_rows,
        "tables": list(explanation.tables),
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "as_of": run.as_of.isoformat(),
        "snapshot": run.snapshot,
        "settings": {name: _plain(value) for name, value in run.settings.items()},
        "code": run.code,
        "currency": run.currency,
        "sources": list(run.sources),
        "period": _period(run.period),
        "basis": run.basis,
        "model": run.model,
        "parameters": {
            model: {name: _number(value) for name, value in values.items()} for model, values in run.parameters.items()
        },
        "made_at": _moment(run.made_at),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    money = reading.unit is Unit.MONEY
    return {
        "measure": reading.measure,
        "slice": dict(reading.slice),
        "period": _period(reading.period),
        "value": _money(reading.value, reading.currency) if money else _figure(reading.value, money=False),
        "unit": reading.unit.value,
        "currency": reading.currency,
        "top": _part(reading.top, money=money),
        "bottom": _part(reading.bottom, money=False),
        "n": reading.n,
        "intervals": [_interval(interval, reading) for interval in reading.intervals],
        "undefined": _undefined(reading.undefined),
        "coverage": _coverage(reading.coverage),
        "trust": _trust(reading.trust),
        "freshness": _freshness(reading.freshness),
    }


def _interval(interval: Interval, reading: Reading) -> dict[str, Any]:
    def bound(value: float | Decimal) -> int | float | str | None:
        # No bound is an exact sum, whatever type it comes in.
        return _money(float(value), reading.currency) if reading.unit is Unit.MONEY else _figure(value, money=False)

    return {
        "level": interval.level,
        "low": bound(interval.low),
        "high": bound(interval.high),
        "method": interval.method,
    }


def _undefined(undefined: Undefined | None) -> dict[str, Any] | None:
    if undefined is None:
        return None
    return {
        "code": undefined.code,
        "reason": undefined.reason.to_json(),
        "needs": undefined.needs.to_json() if undefined.needs else None,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "used": coverage.used,
        "left_out": [{"code": left.code, "reason": left.reason.to_json(), "n": left.n} for left in coverage.left_out],
    }


def _trust(trust: Trust) -> dict[str, Any]:
    return {
        "score": None if trust.score is None else _number(trust.score),
        "parts": {part: _number(score) for part, score in trust.parts.items()},
        "unknown": list(trust.unknown),
        "reasons": {part: reason.to_json() for part, reason in trust.reasons.items()},
    }


def _freshness(freshness: Freshness) -> dict[str, Any]:
    return {
        "newest": freshness.newest.isoformat() if freshness.newest else None,
        "loaded_at": _moment(freshness.loaded_at),
    }


def _table(table: ResultTable, currency: str | None) -> dict[str, Any]:
    kinds = [column.kind for column in table.columns]
    return {
        "title": table.title.to_json(),
        "columns": [
            {"name": column.name, "title": column.title.to_json(), "kind": column.kind} for column in table.columns
        ],
        "rows": [[_cell(value, kind, currency) for value, kind in zip(row, kinds, strict=True)] for row in table.rows],
        "note": table.note.to_json() if table.note else None,
    }


def _cell(value: Any, kind: ColumnKind, currency: str | None) -> Any:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _money(value, currency) if kind == "money" else _figure(value, money=False)
    return _plain(value)


def _level(level: Level) -> dict[str, Any]:
    return {
        "subject": level.subject,
        "title": level.title.to_json(),
        "reached": level.reached,
        "figures": {str(depth): n for depth, n in level.figures.items()},
        "missing": [need.to_json() for need in level.missing],
    }


def _finding(finding: Finding, currency: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "sentence": finding.sentence.to_json(),
        "action": finding.action.to_json() if finding.action else None,
        "measure": finding.measure,
        "slice": dict(finding.slice),
        "money": _money(finding.money, currency),
        "currency": None if finding.money is None else currency,
    }


def _period(period: Period) -> list[str]:
    return [period.start.isoformat(), period.end.isoformat()]


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _part(value: float | Decimal | None, *, money: bool) -> int | float | str | None:
    # What stands above and below the line is exact where it is an amount, and stays so.
    return _figure(value, money=money or isinstance(value, Decimal))


def _figure(value: float | Decimal | None, *, money: bool) -> int | float | str | None:
    if value is None:
        return None
    if not money:
        return _number(value)
    amount = Decimal(str(value))
    if not amount.is_finite():
        raise ValueError(f"an amount of money is {value}; it should be undefined, with a reason")
    return format(amount, "f")


def _money(value: float | Decimal | None, currency: str | None) -> int | float | str | None:
    """An amount as it is where it is an exact sum, and in the decimals of its currency where it is an estimate."""
    if isinstance(value, float) and math.isfinite(value) and currency is not None:
        value = Money(Decimal(repr(float(value))), currency).rounded().amount
    return _figure(value, money=True)


def _number(value: float | Decimal) -> int | float:
    if isinstance(value, int):
        return value
    written = float(value)
    if not math.isfinite(written):
        raise ValueError(f"a figure is {written}; it should be undefined, with a reason")
    return written


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.to_json()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, Sequence):
        return [_plain(inner) for inner in value]
    return str(value)
