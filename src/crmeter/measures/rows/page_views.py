"""Views of pages and products in the period, with how many of them ended as wanted, told or found out."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.months import month_of
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _page_views(tables: Tables, view: View) -> ir.Table:
    period, days = view.period, view.settings.attribution_days
    seen = tables["page_views"].filter(
        lambda r: (r.viewed_on >= period.start) & (r.viewed_on < period.end) & (r.viewed_on < view.seen_until)
    )
    who = tables["customers"].select("customer_key", "segment", "region")
    what = tables["products"].select("product_key", "category")
    # Of a product that a customer looked at, an order of it is the wanted action where the source tells of none.
    lines = tables["order_lines"].filter(lambda r: r.kind == "sale").select("order_key", "product_key")
    sold = tables["sales"].select("order_key", "customer_key", bought_on="ordered_on")
    bought = lines.inner_join(sold, "order_key").select("product_key", "customer_key", "bought_on")
    asked = seen.filter(seen.actions.isnull() & seen.customer_key.notnull() & seen.product_key.notnull())
    asked = asked.select("view_key", "customer_key", "product_key", "viewed_on")
    after = asked.inner_join(bought, ["customer_key", "product_key"])
    after = after.filter(
        (after.bought_on >= after.viewed_on) & (after.bought_on.delta(after.viewed_on, unit="day") <= days)
    )
    ordered = after.group_by("view_key").aggregate(bought_on=after.bought_on.min())
    joined = seen.left_join(ordered, "view_key").drop("view_key_right")
    joined = joined.left_join(who, "customer_key").drop("customer_key_right").left_join(what, "product_key")
    is_found_out = joined.actions.isnull() & joined.customer_key.notnull() & joined.product_key.notnull()
    is_over = ibis.literal(view.as_of).delta(joined.viewed_on, unit="day") >= days
    found = ibis.cases((is_found_out & joined.bought_on.notnull(), 1), (is_found_out & is_over, 0))
    return joined.select(
        "source_key",
        "viewed_on",
        "page",
        "views",
        "bought_on",
        "category",
        "channel",
        "campaign",
        "segment",
        "region",
        actions=joined.actions.coalesce(found),
        month=month_of(joined.viewed_on),
    )


page_views = Rows(
    name="page_views",
    grain=Text("một lượt xem, hay các lượt xem đếm chung", "one view, or views counted together"),
    build=_page_views,
)
