"""Choices among brands: the textbook figures, what cannot be told apart, and intervals that hold."""

import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import MultinomialLogit
from crmeter.vocabulary import NotEnoughData

Floats = NDArray[np.float64]
TRAVEL = ("cost", "waiting", "income_air", "air", "train", "bus")


def chosen(rng: np.random.Generator, attributes: Floats, b: Floats) -> NDArray[np.int64]:
    """What somebody chooses, by the model."""
    return (attributes @ b + rng.gumbel(size=attributes.shape[:2])).argmax(axis=1)


def test_the_travellers_of_greene_give_the_coefficients_of_the_book(mode_choice) -> None:
    attributes, modes = mode_choice

    fit = MultinomialLogit(TRAVEL).fit(attributes, modes)

    assert fit.coefficients_ == pytest.approx([-0.01550, -0.09612, 0.01329, 5.20744, 3.86904, 3.16319], abs=5e-6)
    assert fit.loglik_ == pytest.approx(-199.1284, abs=5e-5)
    assert fit.loglik_null_ == pytest.approx(210 * np.log(0.25))
    assert (fit.converged_, fit.diagnosis_, fit.n_) == (True, None, 210)


def test_the_order_of_choices_and_of_alternatives_changes_nothing(mode_choice) -> None:
    attributes, modes = mode_choice
    fit = MultinomialLogit(TRAVEL).fit(attributes, modes)
    order = np.random.default_rng(3).permutation(210)
    turned = [2, 0, 3, 1]

    again = MultinomialLogit(TRAVEL).fit(attributes[order][:, turned], [turned.index(mode) for mode in modes[order]])

    assert again.coefficients_ == pytest.approx(fit.coefficients_, rel=1e-8)
    assert again.standard_errors_ == pytest.approx(fit.standard_errors_, rel=1e-7)


def test_two_thousand_choices_among_five_brands_by_nine_drivers_give_what_they_were_made_by() -> None:
    rng = np.random.default_rng(2004)
    b = np.array([1.2, 0.9, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05, 0.0])
    attributes = np.concatenate(
        [np.eye(5)[rng.integers(0, 5, 2000)][:, :, None], rng.integers(1, 6, (2000, 5, 9))], axis=2
    )
    chosen = (attributes @ b + rng.gumbel(size=(2000, 5))).argmax(axis=1)
    names = ("inertia", *(f"driver {n}" for n in range(9)))

    fit = MultinomialLogit(names).fit(attributes, chosen)

    z = (fit.coefficients_ - b) / np.sqrt(np.diag(fit.covariance_))
    assert np.abs(z).max() < 2.8
    # At the top of ln L the chances of each attribute add up to what was chosen of it.
    apart = np.eye(5)[chosen] - fit.predict(attributes)
    assert np.einsum("nj,njk->k", apart, attributes) == pytest.approx(0, abs=1e-6)


def test_two_alternatives_are_a_logistic_regression_of_the_difference() -> None:
    # Of 40 who are shown a price 1 lower, 30 buy; of 40 who are shown the same price, 20 do: ln(30/10) = 1.0986.
    attributes = np.zeros((80, 2, 1))
    attributes[:40, 0, 0] = 1
    bought = np.repeat([0, 1, 0, 1], [30, 10, 20, 20])

    fit = MultinomialLogit(["cheaper"]).fit(attributes, bought)

    assert fit.params_["cheaper"] == pytest.approx(np.log(3))
    # 1 / (40 × .75 × .25), times 80 / 79 for the respondents.
    assert fit.standard_errors_["cheaper"] ** 2 == pytest.approx(80 / 79 / 7.5)
    assert fit.predict(attributes[:1])[0] == pytest.approx([0.75, 0.25])
    assert fit.hit_rate_ == pytest.approx((30 + 20) / 80)


def test_a_weight_counts_as_so_many_choices_and_shares_as_parts_of_them(mode_choice) -> None:
    attributes, modes = mode_choice
    twice = MultinomialLogit(TRAVEL).fit(np.repeat(attributes, 2, axis=0), np.repeat(modes, 2))

    weighted = MultinomialLogit(TRAVEL).fit(attributes, modes, weights=np.full(210, 2.0))
    shared = MultinomialLogit(TRAVEL).fit(attributes, np.eye(4)[modes])

    assert weighted.loglik_ == pytest.approx(twice.loglik_)
    assert weighted.coefficients_ == pytest.approx(twice.coefficients_)
    assert shared.coefficients_ == pytest.approx(twice.coefficients_)


