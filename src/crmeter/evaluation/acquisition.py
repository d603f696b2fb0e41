"""The customers still to come: how many, what each is worth, and what each costs to win."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crmeter.estimators import intervals
from crmeter.evaluation.buying import Buying
from crmeter.evaluation.equity_bridge import Coming
from crmeter.evaluation.forecasts import Outlook
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.scores import LEVEL, MONTHS_TO_COME, Assumptions, new_customer_value
from crmeter.measures.rows import Tables
from crmeter.measures.rows.kept_rows import converted
from crmeter.measures.view import View
from crmeter.vocabulary import Period, Reading, Text, Undefined
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql

MEASURE = "customer_equity_after_acquisition"
# From so many months it is told how many will come in one.
MONTHS_COUNTED = 12
MORE_COSTS = Text("chi phí các chiến dịch trong kỳ, có ngày chi", "what campaigns cost in the period, with its days")


@dataclass(frozen=True, slots=True)
class Acquisition:
    """What winning customers cost in a period.

    Args:
        spent: on campaigns, in the currency of the view; None where it is not known.
        came: customers whose first purchase falls in the period.
        unknown: why there is no cost of each, or None.
    """

    spent: float | None
    came: int
    unknown: Undefined | None

    @property
    def each(self) -> float | None:
        """What one new customer cost."""
        return None if self.spent is None or self.unknown is not None else self.spent / self.came


def acquisition(engine: Engine, tables: Tables, view: View) -> Acquisition:
    """Return what was spent on campaigns in the period of a view, and how many customers came in it.

    Args:
        engine: where `costs` and `purchases` are readable.
        tables: their expressions.
        view: period and currency.
    """
    costs = tables["costs"]
    period = view.period
    spent = converted(
        costs.filter((costs.spent_on >= period.start) & (costs.spent_on < period.end)), tables, view, "spent_on"
    )
    n, known, total = engine.rows(
        to_sql(spent.aggregate(n=spent.count(), known=spent.amount.count(), total=spent.amount.sum()))
    )[0]
    came = engine.rows(
        f"SELECT count(*) FROM purchases WHERE nth = 1 AND purchased_on >= DATE '{period.start}'"
        f" AND purchased_on < DATE '{period.end}'"
    )[0][0]
    return Acquisition(None if total is None else float(total), came, _unknown(n, known, came))


def _unknown(n: int, known: int, came: int) -> Undefined | None:
    if not n:
        return Undefined(
            "no_costs",
            Text("chưa ghi chi phí chiến dịch nào trong kỳ", "no cost of a campaign is recorded in the period"),
            MORE_COSTS,
        )
    if known < n:
        return Undefined(
            "no_rate",
            Text("{n} khoản chi chưa có tỷ giá", "{n} costs have no exchange rate").fill(n=n - known),
            Text("tỷ giá của các ngày đó", "exchange rates for these days"),
        )
    if not came:
        return Undefined(
            "no_new_customer",
            Text("không có khách mới nào trong kỳ để chia chi phí", "no new customer came to share the cost"),
            Text("một kỳ có khách mới", "a period in which customers came"),
        )
    return None


def told_why(readings: Sequence[Reading], why: Undefined | None, period: Period) -> list[Reading]:
    """Return readings in which equity after acquisition cost says why the cost is not known.

    Args:
        readings: of a run, of any period.
        why: the reason; None where the cost is known.
        period: the main one, of which the cost is.
    """
    if why is None:
        return list(readings)
    told = []
    for reading in readings:
        if reading.measure != MEASURE or reading.period != period:
            told.append(reading)
        elif not reading.slice:
            # What is missing altogether, a model or the table of costs, has said so already.
            is_told = reading.undefined is not None and reading.undefined.code not in ("no_rate", "empty")
            told.append(reading if is_told else replace(reading, value=None, n=0, intervals=(), undefined=why))
    return told


def last_counts(came: Outlook, day: date) -> list[float]:
    """Return how many customers came in each of the last whole months up to a day, twelve at most.

    Args:
        came: new customers by month.
        day: the last one that is seen.
    """
    whole = [n for month, n in zip(came.months, came.actual, strict=True) if Period.month_of(month).last_day <= day]
    return [n for n in whole[-MONTHS_COUNTED:] if n is not None]


def coming_on_both(came: Outlook, before: date, now: date) -> Coming | None:
    """Return how many new customers a month were expected on two days, or None where no whole month lay behind one."""
    then, today = last_counts(came, before), last_counts(came, now)
    return Coming(sum(then) / len(then), sum(today) / len(today)) if then and today else None


def coming_table(
    buying: Buying, assumptions: Assumptions, new_counts: Sequence[float], cost: Acquisition
) -> ResultTable | None:
    """Return in one row how many customers are expected, what each is worth and what each costs to win.

    Args:
        buying: the fitted models, spend among them.
        assumptions: what value stands on.
        new_counts: new customers of each of the last whole months.
        cost: what winning costs.

    Returns:
        The table, or None where no month is behind or no value is fitted.
    """
    if buying.spend is None or not new_counts:
        return None
    monthly = sum(new_counts) / len(new_counts)
    band = intervals.mean(new_counts, LEVEL)
    low, high = (None, None) if band is None else (float(band.low), float(band.high))
    each = new_customer_value(buying, assumptions)
    return ResultTable(
        "coming_customers",
        Text("Khách sẽ có trong 12 tháng tới", "Customers to come in the next 12 months"),
        (
            ResultColumn("customers", Text("Khách dự kiến", "Expected customers"), "number"),
            ResultColumn("low", Text("Cận dưới 80%", "Lower 80%"), "number"),
            ResultColumn("high", Text("Cận trên 80%", "Upper 80%"), "number"),
            ResultColumn("value_each", Text("Giá trị mỗi khách", "Value of each"), "money"),
            ResultColumn("cost_each", Text("Chi phí có mỗi khách", "Cost of winning each"), "money"),
        ),
        (
            (
                monthly * MONTHS_TO_COME,
                None if low is None else low * MONTHS_TO_COME,
                None if high is None else high * MONTHS_TO_COME,
                each,
                cost.each,
            ),
        ),
        Text(
            "như số khách mới bình quân của {n} tháng gần nhất", "as many as came on average in the last {n} months"
        ).fill(n=len(new_counts)),
    )
