"""By how much something that was done for some customers and not for others changed what they did."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.intervals import wilson
from crmeter.vocabulary import NotEnoughData, Text

FEWEST = 5
"""Customers in each of the two groups, below which nothing is said of their difference."""


@dataclass(frozen=True, slots=True)
class Uplift:
    """How two groups of customers differ, alike with alike.

    Args:
        treated: share or mean of those for whom something was done, over strata.
        others: of those for whom it was not.
        difference: treated − others.
        low: lower bound of the difference.
        high: upper bound.
        n_treated: customers for whom it was done.
        n_others: the others.
        n_alone: customers in strata where there is nobody to compare them with; they are not counted.
    """

    treated: float
    others: float
    difference: float
    low: float
    high: float
    n_treated: int
    n_others: int
    n_alone: int


def uplift(happened: ArrayLike, treated: ArrayLike, strata: ArrayLike | None = None, *, level: float = 0.8) -> Uplift:
    """Compare how often something happened with and without treatment.

    Formula: d = Σ w_h (p_1h − p_0h), w_h ∝ n_1h n_0h / (n_1h + n_0h) (Cochran, Mantel–Haenszel). Newcombe joins the
    score bounds l_g, u_g of both groups: d − z √(λ_1 l_1 (1 − l_1) + λ_0 u_0 (1 − u_0)) and
    d + z √(λ_1 u_1 (1 − u_1) + λ_0 l_0 (1 − l_0)), λ_g = Σ w_h² / n_gh. Over strata l_g and u_g are weighted means of
    score bounds at z √(Σ w_h² v_h) / Σ w_h √v_h, √v_h being half the width of a stratum's own score interval over z.
    Sources: Newcombe 1998, Statistics in Medicine 17, method 10; Yan & Su 2010, Stat. Biopharm. Research 2.

    Args:
        happened: whether it did, shape (n,).
        treated: who had the treatment, shape (n,).
        strata: groups within which customers are alike, shape (n,); None for one.
        level: probability that the bounds hold the difference.

    Raises:
        ValueError: shapes differ, or the level is none.
        NotEnoughData: fewer than five customers with or without treatment can be compared.
    """
    happenings, groups = np.asarray(happened, dtype=np.bool_), _Groups.of(treated, strata)
    groups.refuse_unless_alike(happenings)
    z = normal_quantile(level)
    tops = np.array([groups.sums(happenings.astype(np.float64), arm) for arm in (True, False)])
    shares = tops / groups.sizes
    rates = shares @ groups.weights
    bounds = [_score_bounds(top, n, groups.weights, z, level) for top, n in zip(tops, groups.sizes, strict=True)]
    (low_1, high_1), (low_0, high_0) = bounds
    inflation = (groups.weights**2 / groups.sizes).sum(axis=1)
    down = z * math.sqrt(inflation[0] * low_1 * (1 - low_1) + inflation[1] * high_0 * (1 - high_0))
    up = z * math.sqrt(inflation[0] * high_1 * (1 - high_1) + inflation[1] * low_0 * (1 - low_0))
    return groups.differing(rates, down, up)


def money_uplift(
    money: ArrayLike, treated: ArrayLike, strata: ArrayLike | None = None, *, level: float = 0.8
) -> Uplift:
    """Compare how much customers spent with and without treatment, those who spent nothing among them.

    Formula: d = Σ w_h (m_1h − m_0h), weights as in `uplift`; d ± t √(Σ w_h² (s²_1h / n_1h + s²_0h / n_0h)), degrees of
    freedom by Welch & Satterthwaite. Source: Welch 1947, Biometrika 34. Strata with one customer on a side count there
    with no more than their mean, so they are left out.

    Args:
        money: of each customer, shape (n,).
        treated: who had the treatment, shape (n,).
        strata: groups within which customers are alike, shape (n,); None for one.
        level: probability that the bounds hold the difference.

    Raises:
        ValueError: shapes differ, money is no number, or the level is none.
        NotEnoughData: fewer than five customers with or without treatment can be compared, or money does not vary.
    """
    spent, groups = np.asarray(money, dtype=np.float64), _Groups.of(treated, strata, least=2)
    groups.refuse_unless_alike(spent)
    if not np.isfinite(spent).all():
        raise ValueError("money is finite")
    sums = np.array([groups.sums(spent, arm) for arm in (True, False)])
    means = sums / groups.sizes
    own = np.where(groups.arm, means[0][groups.stratum], means[1][groups.stratum])
    squares = np.array([groups.sums((spent - own) ** 2, arm) for arm in (True, False)])
    parts = groups.weights**2 * squares / (groups.sizes - 1) / groups.sizes
    variance = float(parts.sum())
    if variance <= 0:
        raise NotEnoughData(
            "no_spread",
            Text("mọi khách chi như nhau nên chưa biết chênh lệch chắc đến đâu", "all customers spent alike"),
            Text("khách chi tiêu khác nhau", "customers who spent differently"),
        )
    freedom = variance**2 / float((parts**2 / (groups.sizes - 1)).sum())
    reach = float(special.stdtrit(freedom, (1 + level) / 2)) * math.sqrt(variance)
    return groups.differing(means @ groups.weights, reach, reach)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Customers with and without treatment by stratum; only strata with both are among them.

    Args:
        counted: which customers are, shape (n,).
        arm: whether each had the treatment, shape (n,).
        stratum: of each by its place, shape (n,); 0 where they are not counted.
        sizes: customers with treatment and without, by stratum, shape (2, k).
        weights: of the strata, shape (k,), together 1.
    """

    counted: Booleans
    arm: Booleans
    stratum: Integers
    sizes: Floats
    weights: Floats

    @classmethod
    def of(cls, treated: ArrayLike, strata: ArrayLike | None, least: int = 1) -> "_Groups":
        arm = np.asarray(treated, dtype=np.bool_)
        if arm.ndim != 1:
            raise ValueError("there is one answer for each customer")
        named = np.zeros(arm.shape, np.int64) if strata is None else np.asarray(strata)
        if named.shape != arm.shape:
            raise ValueError("there is one stratum for each customer")
        _, place = np.unique(named, return_inverse=True)
        many = int(place.max(initial=-1)) + 1
        sizes = np.array([np.bincount(place[side], minlength=many) for side in (arm, ~arm)], dtype=np.float64)
        kept: Booleans = np.asarray((sizes >= least).all(axis=0))
        if (sizes[:, kept].sum(axis=1) < FEWEST).any():
            raise _few(sizes, kept)
        counted = np.asarray(kept[place])
        stratum = np.where(counted, np.cumsum(kept)[place] - 1, 0)
        sizes = sizes[:, kept]
        weights = sizes.prod(axis=0) / sizes.sum(axis=0)
        return cls(counted, arm, stratum, sizes, weights / weights.sum())

    def refuse_unless_alike(self, values: Floats | Booleans) -> None:
        if values.shape != self.arm.shape:
            raise ValueError("there is one value for each customer")

    def sums(self, values: Floats, arm: bool) -> Floats:
        rows = self.counted & (self.arm == arm)
        return np.asarray(np.bincount(self.stratum[rows], values[rows], self.sizes.shape[1]), dtype=np.float64)

    def differing(self, rates: Floats, down: float, up: float) -> Uplift:
        difference = float(rates[0] - rates[1])
        n_treated, n_others = (int(each) for each in self.sizes.sum(axis=1))
        return Uplift(
            treated=float(rates[0]),
            others=float(rates[1]),
            difference=difference,
            low=difference - down,
            high=difference + up,
            n_treated=n_treated,
            n_others=n_others,
            n_alone=int((~self.counted).sum()),
        )


