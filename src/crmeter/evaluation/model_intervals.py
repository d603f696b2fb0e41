"""Intervals of figures that stand on fitted models.

The customers are all there: what is uncertain is the models' parameters. A total is a function of the parameters of
the buying process and of those of the spend; its variance on the log scale is the sum of both parts (delta method).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from crmeter.estimators import GammaGamma, PurchaseHistory, RepeatPurchaseModel
from crmeter.evaluation.buying import Buying
from crmeter.evaluation.scores import Assumptions, expected_spend
from crmeter.vocabulary import Interval, Reading

LEVELS = (0.8, 0.95)
METHOD = "delta_log"
Floats = npt.NDArray[np.float64]
Found = TypeVar("Found")


def with_model_intervals(
    readings: Sequence[Reading], buying: Buying, assumptions: Assumptions, new_counts: Sequence[float]
) -> list[Reading]:
    """Return readings with the intervals of the uncut model figures of the main period filled in.

    Args:
        readings: all readings of the main period.
        buying: the fitted models.
        assumptions: what values stand on.
        new_counts: new customers of each of the last whole months.
    """
    totals = _Totals(buying, assumptions)
    found: dict[str, tuple[Interval, ...]] = {"expected_active_customers": totals.active()}
    current: tuple[Interval, ...] = ()
    if buying.spend is not None:
        current, found["value_at_risk"] = totals.money()
        n = len(buying.histories)
        found["customer_lifetime_value"] = tuple(replace(i, low=i.low / n, high=i.high / n) for i in current)
    return [_with(reading, found, current, new_counts) for reading in readings]


def _with(
    reading: Reading,
    found: Mapping[str, tuple[Interval, ...]],
    current: tuple[Interval, ...],
    new_counts: Sequence[float],
) -> Reading:
    if reading.value is None:
        return reading
    if reading.measure == "customer_equity" and current:
        if dict(reading.slice) == {"part": "current"}:
            return replace(reading, intervals=current)
        if not reading.slice:
            return replace(reading, intervals=_equity(reading, current, new_counts))
        return reading
    if reading.slice:
        # A slice of customers shares the parameters of all: what its mean over customers would say is not it.
        return replace(reading, intervals=()) if reading.measure in found else reading
    return replace(reading, intervals=found[reading.measure]) if reading.measure in found else reading


def _equity(reading: Reading, current: tuple[Interval, ...], new_counts: Sequence[float]) -> tuple[Interval, ...]:
    """Add the noise of the monthly counts of new customers to the interval of the present ones."""
    value = float(reading.value or 0)
    present = [float(np.sqrt(float(i.low) * float(i.high))) for i in current]
    counts = np.asarray(new_counts, dtype=np.float64)
    relative = 0.0
    if len(counts) > 1 and counts.mean() > 0:
        relative = float(counts.std(ddof=1) / np.sqrt(len(counts)) / counts.mean())
    from_new = (value - present[0]) * relative
    reach = {0.8: 1.2816, 0.95: 1.9600}
    return tuple(
        Interval(
            i.level,
            value - float(np.hypot(middle - float(i.low), reach[i.level] * from_new)),
            value + float(np.hypot(float(i.high) - middle, reach[i.level] * from_new)),
            "delta_log_and_counts",
        )
        for i, middle in zip(current, present, strict=True)
    )


def _once(function: Callable[[dict[str, float]], Found]) -> Callable[[dict[str, float]], Found]:
    """Keep what a function gave: each level of an interval asks for all customers at the same parameters."""
    known: dict[tuple[float, ...], Found] = {}

    def of(params: dict[str, float]) -> Found:
        at = tuple(params.values())
        if at not in known:
            known[at] = function(params)
        return known[at]

    return of


class _Totals:
    """Totals over all customers as functions of the parameters."""

    def __init__(self, buying: Buying, assumptions: Assumptions) -> None:
        self._buying = buying
        self._assumptions = assumptions
        self._history: PurchaseHistory = buying.histories.in_weeks()

    def active(self) -> tuple[Interval, ...]:
        """Σ P(active); it lies between nobody and everybody."""
        n = len(self._buying.histories)

        @_once
        def odds(params: dict[str, float]) -> float:
            share = float(self._alive(self._buying.model.with_params(params)).sum()) / n
            return float(np.log(share / (1 - share)))

        if not 0 < self._alive(self._buying.model).sum() < n:
            return ()
        return tuple(
            Interval(level, n / (1 + np.exp(-low)), n / (1 + np.exp(-high)), "delta_logit")
            for level in LEVELS
            for _, low, high in [self._buying.model.delta(odds, level, "identity")]
        )

    def money(self) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
        """The intervals of Σ residual × spend × margin, and of what of it is at risk."""
        spend = self._buying.spend
        if spend is None:
            raise ValueError("without a fitted spend there is no money")
        margin = self._assumptions.margin
        each = self._spend(spend)
        purchases = self._purchases(self._buying.model)

        @_once
        def by_process(params: dict[str, float]) -> list[float]:
            found = self._purchases(self._buying.model.with_params(params))
            return [float(np.sum(part * each)) * margin for part in found]

        @_once
        def by_spend(params: dict[str, float]) -> list[float]:
            each_then = self._spend(spend.with_params(params))
            return [float(np.sum(part * each_then)) * margin for part in purchases]

        def intervals(part: int) -> tuple[Interval, ...]:
            return tuple(
                self._joined(lambda params: by_process(params)[part], lambda params: by_spend(params)[part], level)
                for level in LEVELS
            )

        return intervals(0), intervals(1)

    def _purchases(self, model: RepeatPurchaseModel) -> tuple[Floats, Floats]:
        """Discounted purchases still to come, per customer; and if they were active, times P(they are not)."""
        residual = np.asarray(
            model.discounted_expected_residual(
                self._assumptions.settings.annual_discount_rate,
                self._history,
                horizon=self._assumptions.horizon_weeks,
                with_interval=False,
            ).value
        )
        alive = self._alive(model)
        return residual, residual * np.divide(1 - alive, alive, out=np.zeros_like(alive), where=alive > 0)

    def _joined(
        self,
        by_process: Callable[[dict[str, float]], float],
        by_spend: Callable[[dict[str, float]], float],
        level: float,
    ) -> Interval:
        spend = self._buying.spend
        if spend is None:
            raise ValueError("without a fitted spend there is no money")
        value, low, high = self._buying.model.delta(by_process, level)
        _, spend_low, spend_high = spend.delta(by_spend, level)
        spread = float(np.hypot(np.log(high / low), np.log(spend_high / spend_low))) / 2
        return Interval(level, value * float(np.exp(-spread)), value * float(np.exp(spread)), METHOD)

    def _alive(self, model: RepeatPurchaseModel) -> Floats:
        return np.asarray(model.probability_alive(self._history, with_interval=False).value)

    def _spend(self, spend: GammaGamma) -> Floats:
        return np.asarray(expected_spend(spend, self._buying.histories, with_interval=False).value)
