"""Published runs for whoever shows them: documents and readings as they were stored, nothing computed."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db.models import F
from django.utils import timezone

from crmeter.records.ledger.refusals import Refused
from crmeter.records.readings.models import ForetoldMonth, PartReadingRow, PublishedPart, PublishedRun, ReadingRow
from crmeter.vocabulary import Period, Scope, Text

# A part that nobody has looked at for so long is made again when somebody does.
LATELY = timedelta(days=14)
_A_YEAR, _NEARLY = timedelta(days=365), timedelta(days=15)
_TOLD = ("measure", "slice", "period_start", "period_end", "unit", "value", "n", "rest")


class NotForScope(Refused):
    """Raised where somebody who sees a part of the firm asks for what is of all of it."""

    def __init__(self) -> None:
        super().__init__(
            "not_for_scope",
            Text(
                "trang này nói về toàn bộ khách hàng của công ty, còn tài khoản của bạn chỉ xem một phần",
                "this page is about all customers of the firm, and your account sees a part of them",
            ),
        )


class PartNotMade(Refused):
    """Raised where the part that a reader sees has not been worked out of the current run.

    Args:
        run_id: the current run.
        words: spelled names of the owners of the part.
    """

    def __init__(self, run_id: str, words: frozenset[str]) -> None:
        super().__init__("part_not_made", Text("chưa tính phần này", "this part has not been worked out yet"))
        self.run_id = run_id
        self.words = words


class NothingAssigned(Refused):
    """Raised where no row of the data belongs to a reader who sees only their own.

    Args:
        words: spelled names by which their rows are looked for.
    """

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__(
            "nothing_assigned",
            Text("chưa có khách hàng nào được giao cho bạn", "no customer has been assigned to you yet"),
        )
        self.words = words


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A published run without its content.

    Args:
        part: the number of the part that is read instead of all rows, or None.
        words: spelled names of the owners of the part; None sees all rows.
        opened_on: the last day on which somebody looked at the part.
    """

    id: str
    as_of: date
    snapshot: str
    currency: str
    period: Period
    made_at: datetime | None
    published_at: datetime
    is_current: bool
    is_sample: bool
    part: int | None = None
    words: frozenset[str] | None = None
    opened_on: date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part of the current run without its content."""

    id: int
    words_hash: str
    scope: Scope


def hash_of(words: Collection[str]) -> str:
    """Return under which hash a part of these owners is kept."""
    return hashlib.sha256("\n".join(sorted(words)).encode()).hexdigest()


def part_key(run_id: str, words: Collection[str]) -> str:
    """Return the key of the job that works a part out: however many ask for it, it is done once."""
    return f"part:{run_id}:{hash_of(words)}"


def current_run(scope: Scope, words: frozenset[str] = frozenset()) -> StoredRun | None:
    """Return the run that pages show, or None before the first.

    Args:
        scope: of the reader.
        words: where they see a part: the spelled names of its owners.

    Raises:
        PartNotMade: the part has to be worked out first.
        NothingAssigned: no row belongs to the part.
    """
    found = PublishedRun.objects.filter(is_current=True).defer("document").first()
    return None if found is None else _seen(found, scope, words)


def current_currency() -> str | None:
    """Return the currency of the run that pages show, or None before the first."""
    return PublishedRun.objects.filter(is_current=True).values_list("currency", flat=True).first()


def stored_run(run_id: str, scope: Scope, words: frozenset[str] = frozenset()) -> StoredRun | None:
    """Return one run, or None where it is not there for this reader: of runs before the current one no part is kept.

    Raises:
        PartNotMade: see `current_run`.
        NothingAssigned: see `current_run`.
    """
    # An address may hold the one character that no text of PostgreSQL can.
    found = None if "\0" in run_id else PublishedRun.objects.filter(pk=run_id).defer("document").first()
    if found is None or (scope.kind != "all" and not found.is_current):
        return None
    return _seen(found, scope, words)


def stored_runs(most: int = 50) -> list[StoredRun]:
    """Return the published runs, the latest first; there is no figure in them."""
    return [_stored(found) for found in PublishedRun.objects.defer("document").order_by("-published_at")[:most]]


def parts_read_lately() -> list[StoredPart]:
    """Return the parts of the current run that somebody has looked at lately."""
    since = timezone.localdate() - LATELY
    return [
        StoredPart(found.pk, found.words_hash, Scope(_kind(found.scope_kind), tuple(found.scope_names)))
        for found in PublishedPart.objects.filter(opened_on__gte=since).defer("document").order_by("-opened_on", "id")
    ]


def document_of(run: StoredRun) -> dict[str, Any]:
    """Return the document of a run or of its part, without its readings."""
    if run.part is None:
        text = PublishedRun.objects.values_list("document", flat=True).get(pk=run.id)
    else:
        text = PublishedPart.objects.values_list("document", flat=True).get(pk=run.part)
    held: dict[str, Any] = json.loads(text)
    return held


def readings_of(
    run: StoredRun,
    *,
    cuts: Collection[str] | None = None,
    measure: str | None = None,
    named: Collection[str] | None = None,
) -> list[dict[str, Any]]:
    """Return readings of a run or of its part, in its order, as documents.

    Args:
        run: which.
        cuts: only those cut by these columns; `""` is all rows together, `"cohort,age"` a cut by two.
        measure: only of this one.
        named: only of these.
    """
    if run.part is None:
        found = _rows(ReadingRow.objects.filter(run_id=run.id), cuts, measure)
    else:
        found = _rows(PartReadingRow.objects.filter(part_id=run.part), cuts, measure)
    if named is not None:
        found = found.filter(measure__in=list(named))
    return _documents(found)


def _documents(found: Any) -> list[dict[str, Any]]:
    """Return rows of readings as documents."""
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
        for name, cut, start, end, unit, value, n, rest in found.values_list(*_TOLD)
    ]


def monthly_readings(run: StoredRun, measure: str, most: int) -> list[tuple[StoredRun, dict[str, Any]]]:
    """Return what a measure was, for all rows together, in the last run of each month up to a run, the oldest first.

    Of runs before the current one no part is kept.

    Args:
        run: the last; the others are of the same kind of data and in the same currency.
        measure: its name.
        most: how many months.

    Returns:
        Each run with the reading, as a document; those in which the measure has no value are left out.
    """
    if run.part is not None:
        return []
    alike = PublishedRun.objects.filter(
        as_of__lte=run.as_of, currency=run.currency, is_sample=run.is_sample, published_at__lte=run.published_at
    ).defer("document")
    by_month = {found.as_of.replace(day=1): _stored(found) for found in alike.order_by("as_of", "published_at")}
    runs = list(by_month.values())[-most:]
    rows = ReadingRow.objects.filter(run__in=[each.id for each in runs], measure=measure, cut="", value__isnull=False)
    rows = rows.filter(period_start=F("run__period_start"), period_end=F("run__period_end")).order_by("run")
    held = dict(zip(rows.values_list("run", flat=True), _documents(rows), strict=True))
    return [(each, held[each.id]) for each in runs if each.id in held]


def run_a_year_before(run: StoredRun) -> StoredRun | None:
    """Return the run whose last day is nearest to a year before that of another, or None where none is within 15 days.

    Args:
        run: of all rows; of runs before the current one no part is kept. The one that is looked for is of the same kind
            of data and in the same currency.
    """
    if run.part is not None:
        return None
    wanted = run.as_of - _A_YEAR
    alike = PublishedRun.objects.filter(
        as_of__range=(wanted - _NEARLY, wanted + _NEARLY), currency=run.currency, is_sample=run.is_sample
    ).defer("document")
    nearest = min(alike, key=lambda each: (abs(each.as_of - wanted), -each.published_at.timestamp()), default=None)
    return None if nearest is None else _stored(nearest)


def _kind(kept: str) -> Literal["teams", "owners"]:
    return "teams" if kept == "teams" else "owners"


def _rows(rows: Any, cuts: Collection[str] | None, measure: str | None) -> Any:
    rows = rows.order_by("position")
    if cuts is not None:
        rows = rows.filter(cut__in=cuts)
    if measure is not None:
        rows = rows.filter(measure=measure)
    return rows


def _seen(found: PublishedRun, scope: Scope, words: frozenset[str]) -> StoredRun:
    run = _stored(found)
    if scope.kind == "all":
        return run
    if not words:
        raise NothingAssigned(words)
    part = PublishedPart.objects.filter(run=found, words_hash=hash_of(words)).defer("document").first()
    if part is None:
        raise PartNotMade(run.id, words)
    if part.is_empty:
        raise NothingAssigned(words)
    return replace(run, part=part.pk, words=words, opened_on=part.opened_on)


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


def is_anything_foretold() -> bool:
    """Return whether any run told of a month that had not begun."""
    return ForetoldMonth.objects.exists()
