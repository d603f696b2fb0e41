"""Leads created in the period, with what became of them."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.months import month_of
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

# How the records call a lead that is worth selling to, and one that was sold to.
_QUALIFIED = ("qualified", "converted")


def _leads(tables: Tables, view: View) -> ir.Table:
    leads = tables["leads"]
    leads = leads.filter(leads.created_on < view.period.end)
    # Whether a lead had its days, and converted within them, is known on the day of the evaluation.
    leads = leads.mutate(
        converted_on=ibis.ifelse(leads.converted_on < view.seen_until, leads.converted_on, ibis.null("date")),
        is_qualified=(leads.qualified_on < view.seen_until).coalesce(leads.status.isin(_QUALIFIED).coalesce(False)),
    )
    days = leads.converted_on.delta(leads.created_on, unit="day")
    as_of = ibis.literal(view.as_of)
    converted_in_period = (leads.converted_on >= view.period.start) & (leads.converted_on < view.period.end)
    return leads.select(
        "lead_key",
        "source_key",
        "created_on",
        "qualified_on",
        "converted_on",
        "status",
        "channel",
        "campaign",
        "owner",
        days_to_convert=days,
        created_in_period=leads.created_on >= view.period.start,
        is_qualified=leads.is_qualified,
        qualified_in_period=(leads.is_qualified & (leads.qualified_on >= view.period.start)).coalesce(False)
        & (leads.qualified_on < view.period.end).coalesce(False),
        converted_in_period=converted_in_period.coalesce(False),
        converted_in_time=(days <= view.settings.lead_days).coalesce(False),
        old_enough=as_of.delta(leads.created_on, unit="day") >= view.settings.lead_days,
        month=month_of(leads.created_on),
    )


leads = Rows(
    name="leads",
    grain=Text("một khách tiềm năng", "one lead"),
    build=_leads,
)
