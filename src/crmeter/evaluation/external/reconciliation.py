"""What customers are worth by what they say and by what they buy, side by side, with the difference explained."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import CustomerEquity, Estimates, Market, intervals
from crmeter.estimators.rank_correlation import rank_correlation
from crmeter.evaluation.adding_up import adding_up
from crmeter.evaluation.external.behaved_values import BehavedValues
from crmeter.evaluation.external.survey_choices import SurveyChoices
from crmeter.vocabulary import Interval, LeftOut, Misused, NotEnoughData, Text, decimals_of

Floats = NDArray[np.float64]
LEVEL = 0.8
# From a shorter time since the first purchase nobody can tell how often a customer buys.
LEAST_YEARS = 0.25
STEPS: Mapping[str, Text] = {
    "assumptions": Text("Tầm nhìn và chiết khấu", "Horizon and discount rate"),
    "margin": Text("Biên lợi nhuận", "Margin"),
    "spend": Text("Tiền mỗi lần mua: nói và mua", "Money of a purchase: told and paid"),
    "frequency": Text("Số lần mua của mình: nói và mua", "How often they buy from us: told and bought"),
    "staying": Text("Còn mua hay đã ngừng, theo mô hình", "Who still buys, by the model of buying"),
}


@dataclass(frozen=True, slots=True, eq=False)
class PerceivedValues:
    """What respondents are worth to us by what they say, n of them, each a customer.

    Args:
        customer_key: shape (n,).
        value: lifetime value, money, shape (n,).
        purchases: discounted purchases from us under the horizon and rate of the survey, shape (n,).
        purchases_then: under those of the run, shape (n,).
        spend: money of one purchase as told, shape (n,).
        margin: share of the price, as stated.
    """

    customer_key: NDArray[np.int64]
    value: Floats
    purchases: Floats
    purchases_then: Floats
    spend: Floats
    margin: float


@dataclass(frozen=True, slots=True)
class Apart:
    """One customer whose two values lie far apart.

    Args:
        customer_key: who.
        perceived: money.
        behaved: money.
        because: the step that explains most of it.
    """

    customer_key: int
    perceived: float
    behaved: float
    because: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Two values of the same customers.

    Args:
        n: how many are in both.
        perceived: total by what they say.
        steps: what each step adds to it, by name of `STEPS`, in order.
        behaved: total by what they buy; perceived and all steps add up to it exactly.
        ratio: behaved over perceived, with its interval; None for too few customers.
        correlation: of ranks, or None where it cannot be told.
        apart: the greatest differences, the greatest first.
        left_out: who is in one only, or cannot be compared.
        currency: of all money.
    """

    n: int
    perceived: Decimal
    steps: Mapping[str, Decimal]
    behaved: Decimal
    ratio: Interval | None
    correlation: Estimates | None
    apart: tuple[Apart, ...]
    left_out: tuple[LeftOut, ...]
    currency: str

    @property
    def share(self) -> float:
        """Behaved over perceived."""
        return float(self.behaved / self.perceived)


def perceived_values(found: SurveyChoices, *, us: str, market: Market, behaved: BehavedValues) -> PerceivedValues:
    """Return what the respondents who are known are worth to our brand.

    Args:
        found: the choices of a survey.
        us: our brand.
        market: margins, discount rate and horizon as stated for the survey; its size does not matter.
        behaved: whose horizon and discount rate purchases are counted under once more.

    Raises:
        Misused: there is no such brand.
        NotEnoughData: nobody is known by name, or the choices do not carry the model.
    """
    choices = found.choices
    if us not in choices.brands:
        raise Misused(
            "unknown_brand",
            Text("không có thương hiệu {brand}; có: {brands}", "there is no brand {brand}; there are: {brands}").fill(
                brand=us, brands=", ".join(choices.brands)
            ),
        )
    if choices.spend is None or choices.frequency is None or not (found.customers >= 0).any():
        raise NotEnoughData(
            "anonymous",
            Text(
                "không biết ai đã trả lời: khảo sát ẩn danh, hoặc gửi bằng đường dẫn chung",
                "who answered is not known: the survey is anonymous, or was sent by a common link",
            ),
            Text("một khảo sát gửi cho từng khách, không ẩn danh", "a survey sent to each customer, not anonymous"),
        )
    place = choices.brands.index(us)
    # In money that all counts as value, so that a purchase is what is left when spend is taken out.
    stated = replace(market, margin=np.ones(len(choices.brands)))
    counted = []
    for each in (
        stated,
        replace(stated, discount_rate=behaved.discount_rate, horizon_years=behaved.horizon_years),
    ):
        model = CustomerEquity(choices.drivers).fit(
            choices.attributes, choices.last, choices.shares, spend=choices.spend, frequency=choices.frequency,
            market=each, available=choices.available, weights=choices.weights,
        )  # fmt: skip
        counted.append(model.lifetime_value_[:, place] / choices.spend)
    # Who answered more than once counts with the last answer.
    latest = {int(key): row for row, key in enumerate(found.customers) if key >= 0}
    keys = np.array(sorted(latest), dtype=np.int64)
    rows = np.array([latest[int(key)] for key in keys], dtype=np.int64)
    margin = float(market.margin[place])
    spend = choices.spend[rows]
    return PerceivedValues(keys, counted[0][rows] * spend * margin, counted[0][rows], counted[1][rows], spend, margin)


