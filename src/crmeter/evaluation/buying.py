"""The buying process of the customers: histories from the warehouse, models fitted, one chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from crmeter.estimators import BGNBD, MBGNBD, GammaGamma, ParetoNBD, PurchaseHistory, RepeatPurchaseModel
from crmeter.measures.view import Rhythm
from crmeter.vocabulary import NotEnoughData, Text, Undefined
from crmeter.warehouse.engine import Engine

DAYS_PER_WEEK = 7
# Above this for every customer, a fit says that nobody has left.
SURELY_ACTIVE = 0.999
MORE_REPEATS = Text("thêm khách mua lặp lại, hoặc lịch sử dài hơn", "more customers who buy again, or a longer history")
MODELS: Mapping[str, type[RepeatPurchaseModel]] = {
    "bg_nbd": BGNBD,
    "mbg_nbd": MBGNBD,
    "pareto_nbd": ParetoNBD,
}


@dataclass(frozen=True, eq=False)
class Histories:
    """What each customer bought up to a day, as arrays in the order of the customer keys.

    Args:
        customer_key: shape (n,).
        frequency: days of repeat purchase, shape (n,).
        recency_days: days from first to last purchase, shape (n,).
        age_days: days from first purchase to the day, shape (n,).
        spend_frequency: days of repeat purchase on which every amount is known, shape (n,).
        mean_spend: mean spend over those days, NaN without one, shape (n,).
    """

    customer_key: npt.NDArray[np.int64]
    frequency: npt.NDArray[np.int64]
    recency_days: npt.NDArray[np.int64]
    age_days: npt.NDArray[np.int64]
    spend_frequency: npt.NDArray[np.int64]
    mean_spend: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.customer_key)

    def every(self, step: int) -> "Histories":
        """Return those of every so many-th customer."""
        return Histories(*(getattr(self, each.name)[::step] for each in fields(self)))

    def in_weeks(self) -> PurchaseHistory:
        """Return the histories as the estimators take them."""
        return PurchaseHistory(self.frequency, self.recency_days / DAYS_PER_WEEK, self.age_days / DAYS_PER_WEEK, "week")


@dataclass(frozen=True, eq=False)
class Buying:
    """The fitted models of how often and for how much customers buy.

    Args:
        histories: what they were fitted to.
        models: those that could be fitted, by estimator name.
        failures: why the others could not, by name.
        name: the estimator name of the chosen one: the lowest AIC among those that converged.
        spend: the fitted spend per purchase, or None.
        no_spend: why there is none.
    """

    histories: Histories
    models: Mapping[str, RepeatPurchaseModel]
    failures: Mapping[str, Undefined]
    name: str
    spend: GammaGamma | None
    no_spend: Undefined | None

    @property
    def sees_no_dropout(self) -> bool:
        """Whether no leaving can be seen in the histories, so that every customer counts as active."""
        return not self.model.converged_

    @property
    def model(self) -> RepeatPurchaseModel:
        """The chosen model of how often."""
        return self.models[self.name]

    def rhythm(self) -> Rhythm:
        """Return the mix of purchase rates that measures need."""
        params = self.model.params_
        return Rhythm(params["r"], params["alpha"] * DAYS_PER_WEEK, self.name)

    def parameters(self) -> dict[str, dict[str, float]]:
        """Return the parameters in use, by model and name."""
        found = {self.name: dict(self.model.params_)}
        if self.spend is not None:
            found["gamma_gamma"] = dict(self.spend.params_)
        return found


def histories_until(engine: Engine, day: date) -> Histories:
    """Return what each customer had bought by the end of a day.

    Args:
        engine: where `sales` is readable, stored or as a view.
        day: the last day that is seen.
    """
    columns: Mapping[str, npt.NDArray[Any]] = engine.arrays(
        "SELECT customer_key, days - 1 AS frequency, last_on - first_on AS recency_days,"
        f" DATE '{day.isoformat()}' - first_on AS age_days,"
        " spend_frequency, spent::DOUBLE / nullif(spend_frequency, 0) AS mean_spend FROM ("
        "SELECT customer_key, count(*) AS days, min(ordered_on) AS first_on, max(ordered_on) AS last_on,"
        " count(amount) - (arg_min_null(amount, ordered_on) IS NOT NULL)::BIGINT AS spend_frequency,"
        " sum(amount) - coalesce(arg_min_null(amount, ordered_on), 0) AS spent"
        # A day with an amount that has no rate is a purchase of unknown spend, not a smaller one.
        " FROM (SELECT customer_key, ordered_on,"
        " CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount FROM sales"
        f" WHERE customer_key IS NOT NULL AND ordered_on <= DATE '{day.isoformat()}' GROUP BY customer_key, ordered_on)"
        " GROUP BY customer_key) ORDER BY customer_key"
    )
    return Histories(
        columns["customer_key"],
        columns["frequency"],
        columns["recency_days"],
        columns["age_days"],
        columns["spend_frequency"],
        columns["mean_spend"],
    )


def fit_buying(histories: Histories, names: tuple[str, ...] = tuple(MODELS)) -> Buying:
    """Fit the models to histories and choose by the lowest AIC among those that converged.

    Args:
        histories: of all customers.
        names: which models to fit.

    Raises:
        NotEnoughData: none could be fitted.
    """
    history = histories.in_weeks()
    models: dict[str, RepeatPurchaseModel] = {}
    failures: dict[str, Undefined] = {}
    for name in names:
        try:
            model = MODELS[name](unit="week").fit(history)
        except NotEnoughData as lacking:
            failures[name] = lacking.undefined
            continue
        models[name] = model
        if not model.converged_ and not _sees_no_dropout(model, history):
            words = model.diagnosis_ or Text("không hội tụ", "did not converge")
            failures[name] = Undefined("not_converged", words, MORE_REPEATS)
    usable = [name for name in models if name not in failures]
    if not usable:
        first = next(iter(failures.values()))
        raise NotEnoughData(first.code, first.reason, first.needs)
    chosen = min(usable, key=lambda name: models[name].aic_)
    spend, no_spend = _fit_spend(histories)
    return Buying(histories, models, failures, chosen, spend, no_spend)


def _sees_no_dropout(model: RepeatPurchaseModel, history: PurchaseHistory) -> bool:
    """Whether a fit is at the edge where nobody leaves: its rates are sure, and every customer counts as active.

    There the three models are one and the same, the negative binomial of Ehrenberg (1959).
    """
    rates_are_sure = all(model.standard_errors_[name] is not None for name in ("r", "alpha"))
    return rates_are_sure and bool(model.probability_alive(history, with_interval=False).value.min() > SURELY_ACTIVE)


def _fit_spend(histories: Histories) -> tuple[GammaGamma | None, Undefined | None]:
    known = histories.spend_frequency > 0
    if not known.any() and (histories.frequency > 0).any():
        return None, Undefined(
            "no_rate",
            Text("không lần mua lại nào có số tiền quy đổi được", "no repeat purchase has an amount that converts"),
            Text("tệp tỷ giá", "a file of exchange rates"),
        )
    try:
        spend = GammaGamma().fit(histories.spend_frequency[known], histories.mean_spend[known])
        # A mean that is infinite gives no value to anybody.
        _ = spend.population_mean_
    except NotEnoughData as lacking:
        return None, lacking.undefined
    if not spend.converged_:
        words = spend.diagnosis_ or Text("không hội tụ", "did not converge")
        return None, Undefined("not_converged", words, MORE_REPEATS)
    return spend, None
