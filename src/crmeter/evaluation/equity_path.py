"""What the customers were worth at the end of each month before, from what was known by then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from crmeter.evaluation.acquisition import MONTHS_COUNTED, last_counts
from crmeter.evaluation.buying import Buying, fit_buying, histories_until
from crmeter.evaluation.forecasts import Outlook
from crmeter.evaluation.model_intervals import equity_with_intervals
from crmeter.evaluation.periods import MONTHS_SHOWN
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.scores import Assumptions
from crmeter.vocabulary import Coverage, Interval, NotEnoughData, Period, Reading, Text, decimals_of
from crmeter.warehouse.engine import Engine

NAME = "equity_path"
MEASURE = "customer_equity"
MONTHS_BEFORE = 24


@dataclass(frozen=True, slots=True)
class EquityOn:
    """What the customers were worth on a day of the past.

    Args:
        day: which, whole.
        value: in the currency of the run.
        intervals: at 80 and 95 %.
        customers: who had bought by then.
    """

    day: date
    value: Decimal
    intervals: tuple[Interval, ...]
    customers: int


def equity_on(
    engine: Engine, day: date, buying: Buying, assumptions: Assumptions, came: Outlook, currency: str
) -> EquityOn | None:
    """Return customer equity on a day of the past, at today's margin, horizon and discount rate.

    The model in use today is fitted again to the orders up to that day, and the customers to come are told from the
    twelve whole months before it: it is what an evaluation of that day would have said of these orders.

    Args:
        engine: where `sales` is readable.
        day: which.
        buying: today's fits; tells which model is in use.
        assumptions: those of today.
        came: new customers by month.
        currency: of the amount.

    Returns:
        The value, or None where twelve whole months do not lie behind the day, or nothing can be fitted.
    """
    counts = last_counts(came, day)
    if len(counts) < MONTHS_COUNTED:
        return None
    try:
        then = fit_buying(histories_until(engine, day), (buying.name,))
    except NotEnoughData:
        return None
    if then.spend is None or then.sees_no_dropout:
        return None
    value, intervals = equity_with_intervals(then, replace(assumptions, as_of=day), counts)
    digits = Decimal(1).scaleb(-decimals_of(currency))
    return EquityOn(day, Decimal(str(value)).quantize(digits), intervals, len(then.histories))


def equity_at_ends_of_months(
    engine: Engine, first_day: date, buying: Buying, assumptions: Assumptions, came: Outlook, currency: str
) -> list[EquityOn]:
    """Return customer equity at the ends of the months before that of the evaluation, oldest first; see `equity_on`.

    Args:
        engine: where `sales` is readable.
        first_day: the day of the first sale.
        buying: today's fits.
        assumptions: those of today.
        came: new customers by month.
        currency: of the amounts.
    """
    ends = _ends_before(assumptions.as_of, first_day)
    found = (equity_on(engine, day, buying, assumptions, came, currency) for day in ends)
    return [each for each in found if each is not None]


def with_equity_over_time(
    readings: Sequence[Reading], points: Sequence[EquityOn], before: EquityOn | None, period_before: Period | None
) -> list[Reading]:
    """Return readings with those of customer equity in months gone by and in the period before.

    Args:
        readings: of a run; what is known of the rows behind customer equity is taken from its own.
        points: at the ends of months.
        before: at the end of the period before.
        period_before: which that is.
    """
    now = next((each for each in readings if each.measure == MEASURE and not each.slice), None)
    if now is None or now.value is None:
        return list(readings)
    dated = [(Period.month_of(each.day), each) for each in points[-MONTHS_SHOWN:]]
    if before is not None and period_before is not None:
        dated.append((period_before, before))
    # A period of one month may be the one before as well.
    told = {
        period: replace(
            now,
            period=period,
            value=point.value,
            top=point.value,
            n=point.customers,
            intervals=point.intervals,
            coverage=Coverage(point.customers),
        )
        for period, point in dated
    }
    kept = [each for each in readings if not (each.measure == MEASURE and not each.slice and each.period in told)]
    return [*kept, *told.values()]


def equity_path(points: Sequence[EquityOn]) -> ResultTable | None:
    """Return customer equity at the ends of months as a table, or None where there is none.

    Args:
        points: oldest first.
    """
    rows = []
    for point in points:
        # Written as exactly as the value.
        bounds = (
            None if each is None else Decimal(str(each)).quantize(point.value) for each in _at_80(point.intervals)
        )
        rows.append((point.day, point.value, *bounds, point.customers))
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
