"""What the value of the customers was, what moved it, and what it is: parts that add up to the last unit of money."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crmeter.estimators import RepeatPurchaseModel
from crmeter.evaluation.adding_up import adding_up
from crmeter.evaluation.buying import Buying, Histories
from crmeter.evaluation.model_tables import BackTested
from crmeter.evaluation.price_change import Repriced, at_old_prices
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.scores import Assumptions, expected_spend, new_customer_value, new_customers_discount
from crmeter.vocabulary import Text, decimals_of, formats

Floats = npt.NDArray[np.float64]
BEFORE, NOW = "before", "now"
CAUSES: Mapping[str, Text] = {
    BEFORE: Text("Giá trị ngày {day}", "Value on {day}"),
    "new": Text("Khách mới", "New customers"),
    "bought_more": Text("Mua trên mức mô hình đoán", "Bought above the model's mean"),
    "bought_less": Text("Mua dưới mức mô hình đoán", "Bought below the model's mean"),
    "silent": Text("Im lặng hoặc rời bỏ", "Silent or lost"),
    "spend": Text("Số tiền mỗi lần mua", "Spend per purchase"),
    "price": Text("Giá", "Price"),
    "basket": Text("Lượng hàng mỗi lần mua", "Goods per purchase"),
    "to_come": Text("Số khách sẽ có", "Number of customers to come"),
    "model": Text("Mô hình ước lượng lại", "The model estimated anew"),
    NOW: Text("Giá trị ngày {day}", "Value on {day}"),
}


@dataclass(frozen=True, slots=True)
class Coming:
    """New customers a month, as they were expected on both days.

    Args:
        before: on the earlier one.
        now: today.
    """

    before: float
    now: float


def equity_bridge(
    tested: BackTested,
    buying: Buying,
    assumptions: Assumptions,
    currency: str,
    *,
    coming: Coming | None = None,
    repriced: Repriced | None = None,
) -> ResultTable | None:
    """Return what moved customer equity since the back-test's last day.

    V = R(h; θ) S(h; θ) m of a customer with history h: discounted expected purchases, spend of each, margin. With
    what was known then (h0, θ0) and is known now (h1, θ1), each change is made after the one before: customers who
    came, at θ0; purchases or silence of the others, (R(h1; θ0) − R(h0; θ0)) S(h0; θ0) m; their spend, R(h1; θ0)
    (S(h1; θ0) − S(h0; θ0)) m, split where prices are known: h1 with goods at old prices lies between; how many are
    still to come, (n1 − n0) v(θ0); the model, V(h1; θ1) − V(h1; θ0) of all and n1 (v(θ1) − v(θ0)). Amounts are
    rounded so that they add up (largest remainder).

    Args:
        tested: the fits of an earlier day.
        buying: those of today.
        assumptions: horizon, discount rate and margin, the same for both days.
        currency: of the amounts.
        coming: customers still to come; None leaves them out on both days.
        repriced: what was bought since at old prices; None does not tell price from goods.

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
    causes = {
        "new": (value_at_old[~stayed], np.ones(int((~stayed).sum()), dtype=bool)),
        "bought_more": (moved, moved > 0),
        "bought_less": (moved, (moved <= 0) & has_bought),
        "silent": (moved, (moved <= 0) & ~has_bought),
    }
    if repriced is None:
        dearer = {"spend": spend_now[at_now] - spend_then[at_before]}
    else:
        at_old = at_old_prices(now, stayed, repriced)
        between = expected_spend(then.spend, at_old, with_interval=False).value
        dearer = {
            "price": spend_now[at_now] - between[at_now],
            "basket": between[at_now] - spend_then[at_before],
        }
    causes |= {name: (bought_now[at_now] * by * margin, by != 0) for name, by in dearer.items()}
    causes["model"] = (value_now - value_at_old, np.ones(len(now), dtype=bool))
    # Who is not among today's customers any more took their value along; a later correction of orders does that.
    gone = np.setdiff1d(np.arange(len(before)), at_before)
    amounts = {name: float(parts[rows].sum()) for name, (parts, rows) in causes.items()}
    amounts["silent"] -= float(value_then[gone].sum())
    counts: dict[str, int | None] = {name: int(rows.sum()) for name, (_, rows) in causes.items()}
    counts |= {BEFORE: len(before), NOW: len(now), "silent": int(causes["silent"][1].sum()) + len(gone)}
    ends = {BEFORE: float(value_then.sum()), NOW: float(value_now.sum())}
    if coming is not None:
        discount = float(new_customers_discount(assumptions.settings).sum())
        each_then, each_now = (new_customer_value(fits, assumptions) * discount for fits in (then, buying))
        ends[BEFORE] += coming.before * each_then
        ends[NOW] += coming.now * each_now
        amounts["to_come"] = (coming.now - coming.before) * each_then
        amounts["model"] += coming.now * (each_now - each_then)
        counts["to_come"] = None
    first, told, last = adding_up(ends[BEFORE], amounts, ends[NOW], decimals_of(currency))
    told |= {BEFORE: first, NOW: last}
    days = {BEFORE: tested.ends, NOW: assumptions.as_of}
    rows = tuple(
        (name, CAUSES[name].fill(day=days[name]) if name in days else CAUSES[name], told[name], counts[name])
        for name in CAUSES
        if name in told
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
        _note(coming, repriced),
    )


def _note(coming: Coming | None, repriced: Repriced | None) -> Text:
    words = [
        Text("giá trị còn lại của khách đang có", "residual value of current customers")
        if coming is None
        else Text(
            "giá trị còn lại của khách đang có và giá trị của khách sẽ có",
            "residual value of current customers and the value of those to come",
        ),
        Text(
            "từng thay đổi được tính lần lượt nên cộng lại vừa đúng",
            "each change is made after the one before, so that they add up",
        ),
    ]
    if repriced is not None:
        share = Text(formats.percent(repriced.compared, "vi"), formats.percent(repriced.compared, "en"))
        words.append(
            Text(
                "giá so với trước được biết ở {share} tiền hàng",
                "for {share} of what was spent an earlier price is known",
            ).fill(share=share)
        )
    return Text.join(words, "; ")


def _residual(model: RepeatPurchaseModel, histories: Histories, assumptions: Assumptions) -> Floats:
    rate, horizon = assumptions.settings.annual_discount_rate, assumptions.horizon_weeks
    found = model.discounted_expected_residual(rate, histories.in_weeks(), horizon=horizon, with_interval=False)
    return found.value
