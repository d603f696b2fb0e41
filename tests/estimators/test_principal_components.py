"""Choices by attributes that go together: all axes give the plain model back, fewer of them steady it."""

from typing import Any

import numpy as np
import pytest
from tests.estimators.test_customer_equity import DRIVERS, survey

from crmeter.estimators import CustomerEquity, MultinomialLogit
from crmeter.estimators.choice import multinomial_logit
from crmeter.estimators.choice.market import with_inertia
from crmeter.estimators.choice.principal_components import PrincipalComponentLogit
from crmeter.vocabulary import NotEnoughData

NAMES = ("inertia", *DRIVERS)


def choices(seed: int, *, apart: float = 1.0) -> dict[str, Any]:
    """Choices of a survey in which the third driver differs from the first by a little."""
    said = survey(seed, n=600)
    ratings = said["ratings"]
    noise = np.random.default_rng(seed).normal(size=ratings.shape[:2])
    ratings[:, :, 2] = ratings[:, :, 0] + apart * noise
    return {"attributes": with_inertia(ratings, said["last"]), "chosen": said["chosen"]}


def test_all_components_give_the_plain_model_back() -> None:
    said = choices(1)
    plain = MultinomialLogit(NAMES).fit(**said)

    whole = PrincipalComponentLogit(NAMES, components=3, reduced=DRIVERS).fit(**said)

    assert whole.coefficients_ == pytest.approx(plain.coefficients_, abs=1e-6)
    assert whole.covariance_ == pytest.approx(plain.covariance_, abs=1e-6)
    assert whole.influence_ == pytest.approx(plain.influence_, abs=1e-6)
    assert whole.explained_ == pytest.approx(1)


def test_a_component_less_steadies_drivers_that_are_nearly_one() -> None:
    said = choices(2, apart=0.02)
    plain = MultinomialLogit(NAMES).fit(**said)

    steadied = PrincipalComponentLogit(NAMES, components=2, reduced=DRIVERS).fit(**said)

    assert plain.condition_number_ > 30
    assert steadied.condition_number_ == pytest.approx(plain.condition_number_)
    assert steadied.component_condition_number_ < 3
    assert steadied.diagnosis_ is None
    assert steadied.standard_errors_["quality"] < plain.standard_errors_["quality"] / 10
    # What is nearly one has nearly one coefficient, half of what both do.
    assert steadied.params_["quality"] == pytest.approx(steadied.params_["service"], rel=0.05)
    assert steadied.explained_ > 0.999


@pytest.mark.parametrize(
    "model",
    [
        PrincipalComponentLogit(NAMES, components=1, reduced=DRIVERS),
        PrincipalComponentLogit(NAMES, components=2, reduced=DRIVERS),
        MultinomialLogit(NAMES, ridge=20.0, shrunk=DRIVERS),
    ],
)
def test_a_choice_moves_coefficients_axes_and_spread_as_a_little_more_weight_of_it_does(
    model: MultinomialLogit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multinomial_logit, "_CLOSE_ENOUGH", 1e-9)
    fit = model.fit(**choices(3))
    step, at_first = 1e-4, fit.coefficients_under(np.ones(600))
    assert at_first is not None

    moved = []
    for place in range(20):
        weights = np.ones(600)
        weights[place] += step
        moved.append((fit.coefficients_under(weights) - at_first) / step)  # type: ignore[operator]

    # A ridge of the same strength weighs a little less beside more choices, whichever they are.
    apart = np.array(moved) - fit.influence_[:20]
    assert apart == pytest.approx(np.tile(apart.mean(axis=0), (20, 1)), abs=1e-7)
    assert fit.influence_.sum(axis=0) == pytest.approx(np.zeros(4), abs=1e-12)


def test_axes_that_are_as_long_as_one_another_are_refused_where_one_of_them_is_dropped() -> None:
    x = np.zeros((60, 3, 2))
    x[::2, 0, 0] = x[1::2, 0, 1] = 1.0
    model = PrincipalComponentLogit(("a", "b"), components=1, reduced=("a", "b"))

    x[0::2, 1, 1] = x[1::2, 1, 0] = 1.0
    with pytest.raises(NotEnoughData) as refused:
        model.fit(np.concatenate([x, x * [1, -1]]), np.arange(120) % 3)

    assert refused.value.undefined.code == "equal_axes"


def test_more_axes_than_the_drivers_differ_in_are_refused() -> None:
    said = choices(4, apart=0.0)

    with pytest.raises(NotEnoughData) as refused:
        PrincipalComponentLogit(NAMES, components=3, reduced=DRIVERS).fit(**said)

    assert refused.value.undefined.code == "many_components"
    assert np.all(np.isfinite(PrincipalComponentLogit(NAMES, components=2, reduced=DRIVERS).fit(**said).coefficients_))


def test_equity_by_components_has_its_own_coefficients_and_bounds() -> None:
    said = survey(5)

    fit = CustomerEquity(DRIVERS, components=2).fit(**said)

    assert fit.share_.value.sum() == pytest.approx(1)
    assert np.all(fit.equity_.low < fit.equity_.value)
    with pytest.raises(ValueError):
        CustomerEquity(DRIVERS, components=2, ridge=1.0)
    with pytest.raises(ValueError):
        PrincipalComponentLogit(NAMES, components=4, reduced=DRIVERS)
