"""After how many contacts people no longer reply, in the firm's own outreach, and what contacts past it were."""

import numpy as np

from crmeter.estimators.outreach.silence_point import silence_point
from crmeter.evaluation.internal.said import silence_said
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

NAME = "reply_curve"
_TITLE = Text("Liên hệ mấy lần thì ngừng", "When replies end")
_COLUMNS = (
    ResultColumn("number", Text("Lần liên hệ", "Contact"), "count"),
    ResultColumn("contacts", Text("Số lần liên hệ", "Contacts"), "count"),
    ResultColumn("replies", Text("Trả lời", "Replies"), "count"),
    ResultColumn("rate", Text("Tỷ lệ trả lời", "Reply rate"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("unsubscribed", Text("Từ chối nhận", "Unsubscribed"), "count"),
)
_COUNTED = Text(
    "Mỗi người được đếm từ lần ta liên hệ đầu tiên; chỉ các lần trong kỳ được tính.",
    "Contacts of a person are counted from our first to them; only those of the period count.",
)


def reply_curve(engine: Engine, view: View) -> ResultTable:
    """Return how contacts of the period were answered by their number, with the silence point; else why not.

    A person is a customer, or a lead that has not become one.

    Args:
        engine: where `touches` and `leads` are readable.
        view: of the period.
    """
    found = engine.arrays(
        f"""
        WITH out AS (
            SELECT coalesce(t.customer_key, l.customer_key) AS customer, t.lead_key AS lead, t.touched_at, t.touched_on,
                t.touch_key, t.outcome
            FROM touches t LEFT JOIN leads l USING (lead_key)
            WHERE t.direction = 'out' AND t.touched_on < DATE '{view.period.end}'
                AND (t.customer_key IS NOT NULL OR t.lead_key IS NOT NULL)
        ), numbered AS (
            SELECT touched_on, outcome, row_number() OVER (
                PARTITION BY customer, CASE WHEN customer IS NULL THEN lead END ORDER BY touched_at, touch_key
            ) AS number FROM out
        )
        SELECT number, count(*) AS contacts, count(*) FILTER (WHERE outcome = 'answered') AS replies,
            count(*) FILTER (WHERE outcome = 'unsubscribed') AS unsubscribed
        FROM numbered WHERE touched_on >= DATE '{view.period.start}' GROUP BY number ORDER BY number
        """
    )
    last = int(found["number"].max(initial=0))
    counts = {name: np.zeros(last, dtype=np.int64) for name in ("contacts", "replies", "unsubscribed")}
    for name, of_number in counts.items():
        of_number[found["number"] - 1] = found[name]
    try:
        point = silence_point(counts["contacts"], counts["replies"])
    except NotEnoughData as lacking:
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, lacking)
    rows = tuple(
        (
            each.number,
            each.contacts,
            each.replies,
            each.rate,
            None if each.interval is None else float(each.interval.low),
            None if each.interval is None else float(each.interval.high),
            int(counts["unsubscribed"][each.number - 1]),
        )
        for each in point.curve
        if each.contacts
    )
    return ResultTable(NAME, _TITLE, _COLUMNS, rows, Text.join([silence_said(point), _COUNTED], " "))
