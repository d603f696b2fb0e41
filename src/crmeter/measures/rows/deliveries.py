"""Deliveries promised for a day of the period, with whether they came by it."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _deliveries(tables: Tables, view: View) -> ir.Table:
    sent = tables["deliveries"]
    # Where a source never writes down when anything came, what is past its day need not be late.
    sent = sent.mutate(arrivals_are_kept=sent.delivered_on.notnull().any().over(ibis.window(group_by="source")))
    sent = sent.filter((sent.promised_on >= view.period.start) & (sent.promised_on < view.period.end))
    ordered = tables["orders"].select(
        "order_key", "customer_key", "channel", "region", ordered_key="source_key", order_status="status"
    )
    who = tables["customers"].select("customer_key", "segment")
    joined = sent.left_join(ordered, "order_key").left_join(who, "customer_key")
    is_expected = (joined.order_status != "cancelled").coalesce(True)
    has_come = (joined.delivered_on < view.seen_until).coalesce(False)
    return joined.select(
        "promised_on",
        "shipped_on",
        "delivered_on",
        "channel",
        "region",
        "segment",
        source_key="ordered_key",
        is_told=has_come | ((joined.promised_on < view.seen_until) & joined.arrivals_are_kept & is_expected),
        in_time=has_come & (joined.delivered_on <= joined.promised_on).coalesce(False),
    )


deliveries = Rows(
    name="deliveries",
    grain=Text("một chuyến giao có hẹn ngày", "one delivery with a promised day"),
    build=_deliveries,
)
