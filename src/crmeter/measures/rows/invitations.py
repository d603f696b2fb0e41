"""Who was asked by surveys in the period, and whether they have answered since."""

import ibis.expr.types as ir

from crmeter.measures.rows.answers import wave_of, with_what_is_known
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _invitations(tables: Tables, view: View) -> ir.Table:
    asked = tables["survey_invitations"]
    asked = asked.filter((asked.asked_on >= view.period.start) & (asked.asked_on < view.period.end))
    joined = with_what_is_known(asked, tables)
    # An anonymous survey does not keep the day of an answer.
    too_late = (joined.answered_on >= view.seen_until).coalesce(False)
    return joined.select(
        "survey",
        "respondents",
        "agent",
        "product",
        "segment",
        "asked_on",
        "answered_on",
        # Whoever answered did get it, whatever their mail server said.
        arrived=joined.arrived | joined.answered,
        has_answered=joined.answered & ~too_late,
        source_key="customer_source_key",
        wave=wave_of(joined),
    )


invitations = Rows(
    name="invitations",
    grain=Text("một lời mời khảo sát", "one invitation to a survey"),
    build=_invitations,
)
