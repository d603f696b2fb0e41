"""Who the revenue of the last twelve whole months came from: customers from before, customers who came in them."""

from datetime import date

from crmeter.evaluation.monthly_series import next_month, whole_months
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.scenario import KEPT, NAMELESS, NEW, PARTS, PARTS_TABLE
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Period, Text
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql

_MONTHS = 12
_TITLE = Text("Doanh thu của khách cũ và khách mới", "Revenue of customers from before and of new ones")


def kept_and_new(engine: Engine, tables: Tables, view: View, first_day: date) -> ResultTable:
    """Return revenue, orders and customers of the last twelve whole months, by whether the customers were new.

    Args:
        engine: where the tables are readable.
        tables: their expressions.
        view: from where they are looked at.
        first_day: the day of the first valid sale: whoever bought before it cannot be told from a new customer.
    """
    columns = (
        ResultColumn("part", Text("Nhóm", "Part"), "text"),
        ResultColumn("customers", Text("Khách", "Customers"), "count"),
        ResultColumn("orders", Text("Đơn hàng", "Orders"), "count"),
        ResultColumn("revenue", Text("Doanh thu", "Revenue"), "money"),
    )
    months = whole_months(first_day, view.as_of)
    if len(months) <= _MONTHS:
        lacking = NotEnoughData("short_history", _SHORT.fill(n=len(months)), _NEEDS)
        return ResultTable.lacking(PARTS_TABLE, _TITLE, columns, lacking)
    period = Period(months[-_MONTHS], next_month(months[-1]))
    counted = View(period, view.as_of, view.currency, view.settings, view.rhythm, view.converts)
    first = f"SELECT customer_key, min(purchased_on) AS first_on FROM ({to_sql(tables['purchases'])}) GROUP BY 1"
    part = (
        f"CASE WHEN r.customer_key IS NULL THEN '{NAMELESS}' WHEN f.first_on >= DATE '{period.start}' THEN '{NEW}' "
        f"ELSE '{KEPT}' END"
    )
    told = {}
    for name, figures in (
        ("documents", "0, 0, sum(r.amount)"),
        ("valid_orders", "count(DISTINCT r.customer_key), count(*), NULL"),
    ):
        rows = to_sql(ROWS[name].build(tables, counted))
        sql = f"SELECT {part}, {figures} FROM ({rows}) r LEFT JOIN ({first}) f USING (customer_key) GROUP BY 1"
        told[name] = {row[0]: row[1:] for row in engine.rows(sql)}
    found = []
    for key in PARTS:
        customers, orders, _ = told["valid_orders"].get(key, (0, 0, None))
        revenue = told["documents"].get(key, (0, 0, 0))[2]
        if orders or revenue:
            found.append((key, customers, orders, revenue))
    return ResultTable(
        PARTS_TABLE, _TITLE, columns, tuple(found), _WINDOW.fill(start=period.start, end=period.last_day)
    )


_SHORT = Text(
    "mới có {n} tháng tròn, nên chưa phân biệt được khách cũ với khách mới trong một năm",
    "there are {n} whole months, so customers from before a year cannot be told from new ones",
)
_NEEDS = Text("hơn mười hai tháng đơn hàng", "more than twelve months of orders")
_WINDOW = Text("{start} – {end}", "{start} – {end}")
