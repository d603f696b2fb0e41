"""What a run foretold of deals won in months to come, kept as it was told, to be judged once they are over."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from crmeter.records.readings.models import ForetoldMonth, PublishedRun

_TABLE = "deal_forecast"
# The way of the product itself, by stages; other ways stand beside it under their own names.
_METHOD = "model"
_OTHER_WAYS = ("typed", "rate_times_value", "last_month")
_PARTS = 10_000
# What the warehouse has room for.
_MOST = Decimal(10) ** 14 - 1


def keep_foretold(run: PublishedRun, document: Mapping[str, Any], told_on: date) -> int:
    """Keep each month that had not begun, and return how many; inside the transaction that publishes the run.

    Of an evaluation of a day gone by, which nobody was told at the time, only months ahead of today are kept.

    Args:
        run: that is being published.
        document: the evaluation.
        told_on: the day of today.
    """
    as_of = date.fromisoformat(document["run"]["as_of"])
    known = max(as_of, told_on)
    months = [
        ForetoldMonth(
            run=run,
            as_of=as_of,
            told_on=told_on,
            month=row["month"],
            currency=run.currency,
            method=_METHOD,
            value=_whole(row["forecast"]),
            low=_whole(row["low_80"]),
            high=_whole(row["high_80"]),
            **{way: _whole(row[way]) for way in _OTHER_WAYS if _has_room(row.get(way))},
        )
        for row in _rows(document)
        if row["month"] > known and all(_has_room(row[name]) for name in ("forecast", "low_80", "high_80"))
    ]
    return len(ForetoldMonth.objects.bulk_create(months))


def _rows(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name, table in document["tables"]:
        if name == _TABLE:
            columns = [column[0] for column in table["columns"]]
            for row in table["rows"]:
                yield {column: _cell(held) for column, held in zip(columns, row, strict=True)}


def _cell(held: Any) -> Any:
    """Return a day or an amount as the document writes it; other words are none of either."""
    if not isinstance(held, dict):
        return held
    if "day" in held:
        return date.fromisoformat(held["day"])
    written = held.get("float", held.get("decimal"))
    return None if written is None else Decimal(written)


def _has_room(amount: Decimal | None) -> bool:
    return amount is not None and amount.is_finite() and abs(amount) < _MOST


def _whole(amount: Decimal) -> int:
    """Return an amount in the parts that it is kept in."""
    return int((amount * _PARTS).to_integral_value())
