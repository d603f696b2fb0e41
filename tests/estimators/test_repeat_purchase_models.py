from collections.abc import Callable
from typing import Protocol

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from crmeter.estimators import BGNBD, MBGNBD, ParetoNBD, PurchaseHistory, RepeatPurchaseModel
from crmeter.vocabulary import NotEnoughData

Model = type[RepeatPurchaseModel]
MODELS: dict[str, Model] = {"bg_nbd": BGNBD, "mbg_nbd": MBGNBD, "pareto_nbd": ParetoNBD}
every_model = pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))


class Customers(Protocol):
    params: dict[str, float]
    history: PurchaseHistory
    future: NDArray[np.int64]


Simulate = Callable[..., Customers]


@every_model
def test_the_gradient_and_the_curvature_are_those_of_the_likelihood(model: Model, cdnow: PurchaseHistory) -> None:
    objective = model(unit="week")._objective(cdnow.grouped())
    place, step = np.log([0.4, 7.0, 0.9, 3.0]), 1e-5
    _, gradient, hessian = objective(place)
    for axis in np.eye(4):
        after, before = objective(place + step * axis), objective(place - step * axis)
        assert axis @ gradient == pytest.approx((after[0] - before[0]) / (2 * step), rel=1e-5, abs=1e-4)
        assert hessian @ axis == pytest.approx((after[1] - before[1]) / (2 * step), rel=1e-6, abs=1e-4)


@every_model
def test_weights_count_as_repeated_rows(model: Model, simulate: Simulate) -> None:
    history = simulate("bg_nbd", 300, 4).history
    weights = np.random.default_rng(1).integers(1, 4, 300)
    weighted = model(unit="week").fit(history.frequency, history.recency, history.T, weights)
    rows = [np.repeat(column, weights) for column in (history.frequency, history.recency, history.T)]
    repeated = model(unit="week").fit(*rows)
    assert weighted.params_ == repeated.params_
    assert weighted.loglik_ == repeated.loglik_
    assert weighted.n_ == weights.sum()


@every_model
def test_the_order_of_rows_leaves_no_trace_in_a_single_bit(model: Model, cdnow: PurchaseHistory) -> None:
    order = np.random.default_rng(2).permutation(len(cdnow))
    shuffled = PurchaseHistory(cdnow.frequency[order], cdnow.recency[order], cdnow.T[order], "week")
    one, other = model(unit="week").fit(cdnow), model(unit="week").fit(shuffled)
    assert one.params_ == other.params_
    assert one.standard_errors_ == other.standard_errors_
    assert one.loglik_ == other.loglik_


@every_model
def test_days_and_weeks_tell_the_same_story(model: Model, cdnow: PurchaseHistory) -> None:
    daily = PurchaseHistory(cdnow.frequency, cdnow.recency * 7, cdnow.T * 7, "day")
    weeks, days = model(unit="week").fit(cdnow), model(unit="day").fit(daily)
    # A density per day is a seventh of one per week for each repeat purchase.
    assert days.loglik_ == pytest.approx(weeks.loglik_ - cdnow.frequency.sum() * np.log(7), abs=1e-6)
    assert days.params_["r"] == pytest.approx(weeks.params_["r"], rel=1e-8)
    assert days.params_["alpha"] == pytest.approx(weeks.params_["alpha"] * 7, rel=1e-8)
    future_in_days = days.expected_purchases(70, daily, with_interval=False).value
    assert future_in_days == pytest.approx(weeks.expected_purchases(10, cdnow, with_interval=False).value, rel=1e-7)
    one, other = (
        m.discounted_expected_residual(0.1, [3], [a], [b]).value for m, a, b in ((weeks, 20, 30), (days, 140, 210))
    )
    assert one == pytest.approx(other, rel=1e-7)


@pytest.mark.parametrize("name", MODELS)
def test_known_parameters_come_back_from_simulated_customers(name: str, simulate: Simulate) -> None:
    customers = simulate(name, 20_000, 11)
    fitted = MODELS[name](unit="week").fit(customers.history)
    assert fitted.converged_
    for key, true in customers.params.items():
        error = fitted.standard_errors_[key]
        assert error is not None
        assert abs(fitted.params_[key] - true) < 3.5 * error


def test_units_are_not_mixed(cdnow: PurchaseHistory) -> None:
    with pytest.raises(ValueError, match="counts in weeks, the model in days"):
        BGNBD(unit="day").fit(cdnow)


