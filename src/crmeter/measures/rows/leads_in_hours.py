"""Leads created in the period, with the hours until somebody first reached out to them."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.reached_leads import converted_on, leads_created, outreach_to
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

_HOUR = 3600


def leads_until_reached(tables: Tables, view: View) -> ir.Table:
    """Return the leads of the period with the moment until which they waited, and whether its hour is known."""
    leads = leads_created(tables, view)
    sent = outreach_to(leads, tables, view, "created_on", "created_at")
    # Of a moment at midnight only the day was written down.
    has_hour = ~_is_midnight(sent.touched_at)
    reached = sent.group_by("lead_key").aggregate(
        reached_at=sent.touched_at.min(where=has_hour & (sent.touched_at >= sent.created_at)),
        day_only_at=sent.touched_at.min(where=~has_hour & (sent.touched_on >= sent.created_on)),
        reached_before=((sent.touched_on < sent.created_on) | (has_hour & (sent.touched_at < sent.created_at))).any(),
    )
    joined = leads.left_join(reached, "lead_key").drop("lead_key_right")
    became_on = converted_on(joined, view)
    end = ibis.literal(view.seen_until).cast("timestamp")
    # Who became a customer before anybody reached out waits no more; at which hour nobody wrote down.
    answered = joined.reached_at.notnull() & (joined.reached_at.date() <= became_on).coalesce(True)
    waited = ibis.greatest(became_on.cast("timestamp").coalesce(end), joined.created_at)
    until = ibis.ifelse(answered, joined.reached_at, waited)
    return joined.mutate(
        answered=answered,
        until=until,
        hour_is_known=joined.created_at.notnull()
        & ~_is_midnight(joined.created_at)
        & (joined.day_only_at > until).coalesce(True),
    )


def _leads_in_hours(tables: Tables, view: View) -> ir.Table:
    leads = leads_until_reached(tables, view)
    return leads.select(
        "source_key",
        "created_at",
        "reached_at",
        "channel",
        "campaign",
        "owner",
        hours_to_answer=leads.until.delta(leads.created_at, unit="second") / _HOUR,
        is_answered=leads.answered,
        came_first=~leads.reached_before.coalesce(False),
        hour_is_known=leads.hour_is_known.coalesce(False),
    )


def _is_midnight(moment: ir.Value) -> ir.BooleanValue:
    is_midnight: ir.BooleanValue = moment == moment.date().cast("timestamp")
    return is_midnight


leads_in_hours = Rows(
    name="leads_in_hours",
    grain=Text("một khách tiềm năng tạo trong kỳ", "one lead created in the period"),
    build=_leads_in_hours,
)
