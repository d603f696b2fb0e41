"""Intervals of 80 % of what customers are worth hold the truth in about 80 % of simulated firms, the smallest aside.

About: within three standard errors of a share of so many firms; there are 54 such shares.
"""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from crmeter.estimators import BGNBD, MBGNBD, GammaGamma, ParetoNBD, PurchaseHistory
from crmeter.evaluation import model_intervals
from crmeter.evaluation.buying import Histories, fit_buying
from crmeter.evaluation.model_intervals import with_model_intervals
from crmeter.evaluation.scores import Assumptions, new_customers_discount
from crmeter.measures.view import Settings
from crmeter.vocabulary import NotEnoughData, Period, Reading, Unit

pytestmark = pytest.mark.prove
FIRMS = 500
NEAR = 3 * (0.8 * 0.2 / FIRMS) ** 0.5
SETTINGS = Settings()
ASSUMPTIONS = Assumptions(date(2025, 12, 31), SETTINGS, 0.4)
MODELS = {"bg_nbd": BGNBD, "mbg_nbd": MBGNBD, "pareto_nbd": ParetoNBD}
SPEND = {"p": 6.25, "q": 3.74, "gamma": 15.44}
NEW_A_MONTH = 20
MEASURES = (
    "expected_active_customers",
    "customer_lifetime_value",
    "value_at_risk",
    "lost_value",
    "customer_equity",
)
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
READINGS = [
    *(Reading(name, YEAR, Unit.MONEY, 1, 1) for name in MEASURES),
    Reading("customer_equity", YEAR, Unit.MONEY, 1, 1, {"part": "new"}),
]


def firm(rng, simulated):
    """Give simulated customers amounts, each with a mean of their own."""
    history = simulated.history
    mean = rng.gamma(SPEND["p"] * np.maximum(history.frequency, 1)) / np.maximum(history.frequency, 1)
    mean = mean / rng.gamma(SPEND["q"], 1 / SPEND["gamma"], len(mean))
    spend = np.where(history.frequency > 0, mean, np.nan)
    key = np.arange(len(mean))
    return Histories(key, history.frequency, history.recency * 7, history.T * 7, history.frequency, spend)


def truths(process, spend, histories, lost):
    """What the totals are when the parameters are known."""
    history = histories.in_weeks()
    known = np.where(history.frequency > 0, histories.mean_spend, 0.0)
    each = spend.expected_spend(history.frequency, known, with_interval=False).value * ASSUMPTIONS.margin

    def residual(of):
        return process.discounted_expected_residual(
            SETTINGS.annual_discount_rate, of, horizon=ASSUMPTIONS.horizon_weeks, with_interval=False
        ).value

    active = process.probability_alive(history, with_interval=False).value
    current = float(residual(history) @ each)
    new = (1 + residual(PurchaseHistory([0], [0.0], [0.0], "week"))[0]) * spend.population_mean_ * ASSUMPTIONS.margin
    coming = NEW_A_MONTH * new * new_customers_discount(SETTINGS).sum()
    then = PurchaseHistory(history.frequency[lost], history.recency[lost], history.recency[lost], "week")
    return {
        "expected_active_customers": active.sum(),
        "customer_lifetime_value": current / len(active),
        "value_at_risk": float((residual(history) / active * (1 - active)) @ each),
        "lost_value": float(residual(then) @ each[lost]),
        "customer_equity": current + coming,
        "customer_equity of new ones": coming,
    }


@pytest.mark.parametrize("customers", [150, 500, 6000])
@pytest.mark.parametrize("name", MODELS)
def test_totals_of_value_are_held(name, customers, simulate, monkeypatch):
    monkeypatch.setattr(model_intervals, "LEVELS", (0.8,))
    rng = np.random.default_rng(customers)
    held, found, drawn = Counter(), Counter(), 0
    for _ in range(FIRMS):
        simulated = simulate(name, customers, rng)
        histories = firm(rng, simulated)
        try:
            buying = fit_buying(histories, (name,))
        except NotEnoughData:
            continue  # such a firm gets no figure, and so no interval
        if buying.spend is None or buying.sees_no_dropout:
            continue
        drawn += 1
        silent = histories.age_days - histories.recency_days
        lost = (histories.frequency > 0) & (silent > 182)
        spend = GammaGamma().with_params(SPEND)
        true = truths(buying.model.with_params(simulated.params), spend, histories, lost)
        counts = rng.poisson(NEW_A_MONTH, 12)
        for reading in with_model_intervals(READINGS, buying, ASSUMPTIONS, counts, lost):
            claim = f"{reading.measure} of new ones" if reading.slice else reading.measure
            interval = reading.interval(0.8)
            if interval is not None:
                found[claim] += 1
                held[claim] += bool(interval.low <= true[claim] <= interval.high)
    shares = {measure: round(held[measure] / count, 3) for measure, count in found.items()}
    print(name, customers, drawn, dict(found), shares)  # noqa: T201 - the figures are the result of the proof
    assert min(found[measure] for measure in MEASURES) >= 0.85 * drawn
    # With 150 customers the bands hold a little less than they say, as docs/methods/intervals.md tells.
    least = 0.70 if customers == 150 else 0.8 - NEAR
    assert all(least <= share <= 0.8 + NEAR for share in shares.values()), shares
