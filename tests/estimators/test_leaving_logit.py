"""Who leaves, and by what: the textbook figures, true chances, reasons that add up."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special
from tests.estimators.conftest import ORACLES

from crmeter.estimators import LeavingCheck, LeavingLogit
from crmeter.vocabulary import NotEnoughData

Floats = NDArray[np.float64]
B = np.array([0.8, -0.5, 0.0])


def customers(seed: int, n: int = 600) -> tuple[Floats, NDArray[np.bool_]]:
    """Customers of whom some leave, by known coefficients and a constant of −1."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 3)) * np.array([1, 2, 0.5]) + 3
    return x, rng.random(n) < special.expit(-1 + (x - 3) @ B)


def test_the_students_of_spector_give_the_figures_of_the_book() -> None:
    path = ORACLES / "statsmodels" / "datasets" / "spector" / "spector.csv"
    rows = np.genfromtxt(path, skip_header=1)

    fit = LeavingLogit(["GPA", "TUCE", "PSI"], ridge=0).fit(rows[:, 1:4], rows[:, 4] == 1)

    assert fit.intercept_ == pytest.approx(-13.0213, abs=5e-5)
    assert fit.coefficients_ == pytest.approx([2.8261, 0.0952, 2.3787], abs=5e-5)
    assert fit.loglik_ == pytest.approx(-12.8896, abs=5e-5)
    assert list(fit.standard_errors_.values()) == pytest.approx([1.2629, 0.1416, 1.0646], abs=5e-5)


def test_one_yes_or_no_is_the_ratio_of_odds() -> None:
    # Of 40 monthly contracts 20 ended, of 60 yearly ones 12: odds 1 and 1/4.
    monthly = np.repeat([1.0, 0.0], [40, 60])[:, None]
    left = np.repeat([True, False, True, False], [20, 20, 12, 48])

    fit = LeavingLogit(["monthly"], ridge=0).fit(monthly, left)

    assert fit.params_["monthly"] == pytest.approx(np.log(4))
    assert fit.predict([[1.0], [0.0]]).value == pytest.approx([0.5, 0.2])
    # The variance of a log-odds ratio is the sum of 1/20 + 1/20 + 1/12 + 1/48.
    assert fit.standard_errors_["monthly"] ** 2 == pytest.approx(1 / 20 + 1 / 20 + 1 / 12 + 1 / 48)


def test_units_of_features_and_the_order_of_customers_change_no_chance() -> None:
    x, left = customers(1)
    order = np.random.default_rng(2).permutation(len(left))
    fit = LeavingLogit(["a", "b", "c"], ridge=5).fit(x, left)

    other = LeavingLogit(["a", "b", "c"], ridge=5).fit((x * 1000 + 7)[order], left[order])

    assert other.predict(x * 1000 + 7).value == pytest.approx(fit.predict(x).value)
    assert other.predict(x * 1000 + 7).low == pytest.approx(fit.predict(x).low)


def test_reasons_add_up_to_the_difference_from_the_mean_customer() -> None:
    x, left = customers(3)
    fit = LeavingLogit(["a", "b", "c"]).fit(x, left)

    reasons = fit.reasons(x)

    at_mean = special.logit(fit.predict(x.mean(axis=0)[None]).value[0])
    assert reasons.sum(axis=1) == pytest.approx(special.logit(fit.predict(x).value) - at_mean)


def test_a_ridge_is_chosen_that_foretells_those_kept_back() -> None:
    rng = np.random.default_rng(4)
    x = rng.normal(size=(120, 40))
    left = rng.random(120) < special.expit(-1 + x[:, 0])

    chosen = LeavingLogit([f"f{n}" for n in range(40)]).fit(x, left)
    without = LeavingLogit([f"f{n}" for n in range(40)], ridge=0.01).fit(x, left)

    assert chosen.ridge_ > 1
    assert chosen.check_.log_loss < without.check_.log_loss


def test_chances_of_customers_that_a_fit_has_not_seen_are_true() -> None:
    x, left = customers(5, 20_000)

    check = LeavingLogit(["a", "b", "c"]).fit(x, left).check_

    assert check.slope == pytest.approx(1, abs=0.05)
    assert check.log_loss < check.log_loss_of_rate
    for band in check.bands:
        assert band.left == pytest.approx(band.foretold, abs=0.04)
    assert [band.n for band in check.bands] == [2000] * 10
    assert check.bands[-1].caught == pytest.approx(1)


def test_how_well_is_foretold_is_counted_by_hand() -> None:
    odds = special.logit([0.9, 0.6, 0.6, 0.2])
    left = np.array([True, True, False, False])

    check = LeavingCheck.of(odds, left, np.ones(4))

    # Of four pairs three are right and one is a tie.
    assert check.auc == pytest.approx(3.5 / 4)
    assert check.brier == pytest.approx((0.01 + 0.16 + 0.36 + 0.04) / 4)
    assert check.log_loss == pytest.approx(-np.log([0.9, 0.6, 0.4, 0.8]).mean())
    assert check.log_loss_of_rate == pytest.approx(np.log(2))
    assert (check.bands[0].n, check.bands[0].lift, check.bands[0].caught) == (1, 2, 0.5)


