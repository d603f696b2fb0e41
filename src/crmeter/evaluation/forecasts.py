"""The next twelve months, with bands, and how each method did on the quarters before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crmeter.estimators.forecast.back_test import BackTest
from crmeter.estimators.forecast.forecast import Forecast
from crmeter.evaluation.monthly_forecast import METHODS, forecast_months
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.rows.months import month_of
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Period, Text, Undefined
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql

AHEAD = 12
ACTUALS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Target:
    """A monthly series worth looking ahead on.

    Args:
        name: its word.
        title: its label.
        kind: how its figures are written.
        counted: the warehouse table whose rows of a month it counts; empty where it is worked out otherwise.
        dated_by: the column that says of which month a row is.
    """

    name: str
    title: Text
    kind: Any
    counted: str = ""
    dated_by: str = ""


TARGETS = (
    Target("revenue", Text("Doanh thu", "Revenue"), "money"),
    Target("orders", Text("Số đơn hàng", "Orders"), "count"),
    Target("new_customers", Text("Khách hàng mới", "New customers"), "count"),
    Target("leads", Text("Khách tiềm năng mới", "New leads"), "count", "leads", "created_on"),
    Target("tickets", Text("Phiếu hỗ trợ mới", "New tickets"), "count", "tickets", "opened_on"),
)


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
    """

    target: Target
    months: tuple[date, ...]
    actual: tuple[float | None, ...]
    forecast: Forecast | None = None
    tested: BackTest | None = None
    missing: Undefined | None = None


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
        first = first_day if not target.counted else _first_of(engine, tables, target, view)
        if first is None:
            continue
        months = _whole_months(first, view.as_of)
        found.append(_outlook(target, months, _series(engine, tables, view, target, months)))
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
        month = _next_month(month)
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
                Text(
                    "{n} tháng có bán hàng mà không số tiền nào quy đổi được",
                    "{n} months have sales of which no amount converts",
                ).fill(n=len(figures) - len(actual)),
                Text("tệp tỷ giá cho các tháng đó", "exchange rates for these months"),
            ),
        )
    try:
        forecast, tested = forecast_months(actual, AHEAD)
    except NotEnoughData as lacking:
        return Outlook(target, months, figures, missing=lacking.undefined)
    return Outlook(target, months, figures, forecast, tested)


def _series(
    engine: Engine, tables: Tables, view: View, target: Target, months: tuple[date, ...]
) -> tuple[float | None, ...]:
    if not months:
        return ()
    whole = View(
        Period(months[0], _next_month(months[-1])),
        view.as_of,
        view.currency,
        view.settings,
        view.rhythm,
        view.converts,
    )
    match target.name:
        case "revenue":
            rows = ROWS["documents"].build(tables, whole)
            figures = rows.group_by("month").aggregate(figure=rows.amount.sum())
        case "orders":
            rows = ROWS["valid_orders"].build(tables, whole)
            figures = rows.group_by("month").aggregate(figure=rows.count())
        case _ if target.counted:
            rows = tables[target.counted].filter(lambda r: r[target.dated_by] < view.seen_until)
            rows = rows.mutate(month=month_of(rows[target.dated_by]))
            figures = rows.group_by("month").aggregate(figure=rows.count())
        case _:
            first = tables["purchases"].filter(lambda r: r.nth == 1)
            first = first.mutate(month=month_of(first.purchased_on))
            figures = first.group_by("month").aggregate(figure=first.count())
    by_month = dict(engine.rows(to_sql(figures.select("month", "figure"))))
    # A month without a row had none: nothing sold is zero. A month whose amounts are all unknown has no figure.
    found = (by_month.get(month, 0) for month in months)
    return tuple(None if figure is None else float(figure) for figure in found)


def _first_of(engine: Engine, tables: Tables, target: Target, view: View) -> date | None:
    days = tables[target.counted][target.dated_by]
    first: date | None = engine.rows(to_sql(days.min(where=days < view.seen_until).as_table()))[0][0]
    return first


def _whole_months(first_day: date, as_of: date) -> tuple[date, ...]:
    month = first_day if first_day.day == 1 else _next_month(first_day)
    months = []
    while _next_month(month) <= as_of + timedelta(days=1):
        months.append(month)
        month = _next_month(month)
    return tuple(months)


def _next_month(day: date) -> date:
    return Period.month_of(day).end
