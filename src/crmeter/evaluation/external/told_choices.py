"""Words and numbers of a file as choices among brands."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.object_]
Floats = NDArray[np.float64]


def coded(words: Words) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return a number for each different word, and whether there is one."""
    is_known = np.array([each is not None for each in words], dtype=np.bool_)
    names = np.array([each if each is not None else "" for each in words], dtype=np.str_)
    return np.unique(names, return_inverse=True)[1].astype(np.int64), is_known


def placed(words: Words, places: Mapping[str, int]) -> NDArray[np.int64]:
    """Return the place of each brand that is named; −1 where it is none."""
    return np.array([places.get(each, -1) for each in words], dtype=np.int64)


def one_hot(words: Words, places: Mapping[str, int]) -> Floats:
    """Return 1 for the brand that is named, shape (n, J); not a number where it is none."""
    shares = np.full((len(words), len(places)), np.nan)
    place = placed(words, places)
    shares[place >= 0] = np.eye(len(places))[place[place >= 0]]
    return shares


def as_shares(numbers: Floats) -> Floats:
    """Return chances that add up to 1; a brand that nothing is said of has none."""
    filled = np.where(np.isnan(numbers), 0.0, numbers)
    total = filled.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((total > 0) & (filled >= 0).all(axis=1, keepdims=True), filled / total, np.nan)


def before(who: NDArray[np.int64], shares: Floats) -> NDArray[np.int64]:
    """Return what the same person chose in their row before; −1 for the first, and after one that is not known."""
    chosen = np.where(np.isfinite(shares).all(axis=1), np.nan_to_num(shares).argmax(axis=1), -1)
    order = np.argsort(who, kind="stable")
    last = np.full(len(who), -1, dtype=np.int64)
    same = who[order][1:] == who[order][:-1]
    last[order[1:][same]] = chosen[order[:-1][same]]
    return last


def told_of_brands(words: Words, first: NDArray[np.int64], places: Mapping[str, int]) -> Floats:
    """Return the chances of brands: told by name on any of a person's rows, or by a number on each."""
    rated = first >= 0
    said = [each for each in words if each is not None]
    if said and all(each in places for each in said):
        told = np.where(rated, placed(words, places)[first], -1).max(axis=1)
        shares = np.full(first.shape, np.nan)
        shares[told >= 0] = np.eye(len(places))[told[told >= 0]]
        return shares
    numbers = np.array([_number(each) for each in words], dtype=np.float64)
    return as_shares(np.where(rated, numbers[first], np.nan))


def _number(word: object) -> float:
    try:
        return float(str(word).replace(",", ".").removesuffix("%")) if word is not None else float("nan")
    except ValueError:
        return float("nan")
