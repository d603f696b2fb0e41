"""Sales and what came back: one row per valid sale, one per line sent back with a negative amount."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.kept_rows import converted
from crmeter.measures.rows.months import month_of
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _documents(tables: Tables, view: View) -> ir.Table:
    sold = tables["sales"].select(
        "source_key",
        "customer_key",
        "amount",
        "month",
        "segment",
        "region",
        "country",
        "owner",
        kind=ibis.literal("sale"),
        dated_on="ordered_on",
    )
    # What came back of an order that does not count takes nothing away from those that do.
    reversed_orders = (
        tables["orders"]
        .filter(lambda r: (r.status != "valid") | (r.reversed_on < view.seen_until))
        .select(not_counted_key="order_key")
    )
    back = converted(tables["returns"], tables, view, "returned_on")
    back = back.anti_join(reversed_orders, back.order_key == reversed_orders.not_counted_key)
    who = tables["customers"].select("customer_key", "segment", "region", "country", "owner")
    back = back.left_join(who, "customer_key")
    back = back.select(
        "source_key",
        "customer_key",
        "segment",
        "region",
        "country",
        "owner",
        amount=(-back.amount).cast("decimal(18, 4)"),
        month=month_of(back.returned_on),
        kind=ibis.literal("return"),
        dated_on=back.returned_on,
    )
    both = sold.union(back.select(*sold.columns))
    return both.filter((both.dated_on >= view.period.start) & (both.dated_on < view.period.end))


documents = Rows(
    name="documents",
    grain=Text("một đơn bán hợp lệ hoặc một khoản trả lại", "one valid sale or one return"),
    build=_documents,
)
