"""How people compare who are given different cases: each held against the others on cases of the same kind."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.several_tests import holm
from crmeter.vocabulary import NotEnoughData, Text

LEAST_CASES = 10
_APART = 0.05
_ROUNDING = 1e-13


@dataclass(frozen=True, slots=True)
class CaseMix:
    """What each of A people comes to beside the others.

    Args:
        people: codes, shape (A,).
        n: cases that can be compared: somebody else had one of the same kind, shape (A,).
        alone: cases that cannot, shape (A,).
        mean: of the cases that can be compared, shape (A,).
        expected: what the others come to on the same kinds of cases, shape (A,).
        difference: mean − expected, shape (A,); not a number with fewer than ten cases.
        low: its lower bound, shape (A,).
        high: its upper bound, shape (A,).
        shrunk: the difference that the next cases let expect: drawn towards nought the more, the fewer cases tell it.
        p_value: of no difference, corrected for so many people (Holm), shape (A,).
        level: of the bounds.
    """

    people: Integers
    n: Integers
    alone: Integers
    mean: Floats
    expected: Floats
    difference: Floats
    low: Floats
    high: Floats
    shrunk: Floats
    p_value: Floats
    level: float

    @property
    def is_told_apart(self) -> Booleans:
        """Whether chance alone would seldom make somebody differ so much from the others, shape (A,)."""
        return np.asarray(self.p_value < _APART)


def case_mix(outcome: ArrayLike, person: ArrayLike, kind: ArrayLike, level: float = 0.8) -> CaseMix:
    """Hold everybody against the others on cases of the same kind.

    Args:
        outcome: of each case, a number such as 1 for solved at the first contact, or the logarithm of a time, shape
            (n,).
        person: a code of who had the case, shape (n,).
        kind: a code of the kind of case, such as category and priority, shape (n,).
        level: of the bounds.

    Raises:
        ValueError: shapes differ, or an outcome is no number.
        NotEnoughData: fewer than two people have ten cases each that can be compared.

    Formula: d_a = Σ_s n_as (ȳ_as − ȳ_{−a,s}) / n_a over kinds s that somebody else had too; its variance
    Σ_s n_as² σ_s² (1/n_as + 1/n_{−a,s}) / n_a², σ_s² the variance within people of the kind, that of a rare kind drawn
    towards that of all. Shrunk: d_a τ² / (τ² + v_a), τ² the variance between people (DerSimonian & Laird). Kinds are as
    they were recorded: what is not in them stays in the difference.
    Source: direct comparison within strata, Armitage, Berry & Matthews 2002, Statistical Methods in Medical Research,
    ch. 19; DerSimonian & Laird 1986, Controlled Clinical Trials 7; Efron & Morris 1975, JASA 70; Holm 1979.
    """
    y = np.asarray(outcome, dtype=np.float64)
    people, who = np.unique(np.asarray(person), return_inverse=True)
    kinds, sort = np.unique(np.asarray(kind), return_inverse=True)
    if y.ndim != 1 or who.shape != y.shape or sort.shape != y.shape or not np.isfinite(y).all():
        raise ValueError("there is one outcome, a number, one person and one kind for each case")
    shape = len(people), len(kinds)
    cell = who * shape[1] + sort
    n = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    total = np.bincount(cell, y, minlength=n.size).reshape(shape).astype(np.float64)
    others_n, others = n.sum(axis=0) - n, total.sum(axis=0) - total
    compared = np.where(others_n > 0, n, 0)
    cases = compared.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        own_mean = np.where(compared > 0, total / n, 0.0)
        others_mean = np.where(compared > 0, others / others_n, 0.0)
        mean = (compared * own_mean).sum(axis=1) / cases
        expected = (compared * others_mean).sum(axis=1) / cases
        spread = np.where(compared > 0, 1 / n + 1 / others_n, 0.0)
        variance = (compared**2 * spread * _within(y, total, n, cell)).sum(axis=1) / cases**2
    is_told = cases >= LEAST_CASES
    if is_told.sum() < 2:
        raise NotEnoughData("few_cases", _FEW, _NEEDS.fill(least=LEAST_CASES))
    # Of times that are all alike, rounding may leave a difference, and a spread below nothing.
    apart = mean - expected
    apart = np.where(np.abs(apart) <= _ROUNDING * (np.abs(mean) + np.abs(expected)), 0.0, apart)
    difference = np.where(is_told, apart, np.nan)
    error = np.where(is_told, np.sqrt(np.maximum(variance, 0.0)), np.nan)
    reach = float(special.ndtri((1 + level) / 2)) * error
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = np.where(error > 0, 2 * special.ndtr(-np.abs(difference / error)), np.where(difference == 0, 1.0, 0.0))
    p_value = np.full(len(people), np.nan)
    p_value[is_told] = holm(chance[is_told])
    return CaseMix(
        people=people,
        n=cases.astype(np.int64),
        alone=(n.sum(axis=1) - cases).astype(np.int64),
        mean=mean,
        expected=expected,
        difference=difference,
        low=difference - reach,
        high=difference + reach,
        shrunk=_shrunk(difference, variance, is_told),
        p_value=p_value,
        level=level,
    )


def _within(y: Floats, total: Floats, n: Integers, cell: Integers) -> Floats:
    """Return the variance of each kind within people, that of a rare kind drawn towards that of all, shape (S,)."""
    squares = np.bincount(cell, y**2, minlength=n.size).reshape(n.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.where(n > 0, squares - total**2 / n, 0.0).sum(axis=0)
    freedom = np.maximum(n - 1, 0).sum(axis=0)
    of_all = off.sum() / max(int(freedom.sum()), 1)
    return np.asarray((off + LEAST_CASES * of_all) / (freedom + LEAST_CASES))


def _shrunk(difference: Floats, variance: Floats, is_told: Booleans) -> Floats:
    weights = np.where(is_told & (variance > 0), 1 / np.where(variance > 0, variance, 1.0), 0.0)
    told = np.where(weights > 0, difference, 0.0)
    whole = weights.sum()
    if not whole:
        return difference
    centre = (weights * told).sum() / whole
    heterogeneity = (weights * (told - centre) ** 2).sum()
    between = max(0.0, (heterogeneity - (np.sum(weights > 0) - 1)) / (whole - (weights**2).sum() / whole))
    return np.asarray(difference * between / np.where(variance + between > 0, variance + between, 1.0))


_FEW = Text("chưa đủ người có cùng loại việc để so", "too few people have cases of the same kind to be compared")
_NEEDS = Text("ít nhất hai người, mỗi người {least} việc", "at least two people with {least} cases each")
