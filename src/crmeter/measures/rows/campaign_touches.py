"""Moments at which a campaign reached a customer: it was sent to them, or brought the lead that they came from."""

import ibis.expr.types as ir

from crmeter.measures.rows.rows import Tables
from crmeter.measures.view import View

COLUMNS = ("customer_key", "campaign", "campaign_on")


def campaign_touches(tables: Tables, view: View) -> ir.Table:
    """Return one row for each customer, day and campaign that reached them then, up to the end of the period."""
    leads = tables["leads"]
    # Whom a lead will become is not known before.
    is_known = (leads.converted_on < view.seen_until) | leads.converted_on.isnull()
    became = leads.filter(leads.customer_key.notnull() & is_known)
    brought = became.filter(became.campaign.notnull() & (became.created_on < view.period.end))
    members = tables["campaign_members"]
    members = members.filter(members.sent_on < view.period.end)
    named = tables["campaigns"].select("campaign_key", campaign="name")
    sent = members.inner_join(named, "campaign_key")
    sent = sent.left_join(became.select("lead_key", became="customer_key"), "lead_key")
    sent = sent.mutate(customer_key=sent.customer_key.coalesce(sent.became)).filter(lambda r: r.customer_key.notnull())
    return (
        sent.mutate(campaign_on=sent.sent_on)
        .select(*COLUMNS)
        .union(brought.mutate(campaign_on=brought.created_on).select(*COLUMNS), distinct=True)
    )
