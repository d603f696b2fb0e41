"""How many tickets waited at the end of each week, and for what."""

from datetime import date, timedelta

from crmeter.evaluation.internal.rows_of_tickets import ticket_rows_sql
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import Period, Text
from crmeter.warehouse.engine import Engine

QUEUE = "ticket_queue"
WEEKS = 13


def ticket_queue(engine: Engine, view: View) -> ResultTable:
    """Return the open tickets at the end of each of the last whole weeks: late, not answered yet, being worked on.

    Open is what `ticket_backlog` counts at the end of such a week. Of a source that tells no answers, nobody says that
    one was not answered.

    Args:
        engine: where the tables of tickets are readable.
        view: of the period; weeks end on Sundays, the last at or before its as-of day.
    """
    last_sunday = view.as_of - timedelta(days=(view.as_of.weekday() + 1) % 7)
    sundays = [last_sunday - timedelta(days=7 * week) for week in reversed(range(WEEKS))]
    counted = [engine.rows(_at_the_end_of(sunday, view))[0] for sunday in sundays]
    return ResultTable(
        QUEUE,
        Text("Hàng chờ phiếu", "Queue of tickets"),
        (
            ResultColumn("week", Text("Cuối tuần", "End of the week"), "date"),
            ResultColumn("late", Text("Trễ cam kết", "Late"), "count"),
            ResultColumn("unanswered", Text("Chưa phản hồi", "Not answered"), "count"),
            ResultColumn("working", Text("Đang xử lý", "Being worked on"), "count"),
        ),
        tuple((sunday, *states) for sunday, states in zip(sundays, counted, strict=True))
        if any(any(states) for states in counted)
        else (),
    )


def _at_the_end_of(sunday: date, view: View) -> str:
    """Return the SELECT of the open tickets of one moment: those of `ticket_backlog`, by what they wait for."""
    ends = f"TIMESTAMP '{sunday + timedelta(days=1)} 00:00:00'"
    week = Period(sunday - timedelta(days=6), sunday + timedelta(days=1))
    is_late = "coalesce(is_overdue, false) OR coalesce(answer_is_overdue, false) AND NOT is_answered"
    return f"""
        WITH waiting AS (
            SELECT due_at < {ends} AS is_overdue, answer_due_at < {ends} AS answer_is_overdue,
                coalesce(first_responded_at < {ends}, false) AS is_answered,
                source IN (SELECT source FROM tickets WHERE first_responded_at IS NOT NULL) AS answers_are_kept
            FROM ({ticket_rows_sql(view, week)}) WHERE open_at_end
        ), told AS (SELECT *, {is_late} AS is_late, NOT is_answered AND answers_are_kept AS is_unanswered FROM waiting)
        SELECT count(*) FILTER (WHERE is_late), count(*) FILTER (WHERE NOT is_late AND is_unanswered),
            count(*) FILTER (WHERE NOT is_late AND NOT is_unanswered)
        FROM told
    """
