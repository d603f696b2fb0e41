"""After how many contacts people no longer reply, in the firm's own outreach, and what contacts past it were."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from crmeter.estimators.arrays import Integers
from crmeter.estimators.intervals import wilson
from crmeter.estimators.outreach.silence_point import SilencePoint, silence_point
from crmeter.evaluation.internal.said import silence_said
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.rows.outreach import OUTCOMES
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text, formats
from crmeter.vocabulary.figures_said import number_said
from crmeter.warehouse.engine import Engine

NAME = "reply_curve"
LEVEL = 0.8
_TITLE = Text("Liên hệ mấy lần thì ngừng", "When replies end")
_COLUMNS = (
    ResultColumn("number", Text("Lần liên hệ", "Contact"), "count"),
    ResultColumn("contacts", Text("Lần có kết quả", "Contacts with an outcome"), "count"),
    ResultColumn("replies", Text("Trả lời", "Replies"), "count"),
    ResultColumn("rate", Text("Tỷ lệ trả lời", "Reply rate"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("unsubscribed", Text("Từ chối hoặc chặn", "Unsubscribed or blocked"), "count"),
    ResultColumn("unsubscribed_rate", Text("Tỷ lệ từ chối", "Unsubscribe rate"), "share"),
    ResultColumn("unsubscribed_low", Text("Từ chối, cận dưới 80%", "Unsubscribed, 80% from"), "share"),
    ResultColumn("unsubscribed_high", Text("Từ chối, cận trên 80%", "Unsubscribed, 80% to"), "share"),
    ResultColumn("untold", Text("Lần không ghi kết quả", "Contacts without an outcome"), "count"),
    ResultColumn("cost", Text("Chi phí mọi lần", "Cost of all"), "money"),
    ResultColumn("cost_per_reply", Text("Chi phí mỗi trả lời", "Cost per reply"), "money"),
)
_COUNTS = ("contacts", "replies", "unsubscribed", "untold")
_COUNTED = Text(
    "Mỗi người được đếm từ lần ta liên hệ đầu tiên; chỉ các lần trong kỳ được tính.",
    "Contacts of a person are counted from our first to them; only those of the period count.",
)


_UNTOLD = Text(
    "{n} lần không ghi kết quả nên không tính vào tỷ lệ nào và vào chi phí mỗi trả lời.",
    "{n} contacts have no outcome written down: they are in no rate, nor in the cost of a reply.",
)
_NO_OUTCOMES = NotEnoughData(
    "no_outcomes",
    Text("chưa lần liên hệ nào trong kỳ có ghi kết quả", "no contact of the period has an outcome written down"),
    Text("kết quả của các lần liên hệ", "outcomes of contacts"),
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
        engine: where `tries` is readable.
        view: of the period.
    """
    outcomes = ", ".join(f"'{each}'" for each in OUTCOMES)
    found = engine.arrays(
        f"""
        SELECT nth AS number, count(*) FILTER (WHERE outcome IN ({outcomes})) AS contacts,
            count(*) FILTER (WHERE outcome = 'answered') AS replies,
            count(*) FILTER (WHERE outcome = 'unsubscribed') AS unsubscribed,
            count(*) FILTER (WHERE coalesce(outcome NOT IN ({outcomes}), true)) AS untold
        FROM tries
        WHERE nth IS NOT NULL AND touched_on >= DATE '{view.period.start}' AND touched_on < DATE '{view.period.end}'
        GROUP BY nth ORDER BY nth
        """
    )
    last = int(found["number"].max(initial=0))
    counts = {name: np.zeros(last, dtype=np.int64) for name in _COUNTS}
    for name, of_number in counts.items():
        of_number[found["number"] - 1] = found[name]
    if counts["untold"].any() and not counts["contacts"].any():
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, _NO_OUTCOMES)
    try:
        point = silence_point(counts["contacts"], counts["replies"])
    except NotEnoughData as lacking:
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, lacking)
    return ResultTable(
        NAME, _TITLE, _COLUMNS, _rows(point, counts, view.settings.contact_cost), _note(point, counts, view)
    )


def _rows(point: SilencePoint, counts: Mapping[str, Integers], cost: float) -> tuple[tuple[Any, ...], ...]:
    untold = counts["untold"].tolist()
    return tuple(
        (
            each.number,
            each.contacts,
            each.replies,
            each.rate,
            None if each.interval is None else float(each.interval.low),
            None if each.interval is None else float(each.interval.high),
            *_gone(int(counts["unsubscribed"][each.number - 1]), each.contacts),
            other,
            cost * (each.contacts + other) if cost else None,
            cost * each.contacts / each.replies if cost and each.replies else None,
        )
        for each, other in zip(point.curve, untold, strict=True)
        if each.contacts or other
    )


def _note(point: SilencePoint, counts: Mapping[str, Integers], view: View) -> Text:
    untold = int(counts["untold"].sum())
    told = [silence_said(point), *_cost_said(point, counts, view.settings.contact_cost, view.currency), _COUNTED]
    if untold:
        told.append(_UNTOLD.fill(n=number_said(untold)))
    return Text.join(told, " ")


def _gone(unsubscribed: int, contacts: int) -> tuple[int, float | None, float | None, float | None]:
    interval = wilson(unsubscribed, contacts, LEVEL)
    if interval is None:
        return unsubscribed, None, None, None
    return unsubscribed, unsubscribed / contacts, float(interval.low), float(interval.high)


def _cost_said(point: SilencePoint, counts: Mapping[str, Integers], cost: float, currency: str) -> Sequence[Text]:
    """Return what contacts past the silence point cost; nothing where there is none."""
    if point.after is None:
        return ()
    if not cost:
        return (_COST_UNKNOWN,)
    contacts = counts["contacts"] + counts["untold"]
    lost = int(counts["unsubscribed"][point.after :].sum())
    past, whole = (_amount(cost * int(each.sum()), currency) for each in (contacts[point.after :], contacts))
    return (_COST_PAST.fill(past=past, whole=whole, lost=lost),)


def _amount(amount: float, currency: str) -> Text:
    return Text(formats.money(amount, currency, "vi"), formats.money(amount, currency, "en"))
