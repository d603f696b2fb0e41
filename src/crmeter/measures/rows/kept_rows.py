"""Rows that many measures stand on; a run computes them once and keeps them."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.measure import WIDE
from crmeter.measures.rows.months import month_of
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.silence import with_limits
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def converted(rows: ir.Table, tables: Tables, view: View, dated_by: str) -> ir.Table:
    """Return rows with `amount` in the view's currency; it is empty where no dated rate is known.

    The rate of a day is the last one known on or before it. What has no rate was bought all the same: it counts
    wherever things are counted, and only amounts miss it.
    """
    is_own = (rows.currency == view.currency).coalesce(False)
    if not view.converts:
        return rows.mutate(amount=ibis.ifelse(is_own, rows.amount, ibis.null("decimal(18, 4)")))
    own = rows.filter(is_own)
    rates = tables["exchange_rates"].filter(lambda r: r.to_currency == view.currency)
    rates = rates.select(
        rate_currency="currency",
        rate="rate",
        rated_on="rated_on",
        next_rated_on=lambda r: r.rated_on.lead().over(ibis.window(group_by=r.currency, order_by=r.rated_on)),
    )
    foreign = rows.filter(~is_own)
    priced = foreign.left_join(
        rates,
        [
            foreign.currency == rates.rate_currency,
            foreign[dated_by] >= rates.rated_on,
            (foreign[dated_by] < rates.next_rated_on) | rates.next_rated_on.isnull(),
        ],
    )
    priced = priced.mutate(amount=(priced.amount.cast(WIDE) * priced.rate).cast("decimal(18, 4)"))
    return own.union(priced.select(*own.columns))


def _sales(tables: Tables, view: View) -> ir.Table:
    orders = tables["orders"]
    valid = orders.filter(
        (orders.kind == "sale")
        & (orders.status == "valid")
        & (orders.amount > 0)
        & (orders.ordered_on < view.seen_until)
        & (orders.reversed_on.isnull() | (orders.reversed_on >= view.seen_until))
    )
    valid = converted(valid, tables, view, "ordered_on")
    who = tables["customers"].select("customer_key", "segment", "country", customer_region="region")
    joined = valid.left_join(who, "customer_key")
    return joined.select(
        "order_key",
        "customer_key",
        "ordered_on",
        "amount",
        "channel",
        "owner",
        "source_key",
        "segment",
        "country",
        region=joined.region.coalesce(joined.customer_region),
        month=month_of(joined.ordered_on),
    )


def _purchases(tables: Tables, view: View) -> ir.Table:
    bought = tables["sales"].filter(lambda r: r.customer_key.notnull())
    days = bought.group_by("customer_key", purchased_on="ordered_on").aggregate(
        amount=lambda r: r.amount.sum().cast("decimal(18, 4)"),
        orders=lambda r: r.count(),
        without_amount=lambda r: r.count() - r.amount.count(),
    )
    # One ordering of a customer's days serves all four columns.
    own = ibis.window(group_by=days.customer_key, order_by=days.purchased_on)
    days = days.mutate(
        nth=ibis.row_number().over(own) + 1,
        previous_on=days.purchased_on.lag().over(own),
        next_on=days.purchased_on.lead().over(own),
        first_on=days.purchased_on.min().over(
            ibis.cumulative_window(group_by=days.customer_key, order_by=days.purchased_on)
        ),
    )
    return days if view.rhythm is None else with_limits(days, view.rhythm)


def _first_seen(tables: Tables, _view: View) -> ir.Table:
    orders = tables["orders"].filter(lambda r: r.customer_key.notnull())
    touches = tables["touches"].filter(lambda r: r.customer_key.notnull())
    seen = orders.select("customer_key", seen_on="ordered_on").union(
        touches.select("customer_key", seen_on="touched_on")
    )
    return seen.group_by("customer_key").aggregate(first_seen_on=seen.seen_on.min())


sales = Rows(
    name="sales",
    grain=Text("một đơn bán hợp lệ", "one valid sale"),
    build=_sales,
)

purchases = Rows(
    name="purchases",
    grain=Text("một ngày có mua của một khách", "one day of purchase of one customer"),
    build=_purchases,
)

first_seen = Rows(
    name="first_seen",
    grain=Text("một khách từng có đơn hoặc tương tác", "one customer who ever had an order or a contact"),
    build=_first_seen,
)
