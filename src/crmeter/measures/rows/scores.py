"""What the fitted models say of each customer: the result tables of a run, as rows."""

import ibis
import ibis.expr.types as ir

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
