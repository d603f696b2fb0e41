"""Figures that stand on the fitted models, against the estimators called directly."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from crmeter.estimators import BGNBD, MBGNBD, GammaGamma, ParetoNBD, PurchaseHistory

AS_OF = date(2025, 12, 31)
WEEKS_AHEAD = 36 * 365.25 / 12 / 7


@pytest.fixture(scope="module")
def histories(trading: Any) -> dict[str, Any]:
    """Each customer's history, put together in Python from the warehouse's orders."""
    root, run = trading.workspace, trading.evaluation.run
    files = [str(path) for path in sorted((root.tables / "orders").glob("*.parquet"))]
    with duckdb.connect() as connection:
        orders = connection.execute(
            f"SELECT customer_key, ordered_on, amount::DOUBLE FROM read_parquet({files}) WHERE kind = 'sale'"
            " AND status = 'valid' AND amount > 0 AND reversed_on IS NULL AND customer_key IS NOT NULL"
        ).fetchall()
    days: dict[int, dict[date, float]] = {}
    for customer, day, amount in orders:
        bought = days.setdefault(customer, {})
        bought[day] = bought.get(day, 0.0) + amount
    keys = sorted(days)
    frequency = np.array([len(days[k]) - 1 for k in keys])
    first, last = [min(days[k]) for k in keys], [max(days[k]) for k in keys]
    spend = [sum(v for d, v in days[k].items() if d != min(days[k])) for k in keys]
    assert run.as_of == AS_OF
    return {
        "keys": keys,
        "first": first,
        "last": last,
        "frequency": frequency,
        "mean_spend": np.array([s / max(f, 1) for s, f in zip(spend, frequency, strict=True)]),
        "history": PurchaseHistory(
            frequency,
            np.array([(b - a).days / 7 for a, b in zip(first, last, strict=True)]),
            np.array([(AS_OF - a).days / 7 for a in first]),
            "week",
        ),
    }


@pytest.fixture(scope="module")
def fitted(histories: dict[str, Any]) -> tuple[str, Any, GammaGamma]:
    models = {
        "bg_nbd": BGNBD(unit="week").fit(histories["history"]),
        "mbg_nbd": MBGNBD(unit="week").fit(histories["history"]),
        "pareto_nbd": ParetoNBD(unit="week").fit(histories["history"]),
    }
    name = min((n for n in models if models[n].converged_), key=lambda n: models[n].aic_)
    again = histories["frequency"] > 0
    return name, models[name], GammaGamma().fit(histories["frequency"][again], histories["mean_spend"][again])


def test_the_run_uses_the_model_with_the_lowest_aic(trading: Any, fitted: Any) -> None:
    name, model, spend = fitted
    run = trading.evaluation.run

    assert run.model == name
    assert run.parameters[name] == pytest.approx(model.params_, rel=1e-9)
    assert run.parameters["gamma_gamma"] == pytest.approx(spend.params_, rel=1e-9)


def test_model_figures_are_the_estimators_own(trading: Any, histories: dict[str, Any], fitted: Any) -> None:
    _, model, spend = fitted
    evaluation, history = trading.evaluation, histories["history"]
    alive = model.probability_alive(history, with_interval=False).value
    residual = model.discounted_expected_residual(0.12, history, horizon=WEEKS_AHEAD, with_interval=False).value
    each = spend.expected_spend(
        histories["frequency"],
        np.where(histories["frequency"] > 0, histories["mean_spend"], 0.0),
        with_interval=False,
    ).value
    # Every line's cost is 60 % of its amount, rounded: value is counted in margin.
    margin = float(evaluation.reading("gross_margin").value)
    assert evaluation.run.basis == "margin"
    value = residual * each * 0.4
    at_risk = value * (1 - alive) / alive

    assert float(evaluation.reading("expected_active_customers").value) == pytest.approx(alive.sum(), rel=1e-9)
    assert margin == pytest.approx(0.4, rel=1e-3)
    assert float(evaluation.reading("customer_lifetime_value").value) == pytest.approx(value.mean(), rel=1e-3)
    assert float(evaluation.reading("value_at_risk").value) == pytest.approx(at_risk.sum(), rel=1e-3)
    current = evaluation.reading("customer_equity", slice={"part": "current"})
    assert float(current.value) == pytest.approx(value.sum(), rel=1e-3)
    assert current.n == len(value)


def test_new_customers_add_their_first_purchase_and_what_follows(trading: Any, fitted: Any) -> None:
    _, model, spend = fitted
    evaluation = trading.evaluation
    newborn = PurchaseHistory([0], [0.0], [0.0], "week")
    residual = model.discounted_expected_residual(0.12, newborn, horizon=WEEKS_AHEAD, with_interval=False).value[0]
    monthly = np.mean([r.value for r in evaluation.over_time("new_customers")][-12:])
    discount = sum(1.12 ** (-(m - 0.5) / 12) for m in range(1, 13))

    new = evaluation.reading("customer_equity", slice={"part": "new"})

    assert new.n == 12
    assert float(new.value) == pytest.approx(
        monthly * (1 + residual) * spend.population_mean_ * 0.4 * discount, rel=1e-3
    )


def test_lost_by_the_fitted_rhythm(trading: Any, histories: dict[str, Any], fitted: Any) -> None:
    _, model, _ = fitted
    r, alpha = model.params_["r"], model.params_["alpha"] * 7
    start = trading.evaluation.run.period.start
    lost = 0
    for repeats, first, last in zip(histories["frequency"], histories["first"], histories["last"], strict=True):
        if not repeats:
            continue
        # 95 % of the gaps of such a customer are shorter (quantile of the Lomax distribution).
        limit = (alpha + (last - first).days) * (20 ** (1 / (r + repeats)) - 1)
        if limit <= 3650:
            lost += start <= last + timedelta(days=int(limit) + 1) <= AS_OF
    listed = trading.evaluation.reading("lost_value")

    assert listed.n == lost


def test_scores_hold_every_customer_once(trading: Any, histories: dict[str, Any]) -> None:
    path: Path = trading.workspace.runs / trading.evaluation.run.id / "customer_scores.parquet"
    with duckdb.connect() as connection:
        keys = [k for (k,) in connection.execute(f"SELECT customer_key FROM '{path}' ORDER BY 1").fetchall()]

    assert keys == histories["keys"]


def test_intervals_hold_their_figures(trading: Any) -> None:
    for reading in trading.evaluation.readings:
        for interval in reading.intervals:
            assert interval.level in (0.8, 0.95)
            assert interval.method
            if interval.method == "adjusted_wald":
                # It lies around a centre that is drawn towards 0, so that a score near ±100 may lie outside.
                assert -100 <= interval.low < interval.high <= 100
                continue
            assert float(interval.low) <= float(reading.value) <= float(interval.high)
        if reading.interval(0.8) and reading.interval(0.95):
            assert float(reading.interval(0.95).low) <= float(reading.interval(0.8).low)
