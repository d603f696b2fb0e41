"""Readings as plain words and numbers: for Parquet, for the database, for a document; nothing is rounded.

It loads neither DuckDB nor Ibis: a page that shows stored readings needs neither.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crmeter.vocabulary import Coverage, Freshness, Interval, LeftOut, Period, Reading, Text, Trust, Undefined, Unit

Value = int | float | Decimal


def reading_to_document(reading: Reading) -> dict[str, Any]:
    """Return a reading as what JSON can hold; a value is exact text."""
    return {
        "measure": reading.measure,
        "slice": dict(reading.slice),
        "period": [reading.period.start.isoformat(), reading.period.end.isoformat()],
        "unit": reading.unit.value,
        "value": None if reading.value is None else value_text(reading.value),
        "n": reading.n,
        "rest": rest_of(reading),
    }


def reading_from_document(held: Mapping[str, Any]) -> Reading:
    """Return the reading that a document holds."""
    start, end = (date.fromisoformat(day) for day in held["period"])
    return reading_of(
        measure=held["measure"],
        period=Period(start, end),
        unit=Unit(held["unit"]),
        value=held["value"],
        n=held["n"],
        cut=held["slice"],
        rest=held["rest"],
    )


def value_text(value: Value) -> str:
    """Write a value so that it reads back the same."""
    return repr(float(value)) if isinstance(value, float) else str(value)


def rest_of(reading: Reading) -> dict[str, Any]:
    """Return what belongs to a reading beside measure, slice, period, unit, value and n."""
    undefined = reading.undefined
    return {
        "type": None if reading.value is None else _type_of(reading.value),
        "currency": reading.currency,
        "top": typed(reading.top),
        "bottom": typed(reading.bottom),
        "intervals": [[i.level, typed(i.low), typed(i.high), i.method] for i in reading.intervals],
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


def reading_of(
    *, measure: str, period: Period, unit: Unit, value: str | None, n: int, cut: Mapping[str, str], rest: Any
) -> Reading:
    """Return a reading from its parts.

    Args:
        measure: its name.
        period: the days it looks at.
        unit: what it counts.
        value: as `value_text` wrote it, or None.
        n: how many rows are behind it.
        cut: the slice.
        rest: as `rest_of` gave it.
    """
    undefined = rest["undefined"]
    return Reading(
        measure=measure,
        period=period,
        unit=unit,
        value=None if value is None else _TYPES[rest["type"]](value),
        n=n,
        slice=dict(cut),
        currency=rest["currency"],
        top=untyped(rest["top"]),
        bottom=untyped(rest["bottom"]),
        intervals=tuple(
            Interval(level, untyped(low), untyped(high), method) for level, low, high, method in rest["intervals"]
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


def typed(value: Value | None) -> list[str] | None:
    """Return a value as the name of its type and its exact text."""
    return None if value is None else [_type_of(value), value_text(value)]


def untyped(held: list[str] | None) -> Any:
    """Return the value that `typed` wrote down."""
    return None if held is None else _TYPES[held[0]](held[1])


def _type_of(value: Value) -> str:
    # numpy's numbers are floats of their own name.
    return "Decimal" if isinstance(value, Decimal) else "float" if isinstance(value, float) else "int"


_TYPES: Mapping[str, type[int] | type[float] | type[Decimal]] = {"int": int, "float": float, "Decimal": Decimal}
