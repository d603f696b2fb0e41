"""What respondents go on to buy under some coefficients, and how its mean changes with them."""

from dataclasses import dataclass

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.choice.brand_switching import Paths
from crmeter.estimators.choice.logit_likelihood import AT_ONCE
from crmeter.estimators.choice.market import Market

_ALL = slice(None)


@dataclass(frozen=True, slots=True)
class Slopes:
    """How the mean values of brands change.

    Args:
        by_coefficient: with the coefficients, shape (J, K + 1).
        by_utility: with the utility of each brand to everybody who knows it, shape (J, J); rows are the values.
    """

    by_coefficient: Floats
    by_utility: Floats


@dataclass(frozen=True, slots=True)
class Purchasing:
    """How n respondents buy among J brands.

    Args:
        last: the brand bought last, shape (n,).
        frequency: purchases a year, shape (n,).
        available: whether a brand is known, shape (n, J).
        market: discount rate and horizon.
        often: how many times as often as their frequency says they buy, positive. Purchases to come then grow by
            (often − 1) × frequency × horizon, a part of one counting as that part, so that nothing jumps.
    """

    last: Integers
    frequency: Floats
    available: Booleans
    market: Market
    often: float = 1.0

    def paths(self, attributes: Floats, b: Floats, some: slice = _ALL) -> Paths:
        """Return how they go on.

        Args:
            attributes: inertia first, shape (n, J, K + 1).
            b: coefficients, shape (K + 1,).
            some: of the respondents.
        """
        frequency = self.frequency[some]
        return Paths(
            utilities=np.where(self.available[some], attributes[some, :, 1:] @ b[1:], -np.inf),
            inertia=float(b[0]),
            last=self.last[some],
            discount=(1 + self.market.discount_rate) ** (-1 / (frequency * self.often)),
            purchases=self._purchases(frequency),
        )

    def _purchases(self, frequency: Floats) -> Integers | Floats | None:
        until_end = frequency * self.market.horizon_years
        if np.isinf(self.market.horizon_years):
            return None
        purchases = np.floor(until_end + 1e-9).astype(np.int64) + 1
        return purchases if self.often == 1 else purchases + (self.often - 1) * until_end

    def values(self, attributes: Floats, b: Floats, worth: Floats) -> Floats:
        """Return what each is worth to each brand, shape (n, J).

        Args:
            attributes: as for `paths`.
            b: as for `paths`.
            worth: of a purchase of each brand, shape (n, J).
        """
        values = np.empty_like(worth)
        for first in range(0, len(worth), AT_ONCE):
            some = slice(first, first + AT_ONCE)
            values[some] = self.paths(attributes, b, some).discounted() * worth[some]
        return values

    def values_and_slopes(self, attributes: Floats, b: Floats, worth: Floats, weights: Floats) -> tuple[Floats, Slopes]:
        """Return the values, (n, J), and how their weighted means change.

        Args:
            attributes: as for `paths`.
            b: as for `paths`.
            worth: as for `values`.
            weights: of respondents, 1 on average, shape (n,).
        """
        drivers = len(b) - 1
        brands = worth.shape[1]
        values, slopes = np.empty_like(worth), Slopes(np.zeros((brands, drivers + 1)), np.zeros((brands, brands)))
        for first in range(0, len(worth), AT_ONCE):
            some = slice(first, first + AT_ONCE)
            paths, part = self.paths(attributes, b, some), weights[some] / len(worth)
            values[some] = paths.discounted() * worth[some]
            ratings = attributes[some, :, 1:].reshape(-1, drivers)
            for brand in range(brands):
                value = np.zeros_like(worth[some])
                value[:, brand] = worth[some, brand]
                by_utility, by_inertia = paths.slopes(value)
                weighed = by_utility * part[:, None]
                slopes.by_coefficient[brand, 0] += part @ by_inertia
                slopes.by_coefficient[brand, 1:] += weighed.reshape(-1) @ ratings
                slopes.by_utility[brand] += weighed.sum(axis=0)
        return values, slopes
