"""Two waves of a survey: what moved equity, and whose ratings moved a driver, by hand."""

from dataclasses import replace

import numpy as np
import pytest

from crmeter.estimators import Market
from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.equity_waves import cause_in_words, compare_waves
from crmeter.vocabulary import Misused, Text

BRANDS, DRIVERS = ("Nắng", "Gió"), ("quality", "price")
MARKET = Market(np.array([0.3, 0.2]), 0.12, 3, 1_000)


def wave(seed: int, n: int = 60, *, known: bool = False) -> BrandChoices:
    """What people say of two brands; customers are known by their number."""
    rng = np.random.default_rng(seed)
    ratings = rng.integers(1, 6, size=(n, 2, 2)).astype(float)
    last = rng.integers(0, 2, n)
    utility = ratings @ np.array([0.5, 0.3]) + 0.8 * (np.arange(2) == last[:, None])
    chosen = (utility + rng.gumbel(size=(n, 2))).argmax(axis=1)
    return BrandChoices(
        BRANDS, DRIVERS, ratings, np.ones((n, 2), bool), last, np.eye(2)[chosen], np.arange(n), None,
        rng.uniform(20, 80, n), rng.uniform(1, 6, n), (),
        people=np.arange(n).astype(object) if known else None,
    )  # fmt: skip


def test_the_mean_of_a_driver_moves_by_what_those_asked_add() -> None:
    before, after = wave(1), wave(2, n=80)

    found = compare_waves(before, after, us="Nắng", markets=(MARKET, MARKET), scale=(1, 5))

    quality = found.moves[0]
    change = after.attributes[:, 0, 0].mean() - before.attributes[:, 0, 0].mean()
    assert quality.driver == "quality"
    assert quality.change.value == pytest.approx(change)
    assert sum(each.adds for each in quality.groups) == pytest.approx(change)
    assert {each.who for each in quality.groups} == set(BRANDS)
    first = next(each for each in quality.groups if each.who == "Gió")
    assert first.after == pytest.approx(after.attributes[after.last == 1, 0, 0].mean())
    assert quality.people == ()
    assert sum(float(each.amount.value[0]) for each in found.change.parts) == pytest.approx(
        float(found.after.equity.value[0] - found.before.equity.value[0])
    )


def test_the_one_customer_who_changed_their_mind_is_named_first_with_what_they_add() -> None:
    before = wave(3, known=True)
    ratings = before.attributes.copy()
    ratings[7, 0, 0] += 3
    after = replace(before, attributes=ratings)

    found = compare_waves(before, after, us="Nắng", markets=(MARKET, MARKET), scale=(1, 5))

    quality, price = found.moves
    assert found.change.linked == 60
    assert (quality.people[0].who, quality.people[0].adds) == (7, pytest.approx(3 / 60))
    assert quality.people[1].adds == pytest.approx(0)
    # One of sixty moved by three points: a mean of .05 with the spread of the differences.
    differences = np.zeros(60)
    differences[7] = 3
    assert float(quality.change.high) - 0.05 == pytest.approx(1.2815515655 * differences.std(ddof=1) / np.sqrt(60))  # type: ignore[arg-type]
    assert float(price.change.value) == pytest.approx(0)


def test_the_order_of_brands_and_drivers_does_not_matter() -> None:
    before, after = wave(4), wave(5)
    turned = replace(
        after, brands=BRANDS[::-1], drivers=DRIVERS[::-1], attributes=after.attributes[:, ::-1, ::-1],
        available=after.available[:, ::-1], shares=after.shares[:, ::-1], last=1 - after.last,
    )  # fmt: skip

    straight, other = (compare_waves(before, each, us="Gió", markets=(MARKET, MARKET)) for each in (after, turned))

    assert other.change.change.value == pytest.approx(straight.change.change.value)
    assert [each.driver for each in other.moves] == list(DRIVERS)


def test_waves_that_ask_of_something_else_name_it() -> None:
    with pytest.raises(Misused) as refused:
        compare_waves(wave(6), replace(wave(7), drivers=("quality", "taste")), us="Gió", markets=(MARKET, MARKET))

    assert "price, taste" in refused.value.undefined.reason.en if hasattr(refused.value, "undefined") else True


def test_every_cause_has_words() -> None:
    found = compare_waves(wave(8), wave(9), us="Nắng", markets=(MARKET, replace(MARKET, customers=1_100)))

    said = [cause_in_words(each, Text("Chất lượng", "Quality")).vi for each in found.change.parts]

    assert said[0] == "điểm của mình: Chất lượng"
    assert len(said) == len(DRIVERS) + 7
