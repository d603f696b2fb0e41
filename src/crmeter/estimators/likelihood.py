"""Maximum likelihood by Newton's method on the logarithms of positive parameters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats

Evaluation = tuple[float, Floats, Floats]
Objective = Callable[[Floats], Evaluation]

_LONGEST_STEP = 2.0  # on the log scale: a factor of 7 in one iteration
_DECREMENT = 1e-16  # squared distance to the optimum, in standard errors
_SURE_STEP = 1e-6  # below this decrement a Newton step needs no check
_MOST_SURE_STEPS = 8
_FLAT = 1e-6  # curvature under which a direction says nothing: a standard error of 1,000 on the log scale
_ON_FLAT = 1e-2  # share of a parameter in a flat direction from which it has no standard error


@dataclass(frozen=True, slots=True)
class Optimum:
    """Where a likelihood is highest.

    Args:
        log_params: logarithms of the parameters, shape (k,).
        value: log-likelihood there.
        hessian: its second derivatives on the log scale, shape (k, k).
        reached: whether the iteration came to rest.
        low: which parameters lie on their lower bound.
        high: which lie on their upper bound.
    """

    log_params: Floats
    value: float
    hessian: Floats
    reached: bool
    low: Booleans
    high: Booleans

    def covariance(self) -> tuple[Floats, Booleans]:
        """Return the covariance of the log parameters, and which of them it knows.

        Parameters on a bound, and directions in which the likelihood is flat, count as fixed: their
        variance is 0 and they are marked unknown.
        """
        size = len(self.log_params)
        known = ~(self.low | self.high)
        covariance = np.zeros((size, size))
        free = np.flatnonzero(known)
        if len(free) == 0:
            return covariance, known
        curvature, directions = np.linalg.eigh(-self.hessian[np.ix_(free, free)])
        curved = curvature > _FLAT
        kept = directions[:, curved]
        covariance[np.ix_(free, free)] = (kept / curvature[curved]) @ kept.T
        known[free] = (directions[:, ~curved] ** 2).sum(axis=1) < _ON_FLAT
        return covariance, known


def maximise(
    objective: Objective,
    starts: Sequence[Floats],
    lower: Floats,
    upper: Floats,
    max_iterations: int = 200,
) -> Optimum:
    """Find the highest point inside bounds by damped Newton steps from several starts.

    Args:
        objective: log parameters → value, gradient (k,) and Hessian (k, k) on the log scale.
        starts: log parameters to start from; the best end is kept.
        lower: lower bounds of the log parameters, shape (k,).
        upper: upper bounds, shape (k,).
        max_iterations: Newton steps from each start.

    Returns:
        The optimum; `reached` is False where no start came to rest.
    """
    ends = [_climb(objective, start, lower, upper, max_iterations) for start in starts]
    reached = [end for end in ends if end.reached]
    return max(reached or ends, key=lambda end: end.value)


def _climb(objective: Objective, start: Floats, lower: Floats, upper: Floats, max_iterations: int) -> Optimum:
    place = np.clip(start, lower, upper)
    value, gradient, hessian = objective(place)
    reached = False
    sure_steps = 0
    for _ in range(max_iterations):
        free = ~(((place <= lower) & (gradient < 0)) | ((place >= upper) & (gradient > 0)))
        step = _newton_step(gradient, hessian, free)
        decrement = float(gradient @ step)
        sure_steps += decrement < _SURE_STEP
        # On a nearly flat ridge rounding keeps the steps from shrinking further.
        if decrement < _DECREMENT or sure_steps > _MOST_SURE_STEPS:
            reached = True
            break
        moved = _advance(objective, place, value, gradient, step, decrement < _SURE_STEP, lower, upper)
        if moved is None:
            # No point along the step is higher: rounding hides what is left to gain.
            reached = decrement < 1e-9 * (1.0 + abs(value))
            break
        place, (value, gradient, hessian) = moved
    low = (place <= lower) & (gradient <= 0)
    high = (place >= upper) & (gradient >= 0)
    return Optimum(place, value, hessian, reached, low, high)


def _newton_step(gradient: Floats, hessian: Floats, free: Booleans) -> Floats:
    """Return the step to the top of the local parabola, uphill also where the surface curves the wrong way."""
    step = np.zeros_like(gradient)
    index = np.flatnonzero(free)
    if len(index) == 0:
        return step
    curvature, directions = np.linalg.eigh(-hessian[np.ix_(index, index)])
    curvature = np.abs(curvature)
    curvature = np.maximum(curvature, 1e-12 * curvature.max() + 1e-12)
    step[index] = directions @ ((directions.T @ gradient[index]) / curvature)
    longest = float(np.abs(step).max())
    return step if longest <= _LONGEST_STEP else step * (_LONGEST_STEP / longest)


def _advance(
    objective: Objective,
    place: Floats,
    value: float,
    gradient: Floats,
    step: Floats,
    sure: bool,
    lower: Floats,
    upper: Floats,
) -> tuple[Floats, Evaluation] | None:
    share = 1.0
    for _ in range(25):
        candidate = np.clip(place + share * step, lower, upper)
        evaluation = objective(candidate)
        gain = float(gradient @ (candidate - place))
        if np.isfinite(evaluation[0]) and (sure or evaluation[0] >= value + 1e-4 * max(gain, 0.0)):
            return candidate, evaluation
        share *= 0.25
    return None
