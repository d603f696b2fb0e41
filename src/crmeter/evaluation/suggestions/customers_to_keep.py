"""Keep the customers at risk: what is at stake is known, what a contact saves is not until it was tried by lot."""

from crmeter.evaluation.suggestions.suggestion import Suggestion, money_said
from crmeter.measures.view import View
from crmeter.vocabulary import Text
from crmeter.warehouse.engine import Engine

_TITLE = Text("Giữ khách có nguy cơ, chừa nhóm đối chứng", "Keep the customers at risk, with a hold-out")
_REASON = Text(
    "{n} khách mua lặp lại có nguy cơ rời bỏ, giá trị có thể mất {stake}. Chưa biết chăm sóc giữ lại được bao nhiêu: "
    "giao danh sách và để một phần không chăm sóc, chọn theo xác suất, thì kỳ sau biết.",
    "{n} repeat customers are at risk; {stake} may be lost. How much of it care saves is not known: assign the list "
    "and leave a share of it alone by lot, and the next period tells.",
)


def customers_to_keep(engine: Engine, view: View) -> Suggestion | None:
    """Suggest to look after customers at risk; None where nobody is, or nothing is known to be at stake.

    Args:
        engine: where `customers_now` and `customer_scores` are readable.
        view: of the period.
    """
    n, stake = engine.rows(
        "SELECT count(*), sum(value_at_risk) FROM customers_now LEFT JOIN customer_scores USING (customer_key)"
        " WHERE stage = 'at_risk' AND purchases > 1"
    )[0]
    if not n or not stake:
        return None
    reason = _REASON.fill(n=n, stake=money_said(float(stake), view.currency))
    return Suggestion("customers_to_keep", _TITLE, reason, None, "none", "value_at_risk")
