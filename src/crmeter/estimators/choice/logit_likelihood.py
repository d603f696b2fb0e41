"""The likelihood of choices under the multinomial logit, with its derivatives."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats

# So many choices are worked on at once that they stay in the processor's own memory.
AT_ONCE = 2_048


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
    chances = np.exp(_log_probabilities(data.attributes, data.available, b))
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


def evaluated(data: Choices, b: Floats, spread: Floats) -> Evaluated:
    """Return ln L with its derivatives in coefficients b of attributes that are divided by their spread.

    Args:
        data: the choices, attributes as they are.
        b: shape (K,).
        spread: by which attributes are divided, shape (K,).
    """
    k = len(b)
    value, score, information = 0.0, np.zeros(k), np.zeros((k, k))
    for first in range(0, len(data.weights), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        x, shares, weights = data.attributes[some], data.shares[some], data.weights[some]
        logs = _log_probabilities(x, data.available[some], b / spread)
        chances = np.exp(logs)
        value += float(np.sum((shares * np.where(shares > 0, logs, 0.0)).T * weights))
        score += ((shares - chances) * weights[:, None]).reshape(-1) @ x.reshape(-1, k)
        weighed = (x * np.sqrt(chances * weights[:, None])[:, :, None]).reshape(-1, k)
        mean = np.matmul(chances[:, None, :], x)[:, 0, :] * np.sqrt(weights)[:, None]
        information += weighed.T @ weighed - mean.T @ mean
    return Evaluated(value, score / spread, information / np.outer(spread, spread))


def _log_probabilities(attributes: Floats, available: Booleans, b: Floats) -> Floats:
    # Brands by choices: sums over a handful of neighbours are slow.
    utility = np.ascontiguousarray((attributes @ b).T)
    np.copyto(utility, -np.inf, where=~available.T)
    utility -= utility.max(axis=0)
    utility -= np.log(np.exp(utility).sum(axis=0))
    return np.ascontiguousarray(utility.T)
