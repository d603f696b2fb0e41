"""What any model fitted by maximum likelihood has: parameters, their uncertainty, and what follows from them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from copy import copy
from typing import ClassVar, Self

import numpy as np

from crmeter.estimators import delta_method
from crmeter.estimators.arrays import Floats
from crmeter.estimators.delta_method import Scale
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.likelihood import Evaluation, Objective, Optimum
from crmeter.vocabulary import Text

SMALLEST_SHAPE, LARGEST_SHAPE = 1e-5, 1e5
SMALLEST_SCALE, LARGEST_SCALE = 1e-6, 1e7  # in means of the data

NOT_CONVERGED = Text(
    "phép tối ưu không hội tụ; các tham số chưa đáng tin",
    "the optimiser did not come to rest; the parameters cannot be relied on",
)
UNIDENTIFIED = Text(
    "dữ liệu không xác định được {names}; không có sai số chuẩn cho các tham số này",
    "the data do not determine {names}; these have no standard error",
)


class LikelihoodModel(ABC):
    """Results of a maximum likelihood fit of positive parameters.

    Attributes:
        params_: estimates by name, in the order of the papers.
        standard_errors_: by name; None where the data do not determine the parameter.
        covariance_: covariance of the parameters, shape (k, k); rows of undetermined ones are 0: held fixed.
        loglik_: log-likelihood, summed over customers, in the user's units.
        aic_: 2k − 2 ln L.
        bic_: k ln n − 2 ln L.
        converged_: whether the optimum is a point inside the bounds; where not, `diagnosis_` says why.
        diagnosis_: what is the matter, or None.
        n_: customers.
    """

    names: ClassVar[tuple[str, ...]]

    params_: dict[str, float]
    standard_errors_: dict[str, float | None]
    covariance_: Floats
    loglik_: float
    aic_: float
    bic_: float
    converged_: bool
    diagnosis_: Text | None
    n_: float

    def __init__(self, max_iterations: int = 200) -> None:
        self.max_iterations = max_iterations
        self._log_covariance: Floats | None = None
        self._objective_fitted: Objective | None = None

    @abstractmethod
    def _boundary(self, params: Mapping[str, float], low: set[str], high: set[str]) -> Text:
        """Say what it means that parameters (in means of the data) lie on their bounds."""

    def with_params(self, params: Mapping[str, float]) -> Self:
        """Return a copy with other parameters, taken as known: its predictions have no intervals."""
        if set(params) != set(self.names):
            raise ValueError(f"parameters are {', '.join(self.names)}, not {', '.join(params)}")
        if not all(np.isfinite(value) and value > 0 for value in params.values()):
            raise ValueError("parameters are positive numbers")
        other = copy(self)
        other.params_ = {name: float(params[name]) for name in self.names}
        other._log_covariance = None
        other._objective_fitted = None
        return other

    def delta(
        self, function: Callable[[dict[str, float]], float], level: float = 0.8, scale: Scale | None = None
    ) -> tuple[float, float, float]:
        """Return any function of the parameters with its interval, by the delta method.

        Args:
            function: parameters by name → a number, such as a total of customer values.
            level: probability that the interval holds the truth.
            scale: scale on which the bounds are symmetric; by default `log` for a positive value, else `identity`.

        Returns:
            The value, the lower and the upper bound.
        """

        def of(log_params: Floats) -> Floats:
            return np.array(function(self._named(log_params)))

        value = of(self._log_params)
        if scale is None:
            scale = "log" if value > 0 else "identity"
        variances = delta_method.variance(of, self._log_params, self._covariance())
        low, high = delta_method.bounds(value, variances, level, scale)
        return float(value), float(low), float(high)

    def variances(self, functions: Callable[[dict[str, float]], Floats]) -> Floats:
        """Return the variances of functions of the parameters, to first order, shape as they return.

        Args:
            functions: parameters by name → values on the scale on which they are to be symmetric, such as logarithms.
        """
        return delta_method.variance(lambda at: functions(self._named(at)), self._log_params, self._covariance())

    @property
    def log_params(self) -> Floats:
        """Logarithms of the parameters, shape (k,)."""
        return self._log_params

    @property
    def log_covariance(self) -> Floats:
        """The covariance of the log parameters, shape (k, k); rows of undetermined ones are 0."""
        return self._covariance()

    def likelihood_at(self, log_params: Floats) -> Evaluation:
        """Return the log-likelihood of the data of the fit, up to a constant, with gradient and Hessian."""
        if self._objective_fitted is None:
            raise ValueError("parameters that were given, not estimated, have no likelihood")
        return self._objective_fitted(log_params - self._log_units)

    def _estimates(
        self, function: Callable[[Floats], Floats], level: float, scale: Scale, with_interval: bool
    ) -> Estimates:
        """Evaluate a function of the log parameters, with bounds if wanted and possible."""
        value = np.asarray(function(self._log_params))
        if not with_interval or self._log_covariance is None:
            return Estimates(value, None, None, level)
        variances = delta_method.variance(function, self._log_params, self._log_covariance)
        return Estimates(value, *delta_method.bounds(value, variances, level, scale), level)

    @property
    def _log_params(self) -> Floats:
        if not hasattr(self, "params_"):
            raise RuntimeError(f"{type(self).__name__} has no parameters yet: fit it, or give it some")
        return np.asarray(np.log([self.params_[name] for name in self.names]))

    def _covariance(self) -> Floats:
        if self._log_covariance is None:
            raise ValueError("parameters that were given, not estimated, have no interval")
        return self._log_covariance

    def _named(self, log_params: Floats) -> dict[str, float]:
        return dict(zip(self.names, np.exp(log_params).tolist(), strict=True))

    def _adopt(self, optimum: Optimum, objective: Objective, units: Floats, loglik: float, customers: float) -> None:
        """Take over the optimum of an objective in units of its own: params = found · units."""
        self._objective_fitted, self._log_units = objective, np.log(units)
        in_units = np.exp(optimum.log_params)
        params = in_units * units
        self._log_covariance, known = optimum.covariance()
        self.covariance_ = self._log_covariance * np.outer(params, params)
        errors = np.sqrt(np.diag(self.covariance_)).tolist()
        self.params_ = dict(zip(self.names, params.tolist(), strict=True))
        self.standard_errors_ = {
            name: error if sure else None for name, error, sure in zip(self.names, errors, known, strict=True)
        }
        self.loglik_ = loglik
        self.n_ = customers
        self.aic_ = 2.0 * len(self.names) - 2.0 * loglik
        self.bic_ = len(self.names) * float(np.log(customers)) - 2.0 * loglik
        self.converged_ = optimum.reached and bool(known.all())
        self.diagnosis_ = None
        low = {name for name, there in zip(self.names, optimum.low, strict=True) if there}
        high = {name for name, there in zip(self.names, optimum.high, strict=True) if there}
        if not optimum.reached:
            self.diagnosis_ = NOT_CONVERGED
        elif low or high:
            self.diagnosis_ = self._boundary(dict(zip(self.names, in_units.tolist(), strict=True)), low, high)
        elif not known.all():
            lost = [name for name in self.names if self.standard_errors_[name] is None]
            self.diagnosis_ = UNIDENTIFIED.fill(names=", ".join(lost))
