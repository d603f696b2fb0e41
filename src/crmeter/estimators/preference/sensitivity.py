"""How far a weight must move until the ranking of the alternatives is another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats

_SAME = 1e-12


@dataclass(frozen=True, slots=True)
class RankChange:
    """The weight of a criterion at which two alternatives change places.

    Args:
        weight: where they are level.
        move: that minus the weight now.
        falling: who is ahead now.
        rising: who is ahead beyond.
    """

    weight: float
    move: float
    falling: str
    rising: str


@dataclass(frozen=True, slots=True)
class WeightSensitivity:
    """How firm the ranking is against one weight.

    Args:
        criterion: whose weight moves.
        weight: what it is now.
        below: the nearest change as it falls to 0; None where there is none.
        above: the nearest change as it rises to 1; None where there is none.
    """

    criterion: str
    weight: float
    below: RankChange | None
    above: RankChange | None

    @property
    def nearest(self) -> RankChange | None:
        """The change that takes the smallest move."""
        found = [change for change in (self.below, self.above) if change is not None]
        return min(found, key=lambda change: abs(change.move)) if found else None


def weight_sensitivity(
    criteria: Sequence[str],
    weights: ArrayLike,
    alternatives: Sequence[str],
    scores: ArrayLike,
    *,
    only_first: bool = False,
) -> tuple[WeightSensitivity, ...]:
    """Return for each criterion how far its weight can move, the others keeping their proportions.

    Args:
        criteria: k of them.
        weights: not negative, they add up to 1, none of them is 1, shape (k,).
        alternatives: m of them, two at least.
        scores: of each alternative by each criterion, shape (m, k).
        only_first: ask for changes of the first place alone.

    Returns:
        One for each criterion. Two alternatives that are level now change with any move, and are reported with a move
        of 0 on the side on which the one that is named later comes ahead.

    Raises:
        ValueError: shapes differ, numbers are not finite, or weights do not add up to 1 or leave nothing to the others.

    Formula: with w_c moved to t, the score of a is t x_ac + (1 − t) r_a, r_a = Σ_{j≠c} w_j x_aj / (1 − w_c); a and b
    are level at t = (r_b − r_a) / (x_ac − x_bc + r_b − r_a). Source: Triantaphyllou & Sánchez 1997, Decision Sciences
    28(1), with proportions kept as in Barron & Schmidt 1988, Operations Research 36(1).
    """
    w, x = np.asarray(weights, dtype=np.float64), np.asarray(scores, dtype=np.float64)
    if w.shape != (len(criteria),) or x.shape != (len(alternatives), len(criteria)) or len(alternatives) < 2:
        raise ValueError(
            "there is one weight for each criterion and one score for each alternative by each, two at least"
        )
    if not (np.all(np.isfinite(x)) and np.all(w >= 0) and abs(float(w.sum()) - 1) < 1e-6):
        raise ValueError("scores are finite, and weights are not negative and add up to 1")
    if np.any(w > 1 - 1e-9):
        raise ValueError("one criterion has all the weight, so the others have no proportions")
    return tuple(_moved(place, criteria, w, alternatives, x, only_first) for place in range(len(criteria)))


def _moved(
    place: int, criteria: Sequence[str], w: Floats, alternatives: Sequence[str], x: Floats, only_first: bool
) -> WeightSensitivity:
    now = float(w[place])
    rest = (x @ w - x[:, place] * now) / (1 - now)
    total = x @ w
    # The sort is stable, so of those that are level the one named first is ahead.
    order = np.argsort(-total, kind="stable")
    pairs = combinations(order.tolist(), 2)
    changes = []
    for ahead, behind in pairs:
        if only_first and ahead != order[0]:
            continue
        gap, slope = total[ahead] - total[behind], (x[ahead] - x[behind])[place] - (rest[ahead] - rest[behind])
        if abs(slope) <= _SAME:
            continue
        move = float(-gap / slope)
        if -now - _SAME <= move <= 1 - now + _SAME:
            rising = slope < 0
            changes.append((rising, RankChange(now + move, move, alternatives[ahead], alternatives[behind])))
    below = [change for rising, change in changes if not rising]
    above = [change for rising, change in changes if rising]
    return WeightSensitivity(
        criteria[place],
        now,
        max(below, key=lambda change: change.move, default=None),
        min(above, key=lambda change: change.move, default=None),
    )
