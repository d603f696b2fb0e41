"""How many tickets waited at the end of each week, and what customers asked about."""

from datetime import timedelta

from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import Text
from crmeter.warehouse.engine import Engine

QUEUE, TOPICS = "ticket_queue", "ticket_topics"
WEEKS = 13


def ticket_queue(engine: Engine, view: View) -> ResultTable:
    """Return the open tickets at the end of each of the last whole weeks: late, not answered yet, being worked on.

    A ticket that was opened again counts as open until it was solved for the last time. Of data that tell no answers,
    nobody says that one was not answered.

    Args:
        engine: where `tickets` is readable.
        view: of the period; weeks end on Sundays, the last at or before its as-of day.
    """
    tells_answers = engine.rows("SELECT count(first_responded_at) > 0 FROM tickets")[0][0]
    not_answered = f"NOT is_answered AND {str(tells_answers).lower()}"
    last_sunday = view.as_of - timedelta(days=(view.as_of.weekday() + 1) % 7)
    found = engine.records(
        f"""
        WITH weeks AS (
            SELECT (DATE '{last_sunday}' - (range * 7)::INTEGER)::DATE AS sunday,
                (DATE '{last_sunday}' - (range * 7)::INTEGER + 1)::TIMESTAMP AS ends
            FROM range({WEEKS})
        )
        SELECT sunday, count(ticket_key) FILTER (WHERE is_late) AS late,
            count(ticket_key) FILTER (WHERE NOT is_late AND ({not_answered})) AS unanswered,
            count(ticket_key) FILTER (WHERE NOT is_late AND NOT ({not_answered})) AS working
        FROM weeks LEFT JOIN LATERAL (
            SELECT ticket_key, coalesce(first_responded_at < ends, false) AS is_answered,
                coalesce(due_at < ends, false) OR coalesce(answer_due_at < ends, false)
                    AND NOT coalesce(first_responded_at < ends, false) AS is_late
            FROM tickets
            WHERE opened_at < ends AND coalesce(solved_at >= ends, true) AND duplicate_of IS NULL
        ) ON true
        GROUP BY sunday ORDER BY sunday
        """
    )
    return ResultTable(
        QUEUE,
        Text("Hàng chờ phiếu", "Queue of tickets"),
        (
            ResultColumn("week", Text("Cuối tuần", "End of the week"), "date"),
            ResultColumn("late", Text("Trễ cam kết", "Late"), "count"),
            ResultColumn("unanswered", Text("Chưa phản hồi", "Not answered"), "count"),
            ResultColumn("working", Text("Đang xử lý", "Being worked on"), "count"),
        ),
        tuple((row["sunday"], row["late"], row["unanswered"], row["working"]) for row in found)
        if any(row["late"] + row["unanswered"] + row["working"] for row in found)
        else (),
    )


def ticket_topics(engine: Engine, view: View) -> ResultTable:
    """Return what tickets of the period were about, the most frequent first, beside the period before.

    Args:
        engine: where `tickets` is readable.
        view: of the period.
    """
    period, before = view.period, view.period.before()
    found = engine.records(
        f"""
        WITH counted AS (
            SELECT category, count(*) FILTER (WHERE opened_on >= DATE '{period.start}') AS n,
                count(*) FILTER (WHERE opened_on < DATE '{period.start}') AS n_before
            FROM tickets
            WHERE opened_on >= DATE '{before.start}' AND opened_on < DATE '{period.end}' AND duplicate_of IS NULL
            GROUP BY category
        )
        SELECT category, n, n_before, n / sum(n) OVER () AS share,
            sum(n) OVER (ORDER BY n DESC, category) / sum(n) OVER () AS cumulative
        FROM counted WHERE n > 0 ORDER BY n DESC, category
        """
    )
    first = engine.rows("SELECT min(opened_on) FROM tickets")[0][0]
    has_before = first is not None and first <= before.start
    return ResultTable(
        TOPICS,
        Text("Khách hỏi gì", "What customers ask about"),
        (
            ResultColumn("topic", Text("Nhóm yêu cầu", "Category"), "text"),
            ResultColumn("tickets", Text("Phiếu", "Tickets"), "count"),
            ResultColumn("before", Text("Kỳ trước", "Before"), "count"),
            ResultColumn("share", Text("Phần của tổng", "Share of all"), "share"),
            ResultColumn("cumulative", Text("Cộng dồn", "Together"), "share"),
        ),
        tuple(
            (
                row["category"] or _UNTOLD,
                row["n"],
                row["n_before"] if has_before else None,
                row["share"],
                row["cumulative"],
            )
            for row in found
        ),
    )


_UNTOLD = Text("chưa ghi", "not recorded")
