"""What the CRM itself costs, against what it was proven to bring: the owners' question."""

from collections.abc import Sequence
from dataclasses import dataclass

from crmeter.vocabulary import Reading, Text, Undefined

WEEKS_A_YEAR = 52
DAYS_A_YEAR = 365
# Three figures that hold together: the value and its 80 % bounds.
Bounded = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class CrmCost:
    """What was stated of the cost.

    Args:
        setup: paid once.
        years: over which that is spread.
        licences: a year.
        hours: that people spend on it a week, all together.
        hour: what an hour costs.
    """

    setup: float
    years: float
    licences: float
    hours: float
    hour: float

    @property
    def yearly(self) -> float:
        """Cost of a year: set-up ÷ years + licences + 52 × hours × cost of an hour."""
        return self.setup / self.years + self.licences + WEEKS_A_YEAR * self.hours * self.hour


@dataclass(frozen=True, slots=True)
class CrmReturn:
    """The cost against what was proven.

    Args:
        yearly: cost of a year.
        keep: how many customers a year have to be kept for it to pay; undefined where none has a value.
        gained: money that was proven so far; undefined where nothing was.
        days: since the first adjustment that was proven began.
        cost: of as many days.
        returned: (gained − cost) / cost; undefined as `gained` is, or where nothing was spent.
    """

    yearly: float
    keep: Bounded | Undefined
    gained: Bounded | Undefined
    days: int
    cost: float
    returned: Bounded | Undefined


def crm_return(cost: CrmCost, customer_value: Reading | None, proven: Sequence[Bounded], days: int) -> CrmReturn:
    """Hold the cost of the CRM against what was proven.

    Args:
        cost: as it was stated.
        customer_value: mean residual lifetime value of a customer, in the currency of the cost.
        proven: money of each adjustment that a hold-out has proven, with bounds.
        days: since the first of them began.

    Formula: keep = yearly cost / lifetime value, bounds from those of the value the other way round; bounds of the sum
    of independent gains: each side √Σ (distance)². Nothing is taken for a gain that no hold-out has shown.
    """
    spent = cost.yearly * days / DAYS_A_YEAR
    gained = _sum(proven)
    returned: Bounded | Undefined
    if isinstance(gained, Undefined):
        returned = gained
    elif spent <= 0:
        returned = Undefined("no_cost", Text("chưa có chi phí", "no cost was stated"))
    else:
        value, low, high = ((each - spent) / spent for each in gained)
        returned = (value, low, high)
    return CrmReturn(cost.yearly, _keep(cost.yearly, customer_value), gained, days, spent, returned)


def _keep(yearly: float, customer_value: Reading | None) -> Bounded | Undefined:
    interval = None if customer_value is None else customer_value.interval(0.8)
    if customer_value is None or interval is None or not customer_value.value or float(interval.low) <= 0:
        return Undefined(
            "no_customer_value",
            Text("chưa biết một khách đáng giá bao nhiêu", "it is not known what a customer is worth"),
            Text("đơn mua lại đủ để ước lượng giá trị trọn đời", "enough repeat purchases for a lifetime value"),
        )
    return (
        yearly / float(customer_value.value),
        yearly / float(interval.high),
        yearly / float(interval.low),
    )


def _sum(proven: Sequence[Bounded]) -> Bounded | Undefined:
    if not proven:
        return Undefined(
            "nothing_proven",
            Text(
                "chưa có điều chỉnh nào được chứng minh bằng nhóm để riêng",
                "no adjustment has been proven by a hold-out yet",
            ),
            Text(
                "một đợt chăm sóc khách có nguy cơ, có nhóm để riêng và đã hết thời hạn",
                "a round of looking after customers at risk, with a hold-out, whose window is over",
            ),
        )
    value = sum(each[0] for each in proven)
    below = sum((each[0] - each[1]) ** 2 for each in proven) ** 0.5
    above = sum((each[2] - each[0]) ** 2 for each in proven) ** 0.5
    return value, value - below, value + above
