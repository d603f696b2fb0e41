"""Choices as arrays: what was at hand, what it was like, what was chosen, by whom."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.choice.logit_likelihood import AT_ONCE


@dataclass(frozen=True, slots=True)
class ChoiceData:
    """Choices among the same J alternatives.

    Args:
        attributes: shape (n, J, K).
        shares: how likely each alternative was chosen, shape (n, J); 1 for the one that was.
        available: shape (n, J).
        weights: of choices, shape (n,).
        respondents: whose choice it is, from 0 on, shape (n,).
    """

    attributes: Floats
    shares: Floats
    available: Booleans
    weights: Floats
    respondents: Integers

    @classmethod
    def of(
        cls,
        attributes: ArrayLike,
        chosen: ArrayLike,
        available: ArrayLike | None,
        weights: ArrayLike | None,
        respondents: ArrayLike | None,
    ) -> Self:
        """Return choices that are whole.

        Raises:
            ValueError: shapes differ, a number is none, shares do not add up to 1, or what was chosen was not at hand.
        """
        x = np.asarray(attributes, dtype=np.float64)
        if x.ndim != 3:
            raise ValueError("attributes have a choice, an alternative and an attribute")
        n, alternatives, _ = x.shape
        at_hand = np.ones((n, alternatives), np.bool_) if available is None else np.asarray(available, np.bool_)
        given = np.asarray(chosen)
        if given.ndim == 1:
            if given.shape != (n,) or (n and not (given.min() >= 0 and given.max() < alternatives)):
                raise ValueError("chosen is the place of an alternative for each choice")
            shares = np.zeros((n, alternatives))
            shares[np.arange(n), given.astype(np.int64)] = 1.0
        else:
            shares = given.astype(np.float64)
        if shares.shape != at_hand.shape or at_hand.shape != (n, alternatives):
            raise ValueError("attributes, chosen and available are of the same choices")
        if not (np.all(shares >= 0) and np.allclose(shares.sum(axis=1), 1.0, atol=1e-6)):
            raise ValueError("the chances of one choice are not negative and add up to 1")
        if np.any(shares[~at_hand] > 0):
            raise ValueError("what was not at hand was not chosen")
        if not np.all(np.isfinite(x if available is None else x[at_hand])):
            raise ValueError("attributes are finite")
        weighed = np.ones(n) if weights is None else np.asarray(weights, dtype=np.float64)
        if weighed.shape != (n,) or not np.all(np.isfinite(weighed) & (weighed > 0)):
            raise ValueError("weights are positive, one for each choice")
        who = np.arange(n) if respondents is None else np.unique(np.asarray(respondents), return_inverse=True)[1]
        if who.shape != (n,):
            raise ValueError("there is one respondent for each choice")
        whole = x if available is None else np.where(at_hand[:, :, None], x, 0.0)
        return cls(whole, shares, at_hand, weighed, who.astype(np.int64))

    @property
    def n_respondents(self) -> int:
        """How many people chose."""
        return int(self.respondents.max()) + 1 if len(self.respondents) else 0

    def gram(self) -> Floats:
        """Return the mean products of attributes with each other within choices, shape (K, K)."""
        k = self.attributes.shape[2]
        total = np.zeros((k, k))
        for first in range(0, len(self.weights), AT_ONCE):
            some = slice(first, first + AT_ONCE)
            counts, root = self.available[some].sum(axis=1), np.sqrt(self.weights[some])[:, None]
            mean = self.attributes[some].sum(axis=1) / np.sqrt(counts)[:, None] * root
            flat = (self.attributes[some] * root[:, :, None]).reshape(-1, k)
            total += flat.T @ flat - mean.T @ mean
        return total / float(self.weights @ self.available.sum(axis=1))

    def added_by_respondent(self, rows: Floats) -> Floats:
        """Return rows of choices added up by who chose, shape (respondents, K)."""
        if self.n_respondents == len(rows):
            return rows
        return np.stack([np.bincount(self.respondents, column, self.n_respondents) for column in rows.T], axis=1)

    def within(self) -> Floats:
        """Return attributes less their mean over what was at hand; 0 for what was not; shape (n, J, K)."""
        mean = self.attributes.sum(axis=1) / self.available.sum(axis=1)[:, None]
        return np.where(self.available[:, :, None], self.attributes - mean[:, None, :], 0.0)

    def influence_on_mean(self, sums: Floats) -> Floats:
        """Return what each choice adds to the error of a mean over all that was at hand, shape (n, K).

        Args:
            sums: of what the mean is taken of, over the alternatives of each choice, shape (n, K).
        """
        counts = self.available.sum(axis=1)
        total = float(self.weights @ counts)
        away = sums - np.outer(counts, self.weights @ sums / total)
        return np.asarray(away * self.weights[:, None] / total)
