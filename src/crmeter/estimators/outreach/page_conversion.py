"""Which pages are seen much and acted on little, without blaming small ones for what chance does."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.intervals import wilson
from crmeter.estimators.several_tests import holm
from crmeter.vocabulary import NotEnoughData, Text

FEWEST_PAGES = 3
FEWEST_EXPECTED = 5
"""Wanted actions that a page would have at the rate of all, below which it is not judged."""
FEWEST_TO_VARY = 10
"""Judged pages below which one page apart could pass for the spread of all of them."""
CERTAIN_BELOW = 0.05
_WINSORISED = 0.1


@dataclass(frozen=True, slots=True)
class PageConversion:
    """Pages beside the rate of all of them.

    Args:
        rate: wanted actions per view, of all pages.
        dispersion: how many times as much as by chance pages vary, 1 at least.
        conversion: of each page, shape (n,).
        low: lower bound of it, shape (n,).
        high: upper bound of it, shape (n,).
        limit_low: lower control limit of a page with so many views, shape (n,).
        limit_high: the upper one, shape (n,).
        p_value: of varying like the others, corrected for so many pages; NaN where a page is not judged, shape (n,).
        missed: wanted actions that the page has less than at the rate of all, shape (n,).
    """

    rate: float
    dispersion: float
    conversion: Floats
    low: Floats
    high: Floats
    limit_low: Floats
    limit_high: Floats
    p_value: Floats
    missed: Floats

    @property
    def is_low(self) -> Booleans:
        """Which pages convert less than chance explains."""
        return np.asarray((self.missed > 0) & (np.nan_to_num(self.p_value, nan=1.0) < CERTAIN_BELOW))

    @property
    def is_high(self) -> Booleans:
        """Which pages convert more than chance explains."""
        return np.asarray((self.missed < 0) & (np.nan_to_num(self.p_value, nan=1.0) < CERTAIN_BELOW))


def page_conversion(views: ArrayLike, actions: ArrayLike, level: float = 0.8) -> PageConversion:
    """Compare how often the views of each page end in the wanted action.

    Formula: θ = Σ y / Σ n; z_i = (y_i / n_i − θ) / √(θ (1 − θ) / n_i); φ the mean of z², a tenth at each end pulled
    in, used of ten pages or more where k φ > k − 1 + 2 √(2 (k − 1)), else 1; limits θ ± 1.96 √(φ θ (1 − θ) / n_i);
    p = 2 Φ(−|z_i| / √φ), by Holm over the pages with n_i θ ≥ 5. Bounds of a page by Wilson. Source: Spiegelhalter 2005,
    Statistics in Medicine 24, 1185–1202, sections 3.2 and A.2.

    Args:
        views: of each page, shape (n,).
        actions: how many of them ended in it, shape (n,).
        level: of the bounds of a page.

    Raises:
        ValueError: shapes differ, a count is below zero, a page has no view or more actions than views.
        NotEnoughData: there are fewer than three pages, or no view or every view ended in the action.
    """
    n, y = (np.asarray(each, dtype=np.int64) for each in (views, actions))
    if n.shape != y.shape or n.ndim != 1:
        raise ValueError("there are views and actions of every page")
    if (y < 0).any() or (n < 1).any() or (y > n).any():
        raise ValueError("a page has views, and no more actions than views")
    if len(n) < FEWEST_PAGES or not 0 < y.sum() < n.sum():
        raise NotEnoughData("few_pages", _FEW, _NEEDS.fill(n=FEWEST_PAGES))
    rate = float(y.sum() / n.sum())
    error = np.sqrt(rate * (1 - rate) / n)
    z = (y / n - rate) / error
    is_judged = n * rate >= FEWEST_EXPECTED
    dispersion = _dispersion(z[is_judged])
    p_value = np.full(len(n), np.nan)
    p_value[is_judged] = holm(2 * special.ndtr(-np.abs(z[is_judged]) / math.sqrt(dispersion)))
    reach = float(special.ndtri(0.975)) * math.sqrt(dispersion) * error
    low, high = _bounds(y, n, level)
    return PageConversion(
        rate,
        dispersion,
        np.asarray(y / n),
        low,
        high,
        np.asarray(np.maximum(rate - reach, 0.0)),
        np.asarray(np.minimum(rate + reach, 1.0)),
        p_value,
        np.asarray(n * rate - y),
    )


def _dispersion(z: Floats) -> float:
    k = len(z)
    if k < FEWEST_TO_VARY:
        return 1.0
    low, high = np.quantile(z, [_WINSORISED, 1 - _WINSORISED])
    found = float((np.clip(z, low, high) ** 2).mean())
    return max(found, 1.0) if k * found > k - 1 + 2 * math.sqrt(2 * (k - 1)) else 1.0


def _bounds(actions: Integers, views: Integers, level: float) -> tuple[Floats, Floats]:
    spans = [wilson(int(y), int(n), level) for y, n in zip(actions, views, strict=True)]
    found = np.array([(float(each.low), float(each.high)) for each in spans if each is not None])
    return found[:, 0], found[:, 1]


_FEW = Text(
    "quá ít trang, hoặc chưa lượt xem nào (hay mọi lượt xem) dẫn tới điều mong muốn",
    "there are too few pages, or no view, or every one, ended in what was wanted",
)
_NEEDS = Text("ít nhất {n} trang có lượt xem", "at least {n} pages with views")