@every_model
def test_too_little_is_said_instead_of_fitted(model: Model) -> None:
    cases = [([], "no_customers"), ([(0, 0.0, 9.0)] * 30, "nobody_repeated"), ([(1, 2.0, 9.0)] * 30, "no_variation")]
    for rows, code in cases:
        with pytest.raises(NotEnoughData) as caught:
            model(unit="week").fit(*np.array(rows).reshape(-1, 3).T)
        assert caught.value.undefined.code == code


@every_model
def test_customers_who_never_leave_are_reported_as_such(model: Model) -> None:
    # Given customers who buy at random to the very end
    rng = np.random.default_rng(10)
    T = rng.uniform(30, 60, 800)
    x = rng.poisson(rng.gamma(1.5, 0.1, 800) * T)
    history = PurchaseHistory(x, np.where(x > 0, T * rng.random(800) ** (1 / np.maximum(x, 1)), 0.0), T, "week")
    # When fitted
    fitted = model(unit="week").fit(history)
    # Then leaving is reported as unseen, and what the data do tell still stands
    assert not fitted.converged_
    assert fitted.diagnosis_ is not None
    assert "no dropout seen" in fitted.diagnosis_.en
    assert "không cho thấy khách hàng nào rời bỏ" in fitted.diagnosis_.vi
    assert [name for name, error in fitted.standard_errors_.items() if error is None] == list(fitted.names[2:])
    assert np.isfinite(fitted.covariance_).all()
    assert fitted.probability_alive(history).value.min() > 0.98
    total = fitted.total_expected_purchases(10, history, predictive=True)
    assert total.low is not None
    assert total.high is not None
    assert total.low < 800 * 1.5 < total.high


@every_model
def test_customers_who_are_all_alike_are_reported_as_such(model: Model) -> None:
    rng = np.random.default_rng(1)
    T = rng.uniform(30, 60, 600)
    active = np.minimum(T, rng.exponential(20, 600))
    x = rng.poisson(0.2 * active)
    fitted = model(unit="week").fit(x, np.where(x > 0, active * rng.random(600) ** (1 / np.maximum(x, 1)), 0.0), T)
    assert not fitted.converged_
    assert fitted.diagnosis_ is not None
    assert "grow without bound" in fitted.diagnosis_.en
    assert all(np.isfinite(value) for value in fitted.params_.values())


positive = st.floats(0.02, 50.0)


@every_model
@settings(max_examples=20, deadline=None)
@given(parameters=st.tuples(positive, positive, positive, positive), t=st.floats(0.0, 40.0))
def test_probabilities_of_all_counts_sum_to_one(
    model: Model, parameters: tuple[float, float, float, float], t: float
) -> None:
    r, alpha, third, fourth = parameters
    fitted = model(unit="week").with_params(
        dict(zip(model.names, (min(r, 5.0), max(alpha, 1.0), third, fourth), strict=True))
    )
    # Rates beyond 5 · 40 purchases need more counts than are summed here.
    probabilities = fitted.purchase_probabilities(np.arange(2000), t).value
    assert probabilities.min() >= 0
    assert probabilities.sum() == pytest.approx(1.0, abs=1e-7)
    expected = float(fitted.expected_purchases_new_customer(t).value)
    assert probabilities @ np.arange(2000) == pytest.approx(expected, rel=1e-4, abs=1e-9)


@every_model
def test_the_conditional_probabilities_have_the_conditional_moments(model: Model, cdnow: PurchaseHistory) -> None:
    fitted = model(unit="week").fit(cdnow)
    n = np.arange(400)
    customers = ([0, 2, 26], [0, 30.43, 30.86], [38.86, 38.86, 31.0])
    probabilities = fitted.future_purchase_probabilities(n, 39, *customers, with_interval=False).value
    assert probabilities.sum(axis=1) == pytest.approx(1.0, abs=1e-9)
    assert probabilities @ n == pytest.approx(fitted.expected_purchases(39, *customers).value, rel=1e-8)
    # The variance behind predictive totals is that of the probabilities.
    known = fitted.with_params(fitted.params_)
    total = known.total_expected_purchases(39, PurchaseHistory(*customers, "week"), predictive=True)
    assert total.high is not None
    spread = float(np.log(total.high / total.value)) * float(total.value) / 1.2815515655446004
    variance = (probabilities @ n**2 - (probabilities @ n) ** 2).sum()
    assert spread**2 == pytest.approx(variance, rel=1e-7)
    # And the quantiles are read off them.
    predicted = fitted.expected_purchases(39, *customers, predictive=True)
    cumulative = probabilities.cumsum(axis=1)
    assert predicted.low is not None
    assert predicted.high is not None
    assert predicted.low.tolist() == (cumulative < 0.1).sum(axis=1).tolist()
    assert predicted.high.tolist() == (cumulative < 0.9).sum(axis=1).tolist()


