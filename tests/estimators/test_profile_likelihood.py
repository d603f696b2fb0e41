"""Bounds by profile likelihood, against a constrained maximum found in another way."""

import numpy as np
import pytest
from scipy.optimize import minimize

from crmeter.estimators import BGNBD, GammaGamma
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.profile_likelihood import profile_bounds


@pytest.fixture(scope="module")
def fitted(cdnow):
    return BGNBD(unit="week").fit(cdnow)


def test_at_the_bounds_of_a_parameter_the_best_of_the_others_costs_half_the_squared_quantile(fitted):
    (bounds,) = profile_bounds(lambda at: at[0]["alpha"], (fitted,), (0.8,))
    best = fitted.likelihood_at(fitted.log_params)[0]
    for alpha in bounds:

        def loss(rest, alpha=alpha):
            value, gradient, _ = fitted.likelihood_at(np.array([rest[0], np.log(alpha), *rest[1:]]))
            return best - value, -gradient[[0, 2, 3]]

        cost = minimize(loss, fitted.log_params[[0, 2, 3]], jac=True, method="BFGS").fun
        assert cost == pytest.approx(normal_quantile(0.8) ** 2 / 2, rel=0.02)


def test_bounds_do_not_depend_on_the_scale_of_the_function(fitted):
    (plain,) = profile_bounds(lambda at: at[0]["r"] / at[0]["alpha"], (fitted,), (0.8,))
    (logs,) = profile_bounds(lambda at: np.log(at[0]["r"] / at[0]["alpha"]), (fitted,), (0.8,))
    assert np.exp(logs) == pytest.approx(plain, rel=1e-3)


def test_with_many_customers_bounds_are_those_of_the_delta_method(fitted):
    narrow, wide = profile_bounds(lambda at: at[0]["r"], (fitted,), (0.8, 0.95))
    _, low, high = fitted.delta(lambda params: params["r"], 0.8, "log")
    assert narrow == pytest.approx((low, high), rel=0.01)
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_uncertainties_of_independent_models_add_up(fitted, cdnow_spend):
    frequency, spend = cdnow_spend
    money = GammaGamma().fit(frequency, spend)

    def yearly(at):
        return np.log(at[0]["r"] / at[0]["alpha"] * at[1]["p"] * at[1]["gamma"] / (at[1]["q"] - 1))

    (both,) = profile_bounds(yearly, (fitted, money), (0.8,))
    variance = fitted.variances(lambda at: np.array(yearly([at, money.params_]))) + money.variances(
        lambda at: np.array(yearly([fitted.params_, at]))
    )
    assert (both[1] - both[0]) / 2 == pytest.approx(normal_quantile(0.8) * np.sqrt(variance), rel=0.02)


def test_a_function_without_a_slope_has_no_bounds(fitted):
    assert profile_bounds(lambda _: 1.0, (fitted,), (0.8,)) == [None]


def test_parameters_that_were_given_have_no_likelihood(fitted):
    with pytest.raises(ValueError, match="no interval"):
        profile_bounds(lambda at: at[0]["r"], (fitted.with_params(fitted.params_),), (0.8,))
