"""One row per customer on record, with the last two-way contact; the never-contacted are there too."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _contacts(tables: Tables, view: View) -> ir.Table:
    bought = tables["purchases"].select("customer_key", contacted_on="purchased_on")
    bought = bought.filter(bought.contacted_on < view.period.end)
    touches = tables["touches"].filter(lambda r: r.customer_key.notnull() & (r.touched_on < view.period.end))
    two_way = touches.filter((touches.direction == "in") | (touches.outcome == "answered"))
    both = bought.union(two_way.select("customer_key", contacted_on="touched_on"))
    last = both.group_by("customer_key").aggregate(last_contact_on=both.contacted_on.max())
    sent = touches.filter(touches.direction == "out")
    outreach = sent.group_by("customer_key").aggregate(last_outreach_on=sent.touched_on.max())
    who = tables["customers"].select("customer_key", "segment", "region", "owner", "source_key", "created_on")
    # Who came after the period is not yet a customer in it; who is only on a register came at an unknown time.
    who = who.left_join(tables["first_seen"], "customer_key").drop("customer_key_right")
    since = who.created_on.coalesce(who.first_seen_on)
    who = who.filter(since.isnull() | (since < view.period.end)).drop("first_seen_on")
    joined = who.left_join(last, "customer_key").drop("customer_key_right")
    joined = joined.left_join(outreach, "customer_key").drop("customer_key_right")
    last_day = ibis.literal(view.period.last_day)
    silent = last_day.delta(joined.last_contact_on, unit="day")
    return joined.mutate(
        days_since_contact=silent,
        days_since_outreach=last_day.delta(joined.last_outreach_on, unit="day"),
        fresh=(silent <= view.settings.freshness_days).coalesce(False),
    )


contacts = Rows(
    name="contacts",
    grain=Text("một khách trong sổ", "one customer on record"),
    build=_contacts,
)
