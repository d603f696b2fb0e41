"""The next twelve months, with bands, and how each method did on the quarters before."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from crmeter.estimators.forecast.back_test import BackTest
from crmeter.estimators.forecast.forecast import Forecast, Forecaster
from crmeter.evaluation.monthly_forecast import METHODS, best_method
from crmeter.evaluation.monthly_series import MOST_STATES, TARGETS, Target, first_of, next_month, series, whole_months
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.rows import Tables
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text, Undefined
from crmeter.warehouse.engine import Engine

AHEAD = 12
ACTUALS_SHOWN = 24


@dataclass(frozen=True)
class Outlook:
    """One target seen ahead.

    Args:
        target: what is forecast.
        months: the first days of the whole months behind, oldest first.
        actual: their figures; None where something was sold but no amount is known.
        forecast: the coming months, or None.
        tested: how the methods did on the quarters before, or None.
        missing: why there is no forecast, or None.
        method: what the forecast is made by, for sums of coming months; or None.
    """

    target: Target
    months: tuple[date, ...]
    actual: tuple[float | None, ...]
    forecast: Forecast | None = None
    tested: BackTest | None = None
    missing: Undefined | None = None
    method: Forecaster | None = None


def look_ahead(engine: Engine, tables: Tables, view: View, first_day: date) -> tuple[Outlook, ...]:
    """Forecast each target of which there are data twelve months ahead, from its whole months.

    Args:
        engine: where the tables are readable.
        tables: their expressions.
        view: from where they are looked at.
        first_day: the day of the first valid sale; a month that began before it is not whole.
    """
    found = []
    for target in TARGETS:
        first = first_day if not target.counted else first_of(engine, tables, target, view)
        if first is None:
            continue
        months = whole_months(first, view.as_of)
        if target.state:
            months = months[-MOST_STATES:]
        found.append(_outlook(target, months, series(engine, tables, view, target, months)))
    return tuple(found)


def outlook_table(outlook: Outlook) -> ResultTable | None:
    """Return the last months and the coming ones as one table, or None where there is no forecast."""
    if outlook.forecast is None:
        return None
    kind = outlook.target.kind
    rows: list[tuple[Any, ...]] = [
        (month, actual, None, None, None, None, None)
        for month, actual in zip(outlook.months[-ACTUALS_SHOWN:], outlook.actual[-ACTUALS_SHOWN:], strict=True)
    ]
    month = outlook.months[-1]
    for value, bands in zip(outlook.forecast.value, outlook.forecast.intervals, strict=True):
        month = next_month(month)
        by_level = {band.level: band for band in bands}
        rows.append(
            (
                month,
                None,
                value,
                *(
                    bound
                    for level in (0.8, 0.95)
                    for bound in (
                        (float(by_level[level].low), float(by_level[level].high)) if level in by_level else (None, None)
                    )
                ),
            )
        )
    return ResultTable(
        f"forecast_{outlook.target.name}",
        Text("Dự báo 12 tháng: {target}", "Forecast for 12 months: {target}").fill(target=outlook.target.title),
        (
            ResultColumn("month", Text("Tháng", "Month"), "month"),
            ResultColumn("actual", Text("Thực tế", "Actual"), kind),
            ResultColumn("forecast", Text("Dự báo", "Forecast"), kind if kind == "money" else "number"),
            ResultColumn("low_80", Text("Cận dưới 80%", "Lower 80%"), kind if kind == "money" else "number"),
            ResultColumn("high_80", Text("Cận trên 80%", "Upper 80%"), kind if kind == "money" else "number"),
            ResultColumn("low_95", Text("Cận dưới 95%", "Lower 95%"), kind if kind == "money" else "number"),
            ResultColumn("high_95", Text("Cận trên 95%", "Upper 95%"), kind if kind == "money" else "number"),
        ),
        tuple(rows),
        Text("Phương pháp: {method}", "Method: {method}").fill(method=METHODS[outlook.forecast.method]),
    )


def back_test_table(outlooks: tuple[Outlook, ...]) -> ResultTable:
    """Return how each method did on the quarters before, the naive beside the others."""
    rows = [
        (
            outlook.target.title,
            METHODS[score.model],
            score.wape,
            score.bias,
            score.mase,
            score.coverage_80,
            score.n,
            Text("được dùng", "in use") if score.model == outlook.tested.winner else None,
        )
        for outlook in outlooks
        if outlook.tested is not None
        for score in outlook.tested.scores
    ]
    return ResultTable(
        "forecast_backtest",
        Text("Thử lại trên quá khứ", "Back-test"),
        (
            ResultColumn("target", Text("Chỉ số", "Target"), "text"),
            ResultColumn("method", Text("Phương pháp", "Method"), "text"),
            ResultColumn("wape", Text("Sai số (WAPE)", "Error (WAPE)"), "share"),
            ResultColumn("bias", Text("Lệch", "Bias"), "share"),
            ResultColumn("mase", Text("MASE", "MASE"), "number"),
            ResultColumn("coverage_80", Text("Trong khoảng 80%", "Within the 80% band"), "share"),
            ResultColumn("n", Text("Số tháng thử", "Months tried"), "count"),
            ResultColumn("chosen", Text("Chọn", "Chosen"), "text"),
        ),
        tuple(rows),
        Text(
            "Từng phương pháp dự báo ba tháng đã giấu đi, từ vài thời điểm lùi dần; phương pháp ít sai nhất được dùng",
            "Each method forecast three hidden months, from several months of the past; the one with the least error "
            "is in use",
        ),
    )


def _outlook(target: Target, months: tuple[date, ...], figures: tuple[float | None, ...]) -> Outlook:
    actual = [figure for figure in figures if figure is not None]
    if len(actual) < len(figures):
        return Outlook(
            target,
            months,
            figures,
            missing=Undefined(
                "no_rate",
                (_NO_VALUE if target.state else _NO_RATE).fill(n=len(figures) - len(actual)),
                _VALUES if target.state else Text("tệp tỷ giá cho các tháng đó", "exchange rates for these months"),
            ),
        )
    try:
        method, tested = best_method(actual)
    except NotEnoughData as lacking:
        return Outlook(target, months, figures, missing=lacking.undefined)
    return Outlook(target, months, figures, method.predict(AHEAD), tested, method=method)


_NO_RATE = Text(
    "{n} tháng có bán hàng mà không số tiền nào quy đổi được", "{n} months have sales of which no amount converts"
)
_NO_VALUE = Text(
    "{n} tháng có cơ hội mở mà không cơ hội nào ghi số tiền quy đổi được",
    "{n} months have open deals of which no amount is known and converts",
)
_VALUES = Text("số tiền của cơ hội, và tỷ giá của các tháng đó", "amounts of deals, and exchange rates of these months")
