"""The monthly series that are worth looking ahead on, as the tables of a run tell them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crmeter.evaluation.readings import Taker
from crmeter.evaluation.trust import TrustKey
from crmeter.measures.catalogue import measures
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.rows.months import month_of
from crmeter.measures.view import View
from crmeter.vocabulary import Freshness, Period, Text, Trust
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql

# A state is asked for month by month, so that a long history is not worth its price.
MOST_STATES = 48


@dataclass(frozen=True, slots=True)
class Target:
    """A monthly series worth looking ahead on.

    Args:
        name: its word.
        title: its label.
        kind: how its figures are written.
        counted: the warehouse table whose rows of a month it counts; empty where it is worked out otherwise.
        dated_by: the column that says of which month a row is.
        state: the measure that tells it as it stands at the end of a month; empty where it happens during the month.
        adds: whether its months add up: who bought in two months is one customer.
    """

    name: str
    title: Text
    kind: Any
    counted: str = ""
    dated_by: str = ""
    state: str = ""
    adds: bool = True


TARGETS = (
    Target("revenue", Text("Doanh thu", "Revenue"), "money"),
    Target("orders", Text("Số đơn hàng", "Orders"), "count"),
    Target("buyers", Text("Khách mua trong tháng", "Customers who buy in the month"), "count", adds=False),
    Target("new_customers", Text("Khách hàng mới", "New customers"), "count"),
    Target(
        "pipeline",
        Text("Giá trị cơ hội đang mở cuối tháng", "Value of deals open at the end of the month"),
        "money",
        "deals",
        "created_on",
        "pipeline_value",
        adds=False,
    ),
    Target("leads", Text("Khách tiềm năng mới", "New leads"), "count", "leads", "created_on"),
    Target("tickets", Text("Phiếu hỗ trợ mới", "New tickets"), "count", "tickets", "opened_on"),
)


def whole_months(first_day: date, as_of: date) -> tuple[date, ...]:
    """Return the first days of the whole months of a history, oldest first."""
    month = first_day if first_day.day == 1 else next_month(first_day)
    months = []
    while next_month(month) <= as_of + timedelta(days=1):
        months.append(month)
        month = next_month(month)
    return tuple(months)


def next_month(day: date) -> date:
    """Return the first day of the month after that of a day."""
    return Period.month_of(day).end


def first_of(engine: Engine, tables: Tables, target: Target, view: View) -> date | None:
    """Return the day of the first row that a target counts; None without any."""
    days = tables[target.counted][target.dated_by]
    first: date | None = engine.rows(to_sql(days.min(where=days < view.seen_until).as_table()))[0][0]
    return first


def series(
    engine: Engine, tables: Tables, view: View, target: Target, months: tuple[date, ...]
) -> tuple[float | None, ...]:
    """Return the figure of each month; None where it is not known.

    Args:
        engine: where the tables are readable.
        tables: their expressions.
        view: from where they are looked at.
        target: what is asked.
        months: whole ones, oldest first.
    """
    if not months:
        return ()
    if target.state:
        return _states(engine, tables, view, target.state, months)
    whole = View(
        Period(months[0], next_month(months[-1])),
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
        case "buyers":
            rows = ROWS["valid_orders"].build(tables, whole)
            figures = rows.group_by("month").aggregate(figure=rows.customer_key.nunique())
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


def _states(
    engine: Engine, tables: Tables, view: View, measure: str, months: tuple[date, ...]
) -> tuple[float | None, ...]:
    """Return what a measure says at the end of each month: the same as its readings."""
    trust: Mapping[TrustKey, Trust] = defaultdict(lambda: Trust({}))
    taker = Taker(engine, tables, {"deals": 1, "deal_stages": 1}, months[0], trust, Freshness(None, None), None)
    taken = taker.take([measures()[measure]], view, [Period.month_of(month) for month in months])
    by_month = {reading.period.start: reading.value for reading in taken}
    found = (by_month.get(month) for month in months)
    return tuple(None if value is None else float(value) for value in found)
