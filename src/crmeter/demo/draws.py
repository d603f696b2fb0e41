"""Draws that several concepts need: by share, by day, without putting back."""

import numpy as np
from numpy.typing import NDArray


def draw_index(weights: NDArray[np.float64], n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return `n` indices, each drawn in proportion to its weight.

    Args:
        weights: shape (k,), not negative; need not sum to one.
        n: how many to draw.
        rng: the stream to draw from.
    """
    bounds = np.cumsum(weights)
    at = np.searchsorted(bounds, rng.random(n) * bounds[-1], side="right")
    return np.asarray(np.minimum(at, len(weights) - 1), dtype=np.int64)


def ranks_by_day(day: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Return an order by day in which those of one day stand in drawn order."""
    return np.asarray(np.lexsort((rng.random(len(day)), day)), dtype=np.int64)


def pick(among: NDArray[np.int64], n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return `n` different ones of `among`, in their order there.

    Raises:
        ValueError: there are fewer than `n`.
    """
    if n > len(among):
        raise ValueError(f"the company is too small: {n} wanted of {len(among)}")
    chosen = np.argsort(rng.random(len(among)), kind="stable")[:n]
    return np.asarray(among[np.sort(chosen)])
