"""Keep the promised times of service: what customers spend after a broken promise, beside those with a kept one."""

from crmeter.evaluation.suggestions.spent_after import DAYS, gain_from_sparing
from crmeter.evaluation.suggestions.suggestion import Suggestion, money_said
from crmeter.measures.view import View
from crmeter.vocabulary import Text
from crmeter.warehouse.engine import Engine

_TITLE = Text("Giữ đúng hẹn mọi phiếu hỗ trợ", "Keep the promised time of every ticket")
_REASON = Text(
    "{n} khách có phiếu đầu trong kỳ bị trễ hẹn; {days} ngày sau đó mỗi người chi ít hơn {each} so với khách cùng phân "
    "khúc, cùng mức ưu tiên được xử lý đúng hẹn.",
    "The first ticket of the period missed its promise for {n} customers; in the {days} days after it each spent "
    "{each} less than customers of the same segment and priority whose promise was kept.",
)


def broken_promises(engine: Engine, view: View) -> Suggestion:
    """Suggest to keep what is promised to whoever asks; the first solution counts, whatever was opened again later.

    Args:
        engine: where `tickets`, `ticket_events`, `customers` and `sales` are readable.
        view: of the period.

    Raises:
        NotEnoughData: too few promises were broken, or too few kept.
    """
    gain = gain_from_sparing(
        engine,
        view,
        f"""
        WITH solved AS (
            SELECT ticket_key, min(happened_at) AS first_at FROM ticket_events
            WHERE after IN ('solved', 'closed') GROUP BY ticket_key
        )
        SELECT t.customer_key AS person, t.customer_key, t.due_at::DATE AS met_on,
            coalesce(coalesce(s.first_at, t.solved_at) > t.due_at, true) AS is_bad,
            concat_ws('|', c.segment, t.priority) AS kind
        FROM tickets t LEFT JOIN solved s USING (ticket_key) LEFT JOIN customers c USING (customer_key)
        WHERE t.customer_key IS NOT NULL AND t.due_at IS NOT NULL AND t.duplicate_of IS NULL
            AND t.opened_on >= DATE '{view.period.start}' AND t.opened_on < DATE '{view.period.end}'
            AND t.due_at::DATE <= DATE '{view.as_of}'
        QUALIFY row_number() OVER (PARTITION BY t.customer_key ORDER BY t.opened_at, t.ticket_key) = 1
        """,
    )
    reason = _REASON.fill(n=gain.customers, days=DAYS, each=money_said(gain.each, view.currency))
    return Suggestion("broken_promises", _TITLE, reason, gain, "alike", "service_level_attainment")
