"""Contacts with how many times the firm had reached out to the person by then; a run numbers them once."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def person_of(customer_key: ir.Value, lead_key: ir.Value) -> ir.Value:
    """Return who somebody is: a customer by their key, and a lead below zero, where no key of a customer lies."""
    return customer_key.coalesce(-1 - lead_key)


def leads_that_became(tables: Tables, view: View) -> ir.Table:
    """Return which customer each lead is; whom one will become is not known before."""
    leads = tables["leads"].filter(lambda r: r.customer_key.notnull())
    leads = leads.filter((leads.converted_on < view.seen_until) | leads.converted_on.isnull())
    return leads.select("lead_key", became="customer_key")


def _tries(tables: Tables, view: View) -> ir.Table:
    touches = tables["touches"].filter(lambda r: r.touched_on < view.seen_until)
    touches = touches.left_join(leads_that_became(tables, view), "lead_key").drop("lead_key_right")
    touches = touches.mutate(person=person_of(touches.customer_key.coalesce(touches.became), touches.lead_key))
    is_outreach = touches.direction == "out"
    # Of one moment, what came of a contact goes before its key, which differs from source to source.
    own = ibis.cumulative_window(
        group_by=touches.person,
        order_by=[touches.touched_at, touches.direction, touches.outcome, touches.touch_key],
    )
    nth = is_outreach.cast("int64").sum().over(own)
    return touches.select(
        "source_key",
        "person",
        "touched_at",
        "touched_on",
        "channel",
        "direction",
        "outcome",
        # Where no message ever came back, nobody writes down what does: whether others arrived is not known either.
        arrived=ibis.ifelse(
            (~touches.arrived).any().over(ibis.window(group_by=touches.source)), touches.arrived, ibis.null("boolean")
        ),
        nth=ibis.ifelse(is_outreach & touches.person.notnull(), nth, ibis.null("int64")),
    )


tries = Rows(
    name="tries",
    grain=Text(
        "một lần tiếp xúc, nếu là lần hãng liên hệ thì có số thứ tự",
        "one contact, with its number where the firm reached out",
    ),
    build=_tries,
)
