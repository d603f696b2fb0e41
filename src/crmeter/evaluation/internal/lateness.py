"""What goes with late deliveries: whether customers buy again, beside those whose delivery came on time."""

import numpy as np

from crmeter.estimators.intervals import wilson
from crmeter.estimators.retention.uplift import Uplift, uplift
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.figures_said import number_said
from crmeter.warehouse.engine import Engine

NAME = "lateness"
# Within so many days of the delivery a customer has bought again.
DAYS = 90
LEVEL = 0.8
_TITLE = Text("Giao trễ mất gì", "What late deliveries cost")
_COLUMNS = (
    ResultColumn("delivery", Text("Chuyến giao", "Delivery"), "text"),
    ResultColumn("deliveries", Text("Số chuyến", "Deliveries"), "count"),
    ResultColumn("again", Text("Mua lại", "Bought again"), "count"),
    ResultColumn("rate", Text("Tỷ lệ mua lại", "Share that bought again"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
)
_KINDS = (
    (False, Text("đúng hẹn", "on time")),
    (True, Text("trễ", "late")),
)
_LESS = Text(
    "Sau chuyến giao trễ, tỷ lệ mua lại trong {days} ngày thấp hơn {points} điểm (80%: {low} đến {high}).",
    "After a late delivery the share that buys again within {days} days is {points} points lower (80%: {low} to "
    "{high}).",
)
_ALIKE = Text(
    "Chưa thấy rõ khách mua lại ít hơn sau chuyến giao trễ (chênh 80%: {low} đến {high} điểm).",
    "That customers buy again less often after a late delivery is not clear (difference, 80%: {low} to {high} points).",
)
_MORE = Text(
    "Sau chuyến giao trễ, tỷ lệ mua lại trong {days} ngày lại cao hơn {points} điểm (80%: {low} đến {high}): có thể ai "
    "mua nhiều thì hay gặp chuyến trễ.",
    "After a late delivery the share that buys again within {days} days is {points} points higher (80%: {low} to "
    "{high}): whoever buys often may meet late deliveries more often.",
)
_ASSOCIATION = Text(
    "So trong cùng phân khúc, khách mới với khách mới; mỗi khách tính chuyến giao đầu trong kỳ đã đủ {days} ngày. Đây "
    "là mối liên hệ: đơn giao trễ có thể vốn đã khác.",
    "Compared within segments, new customers with new ones; of each customer the first delivery of the period that is "
    "{days} days old counts. It is an association: late orders may differ anyway.",
)


def lateness(engine: Engine, view: View) -> ResultTable:
    """Return how many bought again after their first delivery of the period, late ones beside those on time.

    Args:
        engine: where `deliveries`, `orders` and `sales` are readable.
        view: of the period.
    """
    found = engine.arrays(
        f"""
        WITH came AS (
            SELECT o.customer_key, d.delivered_on, d.delivered_on > d.promised_on AS is_late
            FROM deliveries d JOIN orders o USING (order_key)
            WHERE o.customer_key IS NOT NULL AND d.delivered_on >= DATE '{view.period.start}'
                AND d.delivered_on < DATE '{view.period.end}' AND d.delivered_on + {DAYS} <= DATE '{view.as_of}'
                AND d.promised_on IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY o.customer_key ORDER BY d.delivered_on, d.delivery_key) = 1
        ), bought AS (
            SELECT customer_key, any_value(is_late) AS is_late, coalesce(bool_or(
                ordered_on > delivered_on AND ordered_on <= delivered_on + {DAYS}
            ), false) AS again, count(DISTINCT ordered_on) FILTER (WHERE ordered_on <= delivered_on) > 1 AS is_known
            FROM came LEFT JOIN sales USING (customer_key) GROUP BY customer_key
        )
        SELECT is_late, again, dense_rank() OVER (ORDER BY segment, is_known) AS alike
        FROM bought LEFT JOIN customers USING (customer_key) ORDER BY ALL
        """
    )
    again, is_late = found["again"].astype(np.bool_), found["is_late"].astype(np.bool_)
    try:
        compared = uplift(again, is_late, found["alike"], level=LEVEL)
    except NotEnoughData as lacking:
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, lacking)
    rows = []
    for late, name in _KINDS:
        these = again[is_late == late]
        interval = wilson(int(these.sum()), len(these), LEVEL)
        assert interval is not None  # noqa: S101 - there are deliveries on both sides
        bounds = float(interval.low), float(interval.high)
        rows.append((name, len(these), int(these.sum()), float(these.mean()), *bounds))
    told = Text.join([_told(compared), _ASSOCIATION.fill(days=DAYS)], " ")
    return ResultTable(NAME, _TITLE, _COLUMNS, tuple(rows), told)


def _told(compared: Uplift) -> Text:
    difference, low, high = compared.difference, compared.low, compared.high
    if high < 0:
        return _LESS.fill(days=DAYS, points=_points(-difference), low=_points(-high), high=_points(-low))
    if low > 0:
        return _MORE.fill(days=DAYS, points=_points(difference), low=_points(low), high=_points(high))
    return _ALIKE.fill(low=_points(low), high=_points(high))


def _points(share: float) -> Text:
    return number_said(share * 100, 1)
