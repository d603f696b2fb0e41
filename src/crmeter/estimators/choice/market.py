"""What equity is worked out under, and what comes out when something is supposed."""

from dataclasses import dataclass

import numpy as np

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.estimates import Estimates

INERTIA = "inertia"


@dataclass(frozen=True, slots=True)
class Market:
    """What is taken as given.

    Args:
        margin: contribution margin of each brand, share of the price, shape (J,).
        discount_rate: yearly, such as .12.
        horizon_years: how far ahead purchases count; infinite for no end, which needs a positive discount rate.
        customers: in the market, who the respondents stand for.
    """

    margin: Floats
    discount_rate: float
    horizon_years: float
    customers: float

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not np.all((self.margin > -1) & (self.margin <= 1)):
            raise ValueError("a margin is a share of the price")
        if not (self.discount_rate > -1 and self.horizon_years > 0 and self.customers > 0):
            raise ValueError("the discount rate is above -1; the horizon and the market are positive")
        if np.isinf(self.horizon_years) and not self.discount_rate > 0:
            raise ValueError("without an end, purchases far away have to count less")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A driver of one brand that is moved.

    Args:
        change: of the brand's equity, in money.
        share_change: of its share of equity.
        cost: of the move, in money.
        returns: (change − cost) / cost; None where it costs nothing.
        break_even: how far the driver has to move for the equity to grow by the cost; None where it never does.
        held: respondents whose rating already stood at the end of the scale, so that theirs moved less.
    """

    change: Estimates
    share_change: Estimates
    cost: float
    returns: Estimates | None
    break_even: float | None
    held: int


@dataclass(frozen=True, slots=True)
class Supposed:
    """How equity would change if brands were seen otherwise.

    Args:
        change: of each brand's equity, money, shape (J,).
        share_change: of each brand's share of equity, shape (J,).
    """

    change: Estimates
    share_change: Estimates


def with_inertia(ratings: Floats, last: Integers) -> Floats:
    """Return ratings with 1 for the brand that was bought last before them, shape (n, J, K + 1)."""
    n, brands, k = ratings.shape
    attributes = np.empty((n, brands, k + 1))
    attributes[:, :, 0] = 0.0
    attributes[np.arange(n), last, 0] = 1.0
    attributes[:, :, 1:] = ratings
    return attributes
