"""What the value of the customers was, what moved it, and what it is: parts that add up to the last unit of money."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal

import numpy as np
import numpy.typing as npt

from crmeter.estimators import RepeatPurchaseModel
from crmeter.evaluation.buying import Buying, Histories
from crmeter.evaluation.model_tables import BackTested
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.scores import Assumptions, expected_spend
from crmeter.vocabulary import Text, decimals_of

Floats = npt.NDArray[np.float64]
BEFORE, NOW = "before", "now"
CAUSES: Mapping[str, Text] = {
    BEFORE: Text("Giá trị ngày {day}", "Value on {day}"),
    "new": Text("Khách mới", "New customers"),
    "bought_more": Text("Mua nhiều hơn dự kiến", "Bought more than expected"),
    "bought_less": Text("Mua ít hơn dự kiến", "Bought less than expected"),
    "silent": Text("Im lặng hoặc rời bỏ", "Silent or lost"),
    "spend": Text("Số tiền mỗi lần mua", "Spend per purchase"),
    "model": Text("Mô hình ước lượng lại", "The model estimated anew"),
    NOW: Text("Giá trị ngày {day}", "Value on {day}"),
}


def equity_bridge(tested: BackTested, buying: Buying, assumptions: Assumptions, currency: str) -> ResultTable | None:
    """Return what moved the value of current customers since the back-test's last day.

    V = R(h; θ) S(h; θ) m of a customer with history h: discounted expected purchases, spend of each, margin. With
    what was known then (h0, θ0) and is known now (h1, θ1), each change is made after the one before: customers who
    came, at θ0; purchases or silence of the others, (R(h1; θ0) − R(h0; θ0)) S(h0; θ0) m; their spend, R(h1; θ0)
    (S(h1; θ0) − S(h0; θ0)) m; the model, V(h1; θ1) − V(h1; θ0) of all. Amounts are rounded so that they add up
    (largest remainder).

    Args:
        tested: the fits of an earlier day.
        buying: those of today.
        assumptions: horizon, discount rate and margin, the same for both days.
        currency: of the amounts.

    Returns:
        A row for the value before, each cause and the value now; None where spend could not be fitted on both days.
    """
    then = tested.then
    if then.spend is None or buying.spend is None:
        return None
    margin = assumptions.margin
    before, now = then.histories, buying.histories
    _, at_before, at_now = np.intersect1d(
        before.customer_key, now.customer_key, assume_unique=True, return_indices=True
    )
    stayed = np.zeros(len(now), dtype=bool)
    stayed[at_now] = True
    spend_then, spend_now = (expected_spend(then.spend, each, with_interval=False).value for each in (before, now))
    bought_then = _residual(then.model, before, assumptions)
    bought_now = _residual(then.model, now, assumptions)
    value_then, value_at_old = bought_then * spend_then * margin, bought_now * spend_now * margin
    new_spend = expected_spend(buying.spend, now, with_interval=False).value
    value_now = _residual(buying.model, now, assumptions) * new_spend * margin
    moved = (bought_now[at_now] - bought_then[at_before]) * spend_then[at_before] * margin
    has_bought = now.frequency[at_now] > before.frequency[at_before]
    dearer = bought_now[at_now] * (spend_now[at_now] - spend_then[at_before]) * margin
    causes = {
        "new": (value_at_old[~stayed], np.ones(int((~stayed).sum()), dtype=bool)),
        "bought_more": (moved, moved > 0),
        "bought_less": (moved, (moved <= 0) & has_bought),
        "silent": (moved, (moved <= 0) & ~has_bought),
        "spend": (dearer, dearer != 0),
        "model": (value_now - value_at_old, np.ones(len(now), dtype=bool)),
    }
    # Who is not among today's customers any more took their value along; a later correction of orders does that.
    gone = np.setdiff1d(np.arange(len(before)), at_before)
    amounts = {name: float(parts[rows].sum()) for name, (parts, rows) in causes.items()}
    amounts["silent"] -= float(value_then[gone].sum())
    counts = {name: int(rows.sum()) for name, (_, rows) in causes.items()} | {BEFORE: len(before), NOW: len(now)}
    counts["silent"] += len(gone)
    told = _rounded(float(value_then.sum()), amounts, float(value_now.sum()), decimals_of(currency))
    days = {BEFORE: tested.ends, NOW: assumptions.as_of}
    rows = tuple(
        (name, CAUSES[name].fill(day=days[name]) if name in days else CAUSES[name], told[name], counts[name])
        for name in CAUSES
    )
    return ResultTable(
        "equity_bridge",
        Text("Điều gì làm giá trị của khách thay đổi", "What changed the value of customers"),
        (
            ResultColumn("cause", Text("Mã", "Code"), "text"),
            ResultColumn("what", Text("Nguyên nhân", "Cause"), "text"),
            ResultColumn("amount", Text("Giá trị", "Value"), "money"),
            ResultColumn("customers", Text("Khách", "Customers"), "count"),
        ),
        rows,
        Text(
            "giá trị còn lại của khách đang có; từng thay đổi được tính lần lượt nên cộng lại vừa đúng",
            "residual value of current customers; each change is made after the one before, so that they add up",
        ),
    )


def _residual(model: RepeatPurchaseModel, histories: Histories, assumptions: Assumptions) -> Floats:
    rate, horizon = assumptions.settings.annual_discount_rate, assumptions.horizon_weeks
    found = model.discounted_expected_residual(rate, histories.in_weeks(), horizon=horizon, with_interval=False)
    return found.value


def _rounded(before: float, causes: Mapping[str, float], now: float, decimals: int) -> dict[str, Decimal]:
    """Return amounts in whole units of money that add up: the causes nearest to the next unit are rounded up."""
    unit = Decimal(1).scaleb(-decimals)
    ends = {BEFORE: _to_unit(before, unit), NOW: _to_unit(now, unit)}
    floors = {name: Decimal(value).quantize(unit, rounding=ROUND_FLOOR) for name, value in causes.items()}
    left = int((ends[NOW] - ends[BEFORE] - sum(floors.values(), Decimal(0))) / unit)
    by_remainder = sorted(causes, key=lambda name: floors[name] - Decimal(causes[name]))
    for step in range(abs(left)):
        floors[by_remainder[step % len(by_remainder)]] += unit if left > 0 else -unit
    return {**ends, **floors}


def _to_unit(value: float, unit: Decimal) -> Decimal:
    return Decimal(value).quantize(unit)
