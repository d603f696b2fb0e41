"""Tickets opened in the period, with whether they were answered as promised by the day of the evaluation."""

import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _tickets(tables: Tables, view: View) -> ir.Table:
    asked = tables["tickets"]
    asked = asked.filter(
        (asked.opened_on >= view.period.start) & (asked.opened_on < view.period.end) & asked.duplicate_of.isnull()
    )
    who = tables["customers"].select("customer_key", "segment", "region")
    joined = asked.left_join(who, "customer_key")
    answered_on, due_on = joined.first_responded_at.date(), joined.answer_due_at.date()
    was_answered = (answered_on < view.seen_until).coalesce(False)
    return joined.select(
        "source_key",
        "opened_on",
        "queue",
        "category",
        "priority",
        "channel",
        "owner",
        "segment",
        "region",
        "answer_due_at",
        "first_responded_at",
        # One that waits still, within its time, may yet be answered in time or not.
        is_told=joined.answer_due_at.notnull() & (was_answered | (due_on < view.seen_until)),
        in_time=was_answered & (joined.first_responded_at <= joined.answer_due_at).coalesce(False),
    )


tickets = Rows(
    name="tickets",
    grain=Text("một phiếu hỗ trợ", "one ticket"),
    build=_tickets,
)
