"""Fitting models of customers who buy at random and at some time silently stop."""

from abc import abstractmethod
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.lifetime.purchase_history import CodedHistory, PurchaseHistory, TimeUnit
from crmeter.estimators.likelihood import Objective, Optimum, maximise
from crmeter.estimators.likelihood_model import (
    LARGEST_SCALE,
    LARGEST_SHAPE,
    SMALLEST_SCALE,
    SMALLEST_SHAPE,
    LikelihoodModel,
)

LEAST_REPEAT_CUSTOMERS = 10

_SUBSAMPLED_ABOVE = 3_000
_SUBSAMPLE = 1_500


class RepeatPurchaseFit(LikelihoodModel):
    """What BG/NBD, MBG/NBD and Pareto/NBD have in common: settings and fit.

    Args:
        unit: unit of all ages and horizons: `day`, `week` or `month`.
        max_iterations: Newton steps from each start.
    """

    names: ClassVar[tuple[str, ...]]
    # Which parameters are times; the others are pure numbers.
    time_scales: ClassVar[tuple[bool, ...]]

    def __init__(self, unit: TimeUnit = "week", max_iterations: int = 200) -> None:
        super().__init__(max_iterations)
        self.unit = unit

    @abstractmethod
    def _objective(self, coded: CodedHistory) -> Objective:
        """Return the log-likelihood of log parameters with derivatives."""

    @abstractmethod
    def _starts(self, rate: float) -> list[Floats]:
        """Return parameters to start from, given the purchases per mean observation time."""

    def fit(
        self,
        frequency: PurchaseHistory | ArrayLike,
        recency: ArrayLike | None = None,
        T: ArrayLike | None = None,
        weights: ArrayLike | None = None,
    ) -> Self:
        """Estimate the parameters by exact maximum likelihood on the distinct histories.

        Args:
            frequency: repeat purchases per customer, shape (n,); or a `PurchaseHistory` in place of all four.
            recency: age at the last purchase, shape (n,).
            T: age at the end of observation, shape (n,).
            weights: customers per row, shape (n,); one each by default.

        Raises:
            NotEnoughData: no fit makes sense: no customers, nobody or too few bought again, no variation.
            ValueError: columns contradict each other, or the unit of the history is another.
        """
        history = self._history(frequency, recency, T, weights)
        history.require_repeat_customers(LEAST_REPEAT_CUSTOMERS)
        coded = history.grouped()
        customers_at = np.bincount(coded.T_code, weights=coded.weights, minlength=len(coded.T_values))
        customers = float(customers_at.sum())
        span = float(customers_at @ coded.T_values) / customers
        purchases = float(coded.weights @ coded.x)
        in_spans = coded.in_spans_of(span)
        objective = self._objective(in_spans)
        optimum = self._optimum(objective, in_spans, purchases / customers)
        times = np.where(self.time_scales, span, 1.0)
        # A likelihood of purchases per span is one per unit times span^purchases.
        self._adopt(
            optimum, self._objective(in_spans), times, optimum.value - purchases * float(np.log(span)), customers
        )
        return self

    def score(
        self,
        frequency: PurchaseHistory | ArrayLike,
        recency: ArrayLike | None = None,
        T: ArrayLike | None = None,
        weights: ArrayLike | None = None,
    ) -> float:
        """Return the log-likelihood of histories at the parameters of this fit, summed over customers."""
        history = self._history(frequency, recency, T, weights)
        return self._objective(history.grouped())(self._log_params)[0]

    def _history(
        self,
        frequency: PurchaseHistory | ArrayLike,
        recency: ArrayLike | None,
        T: ArrayLike | None,
        weights: ArrayLike | None = None,
    ) -> PurchaseHistory:
        if isinstance(frequency, PurchaseHistory):
            if recency is not None or T is not None or weights is not None:
                raise ValueError("give a PurchaseHistory, or its columns, not both")
            if frequency.unit != self.unit:
                raise ValueError(f"the history counts in {frequency.unit}s, the model in {self.unit}s")
            return frequency
        if recency is None or T is None:
            raise ValueError("frequency, recency and T are needed, or a PurchaseHistory")
        return PurchaseHistory(frequency, recency, T, self.unit, weights)

    def _optimum(self, objective: Objective, coded: CodedHistory, rate: float) -> Optimum:
        times = np.array(self.time_scales)
        lower = np.log(np.where(times, SMALLEST_SCALE, SMALLEST_SHAPE))
        upper = np.log(np.where(times, LARGEST_SCALE, LARGEST_SHAPE))
        starts = [np.log(start) for start in self._starts(rate)]
        if len(coded) > _SUBSAMPLED_ABOVE:
            sample = coded.every(-(-len(coded) // _SUBSAMPLE))
            found = maximise(self._objective(sample), starts, lower, upper, self.max_iterations)
            starts = [found.log_params]
        return maximise(objective, starts, lower, upper, self.max_iterations)
