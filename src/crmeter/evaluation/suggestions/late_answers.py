"""Answer leads by the next day: what leads spend that waited longer, beside those of the same channel that did not."""

from crmeter.evaluation.suggestions.spent_after import DAYS, gain_from_sparing
from crmeter.evaluation.suggestions.suggestion import Suggestion, money_said
from crmeter.measures.view import View
from crmeter.vocabulary import Text
from crmeter.warehouse.engine import Engine

_TITLE = Text("Liên hệ mọi khách tiềm năng chậm nhất hôm sau", "Contact every lead by the next day")
_REASON = Text(
    "{n} khách tiềm năng của kỳ phải chờ lâu hơn một ngày hoặc chưa ai liên hệ; {days} ngày đầu mỗi người mang về ít "
    "hơn {each} so với người cùng kênh được liên hệ sớm.",
    "{n} leads of the period waited longer than a day or were never contacted; in their first {days} days each brought "
    "{each} less than those of the same channel that were contacted sooner.",
)


def late_answers(engine: Engine, view: View) -> Suggestion:
    """Suggest to answer leads sooner.

    A contact after the conversion is no answer to a lead. Who was converted before anybody contacted them asked for
    nothing, and is left out.

    Args:
        engine: where `leads`, `touches` and `sales` are readable.
        view: of the period.

    Raises:
        NotEnoughData: too few leads that waited, or too few that did not.
    """
    gain = gain_from_sparing(
        engine,
        view,
        f"""
        WITH came AS (
            SELECT lead_key, customer_key, created_on, converted_on, channel FROM leads
            WHERE created_on >= DATE '{view.period.start}' AND created_on < DATE '{view.period.end}'
        ), out AS (
            SELECT lead_key, customer_key, touched_on FROM touches
            WHERE direction = 'out' AND touched_on <= DATE '{view.as_of}'
        ), contacts AS (
            SELECT came.lead_key, created_on, touched_on FROM came JOIN out USING (lead_key)
            UNION ALL
            SELECT came.lead_key, created_on, touched_on FROM came JOIN out USING (customer_key)
        ), answered AS (
            SELECT lead_key, min(touched_on) AS first_on FROM contacts WHERE touched_on >= created_on GROUP BY lead_key
        )
        SELECT lead_key AS person, customer_key, created_on AS met_on,
            coalesce(first_on > created_on + 1, true) AS is_bad, coalesce(channel, '') AS kind
        FROM came LEFT JOIN answered USING (lead_key)
        WHERE (first_on IS NOT NULL OR created_on + 1 < DATE '{view.as_of}')
            AND (converted_on IS NULL OR first_on <= converted_on)
        """,
    )
    reason = _REASON.fill(n=gain.customers, days=DAYS, each=money_said(gain.each, view.currency))
    return Suggestion("late_answers", _TITLE, reason, gain, "alike", "lead_answered_next_day_rate")
