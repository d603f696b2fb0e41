"""All suggestions of a run, those that may bring the most first."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.suggestions.broken_promises import broken_promises
from crmeter.evaluation.suggestions.customers_to_keep import customers_to_keep
from crmeter.evaluation.suggestions.late_answers import late_answers
from crmeter.evaluation.suggestions.late_deliveries import late_deliveries
from crmeter.evaluation.suggestions.suggestion import EVIDENCE, Rule, Suggestion
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

NAME = "suggestions"
# By rule, the tables without which it has nothing to say.
_RULES: Mapping[Rule, tuple[str, ...]] = MappingProxyType(
    {
        late_deliveries: ("deliveries", "orders"),
        late_answers: ("leads", "touches", "orders"),
        broken_promises: ("tickets", "orders"),
        customers_to_keep: ("orders", "customer_scores"),
    }
)
_TITLE = Text("Điều chỉnh đề xuất", "Suggested adjustments")
_COLUMNS = (
    ResultColumn("code", Text("Mã", "Code"), "text"),
    ResultColumn("change", Text("Nên làm", "What to do"), "text"),
    ResultColumn("gain", Text("Có thể mang lại", "May bring"), "money"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "money"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "money"),
    ResultColumn("customers", Text("Khách liên quan", "Customers concerned"), "count"),
    ResultColumn("compared", Text("Khách được so", "Customers compared"), "count"),
    ResultColumn("reason", Text("Vì sao", "Why"), "text"),
    ResultColumn("evidence", Text("Dựa trên", "It stands on"), "text"),
    ResultColumn("measure", Text("Chỉ số sẽ cho thấy", "Measure that shows it"), "text"),
)
_NOTE = Text(
    "Tiền tính cho một kỳ dài bằng kỳ đang xem, nếu việc đó không còn xảy ra với khách nào; mỗi khách tính một lần.",
    "Money is for a period as long as the one shown, if nobody met it any more; each customer counts once.",
)


def suggestions(engine: Engine, view: View, filled: Collection[str]) -> ResultTable:
    """Return what the figures suggest to change: most money first, what has not been measured last.

    A rule is silent where the difference that it looks for points the other way, or where too few can be compared.

    Args:
        engine: where the tables of the snapshot, `sales`, `customers_now` and `customer_scores` are readable.
        view: of the main period.
        filled: the tables that hold any row, those of the run too.
    """
    found = [_said(rule, engine, view) for rule, needed in _RULES.items() if set(needed) <= set(filled)]
    spoken = [each for each in found if each is not None and (each.gain is None or each.gain.expected > 0)]
    spoken.sort(key=lambda each: (each.gain is None, -each.gain.expected if each.gain else 0.0, each.code))
    return ResultTable(NAME, _TITLE, _COLUMNS, tuple(map(_row, spoken)), _NOTE)


def _said(rule: Rule, engine: Engine, view: View) -> Suggestion | None:
    try:
        return rule(engine, view)
    except NotEnoughData:
        return None


def _row(found: Suggestion) -> tuple[object, ...]:
    gain = found.gain
    told = (None,) * 5 if gain is None else (gain.expected, gain.low, gain.high, gain.customers, gain.n)
    return (found.code, found.title, *told, found.reason, EVIDENCE[found.evidence], found.measure)
