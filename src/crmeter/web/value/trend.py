"""Customer equity over the months before, and ahead where there are months enough."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from crmeter.evaluation.reading_document import reading_from_document
from crmeter.evaluation.report.sections.equity_trend import Month, Trend
from crmeter.records.readings.queries import StoredRun, document_of, monthly_readings
from crmeter.vocabulary import NotEnoughData, Period, Reading, Text, Undefined
from crmeter.web.readings.opened import Opened

if TYPE_CHECKING:
    from crmeter.estimators.forecast.forecast import Forecast

MEASURE = "customer_equity"
# What the run says of the months before it, as `evaluation.equity_path` calls it; that loads numpy.
_PATH = "equity_path"
_SHOWN = 24
# Three are hidden to try the methods on, and four is what a trend is learnt from; fewer load no estimator.
LEAST_MONTHS = 7
_FURTHEST = 12
_SETTINGS = ("horizon_months", "annual_discount_rate")


def trend_of(opened: Opened) -> Trend:
    """Return equity by month, as the last evaluation of each said it or as this run works it out, and what may come.

    Args:
        opened: the run that is shown; only runs that reckon value as it does are set beside it.
    """
    run = opened.run
    by_month = {} if run.part is not None else _worked_out(opened)
    for each, held in monthly_readings(run, MEASURE, _SHOWN):
        reading = reading_from_document(held)
        if _terms(each) == _terms(run) and reading.value is not None:
            by_month[each.as_of.replace(day=1)] = _evaluated(each.as_of.replace(day=1), reading)
    months = _without_gaps(by_month)
    lately = _since_the_last_gap(months)
    if len(lately) < LEAST_MONTHS:
        return Trend(months, missing=_too_few(len(lately)), is_part=run.part is not None)
    return _seen_ahead(months, lately)


# A published run is never changed, so what it was reckoned with is read once.
@lru_cache(maxsize=256)
def _terms(run: StoredRun) -> tuple[object, ...]:
    held = document_of(run)["run"]
    return (held["basis"], *(dict(held["settings"]).get(name) for name in _SETTINGS))


def _worked_out(opened: Opened) -> dict[date, Month]:
    """Return what the run says of the months before it, of which there may be no evaluation."""
    path = opened.page.figures.table(_PATH)
    if path is None:
        return {}
    found = {}
    for row in path.records()[-_SHOWN + 1 :]:
        month = row["day"].replace(day=1)
        bounds = None if row["low_80"] is None else (float(row["low_80"]), float(row["high_80"]))
        found[month] = Month(month, float(row["equity"]), within_80=bounds, is_worked_out=True)
    return found


def _evaluated(month: date, reading: Reading) -> Month:
    interval = reading.interval()
    bounds = None if interval is None else (float(interval.low), float(interval.high))
    return Month(month, float(reading.value or 0), within_80=bounds)


def _without_gaps(by_month: Mapping[date, Month]) -> list[Month]:
    """Return every month from the first to the last, those of which nothing is known too."""
    if not by_month:
        return []
    months, month = [], min(by_month)
    while month <= max(by_month):
        months.append(by_month.get(month, Month(month, None)))
        month = Period.month_of(month).end
    return months


def _since_the_last_gap(months: Sequence[Month]) -> list[float]:
    lately: list[float] = []
    for each in reversed(months):
        if each.value is None:
            break
        lately.insert(0, each.value)
    return lately


def _seen_ahead(months: list[Month], lately: Sequence[float]) -> Trend:
    from crmeter.evaluation.monthly_forecast import METHODS, forecast_months  # noqa: PLC0415 - loads numpy

    try:
        # Half of what is known carries no farther than half as long.
        forecast, _ = forecast_months(lately, min(_FURTHEST, len(lately) // 2))
    except NotEnoughData as lacking:
        return Trend(months, missing=lacking.undefined)
    return Trend([*months, *_ahead(months[-1].month, forecast)], METHODS[forecast.method])


def _ahead(last: date, forecast: "Forecast") -> list[Month]:
    found, month = [], last
    for value, bands in zip(forecast.value, forecast.intervals, strict=True):
        month = Period.month_of(month).end
        each = Month(month, None, value)
        for band in bands:
            bounds = (float(band.low), float(band.high))
            each = replace(each, within_80=bounds) if band.level == 0.8 else replace(each, within_95=bounds)
        found.append(each)
    return found


def _too_few(n: int) -> Undefined:
    return Undefined(
        "few_months",
        Text(
            "mới biết {n} tháng liền, cần {least}",
            "months known in a row: {n}, and {least} are needed",
        ).fill(n=n, least=LEAST_MONTHS),
    )
