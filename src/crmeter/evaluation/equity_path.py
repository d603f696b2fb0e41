"""What the customers were worth at the end of each month before, from what was known by then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from crmeter.evaluation.acquisition import MONTHS_COUNTED, last_counts
from crmeter.evaluation.buying import Buying, fit_buying, histories_until
from crmeter.evaluation.forecasts import Outlook
from crmeter.evaluation.model_intervals import equity_with_intervals
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.scores import Assumptions
from crmeter.vocabulary import Interval, NotEnoughData, Period, Text, decimals_of
from crmeter.warehouse.engine import Engine

NAME = "equity_path"
MONTHS_BEFORE = 24


def equity_path(
    engine: Engine, first_day: date, buying: Buying, assumptions: Assumptions, came: Outlook, currency: str
) -> ResultTable | None:
    """Return customer equity at the ends of the months before, at today's margin, horizon and discount rate.

    At each end the model in use today is fitted again to the orders up to that day, and the customers to come are
    told from the twelve whole months before it: a point is what an evaluation of that day would have said of these
    orders.

    Args:
        engine: where `sales` is readable.
        first_day: the day of the first sale.
        buying: today's fits; tells which model is in use.
        assumptions: those of today.
        came: new customers by month.
        currency: of the amounts.

    Returns:
        A row for each month that had twelve whole months behind it and could be fitted; None where there is none.
    """
    digits = Decimal(1).scaleb(-decimals_of(currency))
    rows: list[tuple[Any, ...]] = []
    for day in _ends_before(assumptions.as_of, first_day):
        counts = last_counts(came, day)
        if len(counts) < MONTHS_COUNTED:
            continue
        try:
            then = fit_buying(histories_until(engine, day), (buying.name,))
        except NotEnoughData:
            continue
        if then.spend is None or then.sees_no_dropout:
            continue
        value, intervals = equity_with_intervals(then, replace(assumptions, as_of=day), counts)
        low, high = _at_80(intervals)
        amounts = (None if each is None else Decimal(str(each)).quantize(digits) for each in (value, low, high))
        rows.append((day, *amounts, len(then.histories)))
    if not rows:
        return None
    return ResultTable(
        NAME,
        Text("Giá trị tài sản khách hàng cuối mỗi tháng", "Customer equity at the end of each month"),
        (
            ResultColumn("day", Text("Ngày", "Day"), "date"),
            ResultColumn("equity", Text("Giá trị", "Value"), "money"),
            ResultColumn("low_80", Text("Cận dưới 80%", "Lower 80%"), "money"),
            ResultColumn("high_80", Text("Cận trên 80%", "Upper 80%"), "money"),
            ResultColumn("customers", Text("Khách", "Customers"), "count"),
        ),
        tuple(rows),
        Text(
            "tính từ các đơn tới ngày ấy, theo dữ liệu và cách tính của hôm nay",
            "from the orders up to that day, with today's data, margin, horizon and discount rate",
        ),
    )


def _ends_before(as_of: date, first_day: date) -> Iterator[date]:
    """Yield the last days of the months before that of the evaluation, the oldest first."""
    ends: list[date] = []
    day = as_of.replace(day=1) - timedelta(days=1)
    while len(ends) < MONTHS_BEFORE and day > first_day:
        ends.append(day)
        day = Period.month_of(day).start - timedelta(days=1)
    yield from reversed(ends)


def _at_80(intervals: tuple[Interval, ...]) -> tuple[float | None, float | None]:
    return next(((float(i.low), float(i.high)) for i in intervals if i.level == 0.8), (None, None))
