"""What the fitted models say of each customer: the result tables of a run, as rows."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.kept_rows import converted
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _scores(tables: Tables, view: View) -> ir.Table:
    who = tables["customers"].select("customer_key", "segment", "region", "country", "channel", "owner", "source_key")
    scored = tables["customer_scores"].left_join(who, "customer_key").drop("customer_key_right")
    return scored.mutate(
        lost_in_period=((scored.lost_on >= view.period.start) & (scored.lost_on < view.period.end)).coalesce(False),
    )


def _equity_parts(tables: Tables, _view: View) -> ir.Table:
    owners = tables["customers"].select("customer_key", "owner")
    scored = tables["customer_scores"].left_join(owners, "customer_key").drop("customer_key_right")
    scored = scored.select(
        "customer_key", "owner", part=ibis.literal("current"), value="lifetime_value", month=ibis.null("date")
    )
    expected = tables["expected_new_customers"].select(
        customer_key=ibis.null("int64"),
        owner=ibis.null("string"),
        part=ibis.literal("new"),
        value="value",
        month="month",
    )
    return scored.union(expected.select(*scored.columns))


def _equity_after_acquisition(tables: Tables, view: View) -> ir.Table:
    parts = _equity_parts(tables, view)
    costs = tables["costs"]
    spent = costs.filter((costs.spent_on >= view.period.start) & (costs.spent_on < view.period.end))
    spent = converted(spent, tables, view, "spent_on")
    # A cost without a rate leaves the sum unknown, not smaller.
    spent = spent.aggregate(
        spent=ibis.ifelse(spent.amount.isnull().any(), ibis.null("decimal(38, 4)"), spent.amount.sum())
    )
    came = tables["purchases"].filter(
        lambda r: (r.nth == 1) & (r.purchased_on >= view.period.start) & (r.purchased_on < view.period.end)
    )
    each = spent.cross_join(came.aggregate(came=came.count()))
    each = each.select(cost=each.spent.cast("float64") / each.came.nullif(0))
    coming = tables["expected_new_customers"].cross_join(each)
    # Value over the value of one: how many customers, discounted to now.
    counted = coming.value.cast("float64") / coming.value_each.cast("float64")
    acquisition = coming.select(
        customer_key=ibis.null("int64"),
        owner=ibis.null("string"),
        part=ibis.literal("acquisition"),
        value=(-counted * coming.cost).cast("decimal(18, 4)"),
        month="month",
    )
    every = parts.union(acquisition.select(*parts.columns)).cross_join(each)
    # Without the cost nothing is what is left after it.
    value = ibis.ifelse(every.cost.isnull(), ibis.null("decimal(18, 4)"), every.value)
    return every.select("customer_key", "owner", "part", "month", value=value)


scores = Rows(
    name="scores",
    grain=Text("một khách đã được chấm theo mô hình", "one customer as scored by the fitted models"),
    build=_scores,
)

equity_parts = Rows(
    name="equity_parts",
    grain=Text(
        "giá trị của một khách hiện có, hay của khách mới dự kiến trong một tháng",
        "the value of one present customer, or of the new customers expected in one month",
    ),
    build=_equity_parts,
)

equity_after_acquisition = Rows(
    name="equity_after_acquisition",
    grain=Text(
        "giá trị của một khách hiện có, của khách mới dự kiến trong một tháng, hay chi phí để có họ (số âm)",
        "the value of one present customer, of the new ones expected in one month, or the cost to win them (negative)",
    ),
    build=_equity_after_acquisition,
)
