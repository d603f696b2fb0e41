"""The same tickets, with what each took in working time."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.ticket_course import work_on_tickets
from crmeter.measures.rows.tickets import tickets
from crmeter.measures.rows.work_done import with_work_before
from crmeter.measures.view import View
from crmeter.vocabulary import Text

_HOUR = 3600


def _tickets_at_work(tables: Tables, view: View) -> ir.Table:
    asked = tickets.build(tables, view)
    stretches = tables["working_stretches"]
    end = ibis.literal(view.seen_until).cast("timestamp")
    standing = asked.solved_since_at.coalesce(end)
    rows = asked.mutate(
        unanswered_until=ibis.ifelse(asked.is_answered, asked.first_responded_at, standing),
        unsolved_until=standing,
    )
    rows = with_work_before(
        rows,
        {
            "before_opening": "opened_at",
            "before_answer": "unanswered_until",
            "before_solution": "solved_by_end_at",
            "before_last": "unsolved_until",
        },
        stretches,
    )
    worked = work_on_tickets(tables, asked, view)
    rows = rows.left_join(worked, "ticket_key").drop("ticket_key_right")
    answer, last = rows.before_answer - rows.before_opening, rows.before_last - rows.before_opening
    return rows.mutate(
        # Whatever the clock could not tell, working time cannot either.
        hours_to_answer_at_work=_where(rows.hours_to_answer, answer),
        hours_unanswered_at_work=_where(rows.hours_unanswered, answer),
        hours_to_solve_at_work=_where(rows.hours_to_solve, rows.before_solution - rows.before_opening),
        hours_unsolved_at_work=_where(rows.hours_unsolved, last),
        hours_ours_at_work=_where(rows.hours_ours, rows.seconds_worked - rows.before_opening),
    )


def _where(hours: ir.Value, seconds: ir.Value) -> ir.Value:
    return ibis.ifelse(hours.notnull(), seconds / _HOUR, ibis.null("float64"))


tickets_at_work = Rows(
    name="tickets_at_work",
    grain=Text(
        "một phiếu hỗ trợ mở, xong hoặc còn mở trong kỳ",
        "one ticket opened, solved or still open in the period",
    ),
    build=_tickets_at_work,
)
