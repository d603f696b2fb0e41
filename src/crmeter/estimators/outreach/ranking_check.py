"""How well scores put those first who become customers, and whether fields still look as when they were learnt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats, Integers

_TOP = 0.2
_EMPTY = 0.5


@dataclass(frozen=True, slots=True)
class RankingCheck:
    """An order of leads against what became of them.

    Args:
        auc: how often one who became a customer had the higher score than one who did not, ties by half.
        lift: conversion of the fifth with the highest scores over that of all.
        caught: the share of all new customers who are in that fifth.
        n: leads.
    """

    auc: float
    lift: float
    caught: float
    n: int


def ranking_check(scores: ArrayLike, won: ArrayLike) -> RankingCheck | None:
    """Check an order; None where nobody became a customer, or everybody did.

    Args:
        scores: the higher, the sooner somebody is called, shape (n,).
        won: whether each became a customer, shape (n,).

    Formula: AUC of Hanley & McNeil 1982, Radiology 143. Leads of the same score count as their mean, so that the order
    in which they come says nothing.
    """
    given, came = np.asarray(scores, np.float64), np.asarray(won, np.bool_)
    n, n_won = len(came), int(came.sum())
    if not 0 < n_won < n:
        return None
    levels, place, counts = np.unique(-given, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    # Ranks count from the highest score down.
    auc = 1 - (ranks[came].sum() - n_won * (n_won + 1) / 2) / (n_won * (n - n_won))
    share = (np.bincount(place, came, len(levels)) / counts)[place]
    top = np.argsort(-given, kind="stable")[: max(1, round(_TOP * n))]
    caught = float(share[top].sum())
    return RankingCheck(float(auc), caught / len(top) / (n_won / n), caught / n_won, n)


@dataclass(frozen=True, slots=True)
class Drift:
    """How far the values of a field are from those that were learnt from.

    Args:
        index: population stability index; 0 where nothing has changed.
        bound: what chance alone would exceed once in twenty times.
    """

    index: float
    bound: float


def drift(before: Integers, now: Integers) -> Drift | None:
    """Compare how often each value of a field occurs; None without any row on one side.

    Args:
        before: rows by value that were learnt from, shape (values,).
        now: rows by value now.

    Formula: Σ (q − p) ln(q / p), p and q the shares; an empty value counts as half a row. Chance: (1/n + 1/m) times the
    95% point of χ² with one degree less than values. Source: Siddiqi 2006, Credit Risk Scorecards, ch. 9 (0.1 a small
    change, 0.25 a large one); Yurdakul 2018, Statistical Properties of Population Stability Index.
    """
    there = (before + now) > 0
    n, m = float(before.sum()), float(now.sum())
    if not n or not m:
        return None
    p, q = (np.maximum(each[there], _EMPTY).astype(np.float64) for each in (before, now))
    p, q = p / p.sum(), q / q.sum()
    index = float(((q - p) * np.log(q / p)).sum())
    degrees = int(there.sum()) - 1
    bound = float(special.chdtri(degrees, 0.05)) * (1 / n + 1 / m) if degrees else 0.0
    return Drift(index, bound)


def chance_after(chance: ArrayLike, gone: ArrayLike) -> Floats:
    """Return the chance that is left when some of the time has gone by without a conversion.

    Args:
        chance: to convert within the whole time, shape (n,).
        gone: the share of those who convert that would have done so by now, shape (n,).

    Formula: p (1 − F) / (1 − p F). Source: Farewell 1982, Biometrics 38 (a mixture of those who will and those who
    never do).
    """
    p, f = np.asarray(chance, np.float64), np.asarray(gone, np.float64)
    return np.asarray(p * (1 - f) / (1 - p * f))
