"""How much to spend on winning a customer and on keeping one, and what one is worth by margin and retention alone."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize


@dataclass(frozen=True, slots=True)
class Response:
    """How a rate answers to what is spent for it: rate(S) = ceiling (1 − exp(−k S)), k from what is spent and got now.

    Args:
        ceiling: the rate that no spending passes, in (0, 1].
        spending: now, money for each prospect or customer, positive.
        rate: that it gives now, below the ceiling.
    """

    ceiling: float
    spending: float
    rate: float

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not (0 < self.ceiling <= 1 and self.spending > 0 and 0 < self.rate < self.ceiling):
            raise ValueError("a rate lies below its ceiling, which is at most 1, and costs something")

    @property
    def steepness(self) -> float:
        """k, for each unit of money."""
        return float(-np.log1p(-self.rate / self.ceiling) / self.spending)

    def at(self, spending: float) -> float:
        """Return the rate that some spending gives."""
        return float(self.ceiling * -np.expm1(-self.steepness * spending))


@dataclass(frozen=True, slots=True)
class Balance:
    """The spending under which a prospect is worth most.

    Args:
        acquisition: money for each prospect.
        retention: money for each customer and year.
        acquisition_rate: that it gives.
        retention_rate: that it gives.
        value: of a prospect, money.
    """

    acquisition: float
    retention: float
    acquisition_rate: float
    retention_rate: float
    value: float


def prospect_value(margin: float, acquisition: Response, retention: Response, a: float, r: float, rate: float) -> float:
    """Return what a prospect is worth under some spending.

    Formula: a m − A + a (m − R / ρ) ρ' / (1 − ρ'), ρ' = ρ / (1 + i), with a, ρ the rates that A and R give. Source:
    Blattberg & Deighton 1996, Harvard Business Review 74(4), 136–144.

    Args:
        margin: m, of a customer and year, money.
        acquisition: how winning answers to spending.
        retention: how keeping answers to spending.
        a: A, money for each prospect.
        r: R, money for each customer and year.
        rate: i, yearly discount rate.
    """
    won, kept = acquisition.at(a), retention.at(r)
    if kept <= 0:
        return won * margin - a
    discounted = kept / (1 + rate)
    return won * margin - a + won * (margin - r / kept) * discounted / (1 - discounted)


def balanced(margin: float, acquisition: Response, retention: Response, discount_rate: float) -> Balance:
    """Return the spending on winning and keeping under which a prospect is worth most.

    Keeping is settled first, for it does not depend on how many are won; then winning has a closed form.

    Args:
        margin: of a customer and year, money, positive.
        acquisition: how winning answers to spending.
        retention: how keeping answers to spending.
        discount_rate: yearly, above −1 + the ceiling of retention.

    Raises:
        ValueError: the margin is not positive, or value would have no bound.
    """
    if not (margin > 0 and discount_rate > retention.ceiling - 1):
        raise ValueError("the margin is positive, and what is far away counts less")

    def customer(r: float) -> float:
        kept = retention.at(r)
        discounted = kept / (1 + discount_rate)
        later = (margin * discounted - r / (1 + discount_rate)) / (1 - discounted)
        return float(margin + later)

    # Beyond the margin nothing is left of what is kept.
    found = optimize.minimize_scalar(
        lambda r: -customer(r), bounds=(0.0, margin), method="bounded", options={"xatol": 1e-10}
    )
    r = float(found.x) if -found.fun > margin else 0.0
    worth = customer(r)
    # d/dA of a(A) worth − A is 0 where ceiling k exp(−k A) worth = 1.
    k = acquisition.steepness
    a = max(0.0, float(np.log(acquisition.ceiling * k * worth) / k))
    return Balance(a, r, acquisition.at(a), retention.at(r), acquisition.at(a) * worth - a)


def margin_multiple(retention_rate: float, discount_rate: float) -> float:
    """Return by how much a yearly margin is multiplied for the value of a customer: ρ / (1 + i − ρ).

    Source: Gupta & Lehmann 2003, Journal of Interactive Marketing 17(1), eq. 3; the first margin comes after a year.

    Args:
        retention_rate: ρ, of a year, in [0, 1].
        discount_rate: i, yearly.

    Raises:
        ValueError: a rate has no meaning, or the value has no bound.
    """
    if not (0 <= retention_rate <= 1 and 1 + discount_rate > retention_rate):
        raise ValueError("retention is a share, and what is far away counts less")
    return retention_rate / (1 + discount_rate - retention_rate)


def retention_elasticity(retention_rate: float, discount_rate: float) -> float:
    """Return by how many percent the value of a customer grows with one percent of retention: (1 + i) / (1 + i − ρ).

    Source: Gupta & Lehmann 2003, eq. 6. Arguments as in `margin_multiple`.
    """
    if not (0 <= retention_rate <= 1 and 1 + discount_rate > retention_rate):
        raise ValueError("retention is a share, and what is far away counts less")
    return (1 + discount_rate) / (1 + discount_rate - retention_rate)