def _score_bounds(top: Floats, n: Floats, weights: Floats, z: float, level: float) -> tuple[float, float]:
    """Return the bounds of a weighted share over strata."""
    half = np.array([_score(t, b, level) for t, b in zip(top, n, strict=True)])
    spread = (half[:, 1] - half[:, 0]) / (2 * z)
    narrow = z * math.sqrt(float(weights**2 @ spread**2)) / float(weights @ spread)
    narrowed = math.erf(narrow / math.sqrt(2))
    bounds = np.array([_score(t, b, narrowed) for t, b in zip(top, n, strict=True)])
    low, high = weights @ bounds
    return float(low), float(high)


def _score(top: float, bottom: float, level: float) -> tuple[float, float]:
    found = wilson(top, bottom, level)
    assert found is not None  # noqa: S101 - strata hold customers of both groups
    return float(found.low), float(found.high)


def _few(sizes: Floats, kept: Booleans) -> NotEnoughData:
    treated, others = (int(each) for each in sizes[:, kept].sum(axis=1))
    return NotEnoughData(
        "few_to_compare",
        Text(
            "chỉ so được {treated} bên này với {others} bên kia, trong cùng nhóm",
            "only {treated} on the one side can be compared with {others} on the other, within groups that are alike",
        ).fill(treated=treated, others=others),
        Text("ít nhất {n} mỗi bên", "at least {n} on each side").fill(n=FEWEST),
    )
