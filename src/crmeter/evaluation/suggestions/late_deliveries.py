"""Deliver on time: what customers spend after a late delivery, beside those whose delivery came as promised."""

from crmeter.evaluation.suggestions.spent_after import DAYS, gain_from_sparing
from crmeter.evaluation.suggestions.suggestion import Suggestion, money_said
from crmeter.measures.view import View
from crmeter.vocabulary import Text
from crmeter.warehouse.engine import Engine

_TITLE = Text("Giao mọi chuyến đúng hẹn", "Deliver every order on time")
_REASON = Text(
    "{n} khách có chuyến giao đầu trong kỳ bị trễ; {days} ngày sau đó mỗi người chi ít hơn {each} so với khách cùng "
    "phân khúc được giao đúng hẹn.",
    "The first delivery of the period was late for {n} customers; in the {days} days after it each spent {each} less "
    "than customers of the same segment whose delivery came on time.",
)


def late_deliveries(engine: Engine, view: View) -> Suggestion:
    """Suggest to deliver on time.

    Args:
        engine: where `deliveries`, `orders`, `customers` and `sales` are readable.
        view: of the period.

    Raises:
        NotEnoughData: too few late deliveries, or too few on time.
    """
    gain = gain_from_sparing(
        engine,
        view,
        f"""
        SELECT o.customer_key AS person, o.customer_key, d.delivered_on AS met_on,
            d.delivered_on > d.promised_on AS is_bad, coalesce(c.segment, '') AS kind
        FROM deliveries d JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer_key = o.customer_key
        WHERE o.customer_key IS NOT NULL AND d.promised_on IS NOT NULL
            AND d.delivered_on >= DATE '{view.period.start}' AND d.delivered_on < DATE '{view.period.end}'
        QUALIFY row_number() OVER (PARTITION BY o.customer_key ORDER BY d.delivered_on, d.delivery_key) = 1
        """,
    )
    reason = _REASON.fill(n=gain.customers, days=DAYS, each=money_said(gain.each, view.currency))
    return Suggestion("late_deliveries", _TITLE, reason, gain, "alike", "on_time_delivery_rate")
