"""Leads by the month in which they came: how many had become customers after so many days (C5, C8)."""

from crmeter.estimators.intervals import wilson
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import Text
from crmeter.warehouse.engine import Engine

NAME = "lead_cohorts"
MONTHS = 18
LEVEL = 0.8
DAYS = (7, 30, 60, 90, 180, 365)
_TITLE = Text("Chuyển đổi theo tháng đến", "Conversion by month")
COLUMNS = (
    ResultColumn("month", Text("Tháng đến", "Month in which they came"), "month"),
    ResultColumn("leads", Text("Khách tiềm năng", "Leads"), "count"),
    *(
        ResultColumn(f"days_{days}{bound}", title.fill(days=days), "share")
        for days in DAYS
        for bound, title in (
            ("", Text("trong {days} ngày", "in {days} days")),
            ("_low", Text("{days} ngày, cận dưới 80%", "{days} days, 80% from")),
            ("_high", Text("{days} ngày, cận trên 80%", "{days} days, 80% to")),
        )
    ),
)
_NOTE = Text(
    "Phần khách tiềm năng của mỗi tháng đã thành khách hàng trong ngần ấy ngày từ lúc đến. Trống khi chưa phải mọi "
    "người của tháng đó có đủ số ngày. Khoảng 80% theo Wilson.",
    "Share of the leads of a month that became customers within so many days of coming. Empty until all leads of the "
    "month had these days. 80% bounds by Wilson.",
)


def lead_cohorts(engine: Engine, view: View) -> ResultTable:
    """Return the last months of leads with their conversion, the newest last.

    Args:
        engine: where `leads` is readable.
        view: of the period.
    """
    converted = ", ".join(
        # The last day of the month is the youngest lead that there could be.
        f"CASE WHEN last_day(month) + {days} <= DATE '{view.as_of}' THEN count(*) FILTER (WHERE took <= {days}) END AS "
        f"days_{days}"
        for days in DAYS
    )
    found = engine.rows(
        f"""
        WITH came AS (
            SELECT date_trunc('month', created_on)::DATE AS month, CASE WHEN converted_on <= DATE '{view.as_of}'
                THEN date_diff('day', created_on, converted_on) ELSE {10**6} END AS took
            FROM leads WHERE created_on <= DATE '{view.as_of}' AND coalesce(converted_on >= created_on, true)
        ), whole AS (SELECT month, coalesce(took, {10**6}) AS took FROM came)
        SELECT month, count(*), {converted} FROM whole GROUP BY month ORDER BY month DESC LIMIT {MONTHS}
        """
    )
    rows = tuple(
        (month, n, *(value for count in counts for value in _share(count, n))) for month, n, *counts in found[::-1]
    )
    return ResultTable(NAME, _TITLE, COLUMNS, rows, _NOTE)


def _share(converted: int | None, n: int) -> tuple[float | None, float | None, float | None]:
    interval = None if converted is None else wilson(converted, n, LEVEL)
    if converted is None or interval is None:
        return None, None, None
    return converted / n, float(interval.low), float(interval.high)
