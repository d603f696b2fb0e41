"""Scores of every customer, and of those still to come: the result tables of a run."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from crmeter.estimators import Estimates, GammaGamma, PurchaseHistory
from crmeter.evaluation.buying import DAYS_PER_WEEK, Buying, Histories, fit_buying, histories_until
from crmeter.measures.view import Settings
from crmeter.vocabulary import NotEnoughData, Period
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.tables import RUN_TABLES

Floats = npt.NDArray[np.float64]
LEVEL = 0.8
WEEKS_PER_MONTH = 365.25 / 12 / DAYS_PER_WEEK
WEEKS_PER_YEAR = 365.25 / DAYS_PER_WEEK
# Spend is compared with what the rhythm before it predicts over the last half year.
COMPARED_DAYS = 182
# New customers are looked for over so many months.
MONTHS_TO_COME = 12
LITTLE = 0.10
# Beyond so many purchases in half a year the chance of each single count does not matter any more.
_MOST_COUNTS = 400
_COUNTS_AT_ONCE = 5
# Far below the last digit that the chance is kept with, so that hardly ever one is rounded otherwise.
_NEGLIGIBLE = 1e-14


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What lifetime value stands on beside the fits.

    Args:
        as_of: the day of the evaluation.
        settings: horizon and discount rate.
        margin: what share of revenue counts as value; 1 where cost is not known.
    """

    as_of: date
    settings: Settings
    margin: float

    @property
    def horizon_weeks(self) -> float:
        """How far ahead value is counted."""
        return self.settings.horizon_months * WEEKS_PER_MONTH


def save_scores(engine: Engine, buying: Buying, assumptions: Assumptions, path: Path) -> None:
    """Write the `customer_scores` table of a run.

    Args:
        engine: where `purchases` is readable, with the limits of the fitted rhythm.
        buying: the fitted models.
        assumptions: what values stand on.
        path: the Parquet file to write.
    """
    histories = buying.histories
    history = histories.in_weeks()
    columns: dict[str, Any] = {
        "customer_key": histories.customer_key,
        "repeat_purchases": histories.frequency,
        "recency_days": histories.recency_days,
        "age_days": histories.age_days,
        "mean_spend": histories.mean_spend,
        "probability_active": buying.model.probability_alive(history, with_interval=False).value,
        "expected_purchases": buying.model.expected_purchases(WEEKS_PER_YEAR, history, with_interval=False).value,
        "days_of_silence": _days_of_silence(engine),
    }
    if buying.spend is not None:
        columns |= _values(buying, buying.spend, history, assumptions)
    little = _probabilities_of_so_little(engine, buying, assumptions.as_of)
    columns |= little
    _save(engine, columns, assumptions.as_of, path)


def save_expected_new_customers(
    engine: Engine, buying: Buying, assumptions: Assumptions, monthly: float, path: Path
) -> None:
    """Write the `expected_new_customers` table: the coming twelve months, as many each as of late.

    Args:
        engine: writes the file.
        buying: the fitted models.
        assumptions: what values stand on.
        monthly: new customers per month over the last twelve months.
        path: the Parquet file to write.
    """
    settings = assumptions.settings
    value_each = new_customer_value(buying, assumptions)
    months = np.arange(1, MONTHS_TO_COME + 1)
    start = assumptions.as_of.replace(day=1)
    dates = [_months_later(start, int(m)).isoformat() for m in months]
    columns = {
        "month": np.array(dates),
        "customers": np.full(MONTHS_TO_COME, monthly),
        "value_each": np.full(MONTHS_TO_COME, value_each),
        "value": monthly * value_each * new_customers_discount(settings),
    }
    _save_columns(engine, columns, "expected_new_customers", path)


def new_customers_discount(settings: Settings) -> Floats:
    """Return by how much the value of new customers of each of the coming twelve months counts now, shape (12,)."""
    return np.asarray((1 + settings.annual_discount_rate) ** (-(np.arange(1, MONTHS_TO_COME + 1) - 0.5) / 12))


