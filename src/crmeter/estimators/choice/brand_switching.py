"""Where customers go from purchase to purchase, and what each brand earns on the way.

With utilities u (n, J) of the brands and inertia b of the one bought last, a customer who bought brand j buys k next
with probability A_jk = exp(u_k + b [j = k]) / D_j, D_j = Σ_k exp(u_k) + (e^b − 1) exp(u_j). A whole matrix is never
needed: the chances B of one purchase become those of the next by B_k ← exp(u_k) (Σ_j B_j / D_j + (e^b − 1) B_k / D_k).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crmeter.estimators.arrays import Floats, Integers


@dataclass(frozen=True)
class Paths:
    """How customers go on, purchase by purchase.

    Args:
        utilities: of the brands without inertia, shape (n, J).
        inertia: b, added to the brand bought last.
        last: the brand bought last, shape (n,).
        discount: by which a purchase is worth less than the one before, (1 + d)^(−1/f), shape (n,).
        purchases: how many come, the next one among them, T + 1 of them, shape (n,), positive; a part of one counts as
            that part of the last; None for no end.
    """

    utilities: Floats
    inertia: float
    last: Integers
    discount: Floats
    purchases: Integers | Floats | None

    def discounted(self) -> Floats:
        """Return the discounted expected number of purchases of each brand, shape (n, J): Σ_t δ^t B_t, t = 0 … T."""
        if self.purchases is None:
            return self.forever()
        walk = self._walk
        total = np.zeros_like(walk.weights)
        for factor, chances in zip(walk.factors, walk.chances[1:], strict=True):
            total[:, : len(factor)] += factor * chances
        return walk.as_before(total)

    def slopes(self, value: Floats) -> tuple[Floats, Floats]:
        """Return how Σ_j value_j Σ_t δ^t B_tj of each customer changes with their utilities, (n, J), and inertia, (n,).

        The recursion is gone through backwards, so that all slopes cost little more than the sum.

        Args:
            value: of a purchase of each brand, shape (n, J).
        """
        if self.purchases is None:
            return self._slopes_forever(value)
        walk, more = self._walk, self._walk.more
        worth_now = np.ascontiguousarray(value[walk.order].T)
        by_weight, by_denominator = np.zeros_like(walk.weights), np.zeros_like(walk.weights)
        by_more = np.zeros(walk.weights.shape[1])
        # What one more chance of a brand at a purchase is worth from there on.
        worth = np.zeros_like(walk.weights)
        for factor, before in zip(walk.factors[::-1], walk.chances[-2::-1], strict=True):
            some = slice(0, len(factor))
            left = before[:, some] / walk.denominators[:, some]
            worth[:, some] += factor * worth_now[:, some]
            by_weight[:, some] += worth[:, some] * (left.sum(axis=0) + more * left)
            told = worth[:, some] * walk.weights[:, some]
            by_more[some] += (told * left).sum(axis=0)
            worth[:, some] = (told.sum(axis=0) + more * told) / walk.denominators[:, some]
            by_denominator[:, some] -= worth[:, some] * left
        # D_j = Σ_k w_k + more w_j, and w_j = exp(u_j).
        by_weight += by_denominator.sum(axis=0) + more * by_denominator
        by_more += (by_denominator * walk.weights).sum(axis=0)
        return walk.as_before(by_weight * walk.weights), walk.as_before((by_more * (more + 1))[None, :])[:, 0]

    def forever(self) -> Floats:
        """Return the same as `discounted` for purchases without an end, by (I − δ A)^-1; the horizon is left out."""
        matrices = self.matrices()
        size = matrices.shape[1]
        inverse = np.linalg.inv(np.eye(size) - self.discount[:, None, None] * matrices)
        first = np.take_along_axis(matrices, self.last[:, None, None], axis=1)
        return np.asarray((first @ inverse)[:, 0, :], dtype=np.float64)

    def _slopes_forever(self, value: Floats) -> tuple[Floats, Floats]:
        """Return the slopes of `forever`: q dA x, q the discounted visits to each brand, x = (I − δ A)^-1 value.

        dA_jk/du_l = A_jk ([k = l] − A_jl) and dA_jk/db = A_jk ([k = j] − A_jj).
        """
        matrices, size = self.matrices(), value.shape[1]
        visits = self.discount[:, None] * self.forever()
        visits[np.arange(len(value)), self.last] += 1.0
        ahead = np.linalg.solve(np.eye(size) - self.discount[:, None, None] * matrices, value[:, :, None])[:, :, 0]
        next_one = np.matmul(matrices, ahead[:, :, None])[:, :, 0]
        apart = ahead[:, None, :] - next_one[:, :, None]
        told = visits[:, :, None] * matrices * apart
        return told.sum(axis=1), np.trace(told, axis1=1, axis2=2)

    def matrices(self) -> Floats:
        """Return each customer's switching matrix, shape (n, J, J), rows the brand bought last."""
        brands = self.utilities.shape[1]
        utility = self.utilities[:, None, :] + self.inertia * np.eye(brands)
        grown = np.exp(utility - utility.max(axis=2, keepdims=True))
        return np.asarray(grown / grown.sum(axis=2, keepdims=True), dtype=np.float64)

    @cached_property
    def _walk(self) -> "_Walk":
        if self.purchases is None:
            raise ValueError("a walk has an end")
        order = np.argsort(-self.purchases, kind="stable")
        utilities = np.ascontiguousarray(self.utilities[order].T)
        purchases, discount = self.purchases[order], self.discount[order]
        weights = np.exp(utilities - utilities.max(axis=0))
        more = float(np.expm1(self.inertia))
        denominators = weights.sum(axis=0) + more * weights
        first = np.zeros_like(weights)
        first[self.last[order], np.arange(len(order))] = 1.0
        factors, chances, factor = [], [first], np.ones(len(order))
        is_whole = np.issubdtype(purchases.dtype, np.integer)
        for t in range(int(np.ceil(purchases.max(initial=0)))):
            going_on = int(np.searchsorted(-purchases, -t, side="left"))
            factor = factor[:going_on]
            factors.append(factor if is_whole else factor * np.minimum(purchases[:going_on] - t, 1.0))
            leaving = chances[-1][:, :going_on] / denominators[:, :going_on]
            moved = (leaving.sum(axis=0) + more * leaving) * weights[:, :going_on]
            chances.append(moved)
            factor = factor * discount[:going_on]
        return _Walk(order, weights, denominators, more, factors, chances)


@dataclass(frozen=True, slots=True)
class _Walk:
    """All purchases one after the other; brands by customers, those with the most purchases first.

    Args:
        order: the place of each customer among those who were given.
        weights: exp(u), shape (J, n).
        denominators: D, shape (J, n).
        more: e^b − 1.
        factors: by purchase, what it is worth now, of those who come to it, shape (customers,).
        chances: of the brand bought last, and of each purchase, shape (J, customers).
    """

    order: Integers
    weights: Floats
    denominators: Floats
    more: float
    factors: list[Floats]
    chances: list[Floats]

    def as_before(self, columns: Floats) -> Floats:
        put_back = np.empty((columns.shape[1], columns.shape[0]))
        put_back[self.order] = columns.T
        return put_back
