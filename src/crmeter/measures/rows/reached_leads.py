"""The leads created in a period, whom the firm reached out to among them, and which of them converted."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Tables
from crmeter.measures.view import View


def leads_created(tables: Tables, view: View) -> ir.Table:
    """Return the leads created in the period of a view."""
    leads = tables["leads"]
    return leads.filter(
        (leads.created_on >= view.period.start)
        & (leads.created_on < view.period.end)
        & (leads.created_on < view.seen_until)
    )


def outreach_to(leads: ir.Table, tables: Tables, view: View, *columns: str) -> ir.Table:
    """Return the contacts by which the firm reached out to leads, each with some columns of its lead."""
    touches = tables["touches"]
    sent = touches.filter((touches.direction == "out") & (touches.touched_on < view.seen_until))
    return sent.inner_join(leads.select("lead_key", *columns), "lead_key")


def converted_on(leads: ir.Table, view: View) -> ir.DateValue:
    """Return the day on which a lead became a customer; none of a later day, or of one before the lead came."""
    seen: ir.DateValue = ibis.ifelse(
        (leads.converted_on < view.seen_until) & (leads.converted_on >= leads.created_on),
        leads.converted_on,
        ibis.null("date"),
    )
    return seen
