"""Contacts by which the firm reached out in the period, with what came of them and the how-manieth they were."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

# What tells how a contact ended; of others nobody wrote it down.
OUTCOMES = ("answered", "no_answer", "unsubscribed")
# From this number on contacts are told together: few are tried so often.
_MANY = 9


def _outreach(tables: Tables, view: View) -> ir.Table:
    sent = tables["tries"].filter(
        lambda r: (r.direction == "out") & (r.touched_on >= view.period.start) & (r.touched_on < view.period.end)
    )
    who = tables["customers"].select("customer_key", "segment", "region")
    joined = sent.left_join(who, sent.person == who.customer_key)
    is_told = joined.outcome.isin(OUTCOMES).coalesce(False)
    return joined.select(
        "source_key",
        "touched_on",
        "channel",
        "outcome",
        "nth",
        "arrived",
        "segment",
        "region",
        **{
            "try": ibis.ifelse(joined.nth < _MANY, joined.nth.cast("string"), f"{_MANY}+"),
            "bounced": ~joined.arrived,
            "is_told": is_told,
            "replied": _if(is_told, joined.outcome == "answered"),
            "unsubscribed": _if(is_told, joined.outcome == "unsubscribed"),
        },
    )


def _if(is_told: ir.BooleanValue, told: ir.BooleanValue) -> ir.Value:
    return ibis.ifelse(is_told, told, ibis.null("boolean"))


outreach = Rows(
    name="outreach",
    grain=Text("một lần hãng liên hệ", "one contact by which the firm reached out"),
    build=_outreach,
)