def test_customers_with_the_same_chance_are_no_better_foretold_for_coming_in_the_order_in_which_they_left() -> None:
    left = np.arange(40) < 10

    bands = LeavingCheck.of(np.zeros(40), left, np.ones(40)).bands

    assert [band.lift for band in bands] == pytest.approx([1] * 10)
    assert [band.caught for band in bands] == pytest.approx(np.arange(1, 11) / 10)


def test_chances_that_tell_all_apart_have_no_slope_that_could_be_found() -> None:
    check = LeavingCheck.of(np.array([3.0, 2.0, -1.0, -2.0]), np.array([True, True, False, False]), np.ones(4))

    assert check.slope is None


def test_a_feature_that_tells_nothing_is_said_to_foretell_no_better_than_the_rate() -> None:
    rng = np.random.default_rng(6)
    fit = LeavingLogit(["noise"], ridge=0).fit(rng.normal(size=(100, 1)), rng.random(100) < 0.3)

    assert fit.diagnosis_ is not None
    assert "no better" in fit.diagnosis_.en


@pytest.mark.parametrize("ridge", [0, None])
def test_a_feature_written_down_after_leaving_is_suspected(ridge: float | None) -> None:
    left = np.arange(60) % 3 == 0
    mood = np.random.default_rng(1).normal(size=60)

    fit = LeavingLogit(["closing_call", "mood"], ridge=ridge).fit(np.column_stack([left, mood]), left)

    assert fit.diagnosis_ is not None
    assert "after somebody had left" in fit.diagnosis_.en


@pytest.mark.parametrize(
    ("left", "code"), [([True] * 9 + [False] * 91, "few_left"), ([True] * 50 + [False] * 50, "same")]
)
def test_too_few_leavers_or_no_differences_are_not_enough(left: list[bool], code: str) -> None:
    x = np.ones((100, 1)) if code == "same" else np.arange(100.0)[:, None]

    with pytest.raises(NotEnoughData) as refused:
        LeavingLogit(["f"]).fit(x, left)

    assert refused.value.undefined.code == ("no_differences" if code == "same" else code)


@pytest.mark.parametrize("wrong", [{"features": np.full((30, 1), np.nan)}, {"weights": np.zeros(30)}, {"left": [True]}])
def test_what_is_no_number_is_refused(wrong: dict[str, Any]) -> None:
    given = {"features": np.arange(30.0)[:, None], "left": np.arange(30) % 2 == 0} | wrong

    with pytest.raises(ValueError):
        LeavingLogit(["f"]).fit(**given)


@pytest.mark.prove
@pytest.mark.parametrize(("ridge", "b"), [(0, B), (None, B), (None, 0.15 * np.array([2.0, -1, 1, 0, 0.5, -2, 1, 0]))])
def test_intervals_of_coefficients_and_chances_hold_as_often_as_they_say(ridge, b) -> None:
    """With a chosen ridge too, one that draws weak features far to nothing among them."""
    draw = np.random.default_rng(1)
    who = draw.normal(0, 1, (20, len(b)))
    truth, inside = special.expit(-1 + who @ b), []
    for seed in range(400):
        rng = np.random.default_rng(seed + 10)
        x = rng.normal(0, 1, (500, len(b)))
        left = rng.random(500) < special.expit(-1 + x @ b)
        fit = LeavingLogit([str(each) for each in range(len(b))], ridge=ridge).fit(x, left)
        chances = fit.predict(who)
        assert chances.low is not None
        assert chances.high is not None
        inside.append(np.mean((chances.low <= truth) & (truth <= chances.high)))
        assert np.all((chances.low <= chances.value) & (chances.value <= chances.high))

    print(ridge, len(b), np.mean(inside))  # noqa: T201 - read by -s
    assert 0.76 <= np.mean(inside) <= 0.84


def test_a_ridge_hides_no_error() -> None:
    x, left = customers(3, 500)
    plain, held = (LeavingLogit(["a", "b", "c"], ridge=each).fit(x, left) for each in (0.0, 200.0))

    assert np.all(np.abs(held.coefficients_) < np.abs(plain.coefficients_))
    # One step of Newton goes back nearly all the way.
    assert held.coefficients_ + (held._drawn / held._scale)[1:] == pytest.approx(plain.coefficients_, rel=0.15)


def test_features_that_are_always_alike_are_told_apart_by_nothing() -> None:
    x, left = customers(3, 500)
    alike, other = np.column_stack([x[:, 0], 2 * x[:, 0], x[:, 1]]), np.column_stack([x[:, 0], x[:, 1]])
    fit = LeavingLogit(["a", "twice", "b"], ridge=1.0).fit(alike, left)
    plain = LeavingLogit(["a", "b"], ridge=0.0).fit(other, left)

    # What customers like these do is known as well as without the copy; what the copy alone would do is not.
    seen, bounds = fit.predict(alike[:5]), plain.predict(other[:5])
    assert seen.high - seen.low == pytest.approx(bounds.high - bounds.low, rel=0.05)
    assert np.isnan(fit.predict([[1.0, 5.0, 3.0]]).low).all()
    assert [np.isnan(each) for each in fit.standard_errors_.values()] == [True, True, False]
