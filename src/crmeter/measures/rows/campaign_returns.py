"""What campaigns cost in the period beside the orders of it that each had part in, under four rules of attribution."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.measure import WIDE, WIDE_SHARE
from crmeter.measures.rows.campaign_touches import campaign_touches
from crmeter.measures.rows.kept_rows import converted
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

RULES = ("first_touch", "last_touch", "linear", "time_decay")
_MONEY = "decimal(18, 4)"
_BESIDE = (
    "kind",
    "source_key",
    "customer_key",
    "order_key",
    "dated_on",
    "campaign_on",
    "campaign",
    "channel",
    "has_cost",
)


def _campaign_returns(tables: Tables, view: View) -> ir.Table:
    credited = _credited(_touched(tables, view))
    spent = _spent(tables, view)
    told = (
        spent.filter(spent.campaign.notnull()).select("campaign").distinct().mutate(has_cost=ibis.literal(value=True))
    )
    credited = credited.left_join(told, "campaign").drop("campaign_right")
    orders = credited.mutate(
        kind=ibis.literal("order"), has_cost=credited.has_cost.coalesce(False), cost=ibis.literal(0).cast(_MONEY)
    )
    costs = spent.mutate(
        kind=ibis.literal("cost"),
        customer_key=ibis.null("int64"),
        order_key=ibis.null("int64"),
        campaign_on=ibis.null("date"),
        has_cost=spent.campaign.notnull(),
        cost=spent.amount,
        **{f"share_{rule}": ibis.literal(0).cast(WIDE_SHARE) for rule in RULES},
        **{f"revenue_{rule}": ibis.literal(0).cast(WIDE) for rule in RULES},
        **{f"earned_{rule}": -spent.amount.cast(WIDE) for rule in RULES},
    )
    columns = (*_BESIDE, "cost", *(f"{what}_{rule}" for what in ("share", "revenue", "earned") for rule in RULES))
    rows = orders.left_join(_channels(tables), "campaign").select(*columns)
    return rows.union(costs.left_join(_channels(tables), "campaign").select(*columns))


def _touched(tables: Tables, view: View) -> ir.Table:
    """Return each sale of the period once for each touch that may have part in it."""
    sold = tables["sales"]
    sold = sold.filter((sold.ordered_on >= view.period.start) & (sold.ordered_on < view.period.end))
    sold = sold.select("order_key", "customer_key", "source_key", "amount", "ordered_on")
    touches = campaign_touches(tables, view)
    days = view.settings.attribution_days
    touches = touches.filter(ibis.literal(view.period.start).delta(touches.campaign_on, unit="day") <= days)
    before = sold.inner_join(touches, "customer_key")
    before = before.filter(
        (before.campaign_on <= before.ordered_on) & (before.ordered_on.delta(before.campaign_on, unit="day") <= days)
    )
    orders = tables["orders"]
    named = orders.filter(orders.campaign.notnull()).select("order_key", "campaign")
    # What an order itself names came last.
    named = sold.inner_join(named, "order_key").mutate(campaign_on=lambda r: r.ordered_on, is_named=ibis.literal(1))
    columns = (*sold.columns, "campaign", "campaign_on", "is_named")
    touched = before.mutate(is_named=ibis.literal(0)).select(*columns).union(named.select(*columns))
    touched = touched.group_by(*columns[:-1]).aggregate(is_named=touched.is_named.max())
    touched = touched.left_join(_margins(touched, tables, view), "order_key").drop("order_key_right")
    own = ibis.window(group_by=touched.order_key)
    latest = touched.campaign_on.max().over(own)
    weight = ibis.literal(0.5) ** (latest.delta(touched.campaign_on, unit="day") / view.settings.attribution_half_life)
    return touched.mutate(weight=weight.cast(WIDE_SHARE), touches=touched.count().over(own))


def _margins(touched: ir.Table, tables: Tables, view: View) -> ir.Table:
    """Return what each order left after the cost of its goods; unknown once the cost of one line is."""
    lines = tables["order_lines"].filter(lambda r: r.kind == "sale").semi_join(touched, "order_key")
    products = tables["products"].select("product_key", product_cost="unit_cost")
    lines = lines.left_join(products, "product_key").drop("product_key_right")
    paid_in = tables["orders"].select("order_key", order_currency="currency")
    lines = lines.inner_join(paid_in, "order_key")
    cost = ibis.ifelse(
        lines.order_currency == view.currency, lines.unit_cost.coalesce(lines.product_cost), ibis.null(_MONEY)
    )
    left = lines.amount - (cost.cast(WIDE) * lines.quantity).cast(_MONEY)
    lines = lines.mutate(left=left)
    return lines.group_by("order_key").aggregate(
        margin=ibis.ifelse(lines.left.isnull().any(), ibis.null(WIDE), lines.left.sum().cast(WIDE))
    )


def _credited(touched: ir.Table) -> ir.Table:
    """Return what part of each order every touch has by each rule; the parts of one order add up to it exactly.

    A part is the share up to a touch less the share up to the one before: rounding moves digits between them and loses
    none.
    """
    along = [touched.campaign_on, touched.is_named, touched.campaign]
    upto = ibis.cumulative_window(group_by=touched.order_key, order_by=along)
    every = ibis.window(group_by=touched.order_key)
    own = ibis.window(group_by=touched.order_key, order_by=along)
    nth = ibis.row_number().over(own) + 1
    numbered = touched.mutate(
        nth=nth, weight_upto=touched.weight.sum().over(upto), weight_in_all=touched.weight.sum().over(every)
    )
    one, none = ibis.literal(1).cast(WIDE_SHARE), ibis.literal(0).cast(WIDE_SHARE)
    is_last = numbered.nth == numbered.touches
    shares = {
        "first_touch": one,
        "last_touch": ibis.ifelse(is_last, one, none),
        "linear": ibis.ifelse(is_last, one, (numbered.nth / numbered.touches).cast(WIDE_SHARE)),
        "time_decay": ibis.ifelse(
            is_last,
            one,
            (numbered.weight_upto.cast("float64") / numbered.weight_in_all.cast("float64")).cast(WIDE_SHARE),
        ),
    }
    numbered = numbered.mutate(**{f"upto_{rule}": share for rule, share in shares.items()})
    amounts = {"revenue": numbered.amount, "earned": numbered.margin}
    numbered = numbered.mutate(
        **{
            f"{what}_upto_{rule}": (amount.cast(WIDE) * numbered[f"upto_{rule}"]).cast(WIDE)
            for what, amount in amounts.items()
            for rule in RULES
        }
    )
    before = ibis.window(group_by=numbered.order_key, order_by=numbered.nth)

    def part(upto: ir.Column) -> ir.Value:
        return upto - upto.lag().over(before).coalesce(ibis.literal(0).cast(upto.type()))

    parts = numbered.mutate(**{f"share_{rule}": part(numbered[f"upto_{rule}"]).cast(WIDE_SHARE) for rule in RULES})
    # Whoever has no part needs no amount.
    return parts.mutate(
        dated_on=parts.ordered_on,
        **{
            f"{what}_{rule}": ibis.ifelse(
                parts[f"share_{rule}"] == 0, ibis.literal(0).cast(WIDE), part(parts[f"{what}_upto_{rule}"]).cast(WIDE)
            )
            for what in amounts
            for rule in RULES
        },
    )


def _spent(tables: Tables, view: View) -> ir.Table:
    costs = tables["costs"]
    spent = costs.filter((costs.spent_on >= view.period.start) & (costs.spent_on < view.period.end))
    spent = converted(spent, tables, view, "spent_on")
    named = tables["campaigns"].select("campaign_key", campaign="name")
    spent = spent.left_join(named, "campaign_key")
    return spent.select("source_key", "amount", "campaign", dated_on="spent_on")


def _channels(tables: Tables) -> ir.Table:
    # Of two campaigns with one name nobody knows which is meant.
    campaigns = tables["campaigns"]
    return campaigns.group_by(campaign="name").aggregate(
        channel=ibis.ifelse(campaigns.channel.nunique() == 1, campaigns.channel.min(), ibis.null("string"))
    )


campaign_returns = Rows(
    name="campaign_returns",
    grain=Text(
        "một khoản chi, hay một lần chiến dịch chạm tới khách trước một đơn",
        "one cost, or one touch of a campaign before an order",
    ),
    build=_campaign_returns,
)
