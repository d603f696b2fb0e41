"""Published runs for whoever shows them: documents and readings as they were stored, nothing computed."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crmeter.records.ledger.refusals import Refused
from crmeter.records.readings.models import PublishedRun, ReadingRow
from crmeter.vocabulary import Period, Scope, Text


class NotForScope(Refused):
    """Raised where somebody who sees a part of the firm asks for figures that are stored for all of it."""

    def __init__(self) -> None:
        super().__init__(
            "not_for_scope",
            Text(
                "các con số này tính trên toàn bộ khách hàng của công ty, còn tài khoản của bạn chỉ xem một phần; "
                "con số riêng cho phần của bạn sẽ có trong bản sau",
                "these figures are counted over all customers of the firm, and your account sees a part of them; "
                "figures of your own part come with a later version",
            ),
        )


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A published run without its content."""

    id: str
    as_of: date
    snapshot: str
    currency: str
    period: Period
    made_at: datetime | None
    published_at: datetime
    is_current: bool
    is_sample: bool


def current_run(scope: Scope) -> StoredRun | None:
    """Return the run that pages show, or None before the first.

    Raises:
        NotForScope: the reader does not see all rows; stored readings are of all.
    """
    _all_only(scope)
    found = PublishedRun.objects.filter(is_current=True).defer("document").first()
    return None if found is None else _stored(found)


def stored_run(run_id: str, scope: Scope) -> StoredRun | None:
    """Return one run, or None where it has not been published.

    Raises:
        NotForScope: see `current_run`.
    """
    _all_only(scope)
    found = PublishedRun.objects.filter(pk=run_id).defer("document").first()
    return None if found is None else _stored(found)


def stored_runs(scope: Scope, most: int = 50) -> list[StoredRun]:
    """Return the published runs, the latest first.

    Raises:
        NotForScope: see `current_run`.
    """
    _all_only(scope)
    return [_stored(found) for found in PublishedRun.objects.defer("document").order_by("-published_at")[:most]]


def document_of(run: StoredRun) -> dict[str, Any]:
    """Return the document of a run, without its readings."""
    held: dict[str, Any] = json.loads(PublishedRun.objects.values_list("document", flat=True).get(pk=run.id))
    return held


def readings_of(
    run: StoredRun, *, cuts: Collection[str] | None = None, measure: str | None = None
) -> list[dict[str, Any]]:
    """Return readings of a run, in its order, as documents.

    Args:
        run: which.
        cuts: only those cut by these columns; `""` is all rows together, `"cohort,age"` a cut by two.
        measure: only of this one.
    """
    rows = ReadingRow.objects.filter(run_id=run.id).order_by("position")
    if cuts is not None:
        rows = rows.filter(cut__in=cuts)
    if measure is not None:
        rows = rows.filter(measure=measure)
    return [
        {
            "measure": name,
            "slice": json.loads(cut),
            "period": [start.isoformat(), end.isoformat()],
            "unit": unit,
            "value": value,
            "n": n,
            "rest": json.loads(rest),
        }
        for name, cut, start, end, unit, value, n, rest in rows.values_list(
            "measure", "slice", "period_start", "period_end", "unit", "value", "n", "rest"
        )
    ]


def _all_only(scope: Scope) -> None:
    if scope.kind != "all":
        raise NotForScope


def _stored(found: PublishedRun) -> StoredRun:
    return StoredRun(
        id=found.pk,
        as_of=found.as_of,
        snapshot=found.snapshot,
        currency=found.currency,
        period=Period(found.period_start, found.period_end),
        made_at=found.made_at,
        published_at=found.published_at,
        is_current=found.is_current,
        is_sample=found.is_sample,
    )
