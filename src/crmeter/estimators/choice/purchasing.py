"""What respondents go on to buy under some coefficients, and how its mean changes with them."""

from dataclasses import dataclass

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.choice.brand_switching import Paths
from crmeter.estimators.choice.logit_likelihood import AT_ONCE
from crmeter.estimators.choice.market import Market

_ALL = slice(None)


@dataclass(frozen=True, slots=True)
class Purchasing:
    """How n respondents buy among J brands.

    Args:
        last: the brand bought last, shape (n,).
        frequency: purchases a year, shape (n,).
        available: whether a brand is known, shape (n, J).
        market: discount rate and horizon.
    """

    last: Integers
    frequency: Floats
    available: Booleans
    market: Market

    def paths(self, attributes: Floats, b: Floats, some: slice = _ALL) -> Paths:
        """Return how they go on.

        Args:
            attributes: inertia first, shape (n, J, K + 1).
            b: coefficients, shape (K + 1,).
            some: of the respondents.
        """
        frequency = self.frequency[some]
        horizon = self.market.horizon_years
        return Paths(
            utilities=np.where(self.available[some], attributes[some, :, 1:] @ b[1:], -np.inf),
            inertia=float(b[0]),
            last=self.last[some],
            discount=(1 + self.market.discount_rate) ** (-1 / frequency),
            purchases=None if np.isinf(horizon) else np.floor(frequency * horizon + 1e-9).astype(np.int64) + 1,
        )

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

    def slopes(self, attributes: Floats, b: Floats, worth: Floats, weights: Floats) -> Floats:
        """Return how the weighted means of the values change with the coefficients, shape (J, K + 1).

        Args:
            attributes: as for `paths`.
            b: as for `paths`.
            worth: as for `values`.
            weights: of respondents, 1 on average, shape (n,).
        """
        drivers = len(b) - 1
        slopes = np.zeros((worth.shape[1], drivers + 1))
        for first in range(0, len(worth), AT_ONCE):
            some = slice(first, first + AT_ONCE)
            paths, part = self.paths(attributes, b, some), weights[some] / len(worth)
            ratings = attributes[some, :, 1:].reshape(-1, drivers)
            for brand in range(worth.shape[1]):
                value = np.zeros_like(worth[some])
                value[:, brand] = worth[some, brand]
                by_utility, by_inertia = paths.slopes(value)
                slopes[brand, 0] += part @ by_inertia
                slopes[brand, 1:] += (by_utility * part[:, None]).reshape(-1) @ ratings
        return slopes
