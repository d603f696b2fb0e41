"""How satisfied customers are by how long they waited for the solution of their ticket."""

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.retention.leaving_logit import LeavingLogit
from crmeter.evaluation.internal.answers_by_band import LEVEL, columns, rows
from crmeter.evaluation.result import ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.figures_said import number_said
from crmeter.warehouse.engine import Engine

NAME = "waiting_satisfaction"
_TITLE = Text("Chờ lâu thì hài lòng ra sao", "Satisfaction by how long customers waited")
_BAND = Text("Chờ đến khi giải quyết", "Waited until solved")
# Up to so many hours, in order; the last has no end.
_ENDS = (1.0, 4.0, 24.0, 72.0)
BANDS = (
    Text("dưới 1 giờ", "under 1 hour"),
    Text("1–4 giờ", "1–4 hours"),
    Text("4–24 giờ", "4–24 hours"),
    Text("1–3 ngày", "1–3 days"),
    Text("trên 3 ngày", "over 3 days"),
)
# A quarter of an hour less tells no difference.
_LEAST_HOURS = 0.25
# Of a kind with fewer answers of either sort nothing is known by itself.
_LEAST_OF_KIND = 5
_SLOPE = Text(
    "Mỗi khi thời gian chờ gấp đôi, tỷ số hài lòng trên không hài lòng còn ×{ratio} (80%: {low} – {high}), so trong "
    "cùng nhóm yêu cầu và mức ưu tiên; nhóm ít câu trả lời gộp chung.",
    "Each time the wait doubles, satisfied over unsatisfied becomes ×{ratio} (80%: {low} – {high}), among tickets of "
    "the same category and priority; kinds with few answers stand together.",
)
_NO_SLOPE = Text("Chưa đủ câu trả lời để biết mức giảm: {reason}.", "Too few answers to tell by how much: {reason}.")
_ASSOCIATION = Text(
    "Đây là mối liên hệ: phiếu khó vừa lâu xong vừa dễ làm khách không vừa lòng.",
    "It is an association: hard tickets take long and please less anyway.",
)
_LEFT_OUT = Text(
    "{n} câu trả lời trước khi phiếu xong không tính.", "{n} answers given before the solution are left out."
)
_FEW = NotEnoughData(
    "no_ticket_answers",
    Text("chưa có câu trả lời nào ghi rõ phiếu đã giải quyết", "no answer names a ticket that was solved by then"),
    Text("câu trả lời hài lòng có mã phiếu", "answers of satisfaction with the key of their ticket"),
)


def waiting_satisfaction(engine: Engine, view: View) -> ResultTable:
    """Return how satisfied those were who waited up to an hour, a day, longer; the last answer of each ticket counts.

    Args:
        engine: where `survey_answers` and `tickets` are readable.
        view: of the period in which answers were given.
    """
    found = engine.arrays(
        f"""
        WITH given AS (
            SELECT a.value::DOUBLE AS score, a.value >= a.high - 1 AS satisfied, a.low, a.high, t.category, t.priority,
                CASE WHEN t.solved_at::DATE <= a.answered_on AND t.solved_at >= t.opened_at
                    THEN epoch(t.solved_at - t.opened_at) / 3600 END AS hours
            FROM survey_answers a JOIN tickets t USING (ticket_key)
            WHERE a.question_kind = 'csat' AND a.respondents = 'customer' AND a.value BETWEEN a.low AND a.high
                AND a.answered_on >= DATE '{view.period.start}' AND a.answered_on < DATE '{view.period.end}'
                AND a.answered_on <= DATE '{view.as_of}'
            QUALIFY row_number() OVER (PARTITION BY ticket_key ORDER BY a.answered_on DESC, a.answer_key DESC) = 1
        ), scaled AS (
            SELECT *, count(*) OVER (PARTITION BY low, high) AS on_scale FROM given
        )
        SELECT score, satisfied, coalesce(hours, -1) AS hours, on_scale = max(on_scale) OVER () AS is_on_main_scale,
            dense_rank() OVER (ORDER BY category, priority) - 1 AS kind
        FROM scaled ORDER BY ALL
        """
    )
    waited = found["hours"] >= 0
    if not waited.any():
        return ResultTable.lacking(NAME, _TITLE, columns(_BAND), _FEW)
    hours, satisfied = found["hours"][waited], found["satisfied"][waited].astype(np.bool_)
    drawn = rows(
        BANDS,
        np.searchsorted(_ENDS, hours, side="right"),
        found["score"][waited],
        satisfied,
        found["is_on_main_scale"][waited].astype(np.bool_),
    )
    told = [_slope_said(hours, satisfied, found["kind"][waited]), _ASSOCIATION]
    if not waited.all():
        told.append(_LEFT_OUT.fill(n=int((~waited).sum())))
    return ResultTable(NAME, _TITLE, columns(_BAND), drawn, Text.join(told, " "))


def _slope_said(hours: Floats, satisfied: Booleans, kind: Integers) -> Text:
    doublings = np.log2(np.maximum(hours, _LEAST_HOURS))
    names, features = ["doublings"], [doublings]
    for each in range(int(kind.max()) + 1):
        of_kind = kind == each
        pleased = int(satisfied[of_kind].sum())
        if min(pleased, int(of_kind.sum()) - pleased) >= _LEAST_OF_KIND:
            names.append(f"kind {each}")
            features.append(of_kind.astype(np.float64))
    # Where every answer is of a kind of its own, the last of them is what the others are held against.
    if len(features) > 1 and np.array_equal(np.sum(features[1:], axis=0), np.ones(len(hours))):
        names, features = names[:-1], features[:-1]
    try:
        fitted = LeavingLogit(names, ridge=0).fit(np.column_stack(features), satisfied)
    except NotEnoughData as lacking:
        return _NO_SLOPE.fill(reason=lacking.undefined.reason)
    slope, error = fitted.params_["doublings"], fitted.standard_errors_["doublings"]
    if not np.isfinite(error):
        return _NO_SLOPE.fill(reason=fitted.diagnosis_ or _FEW.undefined.reason)
    reach = normal_quantile(LEVEL)
    ratio, low, high = (number_said(float(np.exp(slope + side * error)), 2) for side in (0.0, -reach, reach))
    return _SLOPE.fill(ratio=ratio, low=low, high=high)
