"""How products moved on the value map from one wave of a survey to the next."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from crmeter.estimators import Estimates, WavePath
from crmeter.evaluation.external.value_places import PlacedSet, one_of


@dataclass(frozen=True, slots=True)
class Move:
    """How a product moved between two waves.

    Args:
        of_set: the set it is of.
        product: its name.
        before: the earlier wave.
        after: the later one.
        quality: change of relative quality, shape ().
        price: change of relative price, shape ().
        distance: change of the distance from the line that the price weight draws, shape ().
    """

    of_set: str | None
    product: str
    before: str
    after: str
    quality: Estimates
    price: Estimates
    distance: Estimates


def moves(maps: Sequence[PlacedSet], *, price_weight: float, level: float) -> tuple[Move, ...]:
    """Return how each product moved from each wave that knows it to the next.

    Args:
        maps: of all sets and waves, waves in their order.
        price_weight: how much price counts.
        level: probability that an interval holds the truth.
    """
    slope = (1 - price_weight) / price_weight
    paths: dict[tuple[str | None, str], list[tuple[PlacedSet, int]]] = {}
    for each in maps:
        for n, product in enumerate(each.axes.products if each.wave is not None else ()):
            paths.setdefault((each.of_set, product), []).append((each, n))
    found = []
    for (of_set, product), path in paths.items():
        if len(path) < 2:
            continue
        figures = np.array([_figures(each, n, slope) for each, n in path])
        quality, price, distance = (WavePath().fit(figures[:, k, 0], figures[:, k, 1]).changes(level) for k in range(3))
        for n, ((one, _), (other, _)) in enumerate(pairwise(path)):
            changes = (one_of(each, n) for each in (quality, price, distance))
            found.append(Move(of_set, product, str(one.wave), str(other.wave), *changes))
    return tuple(found)


def in_order(names: Iterable[str]) -> list[str]:
    """Return names in ascending order, digits by the number they are."""

    def key(name: str) -> list[tuple[int, int, str]]:
        return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name) if part]

    return sorted(set(names), key=key)


def _figures(placed: PlacedSet, n: int, slope: float) -> list[tuple[float, float]]:
    axes = placed.axes
    sq, sp = float(axes.quality_error[n]), float(axes.price_error[n])
    together = (slope * sq) ** 2 + sp**2 - 2 * slope * float(axes.covariance[n])
    return [
        (float(axes.quality.value[n]), sq),
        # A list price is known: how it moved needs no interval.
        (float(axes.price.value[n]), sp if sp > 0 else np.nan),
        (float(placed.places[n].by_weight.value), float(np.sqrt(np.maximum(together, 0.0)))),
    ]
