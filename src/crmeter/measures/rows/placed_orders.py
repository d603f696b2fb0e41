"""Sales placed in the period, the cancelled ones too, with whether anything of them came back."""

import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _placed_orders(tables: Tables, view: View) -> ir.Table:
    every = tables["orders"]
    placed = every.filter(
        (every.kind == "sale")
        & ((every.amount > 0) | (every.status == "cancelled"))
        & (every.ordered_on >= view.period.start)
        & (every.ordered_on < view.period.end)
        & (every.ordered_on < view.seen_until)
    )
    # Where a source never told of an order that was called off, nobody may have written it down.
    cancelled = every.filter((every.status == "cancelled") & (every.ordered_on < view.seen_until))
    placed = placed.mutate(cancellations_are_kept=placed.source.isin(cancelled.source))
    back = tables["returns"]
    back = back.filter((back.returned_on < view.seen_until) & back.order_key.notnull())
    back = back.semi_join(placed, "order_key")
    back = back.group_by(returned_key="order_key").aggregate(first_returned_on=back.returned_on.min())
    who = tables["customers"].select("customer_key", "segment", customer_region="region")
    joined = placed.left_join(back, placed.order_key == back.returned_key).left_join(who, "customer_key")
    return joined.select(
        "source_key",
        "ordered_on",
        "first_returned_on",
        "reversed_on",
        "channel",
        "owner",
        "segment",
        "cancellations_are_kept",
        region=joined.region.coalesce(joined.customer_region),
        is_cancelled=joined.status == "cancelled",
        is_valid=joined.status == "valid",
        came_back=joined.first_returned_on.notnull() | (joined.reversed_on < view.seen_until).coalesce(False),
    )


placed_orders = Rows(
    name="placed_orders",
    grain=Text(
        "một đơn bán đặt trong kỳ, kể cả đơn đã hủy",
        "one sale placed in the period, cancelled or not",
    ),
    build=_placed_orders,
)
