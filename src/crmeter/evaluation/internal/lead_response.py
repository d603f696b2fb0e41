"""How conversion falls with the days until a lead is first contacted, in the firm's own leads."""

from crmeter.estimators.outreach.response_decay import ResponseDecay, response_decay
from crmeter.evaluation.internal.said import ASSOCIATION, window_said
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text, formats
from crmeter.warehouse.engine import Engine

NAME = "lead_response"
_TITLE = Text("Trả lời chậm mất gì", "What slow answers cost")
_COLUMNS = (
    ResultColumn("fastest", Text("Từ (ngày)", "From (days)"), "number"),
    ResultColumn("slowest", Text("Đến (ngày)", "To (days)"), "number"),
    ResultColumn("middle", Text("Trung vị (ngày)", "Median (days)"), "number"),
    ResultColumn("leads", Text("Khách tiềm năng", "Leads"), "count"),
    ResultColumn("rate", Text("Thành khách hàng", "Became customers"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("fitted", Text("Đường giảm", "Falling curve"), "share"),
)
_DAYS = Text("Thời gian tính bằng ngày.", "Times are in days.")
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
    found = engine.arrays(
        f"""
        WITH old AS (
            SELECT lead_key, customer_key, created_on, converted_on,
                coalesce(converted_on <= created_on + {days}, false) AS converted
            FROM leads
            WHERE created_on >= DATE '{view.period.start}' AND created_on < DATE '{view.period.end}'
                AND created_on + {days} <= DATE '{view.as_of}'
        ), out AS (
            SELECT lead_key, customer_key, touched_on FROM touches
            WHERE direction = 'out' AND touched_on <= DATE '{view.as_of}'
        ), contacts AS (
            SELECT o.lead_key, o.created_on, o.converted_on, t.touched_on
            FROM old o JOIN out t ON t.lead_key = o.lead_key
            UNION ALL
            SELECT o.lead_key, o.created_on, o.converted_on, t.touched_on
            FROM old o JOIN out t ON t.customer_key = o.customer_key
        ), first AS (
            SELECT lead_key, min(touched_on) AS first_on FROM contacts
            WHERE touched_on >= created_on AND touched_on <= coalesce(converted_on, touched_on) GROUP BY lead_key
        )
        SELECT date_diff('day', created_on, first_on)::DOUBLE AS delay, converted
        FROM old LEFT JOIN first USING (lead_key) ORDER BY ALL
        """
    )
    try:
        decay = response_decay(found["delay"], found["converted"])
    except NotEnoughData as lacking:
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, lacking)
    rows = tuple(
        (b.low, b.high, b.middle, b.n, b.rate, float(b.interval.low), float(b.interval.high), b.fitted)
        for b in decay.bins
    )
    told = [_DAYS, window_said(decay), *_never(decay), _LEADS.fill(days=days), ASSOCIATION]
    return ResultTable(NAME, _TITLE, _COLUMNS, rows, Text.join(told, " "))


def _never(decay: ResponseDecay) -> list[Text]:
    n, converted = decay.never
    if not n:
        return []
    rate = Text(formats.percent(converted / n, "vi"), formats.percent(converted / n, "en"))
    return [_NEVER.fill(n=n, rate=rate)]
