"""What runs foretold of months is kept as it was told: once, of months that had not begun, and as long as the run."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from crmeter.evaluation.document import to_document
from crmeter.evaluation.internal.deal_words import FORECAST, FORECAST_COLUMNS
from crmeter.evaluation.result import Evaluation, ResultTable
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.queries import history
from crmeter.records.readings.actions import forget_sample_runs, publish_run
from crmeter.records.readings.models import ForetoldMonth
from crmeter.vocabulary import Period

from ..evaluation.report.sample import evaluation as sample_evaluation

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sample() -> Evaluation:
    return sample_evaluation()


def months_after(day: date, n: int) -> list[date]:
    found = [Period.month_of(day).start]
    while len(found) <= n:
        found.append(Period.month_of(found[-1] + timedelta(days=31)).start)
    return found


def document(evaluation: Evaluation, run: str, as_of: date, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    table = ResultTable("deal_forecast", FORECAST, FORECAST_COLUMNS, tuple(rows))
    run_of = replace(evaluation.run, id=run, as_of=as_of)
    tables = {**evaluation.tables, "deal_forecast": table}
    return to_document(replace(evaluation, run=run_of, tables=tables), explanations=False)


def said(month: date, value: float, *, typed: float | None = None, actual: float | None = None) -> tuple[Any, ...]:
    """A row of the table of a run: from half to twice the value, 80 % of the time."""
    return (month, actual, None, value, value, 0.0, value / 2, value * 2, 0.0, value * 3, 1.5, None, typed, None, 7.25)


def kept() -> list[tuple[Any, ...]]:
    columns = ("value", "low", "high", "typed", "rate_times_value", "last_month")
    return [
        (
            row["run_id"],
            row["month"],
            *(row[each] if row[each] is None else row[each] / Decimal(10_000) for each in columns),
        )
        for row in ForetoldMonth.objects.order_by("run_id", "month").values("run_id", "month", *columns)
    ]


def test_each_month_that_had_not_begun_is_kept_as_it_was_told(sample: Evaluation) -> None:
    today = timezone.localdate()
    this, soon, later = months_after(today, 2)
    over = Period.month_of(this - timedelta(days=1)).start
    rows = [said(over, 90.0, actual=80.0), said(this, 10.0), said(soon, 20.5, typed=33.0), said(later, 40.0)]

    publish_run(document(sample, "first", today, rows))

    assert kept() == [
        ("first", soon, Decimal("20.5"), Decimal("10.25"), Decimal(41), Decimal(33), None, Decimal("7.25")),
        ("first", later, Decimal(40), Decimal(20), Decimal(80), None, None, Decimal("7.25")),
    ]
    row = ForetoldMonth.objects.filter(month=soon).get()
    assert (row.as_of, row.told_on, row.currency, row.method) == (today, today, sample.run.currency, "model")
    (entry,) = history("records.publishedrun", "first")
    assert entry.after["foretold"] == 2


def test_publishing_a_run_again_keeps_nothing_twice_and_another_run_adds_its_own(sample: Evaluation) -> None:
    today = timezone.localdate()
    soon = months_after(today, 1)[1]
    publish_run(document(sample, "first", today, [said(soon, 20.0)]))
    publish_run(document(sample, "second", today, [said(soon, 30.0)]))

    assert not publish_run(document(sample, "first", today, [said(soon, 99.0)]))

    assert [(run, value) for run, _, value, *_ in kept()] == [("first", 20), ("second", 30)]


def test_a_day_gone_by_that_is_evaluated_today_foretells_no_month_that_has_begun(sample: Evaluation) -> None:
    today = timezone.localdate()
    this, soon = months_after(today, 1)
    eve = this - timedelta(days=1)

    publish_run(document(sample, "late", eve, [said(this, 10.0), said(soon, 20.0)]))

    assert [(month, value) for _, month, value, *_ in kept()] == [(soon, 20)]
    assert ForetoldMonth.objects.get().as_of == eve


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e15])
def test_what_the_warehouse_has_no_room_for_is_not_kept(sample: Evaluation, value: float) -> None:
    today = timezone.localdate()
    soon, later = months_after(today, 2)[1:]

    publish_run(document(sample, "first", today, [said(soon, value), said(later, 5.0, typed=value)]))

    assert [(month, typed) for _, month, *_, typed, _, _ in kept()] == [(later, None)]


def test_a_run_without_deals_foretells_nothing(sample: Evaluation) -> None:
    run = replace(sample, tables={name: t for name, t in sample.tables.items() if name != "deal_forecast"})

    publish_run(to_document(run, explanations=False))

    assert kept() == []


def test_what_runs_of_the_sample_foretold_goes_with_them(sample: Evaluation) -> None:
    today = timezone.localdate()
    soon = months_after(today, 1)[1]
    publish_run(document(sample, "own", today, [said(soon, 20.0)]))
    publish_run(document(sample, "of sample", today, [said(soon, 30.0)]), is_sample=True)

    forget_sample_runs(SYSTEM)

    assert [run for run, *_ in kept()] == ["own"]
