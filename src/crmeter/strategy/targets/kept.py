"""What a target says, as plain values: for the audit, and to be put back."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.models import Target

# What a change of a target may write; whose it is and its period stay.
SET = (
    "value", "currency", "reach_by", "floor", "benchmark", "benchmark_source", "benchmark_sector", "weight", "owner",
    "perspective", "agreed_by", "agreed_at", "goal", "way_vi", "way_en", "review", "set_by", "set_at",
)  # fmt: skip
_AMOUNTS = ("value", "floor", "benchmark", "weight")
_WORDS = ("currency", "benchmark_source", "benchmark_sector", "perspective", "way_vi", "way_en", "review")
_LINKS = ("goal_id", "owner_id", "agreed_by_id", "set_by_id")


def before_of(row: Target) -> dict[str, Any]:
    """Return all that a change may write, as JSON can hold it."""
    return {
        **{name: _digits(getattr(row, name)) for name in _AMOUNTS},
        **{name: str(getattr(row, name)) for name in _WORDS},
        **{name: getattr(row, name) for name in _LINKS},
        "reach_by": row.reach_by.isoformat(),
        "agreed_at": None if row.agreed_at is None else row.agreed_at.isoformat(),
        "set_at": row.set_at.isoformat(),
        "is_on": row.is_on,
    }


def put_back(row: Target, kept: Mapping[str, Any]) -> None:
    """Write what `before_of` has kept onto a row, without saving it."""
    for name in _AMOUNTS:
        setattr(row, name, None if kept[name] is None else Decimal(kept[name]))
    for name in (*_WORDS, *_LINKS, "is_on"):
        setattr(row, name, kept[name])
    row.reach_by = date.fromisoformat(kept["reach_by"])
    row.agreed_at = None if kept["agreed_at"] is None else datetime.fromisoformat(kept["agreed_at"])
    row.set_at = datetime.fromisoformat(kept["set_at"])


def shown_of(row: Target) -> dict[str, object]:
    """Return what the audit shows of a target; what nobody has said is left out."""
    shown: dict[str, object] = {
        "measure": row.measure,
        "value": _digits(row.value),
        "currency": row.currency,
        "reach_by": row.reach_by.isoformat(),
    }
    if row.whose != Whose.FIRM:
        shown |= {"whose": str(row.whose), "whose_id": row.whose_id}
    if row.span != Span.DAY:
        shown |= {"span": str(row.span), "starts_on": None if row.starts_on is None else row.starts_on.isoformat()}
    said: dict[str, object] = {
        "floor": _digits(row.floor),
        "benchmark": _digits(row.benchmark),
        "benchmark_source": row.benchmark_source,
        "benchmark_sector": row.benchmark_sector,
        "owner": row.owner_id,
        "goal": row.goal_id,
        "perspective": str(row.perspective),
        "review": str(row.review),
        "agreed_by": row.agreed_by_id,
    }
    if Decimal(row.weight) != 1:
        said["weight"] = _digits(row.weight)
    return shown | {name: value for name, value in said.items() if value not in (None, "")}


def _digits(value: Any) -> str | None:
    return None if value is None else f"{Decimal(value).normalize():f}"
