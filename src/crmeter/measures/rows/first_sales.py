"""People from the first contact to the first order: who was first met in the period, or first bought in it."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _first_sales(tables: Tables, view: View) -> ir.Table:
    period = view.period
    leads = tables["leads"].filter(lambda r: r.created_on < view.seen_until)
    is_converted = (leads.converted_on < view.seen_until).coalesce(False)
    # Whose a lead is that converts later is not known yet.
    leads = leads.mutate(
        is_converted=is_converted,
        customer_key=ibis.ifelse(is_converted | leads.converted_on.isnull(), leads.customer_key, ibis.null("int64")),
    )
    bought = tables["purchases"].filter(lambda r: r.nth == 1).select("customer_key", ordered_on="purchased_on")
    met = _met(tables["touches"], leads, bought, view)
    met = met.left_join(bought, "customer_key").drop("customer_key_right")
    people = met.group_by("customer_key", "lead_key").aggregate(
        met_on=met.met_on.min(),
        ordered_on=met.ordered_on.max(),
        contacts=met.is_outreach.sum(where=met.met_on <= met.ordered_on).coalesce(0),
    )
    people = people.mutate(
        met_in_period=((people.met_on >= period.start) & (people.met_on < period.end)).coalesce(False),
        ordered_in_period=((people.ordered_on >= period.start) & (people.ordered_on < period.end)).coalesce(False),
    ).filter(lambda r: r.met_in_period | r.ordered_in_period)
    who = tables["customers"].select("customer_key", "segment", "region", "owner", "channel", "source_key")
    of_lead = leads.select(
        "lead_key", "is_converted", lead_owner="owner", lead_channel="channel", lead_source_key="source_key"
    )
    joined = people.left_join(who, "customer_key").drop("customer_key_right").left_join(of_lead, "lead_key")
    as_of = ibis.literal(view.as_of)
    return joined.select(
        "met_on",
        "ordered_on",
        "contacts",
        "segment",
        "region",
        "met_in_period",
        "ordered_in_period",
        source_key=joined.source_key.coalesce(joined.lead_source_key),
        owner=joined.owner.coalesce(joined.lead_owner),
        channel=joined.channel.coalesce(joined.lead_channel),
        days_to_order=joined.ordered_on.coalesce(as_of).delta(joined.met_on, unit="day"),
        has_ordered=joined.ordered_on.notnull(),
        # Who bought before anybody was in touch, and leads of whom nobody knows which customer they became.
        way_is_known=(joined.ordered_on >= joined.met_on).coalesce(True) & ~joined.is_converted.coalesce(False),
    )


def _met(touches: ir.Table, leads: ir.Table, bought: ir.Table, view: View) -> ir.Table:
    """Every contact and every arrival of a lead, by customer, or by lead where it is no customer yet."""
    touches = touches.filter((touches.touched_on < view.period.end) & (touches.touched_on < view.seen_until))
    whose = leads.select("lead_key", lead_customer_key="customer_key")
    touched = touches.left_join(whose, "lead_key")
    customer = touched.customer_key.coalesce(touched.lead_customer_key)
    touched = touched.select(
        customer_key=customer,
        lead_key=ibis.ifelse(customer.isnull(), touched.lead_key, ibis.null("int64")),
        met_on="touched_on",
        is_outreach=(touched.direction == "out").cast("int64"),
    )
    arrived = leads.select(
        "customer_key",
        lead_key=ibis.ifelse(leads.customer_key.isnull(), leads.lead_key, ibis.null("int64")),
        met_on="created_on",
        is_outreach=ibis.literal(0, "int64"),
    )
    # Who bought without any contact was contacted no time.
    alone = bought.select(
        "customer_key",
        lead_key=ibis.null("int64"),
        met_on=ibis.null("date"),
        is_outreach=ibis.literal(0, "int64"),
    )
    met = touched.union(arrived).union(alone)
    return met.filter(met.customer_key.notnull() | met.lead_key.notnull())


first_sales = Rows(
    name="first_sales",
    grain=Text(
        "một người được liên hệ lần đầu hoặc mua lần đầu trong kỳ",
        "one person first in touch or first buying in the period",
    ),
    build=_first_sales,
)
