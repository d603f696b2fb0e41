import mpmath as mp
import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import BGNBD, PurchaseHistory
from crmeter.estimators.lifetime import beta_geometric_process as process

NOTE_027 = {"r": 0.25, "alpha": 4.0, "a": 0.8, "b": 2.5}
Days = tuple[NDArray[np.int64], ...]


@pytest.fixture(scope="module")
def fitted(cdnow: PurchaseHistory) -> BGNBD:
    return BGNBD(unit="week").fit(cdnow)


def test_the_papers_parameters_come_back(fitted: BGNBD) -> None:
    full = [0.2425945, 4.4136019, 0.7929199, 2.4258881]  # CLVTools
    assert list(fitted.params_) == ["r", "alpha", "a", "b"]
    assert list(fitted.params_.values()) == pytest.approx(full, rel=2e-5)
    assert [round(value, 3) for value in fitted.params_.values()] == [0.243, 4.414, 0.793, 2.426]
    errors = [round(error, 4) for error in fitted.standard_errors_.values() if error is not None]
    assert errors == [0.0126, 0.3782, 0.1857, 0.7054]
    assert fitted.n_ == 2357
    assert fitted.converged_
    assert fitted.diagnosis_ is None


def test_rounding_of_ages_shows_in_the_third_decimal_of_the_likelihood(
    fitted: BGNBD, cdnow_rounded: PurchaseHistory
) -> None:
    rounded = BGNBD(unit="week").fit(cdnow_rounded)
    assert round(fitted.loglik_, 4) == -9582.4292
    assert round(rounded.loglik_, 4) == -9582.4256
    assert [round(e, 4) for e in rounded.standard_errors_.values() if e] == [0.0126, 0.3782, 0.1857, 0.7053]
    assert fitted.aic_ == pytest.approx(2 * 4 + 2 * 9582.4292, abs=1e-3)
    assert fitted.bic_ == pytest.approx(4 * np.log(2357) + 2 * 9582.4292, abs=1e-3)


def test_a_new_customers_purchases_follow_hardies_sheet(fitted: BGNBD) -> None:
    value = fitted.expected_purchases_new_customer([0.1429, 1, 3, 31.8571, 32, 78]).value
    assert np.round(value[:5], 4).tolist() == [0.0078, 0.0532, 0.1506, 1.0405, 1.0437]
    assert value[5] == pytest.approx(1.8576, abs=5e-4)  # the sheet cuts its series short


def test_the_first_customers_future_is_as_published(fitted: BGNBD) -> None:
    one = ([2], [30.43], [38.86])
    assert fitted.expected_purchases(39, *one).value[0] == pytest.approx(1.22591, abs=1e-4)
    assert round(float(fitted.expected_purchases(39, *one).value[0]), 3) == 1.226
    assert fitted.probability_alive(*one).value[0] == pytest.approx(0.72661, abs=1e-5)


def test_no_purchase_in_39_weeks_depends_on_how_parameters_are_rounded(fitted: BGNBD) -> None:
    rounded = fitted.with_params({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426})
    assert rounded.purchase_probabilities([0], 39).value[0] == pytest.approx(0.5737864, abs=1e-7)
    assert fitted.purchase_probabilities([0], 39).value[0] == pytest.approx(0.57431, abs=5e-6)


def test_single_customers_have_the_likelihood_of_note_027() -> None:
    model = BGNBD(unit="week").with_params(NOTE_027)
    assert model.score([0], [0], [40]) == pytest.approx(-0.59947382, abs=1e-8)
    assert model.score([200], [38], [40]) == pytest.approx(100.7957, abs=5e-5)


def test_customers_by_repeats_are_as_expected(fitted: BGNBD, cdnow: PurchaseHistory) -> None:
    expected = fitted.expected_counts(7, cdnow).value
    assert np.round(expected, 1).tolist() == [1407.7, 460.3, 192.5, 101.2, 59.8, 38.1, 25.5, 71.9]
    actual = np.bincount(np.minimum(cdnow.frequency, 7).astype(int))
    assert actual.tolist() == [1411, 439, 214, 100, 62, 38, 29, 64]


def test_the_holdout_falls_short_by_what_was_published(fitted: BGNBD, cdnow: PurchaseHistory, cdnow_days: Days) -> None:
    actual = cdnow_days[3]
    expected = fitted.expected_purchases(39, cdnow, with_interval=False).value
    assert actual.sum() == 1882
    assert round(float(expected.sum()), 1) == 1653.4
    assert round(float(np.corrcoef(expected, actual)[0, 1]), 4) == 0.6256
    assert round(float(np.abs(expected - actual).mean()), 4) == 0.7855
    assert float(fitted.total_expected_purchases(39, cdnow).value) == pytest.approx(expected.sum())


def test_nobody_leaves_before_a_second_purchase(fitted: BGNBD) -> None:
    alive = fitted.probability_alive([0, 0], [0, 0], [0, 200])
    assert alive.value.tolist() == [1.0, 1.0]
    assert alive.low is not None
    assert alive.low.tolist() == [1.0, 1.0]


def reference(r: float, alpha: float, a: float, b: float, t: float) -> mp.mpf:
    """E[X(t)] in 30 digits; at a = 1 the mean of two neighbours, which the limit lies between."""
    with mp.workdps(30):
        if a == 1.0:
            step = mp.mpf("1e-8")
            return (reference(r, alpha, 1 - step, b, t) + reference(r, alpha, 1 + step, b, t)) / 2
        z, c = mp.mpf(t) / (mp.mpf(alpha) + t), mp.mpf(a) + b - 1
        return c / (a - 1) * (1 - (1 - z) ** (a - 1) * mp.hyp2f1(a - 1, c - r, c, z))


@pytest.mark.parametrize(
    ("r", "alpha", "a", "b"),
    [(0.2426, 4.41, 0.7929, 2.4259), (5, 10, 0.1, 0.3), (2, 3, 30.0, 4), (0.3, 4, 1.0, 2.3), (0.3, 4, 1.0004, 2)],
)
@pytest.mark.parametrize(("x", "T"), [(0, 0.0), (5, 38.0), (300, 100.0), (2000, 100.0)])
@pytest.mark.parametrize("t", [0.001, 39.0, 900.0])
def test_expectations_hold_ten_digits_up_to_two_thousand_repeats(
    r: float, alpha: float, a: float, b: float, x: int, T: float, t: float
) -> None:
    value = process.expected_purchases(np.array([r + x]), np.array([alpha + T]), a, np.array([b + x]), np.array([t]))
    assert float(value[0] / reference(r + x, alpha + T, a, b + x, t) - 1) == pytest.approx(0, abs=1e-10)


def test_far_horizons_of_heavy_buyers_do_not_overflow() -> None:
    one = np.ones(1)
    value = process.expected_purchases(2000.2 * one, 14.4 * one, 30.0, 2004.0 * one, 1e6 * one)
    assert float(value[0] / reference(2000.2, 14.4, 30.0, 2004.0, 1e6) - 1) == pytest.approx(0, abs=1e-9)