def test_choices_of_one_respondent_say_less_than_those_of_many(mode_choice) -> None:
    attributes, modes = mode_choice
    copies = np.repeat(np.arange(210), 5)

    alone = MultinomialLogit(TRAVEL).fit(attributes, modes)
    copied = MultinomialLogit(TRAVEL).fit(attributes[copies], modes[copies], respondents=copies)

    assert copied.n_respondents_ == 210
    assert copied.standard_errors_ == pytest.approx(alone.standard_errors_, rel=1e-6)


def test_what_was_not_at_hand_is_as_if_it_were_not_there(mode_choice) -> None:
    attributes, modes = mode_choice
    without_bus = modes != 2
    three = attributes[without_bus][:, [0, 1, 3]][:, :, [0, 1, 2, 3, 4]]
    places = np.array([0, 1, -1, 2])[modes[without_bus]]
    fit = MultinomialLogit(TRAVEL[:5]).fit(three, places)
    available = np.ones((210, 4), bool)
    available[:, 2] = False
    unknown = attributes[:, :, :5].copy()
    unknown[:, 2] = np.nan

    same = MultinomialLogit(TRAVEL[:5]).fit(unknown[without_bus], modes[without_bus], available=available[without_bus])

    assert same.coefficients_ == pytest.approx(fit.coefficients_, rel=1e-7)
    assert same.predict(unknown, available)[:, 2] == pytest.approx(0)


def test_a_driver_that_others_make_up_is_named() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(200, 3, 3))
    x[:, :, 2] = x[:, :, 0] + 2 * x[:, :, 1]

    with pytest.raises(NotEnoughData) as refused:
        MultinomialLogit(["a", "b", "c"]).fit(x, chosen(rng, x, np.ones(3)))

    assert refused.value.undefined.code == "collinear"
    fit = MultinomialLogit(["a", "b", "c"], ridge=1.0).fit(x, chosen(rng, x, np.ones(3)))
    assert fit.condition_number_ > 1e6
    assert fit.diagnosis_ is not None


def test_a_driver_that_all_brands_share_explains_nothing() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(50, 3, 2))
    x[:, :, 1] = rng.normal(size=(50, 1))

    with pytest.raises(NotEnoughData) as refused:
        MultinomialLogit(["price", "income"]).fit(x, chosen(rng, x, np.array([1.0, 0])))

    assert refused.value.undefined.code == "no_differences"
    assert "income" in refused.value.undefined.reason.en


def test_choices_that_are_foretold_without_fail_are_said_to_be() -> None:
    x = np.zeros((60, 2, 1))
    x[:, 0, 0] = np.arange(60) % 2 * 2 - 1
    always = (x[:, 0, 0] < 0).astype(int)

    fit = MultinomialLogit(["quality"]).fit(x, always)

    assert not fit.converged_
    assert fit.diagnosis_ is not None
    assert "foretold without fail by quality" in fit.diagnosis_.en
    assert np.isnan(fit.standard_errors_["quality"])
    with pytest.raises(NotEnoughData):
        fit.refuse_without_optimum()


@pytest.mark.parametrize("wrong", ["names", "place", "shares", "missing", "weight", "not at hand"])
def test_what_is_no_choice_is_refused(wrong: str) -> None:
    x = np.random.default_rng(4).normal(size=(20, 3, 2))
    where: dict[str, object] = {"attributes": x, "chosen": np.zeros(20, int)}
    if wrong == "place":
        where["chosen"] = np.full(20, 3)
    if wrong == "shares":
        where["chosen"] = np.full((20, 3), 0.3)
    if wrong == "missing":
        where["attributes"] = np.where(np.arange(20)[:, None, None] == 5, np.nan, x)
    if wrong == "weight":
        where["weights"] = np.zeros(20)
    if wrong == "not at hand":
        where["available"] = np.tile([False, True, True], (20, 1))

    with pytest.raises(ValueError):
        MultinomialLogit(["a"] if wrong == "names" else ["a", "b"]).fit(**where)  # type: ignore[arg-type]


def test_too_few_respondents_are_not_enough() -> None:
    x = np.random.default_rng(5).normal(size=(2, 3, 2))

    with pytest.raises(NotEnoughData):
        MultinomialLogit(["a", "b"]).fit(x, [0, 1])


@pytest.mark.prove
def test_intervals_of_coefficients_hold_as_often_as_they_say() -> None:
    inside = []
    for seed in range(400):
        rng = np.random.default_rng(seed)
        x = rng.integers(1, 6, size=(300, 4, 3)).astype(float)
        b = np.array([0.5, 0.2, -0.3])
        fit = MultinomialLogit(["a", "b", "c"]).fit(x, chosen(rng, x, b))
        errors = np.array(list(fit.standard_errors_.values()))
        inside.append(np.abs(fit.coefficients_ - b) < 1.2815515655446004 * errors)

    assert 0.76 <= np.mean(inside) <= 0.84
