"""Several criteria in one decision: each put on 0 to 100, weighted, added up, and how firm that is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.delta_method import bounds_within
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.preference.sensitivity import WeightSensitivity, weight_sensitivity

BEST = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class WeightedSum:
    """The decision.

    Args:
        alternatives: m of them.
        criteria: k of them, those in which the alternatives differ.
        same: criteria in which they do not; they say nothing, and their weight goes to the others.
        weights: of the criteria, they add up to 1, shape (k,).
        scores: 0 for the worst of the alternatives, 100 for the best, shape (m, k).
        total: of each alternative with bounds, shape (m,).
        order: places of the alternatives, the best first, shape (m,).
        sensitivity: how far each weight can move until another is first; none for a single criterion.
    """

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    same: tuple[str, ...]
    weights: Floats
    scores: Floats
    total: Estimates
    order: tuple[int, ...]
    sensitivity: tuple[WeightSensitivity, ...]

    @property
    def is_clear(self) -> bool:
        """Whether the interval of the first lies above that of the second."""
        first, second = self.order[:2]
        assert self.total.low is not None  # noqa: S101 - always given
        assert self.total.high is not None  # noqa: S101 - always given
        return bool(self.total.low[first] > self.total.high[second])


def weighted_sum(
    alternatives: Sequence[str],
    criteria: Sequence[str],
    figures: ArrayLike,
    weights: ArrayLike,
    higher_is_better: Sequence[bool],
    errors: ArrayLike | None = None,
    level: float = 0.8,
) -> WeightedSum:
    """Add up what the alternatives are worth by several criteria.

    Args:
        alternatives: m of them, two at least.
        criteria: k of them.
        figures: of each alternative by each criterion, shape (m, k).
        weights: not negative, some of them above 0, shape (k,); they are brought to add up to 1.
        higher_is_better: the direction of each criterion.
        errors: standard errors of the figures, 0 where there is none, shape (m, k).
        level: probability of the intervals.

    Raises:
        ValueError: shapes differ, numbers are not finite, or the alternatives differ in no criterion with a weight.

    Formula: 100 (x − worst) / (best − worst), times the weight, added up; error √(Σ (w 100 se / (best − worst))²), the
    ends of each scale taken as they are, bounds held within 0 and 100 as by `bounds_within`. Source: Keeney & Raiffa
    1976, Decisions with Multiple Objectives, ch. 3 (the additive form; weights belong to the range from worst to
    best); ranges of weights: `weight_sensitivity`.
    """
    x, w = np.asarray(figures, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    se = np.zeros_like(x) if errors is None else np.asarray(errors, dtype=np.float64)
    if x.shape != (len(alternatives), len(criteria)) or w.shape != (len(criteria),) or len(alternatives) < 2:
        raise ValueError("there is a figure for each alternative and criterion, and a weight for each criterion")
    if se.shape != x.shape or len(higher_is_better) != len(criteria):
        raise ValueError("there is an error for each figure and a direction for each criterion")
    if not (np.all(np.isfinite(x)) and np.all(np.isfinite(se)) and np.all(np.isfinite(w)) and np.all(w >= 0)):
        raise ValueError("figures, errors and weights are numbers, and weights are not negative")
    length = np.ptp(x, axis=0)
    tells = (length > 0) & (w > 0)
    if not tells.any():
        raise ValueError("the alternatives differ in no criterion that has a weight")
    same = tuple(name for name, gap in zip(criteria, length, strict=True) if gap == 0)
    names = tuple(name for name, told in zip(criteria, tells, strict=True) if told)
    w = w[tells] / w[tells].sum()
    upwards = np.array(higher_is_better, dtype=np.bool_)[tells]
    part = (x[:, tells] - x[:, tells].min(axis=0)) / length[tells]
    scores = np.asarray(BEST * np.where(upwards, part, 1 - part))
    total = scores @ w
    error = np.sqrt(((BEST * se[:, tells] / length[tells] * w) ** 2).sum(axis=1))
    sensitivity = weight_sensitivity(names, w, alternatives, scores, only_first=True) if len(names) > 1 else ()
    return WeightedSum(
        tuple(alternatives),
        names,
        same,
        w,
        scores,
        Estimates(total, *bounds_within(total, error, level, BEST), level),
        tuple(np.argsort(-total, kind="stable").tolist()),
        sensitivity,
    )
