"""What campaigns cost in the period beside what came in it, leads or new customers: one row for each."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.kept_rows import converted
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

_COLUMNS = ("kind", "source_key", "dated_on", "amount", "campaign", "channel")


def _costs_of_leads(tables: Tables, view: View) -> ir.Table:
    leads = tables["leads"]
    leads = leads.filter((leads.created_on >= view.period.start) & (leads.created_on < view.period.end))
    came = leads.select("source_key", "campaign", dated_on="created_on")
    return _beside_costs("lead", came, tables, view)


def _costs_of_customers(tables: Tables, view: View) -> ir.Table:
    first = tables["purchases"].filter(
        lambda r: (r.nth == 1) & (r.purchased_on >= view.period.start) & (r.purchased_on < view.period.end)
    )
    told = tables["orders"].filter(
        lambda r: r.campaign.notnull() & (r.ordered_on >= view.period.start) & (r.ordered_on < view.period.end)
    )
    # Of several orders on the first day the first one decides.
    told = (
        told.semi_join(tables["sales"], "order_key")
        .group_by("customer_key", "ordered_on")
        .aggregate(campaign=lambda r: r.campaign.argmin(r.order_key))
    )
    came = first.left_join(
        told, [first.customer_key == told.customer_key, first.purchased_on == told.ordered_on]
    ).select("customer_key", "campaign", dated_on="purchased_on")
    who = tables["customers"].select("customer_key", "source_key")
    came = came.left_join(who, "customer_key").drop("customer_key", "customer_key_right")
    return _beside_costs("customer", came, tables, view)


def _beside_costs(kind: str, came: ir.Table, tables: Tables, view: View) -> ir.Table:
    """Return rows of what came and of what was spent; both are of the channel of their campaign."""
    campaigns, costs = tables["campaigns"], tables["costs"]
    # Of two campaigns with one name nobody knows which a lead means.
    channels = campaigns.group_by(campaign="name").aggregate(
        channel=ibis.ifelse(campaigns.channel.nunique() == 1, campaigns.channel.min(), ibis.null("string"))
    )
    came = came.left_join(channels, "campaign").drop("campaign_right")
    came = came.mutate(kind=ibis.literal(kind), amount=ibis.literal(0).cast("decimal(18, 4)"))
    spent = costs.filter((costs.spent_on >= view.period.start) & (costs.spent_on < view.period.end))
    spent = converted(spent, tables, view, "spent_on")
    named = campaigns.select("campaign_key", campaign="name")
    spent = spent.left_join(named, "campaign_key").left_join(channels, "campaign")
    spent = spent.select("source_key", "amount", "campaign", "channel", dated_on="spent_on", kind=ibis.literal("cost"))
    return came.select(*_COLUMNS).union(spent.select(*_COLUMNS))


costs_of_leads = Rows(
    name="costs_of_leads",
    grain=Text("một khoản chi hay một khách tiềm năng", "one cost or one lead"),
    build=_costs_of_leads,
)

costs_of_customers = Rows(
    name="costs_of_customers",
    grain=Text("một khoản chi hay một khách mới", "one cost or one new customer"),
    build=_costs_of_customers,
)
