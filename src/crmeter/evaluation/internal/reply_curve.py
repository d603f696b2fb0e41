"""After how many contacts people no longer reply, in the firm's own outreach, and what contacts past it were."""

from collections.abc import Sequence

import numpy as np

from crmeter.estimators.arrays import Integers
from crmeter.estimators.intervals import wilson
from crmeter.estimators.outreach.silence_point import SilencePoint, silence_point
from crmeter.evaluation.internal.said import silence_said
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text, formats
from crmeter.warehouse.engine import Engine

NAME = "reply_curve"
LEVEL = 0.8
_TITLE = Text("Liên hệ mấy lần thì ngừng", "When replies end")
_COLUMNS = (
    ResultColumn("number", Text("Lần liên hệ", "Contact"), "count"),
    ResultColumn("contacts", Text("Số lần liên hệ", "Contacts"), "count"),
    ResultColumn("replies", Text("Trả lời", "Replies"), "count"),
    ResultColumn("rate", Text("Tỷ lệ trả lời", "Reply rate"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("unsubscribed", Text("Từ chối hoặc chặn", "Unsubscribed or blocked"), "count"),
    ResultColumn("unsubscribed_rate", Text("Tỷ lệ từ chối", "Unsubscribe rate"), "share"),
    ResultColumn("unsubscribed_low", Text("Từ chối, cận dưới 80%", "Unsubscribed, 80% from"), "share"),
    ResultColumn("unsubscribed_high", Text("Từ chối, cận trên 80%", "Unsubscribed, 80% to"), "share"),
    ResultColumn("cost", Text("Chi phí", "Cost"), "money"),
    ResultColumn("cost_per_reply", Text("Chi phí mỗi trả lời", "Cost per reply"), "money"),
)
_COUNTED = Text(
    "Mỗi người được đếm từ lần ta liên hệ đầu tiên; chỉ các lần trong kỳ được tính.",
    "Contacts of a person are counted from our first to them; only those of the period count.",
)


_COST_UNKNOWN = Text(
    "Chưa biết các lần đó tốn bao nhiêu: hãng chưa nói chi phí mỗi lần liên hệ.",
    "What these cost is not known: the firm has not told what a contact costs.",
)
_COST_PAST = Text(
    "Các lần sau điểm ngừng tốn {past} trong {whole}; kéo theo {lost} người từ chối hoặc chặn.",
    "Contacts past the silence point cost {past} of {whole}, and {lost} people unsubscribed or blocked.",
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
    cost = view.settings.contact_cost
    rows = tuple(
        (
            each.number,
            each.contacts,
            each.replies,
            each.rate,
            None if each.interval is None else float(each.interval.low),
            None if each.interval is None else float(each.interval.high),
            *_gone(int(counts["unsubscribed"][each.number - 1]), each.contacts),
            cost * each.contacts if cost else None,
            cost * each.contacts / each.replies if cost and each.replies else None,
        )
        for each in point.curve
        if each.contacts
    )
    told = [silence_said(point), *_cost_said(point, counts["unsubscribed"], cost, view.currency), _COUNTED]
    return ResultTable(NAME, _TITLE, _COLUMNS, rows, Text.join(told, " "))


def _gone(unsubscribed: int, contacts: int) -> tuple[int, float, float, float]:
    interval = wilson(unsubscribed, contacts, LEVEL)
    assert interval is not None  # noqa: S101 - somebody was contacted so often
    return unsubscribed, unsubscribed / contacts, float(interval.low), float(interval.high)


def _cost_said(point: SilencePoint, unsubscribed: Integers, cost: float, currency: str) -> Sequence[Text]:
    """Return what contacts past the silence point cost; nothing where there is none."""
    if point.after is None:
        return ()
    if not cost:
        return (_COST_UNKNOWN,)
    contacts = sum(each.contacts for each in point.curve)
    lost = int(unsubscribed[point.after :].sum())
    past, whole = (_amount(cost * each, currency) for each in (point.contacts_past, contacts))
    return (_COST_PAST.fill(past=past, whole=whole, lost=lost),)


def _amount(amount: float, currency: str) -> Text:
    return Text(formats.money(amount, currency, "vi"), formats.money(amount, currency, "en"))
