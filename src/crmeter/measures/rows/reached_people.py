"""People whom the firm's outreach came to in the period, with whether they looked and did what was wanted."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.tries import leads_that_became, person_of
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _reached_people(tables: Tables, view: View) -> ir.Table:
    reached = _reached(tables, view)
    views = tables["page_views"].filter(lambda r: r.customer_key.notnull() & (r.viewed_on < view.seen_until))
    viewed = _first_after(reached, views.select(person="customer_key", day="viewed_on"), view, "viewed_on")
    bought = tables["purchases"].select(person="customer_key", day="purchased_on")
    wanted = views.filter(views.actions > 0).select(person="customer_key", day="viewed_on")
    members = _members(tables, view).filter(lambda r: r.converted_on < view.seen_until)
    converted = members.select("person", day="converted_on")
    acted = _first_after(reached, bought.union(wanted).union(converted), view, "acted_on")
    people = reached.left_join(viewed, "person").drop("person_right")
    people = people.left_join(acted, "person").drop("person_right")
    who = tables["customers"].select("customer_key", "segment", "source_key")
    leads = tables["leads"].select(
        lead_person=person_of(ibis.null("int64"), tables["leads"].lead_key), lead="source_key"
    )
    joined = people.left_join(who, people.person == who.customer_key).left_join(
        leads, people.person == leads.lead_person
    )
    return joined.select(
        "reached_on",
        "viewed_on",
        "acted_on",
        "channel",
        "segment",
        source_key=joined.source_key.coalesce(joined.lead),
        # Whoever did what was wanted has looked, wherever that was.
        has_viewed=joined.viewed_on.notnull(),
        has_acted=joined.acted_on.notnull(),
        old_enough=ibis.literal(view.as_of).delta(joined.reached_on, unit="day") >= view.settings.lead_days,
    )


def _reached(tables: Tables, view: View) -> ir.Table:
    """Whom contacts and campaigns of the period came to, with the first of them; what bounced came to nobody."""
    period = view.period
    tries = tables["tries"].filter(
        lambda r: (
            r.person.notnull()
            & (r.direction == "out")
            & r.arrived.coalesce(True)
            & (r.touched_on >= period.start)
            & (r.touched_on < period.end)
        )
    )
    sent = _members(tables, view).filter(
        lambda r: (r.sent_on >= period.start) & (r.sent_on < period.end) & (r.sent_on < view.seen_until)
    )
    named = tables["campaigns"].select("campaign_key", "channel")
    sent = sent.left_join(named, "campaign_key")
    # Of campaigns the day is known, so they come before the contacts of that day.
    by_campaign = sent.select("person", reached_on="sent_on", at=sent.sent_on.cast("timestamp"), channel="channel")
    both = tries.select("person", reached_on="touched_on", at="touched_at", channel="channel").union(by_campaign)
    both = both.filter(both.person.notnull())
    order = ibis.struct({"at": both["at"], "channel": both.channel.coalesce("")})
    return both.group_by("person").aggregate(reached_on=both.reached_on.min(), channel=both.channel.argmin(order))


def _members(tables: Tables, view: View) -> ir.Table:
    """Whom campaigns are for, each called as their contacts call them."""
    members = tables["campaign_members"].left_join(leads_that_became(tables, view), "lead_key")
    return members.select(
        "campaign_key",
        "sent_on",
        "converted_on",
        person=person_of(members.customer_key.coalesce(members.became), members.lead_key),
    )


def _first_after(reached: ir.Table, happened: ir.Table, view: View, called: str) -> ir.Table:
    """When it first happened to those who were reached, on that day or within the days that a lead has."""
    after = happened.inner_join(reached.select("person", "reached_on"), "person")
    days = after.day.delta(after.reached_on, unit="day")
    after = after.filter((after.day >= after.reached_on) & (days <= view.settings.lead_days))
    return after.group_by("person").aggregate(after.day.min().name(called))


reached_people = Rows(
    name="reached_people",
    grain=Text(
        "một người mà liên hệ của hãng đã tới trong kỳ", "one person whom the firm's outreach came to in the period"
    ),
    build=_reached_people,
)
