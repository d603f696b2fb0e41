"""What campaigns cost in the period beside what came in it, leads or new customers: one row for each."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.first_sales import first_sales
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
    return _beside_costs("customer", _new_customers(tables, view), tables, view)


def _costs_of_cohorts(tables: Tables, view: View) -> ir.Table:
    people = first_sales.build(tables, view)
    # Of those who first bought in the period, as far as anybody was in touch with them before.
    bought = people.filter(people.ordered_in_period & people.way_is_known & people.met_on.notnull())
    cycle = bought.aggregate(cycle=bought.days_to_order.median().floor().cast("int64"))
    return _beside_costs("customer", _new_customers(tables, view), tables, view, cycle)


def _new_customers(tables: Tables, view: View) -> ir.Table:
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
    return came.left_join(who, "customer_key").drop("customer_key", "customer_key_right")


def _beside_costs(kind: str, came: ir.Table, tables: Tables, view: View, cycle: ir.Table | None = None) -> ir.Table:
    """Return rows of what came and of what was spent on it; both are of the channel of their campaign.

    Args:
        kind: what came.
        came: a row for each.
        tables: of the warehouse.
        view: of the period.
        cycle: one row with the days from spending to what comes of it; without it both lie in the period.
    """
    campaigns, costs = tables["campaigns"], tables["costs"]
    # Of two campaigns with one name nobody knows which a lead means.
    channels = campaigns.group_by(campaign="name").aggregate(
        channel=ibis.ifelse(campaigns.channel.nunique() == 1, campaigns.channel.min(), ibis.null("string"))
    )
    came = came.left_join(channels, "campaign").drop("campaign_right")
    came = came.mutate(kind=ibis.literal(kind), amount=ibis.literal(0).cast("decimal(18, 4)"))
    if cycle is None:
        spent = costs.filter((costs.spent_on >= view.period.start) & (costs.spent_on < view.period.end))
    else:
        start, end = ibis.literal(view.period.start), ibis.literal(view.period.end)
        spent = costs.cross_join(cycle)
        spent = spent.filter(
            (start.delta(spent.spent_on, unit="day") <= spent.cycle)
            & (end.delta(spent.spent_on, unit="day") > spent.cycle)
        ).drop("cycle")
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

costs_of_cohorts = Rows(
    name="costs_of_cohorts",
    grain=Text(
        "một khoản chi sớm hơn một chu kỳ, hay một khách mới", "one cost of a sales cycle before, or one new customer"
    ),
    build=_costs_of_cohorts,
)
