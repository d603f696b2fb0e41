"""Leads created in the period, with the working time until somebody first reached out to them."""

import ibis.expr.types as ir

from crmeter.measures.rows.leads_in_hours import leads_until_reached
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.work_done import with_work_before
from crmeter.measures.view import View
from crmeter.vocabulary import Text

_HOUR = 3600


def _leads_at_work(tables: Tables, view: View) -> ir.Table:
    joined = leads_until_reached(tables, view)
    placed = with_work_before(
        joined, {"before_coming": "created_at", "before_answer": "until"}, tables["working_stretches"]
    )
    return placed.select(
        "source_key",
        "created_at",
        "reached_at",
        "channel",
        "campaign",
        "owner",
        hours_to_answer_at_work=(placed.before_answer - placed.before_coming) / _HOUR,
        is_answered=placed.answered,
        came_first=~placed.reached_before.coalesce(False),
        hour_is_known=placed.hour_is_known.coalesce(False),
    )


leads_at_work = Rows(
    name="leads_at_work",
    grain=Text("một khách tiềm năng tạo trong kỳ", "one lead created in the period"),
    build=_leads_at_work,
)
