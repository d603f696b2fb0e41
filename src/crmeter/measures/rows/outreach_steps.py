"""People whom the firm reached out to in the period, step by step: whether they replied, and bought."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.tries import person_of
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _outreach_steps(tables: Tables, view: View) -> ir.Table:
    known = tables["tries"].filter(lambda r: r.person.notnull() & (r.touched_on >= view.period.start))
    sent = known.filter((known.direction == "out") & (known.touched_on < view.period.end))
    first = sent.group_by("person").aggregate(
        contacted_at=sent.touched_at.min(),
        contacted_on=sent.touched_on.min(),
        channel=sent.channel.argmin(sent.nth),
    )
    days = view.settings.lead_days
    two_way = known.filter((known.direction == "in") | (known.outcome == "answered"))
    two_way = two_way.inner_join(first.select("person", "contacted_at", "contacted_on"), "person")
    two_way = two_way.filter(
        (two_way.touched_at >= two_way.contacted_at)
        & (two_way.touched_on.delta(two_way.contacted_on, unit="day") <= days)
    )
    replies = two_way.group_by("person").aggregate(replied_on=two_way.touched_on.min())
    bought = tables["purchases"].filter(lambda r: r.purchased_on >= view.period.start)
    bought = bought.inner_join(first.select("person", "contacted_on"), bought.customer_key == first.person)
    bought = bought.filter(
        (bought.purchased_on >= bought.contacted_on)
        & (bought.purchased_on.delta(bought.contacted_on, unit="day") <= days)
    )
    purchases = bought.group_by("person").aggregate(bought_on=bought.purchased_on.min())
    people = first.left_join(replies, "person").drop("person_right")
    people = people.left_join(purchases, "person").drop("person_right")
    people = people.mutate(
        old_enough=ibis.literal(view.as_of).delta(people.contacted_on, unit="day") >= days,
        # Whoever buys has answered, whatever was written down.
        has_replied=people.replied_on.notnull() | people.bought_on.notnull(),
        has_bought=people.bought_on.notnull(),
    )
    # Without a step: from the contact to the purchase.
    steps = people.mutate(step=ibis.array([ibis.null("string"), "reply", "purchase"]).unnest())
    steps = steps.filter(steps.step.isnull() | (steps.old_enough & ((steps.step == "reply") | steps.has_replied)))
    named = _named(tables)
    steps = steps.left_join(named, "person").drop("person_right")
    return steps.mutate(lost=ibis.ifelse(steps.step == "reply", ~steps.has_replied, ~steps.has_bought))


def _named(tables: Tables) -> ir.Table:
    """By which key their source calls people."""
    customers, leads = tables["customers"], tables["leads"]
    return customers.select("source_key", "segment", person="customer_key").union(
        leads.select(
            "source_key",
            segment=ibis.null("string"),
            person=person_of(ibis.null("int64"), leads.lead_key),
        )
    )


outreach_steps = Rows(
    name="outreach_steps",
    grain=Text(
        "một người được hãng liên hệ trong kỳ, ở một bước",
        "one person whom the firm reached out to in the period, at one step",
    ),
    build=_outreach_steps,
)
