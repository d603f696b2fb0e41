"""Deals won in the period, with how often the firm and the customer were in touch about each until then."""

import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _won_deals(tables: Tables, view: View) -> ir.Table:
    deals = tables["deals"].filter(
        lambda r: (r.won_on >= view.period.start) & (r.won_on < view.period.end) & (r.won_on < view.seen_until)
    )
    touches = tables["touches"].filter(lambda r: r.deal_key.notnull()).select("deal_key", "touched_on", "direction")
    about = touches.inner_join(deals.select("deal_key", "won_on"), "deal_key")
    about = about.filter(about.touched_on <= about.won_on)
    counted = about.group_by("deal_key").aggregate(
        contacts=about.count(), contacts_out=about.count(where=about.direction == "out")
    )
    who = tables["customers"].select("customer_key", "segment")
    joined = deals.left_join(counted, "deal_key").drop("deal_key_right").left_join(who, "customer_key")
    return joined.select(
        "source_key",
        "created_on",
        "won_on",
        "pipeline",
        "channel",
        "owner",
        "segment",
        # A deal that no contact names had none that anybody wrote down.
        contacts=joined.contacts.coalesce(0),
        contacts_out=joined.contacts_out.coalesce(0),
    )


won_deals = Rows(
    name="won_deals",
    grain=Text("một cơ hội thắng trong kỳ", "one deal won in the period"),
    build=_won_deals,
)
