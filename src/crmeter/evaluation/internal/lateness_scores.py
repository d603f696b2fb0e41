"""How satisfied customers are with orders that came on time, a little late, very late, or not at all."""

import numpy as np

from crmeter.estimators.retention.uplift import uplift
from crmeter.evaluation.internal.answers_by_band import LEVEL, columns, rows
from crmeter.evaluation.result import ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.figures_said import number_said
from crmeter.warehouse.engine import Engine

NAME = "lateness_scores"
_TITLE = Text("Giao trễ thì hài lòng ra sao", "Satisfaction by how late orders came")
_BAND = Text("Đơn được giao", "The order came")
# Up to so many days late, in order; the last has no end, and beyond it stands what never came.
_ENDS = (0, 3, 7, 14)
BANDS = (
    Text("đúng hẹn", "on time"),
    Text("trễ 1–3 ngày", "1–3 days late"),
    Text("trễ 4–7 ngày", "4–7 days late"),
    Text("trễ 8–14 ngày", "8–14 days late"),
    Text("trễ trên 14 ngày", "over 14 days late"),
    Text("quá hẹn, chưa nhận", "overdue, not received"),
)
_NEVER = len(BANDS) - 1
_LESS = Text(
    "Đơn giao trễ ít câu trả lời hài lòng hơn {points} điểm phần trăm (80%: {low} đến {high}), so trong cùng phân "
    "khúc.",
    "Of orders that came late {points} points fewer answers are satisfied (80%: {low} to {high}), within segments.",
)
_UNCLEAR = Text(
    "Chưa thấy rõ đơn giao trễ kém hài lòng hơn (chênh 80%: {low} đến {high} điểm phần trăm).",
    "That late orders please less is not clear (difference, 80%: {low} to {high} points).",
)
_NOT_COMPARED = Text("Chưa so được trong cùng phân khúc: {reason}.", "Not compared within segments yet: {reason}.")
_ASSOCIATION = Text(
    "Đây là mối liên hệ: đơn giao trễ có thể vốn đã khác. Mỗi đơn tính câu trả lời sau cùng; đơn giao nhiều lần tính "
    "lần sau cùng.",
    "It is an association: late orders may differ anyway. Of each order the last answer counts, and its last delivery.",
)
_LACKING = NotEnoughData(
    "no_order_answers",
    Text("chưa có câu trả lời nào ghi rõ đơn đã hẹn ngày giao", "no answer names an order with a promised day"),
    Text("câu trả lời hài lòng có mã đơn hàng", "answers of satisfaction with the key of their order"),
)


def lateness_scores(engine: Engine, view: View) -> ResultTable:
    """Return how satisfied customers were by how late their order came, and late orders beside those on time.

    Args:
        engine: where `survey_answers`, `deliveries`, `orders` and `customers` are readable.
        view: of the period in which answers were given.
    """
    found = engine.arrays(
        f"""
        WITH came AS (
            SELECT order_key, max(promised_on) AS promised_on,
                CASE WHEN count(*) = count(delivered_on) FILTER (WHERE delivered_on <= DATE '{view.as_of}')
                    THEN max(delivered_on) END AS delivered_on
            FROM deliveries WHERE promised_on IS NOT NULL GROUP BY order_key
        ), given AS (
            SELECT a.value::DOUBLE AS score, a.value >= a.high - 1 AS satisfied, a.low, a.high, c.segment,
                date_diff('day', promised_on, delivered_on) AS days, promised_on, answered_on
            FROM survey_answers a JOIN came USING (order_key) JOIN orders o USING (order_key)
            LEFT JOIN customers c ON c.customer_key = coalesce(a.customer_key, o.customer_key)
            WHERE a.question_kind = 'csat' AND a.respondents = 'customer' AND a.value BETWEEN a.low AND a.high
                AND a.answered_on >= DATE '{view.period.start}' AND a.answered_on < DATE '{view.period.end}'
                AND a.answered_on <= DATE '{view.as_of}' AND o.status <> 'cancelled'
            QUALIFY row_number() OVER (PARTITION BY order_key ORDER BY answered_on DESC, answer_key DESC) = 1
        ), scaled AS (
            SELECT *, count(*) OVER (PARTITION BY low, high) AS on_scale FROM given
            -- What has not come, and is not due yet, is neither.
            WHERE days IS NOT NULL OR promised_on < least(answered_on, DATE '{view.as_of}')
        )
        SELECT score, satisfied, coalesce(days, 0) AS days, days IS NULL AS never_came,
            on_scale = max(on_scale) OVER () AS is_on_main_scale, dense_rank() OVER (ORDER BY segment) AS alike
        FROM scaled ORDER BY ALL
        """
    )
    if not len(found["score"]):
        return ResultTable.lacking(NAME, _TITLE, columns(_BAND), _LACKING)
    satisfied = found["satisfied"].astype(np.bool_)
    band = np.searchsorted(_ENDS, found["days"], side="left")
    band = np.where(found["never_came"].astype(np.bool_), _NEVER, band)
    drawn = rows(BANDS, band, found["score"], satisfied, found["is_on_main_scale"].astype(np.bool_))
    came = band != _NEVER
    told = Text.join([_compared(satisfied[came], band[came] > 0, found["alike"][came]), _ASSOCIATION], " ")
    return ResultTable(NAME, _TITLE, columns(_BAND), drawn, told)


def _compared(satisfied: np.ndarray, is_late: np.ndarray, alike: np.ndarray) -> Text:
    try:
        compared = uplift(satisfied, is_late, alike, level=LEVEL)
    except NotEnoughData as lacking:
        return _NOT_COMPARED.fill(reason=lacking.undefined.reason)
    if compared.high < 0:
        less = (-compared.difference, -compared.high, -compared.low)
        points, low, high = (_points(share) for share in less)
        return _LESS.fill(points=points, low=low, high=high)
    return _UNCLEAR.fill(low=_points(compared.low), high=_points(compared.high))


def _points(share: float) -> Text:
    return number_said(share * 100, 1)
