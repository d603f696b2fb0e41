"""One row per customer and month since the month of the first purchase, up to the last whole month."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

# A triangle of three years is what a page can show and a director can read.
MOST_MONTHS = 36


def _cohort_months(tables: Tables, view: View) -> ir.Table:
    p = tables["purchases"].filter(lambda r: r.purchased_on < view.period.end)
    months = p.select(
        "customer_key",
        cohort=p.first_on.truncate("M").cast("date"),
        age=_months_between(p.first_on, p.purchased_on),
    ).distinct()
    who = months.select("customer_key", "cohort").distinct()
    ages = ibis.range(0, MOST_MONTHS).unnest().name("age").as_table()
    # The running month is not over: a cohort is seen up to the last whole month only.
    end = ibis.literal(view.period.end)
    grid = who.cross_join(ages)
    grid = grid.filter(_months_between(grid.cohort, end) > grid.age)
    seen = months.mutate(bought=ibis.literal(1)).select("customer_key", "age", "bought")
    joined = grid.left_join(seen, ["customer_key", "age"])
    return joined.select("customer_key", "cohort", "age", active=joined.bought.notnull())


def _months_between(earlier: ir.Value, later: ir.Value) -> ir.Value:
    # Year * 12 + month: engines differ on month differences of dates.
    return (later.year() * 12 + later.month()) - (earlier.year() * 12 + earlier.month())


cohort_months = Rows(
    name="cohort_months",
    grain=Text("một khách trong một tháng kể từ tháng mua đầu", "one customer in one month since the first"),
    needs=("orders",),
    build=_cohort_months,
)
