"""Words and numbers of a file as choices among brands."""

import numpy as np
from numpy.typing import NDArray

from crmeter.vocabulary.folding import folded

Words = NDArray[np.object_]
Floats = NDArray[np.float64]
# What people tick, folded.
_YES = ("yes", "y", "true", "co", "x", "✓")
_NO = ("no", "n", "false", "khong")


def coded(words: Words) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return a number for each different word, and whether there is one."""
    is_known = np.array([each is not None for each in words], dtype=np.bool_)
    names = np.array([each if each is not None else "" for each in words], dtype=np.str_)
    return np.unique(names, return_inverse=True)[1].astype(np.int64), is_known


def one_hot(place: NDArray[np.int64], brands: int) -> Floats:
    """Return 1 for the brand at each place, shape (n, J); not a number where it is none."""
    shares = np.full((len(place), brands), np.nan)
    shares[place >= 0] = np.eye(brands)[place[place >= 0]]
    return shares


def chosen_of(shares: Floats) -> NDArray[np.int64]:
    """Return the place of the likeliest brand; −1 where it is not told."""
    return np.where(np.isfinite(shares).all(axis=1), np.nan_to_num(shares).argmax(axis=1), -1)


def as_shares(numbers: Floats) -> Floats:
    """Return chances that add up to 1; a brand that nothing is said of has none."""
    filled = np.where(np.isnan(numbers), 0.0, numbers)
    total = filled.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((total > 0) & (filled >= 0).all(axis=1, keepdims=True), filled / total, np.nan)


def before(who: NDArray[np.int64], shares: Floats, when: NDArray[np.datetime64] | None) -> NDArray[np.int64]:
    """Return what the same person chose the time before; −1 for the first, and after one that is not known.

    Args:
        who: chose, shape (n,).
        shares: of the brands, shape (n, J).
        when: it was; None for the order of the rows, which is also that of choices at one time.
    """
    chosen = chosen_of(shares)
    order = np.argsort(who, kind="stable") if when is None else np.lexsort((when, who))
    last = np.full(len(who), -1, dtype=np.int64)
    same = who[order][1:] == who[order][:-1]
    last[order[1:][same]] = chosen[order[:-1][same]]
    return last


def ticked(words: Words) -> Floats:
    """Return numbers as they are, 1 for a word that says yes, 0 for one that says no; not a number for others."""
    number = {each: _number(str(each)) for each in set(words) if each is not None}
    return np.array([np.nan if each is None else number[each] for each in words], dtype=np.float64)


def _number(word: str) -> float:
    said = folded(word)
    if said in _YES or said in _NO:
        return float(said in _YES)
    try:
        return float(word.replace(",", ".").removesuffix("%"))
    except ValueError:
        return float("nan")
