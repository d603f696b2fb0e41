import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import GammaGamma
from crmeter.estimators.lifetime.spend_likelihood import SpendLikelihood
from crmeter.vocabulary import NotEnoughData

Columns = tuple[NDArray[np.float64], NDArray[np.float64]]


@pytest.fixture(scope="module")
def fitted(cdnow_spend: Columns) -> GammaGamma:
    return GammaGamma().fit(*cdnow_spend)


def simulated(customers: int, seed: int) -> Columns:
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 8, customers)
    rate = rng.gamma(3.74, 1 / 15.44, customers)
    return x, np.where(x > 0, rng.gamma(6.25 * np.maximum(x, 1)) / rate / np.maximum(x, 1), 0.0)


def test_the_parameters_of_note_025_come_back(fitted: GammaGamma) -> None:
    assert [round(value, 2) for value in fitted.params_.values()] == [6.25, 3.74, 15.45]
    assert list(fitted.params_.values()) == pytest.approx([6.2488, 3.7446, 15.4477], abs=1e-4)
    assert fitted.v_ == fitted.params_["gamma"]
    assert round(fitted.loglik_, 4) == -4055.9232
    assert round(fitted.population_mean_, 3) == 35.171
    assert fitted.converged_
    assert fitted.n_ == 946
    assert [(left.code, left.n) for left in fitted.left_out_] == [("no_repeat", 1411)]


def test_the_first_ten_customers_spend_as_published(fitted: GammaGamma, cdnow_spend: Columns) -> None:
    x, m = cdnow_spend
    published = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    estimates = fitted.expected_spend(x[:10], m[:10])
    assert estimates.value.tolist() == pytest.approx(published, abs=0.01)
    rounded = fitted.with_params({"p": 6.25, "q": 3.74, "gamma": 15.44})
    assert rounded.expected_spend([0], [0]).value[0] == pytest.approx(35.22, abs=5e-3)
    assert estimates.low is not None
    assert estimates.high is not None
    assert np.all((estimates.low < estimates.value) & (estimates.value < estimates.high))


def test_the_gradient_and_the_curvature_are_those_of_the_likelihood(cdnow_spend: Columns) -> None:
    x, m = cdnow_spend
    used = x > 0
    objective = SpendLikelihood(x[used], m[used], np.ones(used.sum()))
    place, step = np.log([4.0, 3.0, 20.0]), 1e-5
    _, gradient, hessian = objective(place)
    for axis in np.eye(3):
        after, before = objective(place + step * axis), objective(place - step * axis)
        assert axis @ gradient == pytest.approx((after[0] - before[0]) / (2 * step), rel=1e-5)
        assert hessian @ axis == pytest.approx((after[1] - before[1]) / (2 * step), rel=1e-5)


def test_weights_count_as_repeated_rows_and_order_leaves_no_trace() -> None:
    x, m = simulated(400, 5)
    rng = np.random.default_rng(6)
    weights = rng.integers(1, 4, 400)
    order = rng.permutation(400)
    weighted = GammaGamma().fit(x, m, weights)
    repeated = GammaGamma().fit(np.repeat(x, weights), np.repeat(m, weights))
    assert list(weighted.params_.values()) == pytest.approx(list(repeated.params_.values()), rel=1e-9)
    assert weighted.loglik_ == pytest.approx(repeated.loglik_, rel=1e-12)
    shuffled = GammaGamma().fit(x[order], m[order], weights[order])
    assert shuffled.params_ == weighted.params_
    assert shuffled.loglik_ == weighted.loglik_


def test_another_currency_scales_gamma_alone() -> None:
    x, m = simulated(2000, 7)
    one, other = GammaGamma().fit(x, m), GammaGamma().fit(x, m * 25_000)
    assert other.params_["p"] == pytest.approx(one.params_["p"], rel=1e-8)
    assert other.params_["gamma"] == pytest.approx(one.params_["gamma"] * 25_000, rel=1e-8)
    assert other.loglik_ == pytest.approx(one.loglik_ - one.n_ * np.log(25_000), rel=1e-10)


def test_known_parameters_come_back_from_simulated_spend() -> None:
    fitted = GammaGamma().fit(*simulated(20_000, 8))
    for name, true in (("p", 6.25), ("q", 3.74), ("gamma", 15.44)):
        error = fitted.standard_errors_[name]
        assert error is not None
        assert abs(fitted.params_[name] - true) < 3.5 * error


def test_sums_to_come_fall_below_a_limit_as_often_as_simulated(fitted: GammaGamma) -> None:
    p, q, gamma = fitted.params_.values()
    rng = np.random.default_rng(9)
    rate = rng.gamma(q + p * 2, 1 / (gamma + 2 * 22.35), 400_000)
    sums = rng.gamma(3 * p, 1 / rate)
    value = float(fitted.spend_below_probability(80.0, 3, 2, 22.35).value)
    assert value == pytest.approx((sums <= 80).mean(), abs=3e-3)
    limits = fitted.spend_below_probability([0.0, 1.0], [0, 1], [0, 0], [0.0, 0.0])
    assert limits.value[0] == 1.0
    assert 0 < limits.value[1] < 0.01


def test_customers_without_a_spend_are_left_out_with_a_reason() -> None:
    x, m = simulated(300, 10)
    fitted = GammaGamma().fit([*x, 3, 2, 1], [*m, 0.0, -5.0, np.nan])
    assert {left.code: left.n for left in fitted.left_out_} == {
        "no_repeat": int((x == 0).sum()),
        "not_positive": 2,
        "no_spend": 1,
    }


def test_a_correlation_of_frequency_and_spend_is_warned_of(fitted: GammaGamma) -> None:
    x, m = simulated(2000, 12)
    correlated = GammaGamma().fit(x, m * (1 + x) ** 1.5)
    assert correlated.frequency_spend_correlation_ is not None
    assert correlated.frequency_spend_correlation_ > 0.3
    assert correlated.diagnosis_ is not None
    assert "independent" in correlated.diagnosis_.en
    assert "độc lập" in correlated.diagnosis_.vi
    assert fitted.frequency_spend_correlation_ == pytest.approx(0.1139, abs=1e-4)
    assert fitted.diagnosis_ is None


def test_too_little_is_said_instead_of_fitted() -> None:
    for x, m, code in (([], [], "too_few_spenders"), ([1] * 9, range(1, 10), "too_few_spenders")):
        with pytest.raises(NotEnoughData) as caught:
            GammaGamma().fit(x, list(m))
        assert caught.value.undefined.code == code
    with pytest.raises(NotEnoughData) as caught:
        GammaGamma().fit([1, 2] * 10, [7.0] * 20)
    assert caught.value.undefined.code == "no_variation"


def test_an_infinite_mean_is_no_figure() -> None:
    heavy = GammaGamma().with_params({"p": 1.0, "q": 0.9, "gamma": 10.0})
    with pytest.raises(NotEnoughData) as caught:
        heavy.expected_spend([0], [0])
    assert caught.value.undefined.code == "infinite_mean"
    assert heavy.expected_spend([2], [5.0]).value[0] == pytest.approx(1.0 * (10 + 10) / (2 + 0.9 - 1))
