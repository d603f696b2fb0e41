"""One row per customer and month since the month of the first purchase, up to the last whole month."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.months import month_of, months_between
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

# A triangle of three years is what a page can show and a director can read.
MOST_MONTHS = 36


def _cohort_months(tables: Tables, view: View) -> ir.Table:
    p = tables["purchases"].filter(lambda r: r.purchased_on < view.period.end)
    # A customer's months are the bits of one number, the later ones all on one bit that is not asked for: with a row
    # for each, the months of a million customers would be matched with ten million purchases.
    age = ibis.least(months_between(p.first_on, p.purchased_on), MOST_MONTHS)
    months = p.group_by("customer_key").aggregate(
        cohort=month_of(p.first_on.min()),
        months_bought=(ibis.literal(1, "int64") << age).bit_or(),
    )
    owners = tables["customers"].select("customer_key", "owner")
    who = months.left_join(owners, "customer_key").drop("customer_key_right")
    ages = ibis.range(0, MOST_MONTHS).unnest().name("age").as_table()
    # The running month is not over: a cohort is seen up to the last whole month only.
    end = ibis.literal(view.period.end)
    grid = who.cross_join(ages)
    grid = grid.filter(months_between(grid.cohort, end) > grid.age)
    bought = (grid.months_bought & (ibis.literal(1, "int64") << grid.age)) > 0
    return grid.select("customer_key", "cohort", "age", "owner", active=bought)


cohort_months = Rows(
    name="cohort_months",
    grain=Text("một khách trong một tháng kể từ tháng mua đầu", "one customer in one month since the first"),
    build=_cohort_months,
)
