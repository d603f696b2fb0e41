"""Histories of customers who can buy once at each of a number of opportunities."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats, Integers
from crmeter.vocabulary import NotEnoughData, Text


@dataclass(frozen=True, slots=True)
class Histories:
    """Distinct histories with the number of customers of each.

    Args:
        x: opportunities at which they bought, shape (k,).
        t_x: the last of those, 0 where there is none.
        n: opportunities so far.
        weights: customers.
    """

    x: Integers
    t_x: Integers
    n: Integers
    weights: Floats

    def __len__(self) -> int:
        return len(self.x)

    def of_at_most(self, endings: int) -> "Iterator[tuple[slice, Histories]]":
        """Split into runs of histories that have about so many possible last opportunities alive together."""
        ends = np.cumsum(self.n - self.t_x + 1)
        start = 0
        while start < len(self):
            before = int(ends[start - 1]) if start else 0
            stop = max(int(np.searchsorted(ends, before + endings, side="right")), start + 1)
            rows = slice(start, stop)
            yield rows, Histories(self.x[rows], self.t_x[rows], self.n[rows], self.weights[rows])
            start = stop


class OpportunityHistory:
    """Rows of purchases x, last purchase t_x and opportunities n, checked.

    Args:
        frequency: opportunities at which each customer bought, shape (r,).
        recency: the last of them, counted from 1; 0 where there is none.
        opportunities: how many there were, shape (r,) or one number for all.
        weights: customers per row, shape (r,); one each by default.

    Raises:
        ValueError: columns contradict each other.
    """

    def __init__(
        self,
        frequency: ArrayLike,
        recency: ArrayLike,
        opportunities: ArrayLike,
        weights: ArrayLike | None = None,
    ) -> None:
        x, t_x, n = (
            np.atleast_1d(whole_numbers(name, values))
            for name, values in (("frequency", frequency), ("recency", recency), ("opportunities", opportunities))
        )
        if n.shape == (1,):
            n = np.broadcast_to(n, x.shape)
        w = np.ones(len(x)) if weights is None else np.array(weights, dtype=np.float64, ndmin=1)
        if not (x.shape == t_x.shape == n.shape == w.shape and x.ndim == 1):
            raise ValueError(f"columns of one length are needed, not {x.shape}, {t_x.shape}, {n.shape}, {w.shape}")
        if not ((x <= t_x) & (t_x <= n)).all():
            raise ValueError("frequency is at most recency, and recency at most opportunities")
        if ((x == 0) != (t_x == 0)).any():
            raise ValueError("recency is 0 where nothing was bought, and only there")
        if not (np.isfinite(w) & (w > 0)).all():
            raise ValueError("weights are numbers of customers and must be above 0")
        # Sums of floating-point numbers depend on their order: make it the same for any order of rows.
        order = np.lexsort((w, n, t_x, x))
        columns = np.stack([x, t_x, n], axis=1)[order]
        distinct, group = np.unique(columns, axis=0, return_inverse=True)
        customers = np.zeros(len(distinct))
        np.add.at(customers, group, w[order])
        self.distinct = Histories(distinct[:, 0], distinct[:, 1], distinct[:, 2], customers)
        self.rows = np.empty(len(x), dtype=np.int64)
        self.rows[order] = group

    @property
    def customers(self) -> float:
        """How many customers there are."""
        return float(self.distinct.weights.sum())

    def require_buyers(self, least: int) -> None:
        """Raise unless a model of buying at opportunities has something to learn from.

        Raises:
            NotEnoughData: nobody is there (`no_customers`), nobody bought (`nobody_bought`), fewer than `least`
                did (`too_few_buyers`), or all histories are the same (`no_variation`).
        """
        needs = Text(
            "không đủ dữ liệu: cần ít nhất {n} khách hàng có mua",
            "not enough data: needs at least {n} customers who bought",
        ).fill(n=least)
        if not len(self.distinct):
            raise NotEnoughData("no_customers", Text("không có khách hàng nào", "there are no customers"), needs)
        bought = float(self.distinct.weights[self.distinct.x > 0].sum())
        if bought == 0:
            reason = Text("chưa có khách hàng nào mua ở cơ hội nào", "nobody bought at any opportunity")
            raise NotEnoughData("nobody_bought", reason, needs)
        if len(self.distinct) == 1:
            raise NotEnoughData(
                "no_variation",
                Text("mọi khách hàng có lịch sử mua giống hệt nhau", "all customers have the same history"),
                Text(
                    "không đủ dữ liệu: cần các khách hàng có lịch sử mua khác nhau",
                    "not enough data: needs customers whose histories differ",
                ),
            )
        if bought < least:
            reason = Text("chỉ có {n} khách hàng có mua", "only {n} customers bought").fill(n=bought)
            raise NotEnoughData("too_few_buyers", reason, needs)


def whole_numbers(name: str, values: ArrayLike) -> Integers:
    """Return numbers of opportunities or purchases in their shape.

    Raises:
        ValueError: one of them is negative or not whole.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if not (np.isfinite(numbers) & (numbers >= 0) & (numbers == np.floor(numbers))).all():
        raise ValueError(f"{name} counts opportunities: whole and at least 0")
    return numbers.astype(np.int64)


def whole_number(name: str, value: int) -> int:
    """Return one such number."""
    return int(whole_numbers(name, value))