def reconcile(perceived: PerceivedValues, behaved: BehavedValues, most: int = 10) -> Reconciliation:
    """Compare both values customer by customer, and explain the difference step by step.

    V = N s m: discounted purchases from us, money of one, margin. From what is told to what was bought, one thing
    after the other: N under the horizon and discount rate of the run; the margin of the run; the spend that purchases
    lead to expect; purchases at the pace of those made since the first, r / T · (1 − e^(−δH)) / δ with δ = ln(1 + d);
    and purchases as the model of buying expects them, of whom some have stopped.

    Args:
        perceived: what respondents say.
        behaved: what a run says of customers.
        most: how many of the greatest differences to list.

    Raises:
        NotEnoughData: nobody is in both.
    """
    _, at_said, at_bought = np.intersect1d(
        perceived.customer_key, behaved.customer_key, assume_unique=True, return_indices=True
    )
    old = behaved.years[at_bought] >= LEAST_YEARS
    left_out = tuple(
        each
        for each in (
            LeftOut("never_bought", _NEVER_BOUGHT, len(perceived.customer_key) - len(at_said)),
            LeftOut("too_new", _TOO_NEW, int((~old).sum())),
        )
        if each.n
    )
    at_said, at_bought = at_said[old], at_bought[old]
    if not len(at_said):
        raise NotEnoughData(
            "nobody_in_both",
            Text(
                "không ai vừa trả lời khảo sát vừa có giá trị trong lần đánh giá",
                "nobody both answered the survey and has a value in the evaluation",
            ),
            Text("khách đã mua trả lời khảo sát", "answers of customers who have bought"),
        )
    bought = behaved.part(at_bought)
    told, then, spend = (each[at_said] for each in (perceived.purchases, perceived.purchases_then, perceived.spend))
    at_pace = bought.repeats / bought.years * _annuity(behaved.discount_rate, behaved.horizon_years)
    ways = (
        told * spend * perceived.margin,
        then * spend * perceived.margin,
        then * spend * behaved.margin,
        then * bought.spend * behaved.margin,
        at_pace * bought.spend * behaved.margin,
        bought.value,
    )
    steps = {name: after - before for name, before, after in zip(STEPS, ways, ways[1:], strict=False)}
    first, rounded, last = adding_up(
        float(ways[0].sum()),
        {name: float(each.sum()) for name, each in steps.items()},
        float(ways[-1].sum()),
        decimals_of(behaved.currency),
    )
    return Reconciliation(
        n=len(bought),
        perceived=first,
        steps=rounded,
        behaved=last,
        ratio=intervals.ratio(ways[-1], ways[0], LEVEL),
        correlation=_correlation(ways[0], ways[-1]),
        apart=_apart(bought.customer_key, ways[0], ways[-1], steps, most),
        left_out=left_out,
        currency=behaved.currency,
    )


def _annuity(rate: float, years: float) -> float:
    """What one a year is worth now, coming evenly."""
    force = float(np.log1p(rate))
    return years if force == 0 else float(-np.expm1(-force * years) / force)


def _correlation(first: Floats, second: Floats) -> Estimates | None:
    try:
        return rank_correlation(first, second, LEVEL)
    except NotEnoughData:
        return None


def _apart(
    keys: NDArray[np.int64], said: Floats, bought: Floats, steps: Mapping[str, Floats], most: int
) -> tuple[Apart, ...]:
    names = tuple(steps)
    by_step = np.stack([steps[name] for name in names])
    difference = bought - said
    # The step that goes the way of the difference, and farthest.
    because = (by_step * np.sign(difference)).argmax(axis=0)
    order = np.argsort(-np.abs(difference), kind="stable")[:most]
    return tuple(
        Apart(int(keys[at]), float(said[at]), float(bought[at]), names[because[at]]) for at in order if difference[at]
    )


_NEVER_BOUGHT = Text("trả lời mà chưa mua gì trong dữ liệu", "answered and bought nothing in the data")
_TOO_NEW = Text("mới mua lần đầu chưa đến ba tháng", "bought first less than three months ago")