@every_model
def test_discounting_is_the_sum_of_what_is_bought_when(model: Model, cdnow: PurchaseHistory) -> None:
    fitted = model(unit="week").fit(cdnow)
    customers = ([0, 7], [0, 35], [38.86, 38.86])
    weekly = np.log(1.1) / (365.25 / 7)
    edges = np.linspace(0, 156, 3121)
    bought = np.array([fitted.expected_purchases(t, *customers, with_interval=False).value for t in edges])
    middles = np.exp(-weekly * (edges[1:] + edges[:-1]) / 2)
    within_three_years = fitted.discounted_expected_residual(0.1, *customers, horizon=156, with_interval=False).value
    assert within_three_years == pytest.approx(middles @ np.diff(bought, axis=0), rel=1e-6)
    undiscounted = fitted.discounted_expected_residual(0.0, *customers, horizon=156, with_interval=False).value
    assert undiscounted == pytest.approx(bought[-1], rel=1e-7)
    for_ever = fitted.discounted_expected_residual(0.1, *customers, with_interval=False).value
    long = fitted.discounted_expected_residual(0.1, *customers, horizon=30_000, with_interval=False).value
    assert for_ever == pytest.approx(long, rel=1e-3)
    assert np.all(for_ever > within_three_years)


@every_model
def test_intervals_hold_the_value_and_stay_in_range(model: Model, cdnow: PurchaseHistory) -> None:
    fitted = model(unit="week").fit(cdnow)
    counts = fitted.expected_counts(7, cdnow)
    assert counts.value.sum() == pytest.approx(2357)
    for estimates in (
        counts,
        fitted.probability_alive(cdnow),
        fitted.expected_purchases(39, cdnow),
        fitted.purchase_probabilities(range(5), 39),
        fitted.discounted_expected_residual(0.1, cdnow, horizon=52),
    ):
        assert estimates.low is not None
        assert estimates.high is not None
        assert np.all((estimates.low >= 0) & (estimates.low <= estimates.value) & (estimates.value <= estimates.high))
    plain = fitted.probability_alive(cdnow, with_interval=False)
    assert plain.low is None
    assert plain.value == pytest.approx(fitted.probability_alive(cdnow).value, rel=1e-14)


def test_any_function_of_the_parameters_has_an_interval(cdnow: PurchaseHistory) -> None:
    fitted = BGNBD(unit="week").fit(cdnow)
    mean_rate, low, high = fitted.delta(lambda params: params["r"] / params["alpha"], level=0.8)
    assert low < mean_rate < high
    _, low, high = fitted.delta(lambda params: params["r"], level=0.95, scale="identity")
    assert (high - low) / 2 / 1.959963984540054 == pytest.approx(fitted.standard_errors_["r"], rel=1e-6)

    def total(params: dict[str, float]) -> float:
        return float(fitted.with_params(params).total_expected_purchases(39, cdnow).value)

    direct = fitted.total_expected_purchases(39, cdnow)
    assert direct.low is not None
    assert direct.high is not None
    claimed = (float(direct.value), float(direct.low), float(direct.high))
    assert fitted.delta(total) == pytest.approx(claimed, rel=1e-9)


def test_given_parameters_have_no_intervals_and_must_be_complete() -> None:
    known = BGNBD(unit="week").with_params({"r": 1.0, "alpha": 2.0, "a": 1.0, "b": 2.0})
    assert known.expected_purchases_new_customer(3).low is None
    with pytest.raises(ValueError, match="no interval"):
        known.delta(lambda params: params["r"])
    with pytest.raises(ValueError, match="r, alpha, a, b"):
        BGNBD().with_params({"r": 1.0})
    with pytest.raises(RuntimeError, match="no parameters yet"):
        BGNBD().expected_purchases_new_customer(3)
