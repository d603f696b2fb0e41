"""Published evaluations whose months are said by a test."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.document import to_document
from crmeter.measures.catalogue import measures
from crmeter.records.readings.actions import publish_run
from crmeter.strategy.targets.kinds import months_on
from crmeter.vocabulary import Period, Reading, Text, Undefined, Unit

Values = Sequence[float | None]


def publish_months(
    run_id: str, as_of: date, lines: Mapping[str, Values], currency: str = "VND", since: date | None = None
) -> None:
    """Publish a run whose readings are these, the last value being of the last month that was over.

    Args:
        run_id: of the run.
        as_of: its last day, which ends a month.
        lines: values of months by measure; None is a month without a value.
        currency: of the run.
        since: the first day of its history, where that is shorter than its window.
    """
    made = evaluation()
    main = Period(since or as_of + timedelta(days=1 - made.run.period.days), as_of + timedelta(days=1))
    run = replace(made.run, id=run_id, as_of=as_of, period=main, currency=currency)
    readings = [
        reading
        for name, values in lines.items()
        for reading in (_reading(name, main, values[-1], currency), *_months(name, as_of, values, currency))
    ]
    found = replace(made, run=run, readings=tuple(readings), findings=(), headline=tuple(lines), explanations={})
    publish_run(to_document(found, explanations=False))


def _months(name: str, as_of: date, values: Values, currency: str) -> list[Reading]:
    found, month = [], Period.month_of(as_of)
    for value in reversed(values):
        found.append(_reading(name, month, value, currency))
        month = Period.month_of(month.start - timedelta(days=1))
    return found[::-1]


def _reading(name: str, period: Period, value: float | None, currency: str) -> Reading:
    unit = measures()[name].unit
    why = None if value is not None else Undefined("no_rows", Text("chưa có dòng nào", "there are no rows"))
    return Reading(name, period, unit, value, 10, currency=currency if unit is Unit.MONEY else None, undefined=why)


def line(
    measure: str, values: Sequence[float], bottom: float | None = None, last: date = date(2099, 9, 1)
) -> list[Reading]:
    """Return readings of months up to one, each of so many rows below the line."""
    months = [months_on(last, -back) for back in range(len(values))][::-1]
    unit = measures()[measure].unit
    return [
        Reading(
            measure, Period.month_of(month), unit, float(value), 10,
            top=None if bottom is None else float(value) * bottom, bottom=bottom,
        )
        for month, value in zip(months, values, strict=True)
    ]  # fmt: skip