def new_customer_value(buying: Buying, assumptions: Assumptions) -> float:
    """Return what a new customer is worth on the first day: the first purchase and the residual after it."""
    spend = buying.spend
    if spend is None:
        raise ValueError("without a fitted spend a new customer has no value")
    newborn = PurchaseHistory([0], [0.0], [0.0], "week")
    residual = buying.model.discounted_expected_residual(
        assumptions.settings.annual_discount_rate,
        newborn,
        horizon=assumptions.horizon_weeks,
        with_interval=False,
    ).value
    return float((1 + residual[0]) * spend.population_mean_) * assumptions.margin


def expected_spend(spend: GammaGamma, histories: Histories, *, with_interval: bool = True) -> Estimates:
    """Return the expected spend per purchase of each customer, shape (n,)."""
    # Nothing is known of the repeat spend of a single-purchase customer: the model ignores it at x = 0.
    known = np.where(histories.spend_frequency > 0, histories.mean_spend, 0.0)
    return spend.expected_spend(histories.spend_frequency, known, level=LEVEL, with_interval=with_interval)


def _values(buying: Buying, spend: GammaGamma, history: PurchaseHistory, assumptions: Assumptions) -> dict[str, Floats]:
    histories = buying.histories
    rate, horizon = assumptions.settings.annual_discount_rate, assumptions.horizon_weeks
    each = expected_spend(spend, histories)
    residual = buying.model.discounted_expected_residual(rate, history, horizon=horizon, level=LEVEL)
    alive = buying.model.probability_alive(history, with_interval=False).value
    at_last = PurchaseHistory(history.frequency, history.recency, history.recency, "week")
    residual_then = buying.model.discounted_expected_residual(rate, at_last, horizon=horizon, with_interval=False).value
    margin = assumptions.margin
    value = residual.value * each.value * margin
    spread = np.hypot(_log_spread(residual), _log_spread(each))
    # Where nobody can be active any more, what they would bring if they were is not known.
    if_active = np.divide(value, alive, out=np.full_like(value, np.nan), where=alive > 0)
    return {
        "expected_spend": each.value,
        "lifetime_value": value,
        "lifetime_value_low": value * np.exp(-spread),
        "lifetime_value_high": value * np.exp(spread),
        "lifetime_value_if_active": if_active,
        "value_at_risk": if_active * (1 - alive),
        "value_at_last_purchase": residual_then * each.value * margin,
    }


def _log_spread(estimates: Estimates) -> Floats:
    """Half the width of an interval on the log scale, in its own level."""
    if estimates.low is None or estimates.high is None:
        return np.full_like(estimates.value, np.nan)
    positive = (estimates.low > 0) & (estimates.high > 0)
    ratio = np.divide(estimates.high, estimates.low, out=np.ones_like(estimates.value), where=positive)
    return np.asarray(np.log(ratio) / 2)


def _days_of_silence(engine: Engine) -> Floats:
    """On which day after the last purchase the silence is too long, in the order of the customer keys."""
    return engine.arrays(
        "SELECT date_diff('day', purchased_on, lost_on)::DOUBLE AS days FROM purchases"
        " WHERE next_on IS NULL ORDER BY customer_key"
    )["days"]


def _probabilities_of_so_little(engine: Engine, buying: Buying, as_of: date) -> dict[str, Any]:
    """For customers who bought before and in the last half year: P(spend at most what they spent | rhythm before)."""
    start = as_of - timedelta(days=COMPARED_DAYS)
    keys = buying.histories.customer_key
    chance = np.full(len(keys), np.nan)
    before_and_now = np.zeros(len(keys), dtype=bool)
    earlier = histories_until(engine, start)
    if len(earlier):
        spent = engine.arrays(
            # Spend that is not known whole could only seem too little.
            "SELECT customer_key, (CASE WHEN sum(without_amount) = 0 THEN sum(amount) END)::DOUBLE AS spent"
            " FROM purchases"
            f" WHERE purchased_on > DATE '{start.isoformat()}'"
            f" AND purchased_on <= DATE '{as_of.isoformat()}' GROUP BY customer_key ORDER BY customer_key"
        )
        both, at_earlier, at_spent = np.intersect1d(
            earlier.customer_key, spent["customer_key"], assume_unique=True, return_indices=True
        )
        rows = np.searchsorted(keys, both)
        before_and_now[rows] = True
        try:
            then = fit_buying(earlier)
        except NotEnoughData:
            then = None
        if then is not None and then.spend is not None:
            amounts = spent["spent"][at_spent]
            known = ~np.isnan(amounts)
            chance[rows[known]] = _spend_at_most(then, then.spend, at_earlier[known], amounts[known])
    return {"bought_before_and_now": before_and_now, "probability_of_so_little": chance}


