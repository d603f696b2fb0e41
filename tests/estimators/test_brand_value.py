"""What a name is worth: against the coefficients that customers choose by, and with bounds that hold."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import CustomerEquity, Market
from crmeter.estimators.choice.brand_switching import Paths
from crmeter.estimators.choice.brand_value import BrandValue, brand_value, rated_brand_value
from crmeter.estimators.choice.market import with_inertia
from crmeter.vocabulary import NotEnoughData

Floats = NDArray[np.float64]
DRIVERS = ("price", "B", "C")
CONSTANTS = (None, "B", "C")
# Inertia, price, and how much more B and C are liked than A.
TRUTH = np.array([0.7, -0.4, 0.3, 0.9])
MARKET = Market(np.array([0.4, 0.4, 0.4]), 0.12, 2, 100_000)


def choices(seed: int, n: int = 500, truth: Floats = TRUTH) -> dict[str, Any]:
    """What customers choose among three brands whose prices differ from one to the other."""
    rng = np.random.default_rng(seed)
    price = rng.uniform(3, 7, size=(n, 3, 1))
    own = np.broadcast_to(np.eye(3)[:, 1:], (n, 3, 2))
    ratings = np.concatenate([price, own], axis=2)
    last = rng.integers(0, 3, n)
    chosen = (with_inertia(ratings, last) @ truth + rng.gumbel(size=(n, 3))).argmax(axis=1)
    return {
        "ratings": ratings, "last": last, "chosen": chosen, "spend": np.full(n, 20.0), "frequency": np.full(n, 4.0),
        "market": MARKET,
    }  # fmt: skip


def valued(said: dict[str, Any]) -> BrandValue:
    return brand_value(CustomerEquity(DRIVERS).fit(**said), 2, 0, constants=CONSTANTS, price="price")


def true_value() -> tuple[float, float]:
    """What C loses under the name of A, and what its premium brings, by the coefficients that customers choose by."""
    said = choices(0, 100_000)
    worth, units = [], 0.0
    for constant in (TRUTH[3], 0.0):
        utilities = said["ratings"] @ np.array([TRUTH[1], TRUTH[2], constant])
        paths = Paths(utilities, TRUTH[0], said["last"], np.full(100_000, 1.12**-0.25), np.full(100_000, 9))
        bought = paths.discounted()[:, 2]
        worth.append(float(bought.mean()) * 20 * 0.4 * 100_000)
        if not units:
            units = float((bought * 20 / said["ratings"][:, 2, 0]).mean()) * 100_000
    return worth[0] - worth[1], 0.9 / 0.4 * units


def test_a_name_is_worth_what_customers_choose_it_for() -> None:
    found = valued(choices(1, 40_000))

    by_choice, by_premium = true_value()
    assert float(found.premium.value) == pytest.approx(0.9 / 0.4, rel=0.05)
    assert float(found.by_choice.value) == pytest.approx(by_choice, rel=0.05)
    assert float(found.by_premium.value) == pytest.approx(by_premium, rel=0.05)


def test_a_name_is_worth_as_much_less_the_other_way_round() -> None:
    model = CustomerEquity(DRIVERS).fit(**choices(2))

    one = brand_value(model, 2, 0, constants=CONSTANTS, price="price")
    other = brand_value(model, 0, 2, constants=CONSTANTS, price="price")

    assert float(one.premium.value) == pytest.approx(-float(other.premium.value))
    assert float(one.premium.low) == pytest.approx(-float(other.premium.high))  # type: ignore[arg-type]
    assert float(one.by_choice.value) > 0 > float(other.by_choice.value)


def test_customers_who_do_not_mind_the_price_pay_no_premium_that_can_be_told() -> None:
    said = choices(3, truth=np.array([0.7, 0.05, 0.3, 0.9]))

    with pytest.raises(NotEnoughData):
        valued(said)


def test_a_price_that_is_rated_tells_the_same_name_and_a_premium_that_is_a_share_of_it() -> None:
    said = choices(1, 4_000)
    met = valued(said)
    # Ten points less the price: the same choices, told by how good the price is.
    ratings = said["ratings"] * [-1, 1, 1] + [10, 0, 0]
    model = CustomerEquity(("good price", "B", "C")).fit(**{**said, "ratings": ratings})

    found = rated_brand_value(model, 2, 0, constants=CONSTANTS, price="good price", point=0.1)

    assert float(found.by_choice.value) == pytest.approx(float(met.by_choice.value), rel=1e-6)
    assert float(found.premium.value) == pytest.approx(0.1 * float(met.premium.value), rel=1e-6)
    assert float(found.premium.low) == pytest.approx(0.1 * float(met.premium.low), rel=1e-6)
    # What is spent on C, 20 a purchase, by which share it may be dearer.
    bought = model.expected(np.broadcast_to([0.0, 0.0, 20.0], (4_000, 3)))[0][2] * 100_000
    assert float(found.by_premium.value) == pytest.approx(float(found.premium.value) * bought, rel=1e-9)


def test_customers_who_do_not_mind_how_a_price_is_rated_pay_no_premium_that_can_be_told() -> None:
    said = choices(1, 300, TRUTH * [1, 0, 1, 1])

    with pytest.raises(NotEnoughData):
        rated_brand_value(CustomerEquity(DRIVERS).fit(**said), 2, 0, constants=CONSTANTS, price="price", point=0.1)


@pytest.mark.parametrize("wrong", [{"other": 2}, {"price": "cost"}, {"constants": (None, "B", "D")}])
def test_names_that_are_not_there_are_refused(wrong: dict[str, Any]) -> None:
    model = CustomerEquity(DRIVERS).fit(**choices(4))
    asked = {"brand": 2, "other": 0, "constants": CONSTANTS, "price": "price"} | wrong

    with pytest.raises(ValueError, match="compared"):
        brand_value(model, **asked)  # type: ignore[arg-type]


@pytest.mark.prove
def test_intervals_of_the_value_of_a_name_hold_as_often_as_they_say() -> None:
    truths = (*true_value(), 0.9 / 0.4)
    inside = []
    for seed in range(100, 500):
        found = valued(choices(seed))
        bounds = [(each.low, each.high) for each in (found.by_choice, found.by_premium, found.premium)]
        inside.append([low <= truth <= high for (low, high), truth in zip(bounds, truths, strict=True)])  # type: ignore[operator]

    for covered in np.mean(inside, axis=0):
        assert 0.76 <= covered <= 0.84, np.mean(inside, axis=0)
