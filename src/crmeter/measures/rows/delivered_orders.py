"""Sales with deliveries, placed or delivered in the period, with the day on which the last of it came."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _delivered_orders(tables: Tables, view: View) -> ir.Table:
    period = view.period
    sent = tables["deliveries"].select("order_key", "delivered_on")
    sent = sent.mutate(
        delivered_on=ibis.ifelse(sent.delivered_on < view.seen_until, sent.delivered_on, ibis.null("date"))
    )
    # What had come before the period delays no order of it.
    sent = sent.filter(sent.delivered_on.isnull() | (sent.delivered_on >= period.start))
    came = sent.group_by("order_key").aggregate(
        last_on=ibis.ifelse(sent.count() == sent.delivered_on.count(), sent.delivered_on.max(), ibis.null("date"))
    )
    placed = tables["orders"]
    # One that was sent back since was delivered all the same; nobody waits for one that was cancelled.
    placed = placed.filter(
        (placed.kind == "sale")
        & (placed.status == "valid")
        & (placed.ordered_on < period.end)
        & (placed.ordered_on < view.seen_until)
    )
    joined = placed.inner_join(came, "order_key")
    placed_in_period = joined.ordered_on >= period.start
    came_in_period = ((joined.last_on >= period.start) & (joined.last_on < period.end)).coalesce(False)
    joined = joined.mutate(placed_in_period=placed_in_period, came_in_period=came_in_period)
    joined = joined.filter(joined.placed_in_period | joined.came_in_period)
    who = tables["customers"].select("customer_key", "segment", customer_region="region")
    joined = joined.left_join(who, "customer_key")
    days = joined.last_on.coalesce(ibis.literal(view.as_of)).delta(joined.ordered_on, unit="day")
    return joined.select(
        "source_key",
        "ordered_on",
        "channel",
        "owner",
        "segment",
        "placed_in_period",
        "came_in_period",
        delivered_on=joined.last_on,
        region=joined.region.coalesce(joined.customer_region),
        has_come=joined.last_on.notnull(),
        # Written down as come before it was ordered, it says nothing of how long it took.
        days_to_deliver=ibis.ifelse(days >= 0, days, ibis.null("int64")),
    )


delivered_orders = Rows(
    name="delivered_orders",
    grain=Text(
        "một đơn bán có ghi chuyến giao, đặt hoặc giao xong trong kỳ",
        "one sale with deliveries written down, placed or wholly delivered in the period",
    ),
    build=_delivered_orders,
)
