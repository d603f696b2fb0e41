"""Bounds of a function of parameters by how much likelihood it costs to move it there."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.linalg import block_diag

from crmeter.estimators.arrays import Floats
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.likelihood_model import LikelihoodModel

_STEP = 1e-4  # in standard errors
_CLOSE = 0.01  # how near, in standard errors, a bound must lie to where the likelihood says
_LONGEST_STEP = 2.0
_FLATTEST = 0.05  # of the curvature at the estimates: where it is less, steps go no further than that allows
_MOST_STEPS = 40
_FURTHEST = 20.0  # standard errors; what is not found within is not bounded by the data
_LARGEST_LOG = 25.0
Named = dict[str, float]


def profile_bounds(
    function: Callable[[Sequence[Named]], float], models: Sequence[LikelihoodModel], levels: Sequence[float]
) -> list[tuple[float, float] | None]:
    """Return, for each level, the least and the greatest value of a function over all parameters likely enough.

    The bounds do not depend on the scale of the function and need no normal estimates, only that twice the loss of
    log-likelihood is about χ² with one degree of freedom: {f(θ) : 2 (ℓ(θ̂) − ℓ(θ)) ≤ z²}, ℓ the sum over models of
    independent data. Source: Venzon & Moolgavkar 1988, Applied Statistics 37(1), 87–94, eq. 1.

    Args:
        function: parameters by name of each model → a number; infinite where it has no value.
        models: fitted models, each to data of its own.
        levels: probabilities that the bounds hold the truth, ascending.

    Returns:
        Bounds, or None where the data do not bound the function on one side.
    """
    space = _Space(models)
    found: list[tuple[float, float] | None] = []
    starts = {-1.0: np.zeros(space.size), 1.0: np.zeros(space.size)}
    for level in levels:
        reach, bounds = normal_quantile(level), []
        for sign, start in starts.items():
            place = _furthest(function, space, start, reach, sign)
            if place is None:
                break
            starts[sign] = place
            bounds.append(function(space.named(place)))
        found.append((bounds[0], bounds[1]) if len(bounds) == len(starts) else None)
    return found


def _furthest(
    function: Callable[[Sequence[Named]], float], space: "_Space", start: Floats, reach: float, sign: float
) -> Floats | None:
    """Return the place, at a given distance, where the function is furthest to one side.

    Near a place the function is taken as straight and the likelihood as a parabola; the furthest point of that
    ellipsoid is the next place (sequential quadratic programming).
    """
    place, value = start, function(space.named(start))
    for _ in range(_MOST_STEPS):
        slope = np.array([(function(space.named(place + step)) - value) / _STEP for step in np.eye(space.size) * _STEP])
        loss, gradient, curvature = space.likelihood(place)
        inverse = _inverse_of_positive(curvature)
        towards_top = inverse @ gradient
        room = reach**2 + float(gradient @ towards_top) - 2 * loss
        steepness = float(slope @ inverse @ slope)
        if not (np.isfinite(room) and np.isfinite(steepness) and steepness > 0):
            return None
        step = towards_top + sign * np.sqrt(max(room, 0.0) / steepness) * (inverse @ slope)
        moved = space.step(place, step)
        if moved is None:
            return None
        before, place, value = value, moved, function(space.named(moved))
        near = abs(float(np.sqrt(2 * max(space.likelihood(place)[0], 0.0))) - reach) < _CLOSE
        if near and abs(value - before) < _CLOSE * float(np.sqrt(steepness)):
            return place
    return None


def _inverse_of_positive(curvature: Floats) -> Floats:
    size, directions = np.linalg.eigh(curvature)
    return np.asarray((directions / np.maximum(np.abs(size), _FLATTEST)) @ directions.T)


class _Space:
    """The parameters of all models as one vector, in standard errors from their estimates."""

    def __init__(self, models: Sequence[LikelihoodModel]) -> None:
        self._models = models
        self._axes = [_axes(model.log_covariance) for model in models]
        self._sizes = [axes.shape[1] for axes in self._axes]
        self._best = sum(model.likelihood_at(model.log_params)[0] for model in models)
        self.size = sum(self._sizes)

    def named(self, place: Floats) -> list[Named]:
        """Return the parameters of each model at a place."""
        return [
            dict(zip(model.names, np.exp(at).tolist(), strict=True))
            for model, at in zip(self._models, self._log_params(place), strict=True)
        ]

    def step(self, place: Floats, step: Floats) -> Floats | None:
        """Return a place a step on, not too long a one; None where that is beyond what data can tell."""
        moved = place + step * min(1.0, _LONGEST_STEP / float(np.abs(step).max()))
        if np.abs(moved).max() > _FURTHEST:
            return None
        if max(float(np.abs(at).max()) for at in self._log_params(moved)) > _LARGEST_LOG:
            return None
        return moved

    def likelihood(self, place: Floats) -> tuple[float, Floats, Floats]:
        """Return how much log-likelihood a place costs, the gradient of ℓ there, and the Hessian of −ℓ."""
        total, gradients, hessians = 0.0, [], []
        for model, axes, at in zip(self._models, self._axes, self._log_params(place), strict=True):
            value, gradient, hessian = model.likelihood_at(at)
            total += value
            gradients.append(axes.T @ gradient)
            hessians.append(-axes.T @ hessian @ axes)
        return self._best - total, np.concatenate(gradients), block_diag(*hessians)

    def _log_params(self, place: Floats) -> list[Floats]:
        parts = np.split(place, np.cumsum(self._sizes)[:-1])
        return [
            model.log_params + axes @ part for model, axes, part in zip(self._models, self._axes, parts, strict=True)
        ]


def _axes(covariance: Floats) -> Floats:
    """Return principal axes, each one standard deviation long; fixed parameters have none."""
    size, directions = np.linalg.eigh(covariance)
    kept = size > 1e-20
    return np.asarray(directions[:, kept] * np.sqrt(size[kept]))