def _spend_at_most(then: Buying, spend: GammaGamma, chosen: npt.NDArray[np.int64], spent: Floats) -> Floats:
    """P(total spend over the compared days ≤ spent) = Σ_n P(N = n) P(sum of n ≤ spent)."""
    histories = then.histories
    weeks = COMPARED_DAYS / DAYS_PER_WEEK
    frequency = histories.spend_frequency[chosen]
    mean = np.where(frequency > 0, histories.mean_spend[chosen], 0.0)
    total = np.zeros(len(chosen))
    reached = np.zeros(len(chosen))
    left = np.arange(len(chosen))
    for first in range(0, _MOST_COUNTS, _COUNTS_AT_ONCE):
        counts = np.arange(first, first + _COUNTS_AT_ONCE)
        history = PurchaseHistory(
            histories.frequency[chosen[left]],
            histories.recency_days[chosen[left]] / DAYS_PER_WEEK,
            histories.age_days[chosen[left]] / DAYS_PER_WEEK,
            "week",
        )
        chances = then.model.future_purchase_probabilities(counts, weeks, history, with_interval=False).value
        below = np.ones(len(left))
        for place, n in enumerate(counts):
            if n:
                below = spend.spend_below_probability(
                    spent[left], n, frequency[left], mean[left], with_interval=False
                ).value
            total[left] += chances[:, place] * below
        reached[left] += chances.sum(axis=1)
        # The counts still to come can add no more than this: the more purchases, the less likely they cost so little.
        left = left[(1 - reached[left]) * below > _NEGLIGIBLE]
        if not len(left):
            break
    return total


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, 1)


def _save(engine: Engine, columns: dict[str, Any], as_of: date, path: Path) -> None:
    n = len(columns["customer_key"])
    table = RUN_TABLES["customer_scores"]
    derived = {
        "first_on": f"DATE '{as_of.isoformat()}' - age_days::INTEGER",
        "last_on": f"DATE '{as_of.isoformat()}' - (age_days - recency_days)::INTEGER",
        "lost_on": (
            f"CASE WHEN isnan(days_of_silence) THEN NULL ELSE DATE '{as_of.isoformat()}'"
            " - (age_days - recency_days)::INTEGER + days_of_silence::INTEGER END"
        ),
        "below_expected": (
            "CASE WHEN isnan(probability_of_so_little) THEN NULL ELSE bought_before_and_now"
            f" AND probability_of_so_little < {LITTLE} END"
        ),
    }
    for column in table.columns:
        if column.name not in columns and column.name not in derived:
            columns[column.name] = np.full(n, np.nan)
    _save_columns(engine, columns, "customer_scores", path, derived)


def _save_columns(
    engine: Engine, columns: dict[str, Any], name: str, path: Path, derived: dict[str, str] | None = None
) -> None:
    derived = derived or {}
    selected = []
    for column in RUN_TABLES[name].columns:
        if column.name in derived:
            source = derived[column.name]
        elif columns[column.name].dtype.kind == "f":
            source = f"CASE WHEN isnan({column.name}) THEN NULL ELSE {column.name} END"
        else:
            source = column.name
        selected.append(f"({source})::{column.type} AS {column.name}")
    engine.connection.register("columns_to_save", columns)
    engine.save(f"SELECT {', '.join(selected)} FROM columns_to_save", path)
    engine.connection.unregister("columns_to_save")


def lost_in(engine: Engine, period: Period) -> npt.NDArray[np.bool_]:
    """Return whether each scored customer was lost in a period, in the order of their keys.

    Args:
        engine: where `customer_scores` is readable.
        period: which.
    """
    lost: npt.NDArray[np.bool_] = engine.arrays(
        f"SELECT coalesce(lost_on >= DATE '{period.start}' AND lost_on < DATE '{period.end}', false) AS lost"
        " FROM customer_scores ORDER BY customer_key"
    )["lost"]
    return lost
