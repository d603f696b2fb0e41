"""How conversion falls with the time until a lead is first contacted, in the firm's own leads."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from crmeter.estimators.outreach.response_decay import ResponseDecay, response_decay
from crmeter.evaluation.internal.response_words import DAYS, HOURS, MINUTES, TimeUnit
from crmeter.evaluation.internal.said import ASSOCIATION, window_said
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.figures_said import percent_said
from crmeter.warehouse.engine import Engine

NAME = "lead_response"
_TITLE = Text("Trả lời chậm mất gì", "What slow answers cost")
_COLUMNS = (
    ResultColumn("fastest", Text("Từ", "From"), "number"),
    ResultColumn("slowest", Text("Đến", "To"), "number"),
    ResultColumn("middle", Text("Trung vị", "Median"), "number"),
    ResultColumn("unit", Text("Đơn vị", "Unit"), "text"),
    ResultColumn("leads", Text("Khách tiềm năng", "Leads"), "count"),
    ResultColumn("rate", Text("Thành khách hàng", "Became customers"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("fitted", Text("Đường giảm", "Falling curve"), "share"),
)
# Where half of the leads are answered within so many hours, their times are told in minutes.
_SHORT = 2.0
_DAY_ONLY = Text(
    "{n} người được trả lời chỉ ghi ngày, không ghi giờ, nên không tính.",
    "{n} who were answered have only days written down, no hours, and are left out.",
)
_SOME_HOURS = Text(
    "Chỉ {n} trong {of} người được trả lời có ghi giờ đến và giờ liên hệ, hoặc chưa đủ để tính theo giờ.",
    "Only {n} of {of} who were answered have the hours of both moments, or they are not enough to tell it by hours.",
)
_NEVER = Text(
    "{n} khách tiềm năng chưa ai liên hệ: {rate} thành khách hàng.",
    "{n} leads were never contacted: {rate} became customers.",
)
_LEADS = Text(
    "Khách tiềm năng của kỳ đã đủ {days} ngày; thành khách hàng trong {days} ngày.",
    "Leads of the period that are {days} days old; those who became customers within {days} days.",
)


def lead_response(engine: Engine, view: View) -> ResultTable:
    """Return the curve of the leads of a period, with the window found in it; without enough of them, why.

    A contact after the conversion is no answer to a lead.

    Args:
        engine: where `leads` and `touches` are readable.
        view: of the period.
    """
    days = view.settings.lead_days
    found = engine.arrays(_leads_sql(view))
    try:
        unit, told, decay = _decay(found)
    except NotEnoughData as lacking:
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, lacking)
    rows = tuple(
        (b.low, b.high, b.middle, unit.title, b.n, b.rate, float(b.interval.low), float(b.interval.high), b.fitted)
        for b in decay.bins
    )
    note = [told, window_said(decay, unit.write), *_never(decay), _LEADS.fill(days=days), ASSOCIATION]
    return ResultTable(NAME, _TITLE, _COLUMNS, rows, Text.join(note, " "))


def _leads_sql(view: View) -> str:
    """Return SQL of the leads with the days, and where both moments tell it the hours, until the contact."""
    days = view.settings.lead_days
    # Of a moment at midnight only the day was written down.
    return f"""
        WITH old AS (
            SELECT lead_key, customer_key, created_on, converted_on,
                CASE WHEN created_at <> date_trunc('day', created_at) THEN created_at END AS created_at,
                coalesce(converted_on <= created_on + {days}, false) AS converted
            FROM leads
            WHERE created_on >= DATE '{view.period.start}' AND created_on < DATE '{view.period.end}'
                AND created_on + {days} <= DATE '{view.as_of}'
        ), out AS (
            SELECT lead_key, customer_key, touched_on,
                CASE WHEN touched_at <> date_trunc('day', touched_at) THEN touched_at END AS touched_at
            FROM touches
            WHERE direction = 'out' AND touched_on <= DATE '{view.as_of}'
        ), contacts AS (
            SELECT o.lead_key, o.created_on, o.created_at, o.converted_on, t.touched_on, t.touched_at
            FROM old o JOIN out t ON t.lead_key = o.lead_key
            UNION ALL
            SELECT o.lead_key, o.created_on, o.created_at, o.converted_on, t.touched_on, t.touched_at
            FROM old o JOIN out t ON t.customer_key = o.customer_key
        ), first AS (
            SELECT lead_key, min(touched_on) AS first_on, min(touched_at) AS first_at,
                min(touched_on) FILTER (WHERE touched_at IS NULL) AS day_only_on
            FROM contacts
            WHERE touched_on >= created_on AND touched_on <= coalesce(converted_on, touched_on)
                AND coalesce(touched_at >= created_at, true)
            GROUP BY lead_key
        )
        SELECT date_diff('day', created_on, first_on)::DOUBLE AS days,
            CASE WHEN coalesce(day_only_on > first_at, true)
                THEN date_diff('second', created_at, first_at)::DOUBLE / 3600 END AS hours, converted
        FROM old LEFT JOIN first USING (lead_key) ORDER BY ALL
    """


def _decay(found: Mapping[str, Any]) -> tuple[TimeUnit, Text, ResponseDecay]:
    """Return the curve in hours where most of those who were answered have them, in minutes where these are few."""
    days, hours, converted = found["days"], found["hours"], found["converted"]
    answered, timed = np.isfinite(days), np.isfinite(hours)
    n, of = int(timed.sum()), int(answered.sum())
    if n and n >= of - n:
        unit = MINUTES if float(np.median(hours[timed])) < _SHORT else HOURS
        own = timed | ~answered
        try:
            decay = response_decay(hours[own] * unit.of_an_hour, converted[own])
        except NotEnoughData:
            pass
        else:
            told = unit.said if n == of else Text.join([unit.said, _DAY_ONLY.fill(n=of - n)], " ")
            return unit, told, decay
    decay = response_decay(days, converted)
    return DAYS, Text.join([DAYS.said, *([_SOME_HOURS.fill(n=n, of=of)] if n else [])], " "), decay


def _never(decay: ResponseDecay) -> list[Text]:
    n, converted = decay.never
    if not n:
        return []
    rate = percent_said(converted / n)
    return [_NEVER.fill(n=n, rate=rate)]
