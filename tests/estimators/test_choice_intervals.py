"""Intervals of choice models hold as often as they say: of stated chances, of what steadies drivers, of groups."""

from typing import Any

import numpy as np
import pytest
from tests.estimators.test_customer_equity import MARKET, Floats

from crmeter.estimators import CustomerEquity, Estimates
from crmeter.estimators.choice.driver_importance import driver_importance
from crmeter.estimators.choice.market import INERTIA, with_inertia

DRIVERS = ("quality", "taste", "price", "service", "website")
GROUPS = (("quality", "taste"), ("price",), ("service", "website"))
B = np.array([0.9, 0.5, 0.3, 0.35, 0.2, 0.1])
SCALE = (1.0, 5.0)
ASKED, MANY = 400, 100_000


def survey(seed: int, n: int, b: Floats = B, *, stated: float = 0.0) -> dict[str, Any]:
    """What customers say of three brands, on drivers of which two and two go together.

    Args:
        seed: of the draws.
        n: respondents.
        b: by which they choose.
        stated: how closely stated chances are around those of the model (Dirichlet), in whole percents; 0 for a choice.
    """
    rng = np.random.default_rng(seed)
    product, care = rng.normal(size=(2, n, 3))
    mixed = np.stack([product, product, 0.3 * (product + care), care, care], axis=2)
    ratings = np.clip(np.round(3.2 + 0.8 * mixed + rng.normal(0, 0.6, (n, 3, 5))), *SCALE)
    last = rng.integers(0, 3, n)
    utilities = with_inertia(ratings, last) @ b
    chosen: Any = (utilities + rng.gumbel(size=(n, 3))).argmax(axis=1)
    if stated:
        chances = np.exp(utilities) / np.exp(utilities).sum(axis=1, keepdims=True)
        said = rng.standard_gamma(stated * chances) + 1e-9
        percents = rng.multinomial(100, said / said.sum(axis=1, keepdims=True))
        chosen = percents / 100
    return {
        "ratings": ratings, "last": last, "chosen": chosen, "spend": rng.uniform(20, 80, n),
        "frequency": rng.uniform(1, 6, n), "market": MARKET,
    }  # fmt: skip


def importance(fit: CustomerEquity) -> Estimates:
    return driver_importance(fit.logit_, fit.attributes, fit.available, GROUPS, apart=(INERTIA,))


def told(fit: CustomerEquity) -> tuple[Floats, Floats, Floats]:
    """Coefficients, importance of groups, equity and share of the first brand and what a move of quality is worth."""
    errors = 1.2815515655446004 * np.sqrt(np.diag(fit.logit_.covariance_))
    b, better = fit.logit_.coefficients_, fit.what_if(0, {"quality": 0.5}, scale=SCALE).change
    others = [importance(fit), fit.equity_, fit.share_, Estimates(*(np.atleast_1d(s) for s in _sides(better)), 0.8)]
    values, low, high = zip(*[[side[:3] for side in _sides(each)] for each in others], strict=True)
    return np.concatenate([b, *values]), np.concatenate([b - errors, *low]), np.concatenate([b + errors, *high])


def _sides(one: Estimates) -> tuple[Floats, Floats, Floats]:
    assert one.low is not None
    assert one.high is not None
    return one.value, one.low, one.high


def covered(worlds: int, *, ridge: float = 0.0, components: int | None = None, **said: Any) -> Floats:
    """How often each figure of a sample holds what the same method finds among all customers."""
    # A ridge weighs as much beside all of them as it does beside those who are asked.
    everybody = CustomerEquity(DRIVERS, ridge=ridge * MANY / ASKED, components=components)
    truth = told(everybody.fit(**survey(10**6, MANY, **said)))[0]
    inside = []
    for seed in range(worlds):
        fit = CustomerEquity(DRIVERS, ridge=ridge, components=components).fit(**survey(seed, ASKED, **said))
        _, low, high = told(fit)
        inside.append((low <= truth) & (truth <= high))
    found = np.mean(inside, axis=0)
    print(found.round(3))  # noqa: T201 - read by -s
    return np.asarray(found)


@pytest.mark.prove
@pytest.mark.parametrize("steadied", [{}, {"ridge": 30.0}, {"ridge": 200.0}, {"components": 2}, {"components": 3}])
def test_intervals_hold_what_the_method_would_find_among_all_customers(steadied: dict[str, Any]) -> None:
    found = covered(1_500, **steadied)

    assert np.all((found >= 0.76) & (found <= 0.84))


@pytest.mark.prove
@pytest.mark.parametrize("closely", [1.0, 8.0])
def test_intervals_of_stated_chances_hold_however_much_those_scatter(closely: float) -> None:
    found = covered(1_500, stated=closely)

    assert np.all((found >= 0.76) & (found <= 0.84))


@pytest.mark.prove
@pytest.mark.parametrize(("service", "website"), [(0.0, 0.0), (0.05, 0.05), (0.1, 0.0)])
def test_importance_beside_a_group_that_hardly_counts_is_held_as_often_as_it_says(
    service: float, website: float
) -> None:
    found = covered(1_500, b=np.array([0.9, 0.5, 0.3, 0.35, service, website]))[6:9]

    assert np.all((found >= 0.76) & (found <= 0.84))


def test_chances_that_scatter_less_than_choices_leave_smaller_errors_than_choices() -> None:
    choices, closely, wildly = (CustomerEquity(DRIVERS).fit(**survey(1, 2_000, stated=s)) for s in (0.0, 8.0, 1.0))

    errors = [np.array(list(each.logit_.standard_errors_.values())) for each in (closely, wildly, choices)]

    # Dirichlet chances scatter by 1 / (c + 1) of what choices do, and a little more by whole percents.
    assert errors[0] / errors[2] == pytest.approx(np.full(6, np.sqrt(1 / 9 + 0.01)), rel=0.15)
    assert errors[1] / errors[2] == pytest.approx(np.full(6, np.sqrt(1 / 2)), rel=0.15)


def test_a_component_as_long_as_the_next_is_said_to_be_no_ground_for_intervals() -> None:
    said = survey(2, ASKED)

    clear, unclear = (CustomerEquity(DRIVERS, components=each).fit(**said).logit_.diagnosis_ for each in (2, 4))

    assert clear is None
    assert unclear is not None
    assert "component 4" in unclear.en
