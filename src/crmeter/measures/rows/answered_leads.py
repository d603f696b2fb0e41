"""Leads created in the period, with when somebody first reached out to them."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.reached_leads import converted_on, leads_created, outreach_to
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _answered_leads(tables: Tables, view: View) -> ir.Table:
    leads = leads_created(tables, view)
    sent = outreach_to(leads, tables, view, "created_on")
    reached = sent.group_by("lead_key").aggregate(
        reached_on=sent.touched_on.min(where=sent.touched_on >= sent.created_on),
        reached_before=(sent.touched_on < sent.created_on).any(),
    )
    joined = leads.left_join(reached, "lead_key").drop("lead_key_right")
    joined = joined.mutate(converted_on=converted_on(joined, view))
    # Who became a customer before anybody reached out waits no more.
    answered = joined.reached_on.notnull() & (joined.reached_on <= joined.converted_on).coalesce(True)
    as_of = ibis.literal(view.as_of)
    until = ibis.ifelse(answered, joined.reached_on, joined.converted_on.coalesce(as_of))
    return joined.select(
        "source_key",
        "created_on",
        "reached_on",
        "converted_on",
        "channel",
        "campaign",
        "owner",
        days_to_answer=until.delta(joined.created_on, unit="day"),
        is_answered=answered,
        came_first=~joined.reached_before.coalesce(False),
        had_a_day=as_of.delta(joined.created_on, unit="day") >= 1,
    )


answered_leads = Rows(
    name="answered_leads",
    grain=Text("một khách tiềm năng tạo trong kỳ", "one lead created in the period"),
    build=_answered_leads,
)
