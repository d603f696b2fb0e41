"""The likelihood of choices under the multinomial logit, with its derivatives."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats


class Choices(Protocol):
    """What a likelihood is taken over; see `ChoiceData`."""

    @property
    def attributes(self) -> Floats:
        """Shape (n, J, K)."""

    @property
    def shares(self) -> Floats:
        """Shape (n, J)."""

    @property
    def available(self) -> Booleans:
        """Shape (n, J)."""

    @property
    def weights(self) -> Floats:
        """Shape (n,)."""


def probabilities(data: Choices, b: Floats) -> Floats:
    """Return the chance of each alternative, shape (n, J)."""
    chances = np.exp(_log_probabilities(data, b))
    return np.asarray(chances, dtype=np.float64)


def scores(data: Choices, b: Floats) -> Floats:
    """Return the first derivative of each choice's part of ln L, shape (n, K)."""
    differences = (data.shares - probabilities(data, b)) * data.weights[:, None]
    return np.asarray(np.matmul(differences[:, None, :], data.attributes)[:, 0, :], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """ln L with its derivatives at some coefficients.

    Args:
        loglik: Σ w y ln P.
        score: its first derivative, shape (K,).
        information: minus its second, Σ w (Σ_j P_j x_j x_j' − x̄ x̄') with x̄ = Σ_j P_j x_j, shape (K, K).
    """

    loglik: float
    score: Floats
    information: Floats


def evaluated(data: Choices, b: Floats) -> Evaluated:
    """Return ln L with its derivatives at coefficients b, shape (K,)."""
    x, logs = data.attributes, _log_probabilities(data, b)
    chances = np.exp(logs)
    k = x.shape[2]
    value = float(np.sum((data.shares * np.where(data.shares > 0, logs, 0.0)).T * data.weights))
    differences = (data.shares - chances) * data.weights[:, None]
    weighed = (x * np.sqrt(chances * data.weights[:, None])[:, :, None]).reshape(-1, k)
    mean = np.matmul(chances[:, None, :], x)[:, 0, :] * np.sqrt(data.weights)[:, None]
    return Evaluated(value, differences.reshape(-1) @ x.reshape(-1, k), weighed.T @ weighed - mean.T @ mean)


def _log_probabilities(data: Choices, b: Floats) -> Floats:
    # Brands by choices: sums over a handful of neighbours are slow.
    utility = np.ascontiguousarray((data.attributes @ b).T)
    np.copyto(utility, -np.inf, where=~data.available.T)
    utility -= utility.max(axis=0)
    utility -= np.log(np.exp(utility).sum(axis=0))
    return np.ascontiguousarray(utility.T)
