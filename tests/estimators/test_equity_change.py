"""Why equity is another one in the next wave: parts that add up, each of its own cause, and errors of linked people."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.estimators.test_customer_equity import DRIVERS, MARKET, B, survey

from crmeter.estimators import CustomerEquity, Estimates
from crmeter.estimators.choice.equity_change import EquityChange, equity_change, linked_error
from crmeter.estimators.choice.market import with_inertia

NOBODY = np.full(400, -1)


def fitted(**said: Any) -> CustomerEquity:
    return CustomerEquity(DRIVERS).fit(**said)


def parts_of(change: EquityChange, brand: int = 0) -> dict[str, float]:
    return {each.driver or each.cause: float(each.amount.value[brand]) for each in change.parts}


def test_parts_add_up_to_the_change_of_each_brand() -> None:
    before, after = fitted(**survey(30)), fitted(**survey(31) | {"market": replace(MARKET, customers=1_200_000)})

    change = equity_change(before, after, 0, people=(NOBODY, NOBODY))

    assert sum(each.amount.value for each in change.parts) == pytest.approx(after.equity_.value - before.equity_.value)
    assert change.change.value == pytest.approx(after.equity_.value - before.equity_.value)
    assert change.linked == 0


def test_a_larger_market_alone_is_a_change_of_the_market_alone() -> None:
    said = survey(32)
    before, after = fitted(**said), fitted(**said | {"market": replace(MARKET, customers=1_500_000)})

    parts = parts_of(equity_change(before, after, 0, people=(np.arange(400), np.arange(400))))

    assert parts.pop("market_size") == pytest.approx(0.5 * before.equity_.value[0])
    assert parts == pytest.approx(dict.fromkeys(parts, 0.0), abs=1e-3)


def test_twice_the_money_is_twice_the_equity_and_it_is_spend_that_did_it() -> None:
    said = survey(33)
    before, after = fitted(**said), fitted(**said | {"spend": 2 * said["spend"]})

    parts = parts_of(equity_change(before, after, 1, people=(NOBODY, NOBODY)), brand=1)

    assert parts.pop("spend") == pytest.approx(before.equity_.value[1])
    assert parts == pytest.approx(dict.fromkeys(parts, 0.0), abs=1e-3)


def test_another_margin_is_a_change_of_assumptions() -> None:
    said = survey(34)
    margin = replace(MARKET, margin=MARKET.margin * 0.5)
    before, after = fitted(**said), fitted(**said | {"market": margin})

    parts = parts_of(equity_change(before, after, 0, people=(NOBODY, NOBODY)))

    assert parts["assumptions"] == pytest.approx(-0.5 * before.equity_.value[0])


def test_our_better_rating_and_that_of_a_competitor_are_told_apart() -> None:
    said = survey(35)
    ours, theirs = said["ratings"].copy(), said["ratings"].copy()
    ours[:, 0, 0] += 0.5
    theirs[:, 2, 1] += 0.5
    before = fitted(**said)
    up, down = (
        equity_change(before, fitted(**said | {"ratings": each}), 0, people=(NOBODY, NOBODY)) for each in (ours, theirs)
    )

    # A shift of everybody's rating of one brand: the model takes it for something else in part, never for money.
    assert parts_of(up)["quality"] > 0 > parts_of(down)["competitors"]
    assert parts_of(up)["competitors"] == pytest.approx(0, abs=1e-6)
    assert parts_of(down)["quality"] == pytest.approx(0, abs=1e-6)
    for change in (up, down):
        assert (parts_of(change)["spend"], parts_of(change)["market_size"]) == pytest.approx((0, 0), abs=1e-6)


def test_whoever_answered_twice_the_same_leaves_no_error_and_strangers_leave_both() -> None:
    fit = fitted(**survey(36))

    same = equity_change(fit, fit, 0, people=(np.arange(400), np.arange(400)))
    strangers = equity_change(fit, fit, 0, people=(NOBODY, NOBODY))

    assert same.linked == 400
    assert same.change.high == pytest.approx(np.zeros(3), abs=1e-6)
    own = fit.equity_.high - fit.equity_.value  # type: ignore[operator]
    assert strangers.change.high == pytest.approx(np.sqrt(2) * own)


def test_the_error_of_two_means_is_that_of_the_textbook() -> None:
    old, new = np.array([1.0, 2.0, 3.0, 6.0]), np.array([2.0, 4.0, 9.0])
    influences = (-(old - old.mean()) / 4, (new - new.mean()) / 3)

    apart = linked_error(influences, (np.full(4, -1), np.full(3, -1)))

    assert apart == pytest.approx(np.sqrt(old.var(ddof=1) / 4 + new.var(ddof=1) / 3))


def test_waves_of_other_drivers_are_not_compared() -> None:
    other = CustomerEquity(("quality", "price", "taste")).fit(**survey(37))

    with pytest.raises(ValueError):
        equity_change(fitted(**survey(37)), other, 0, people=(NOBODY, NOBODY))


def test_parts_of_people_who_answered_twice_the_same_have_no_error() -> None:
    fit = fitted(**survey(38))

    same = equity_change(fit, fit, 0, people=(np.arange(400), np.arange(400)))

    for part in same.parts:
        assert part.amount.low == pytest.approx(np.zeros(3), abs=1e-6)
        assert part.amount.high == pytest.approx(np.zeros(3), abs=1e-6)


def wave(seed: int, n: int, *, is_second: bool) -> dict[str, Any]:
    """A wave in which brands are rated otherwise than each other; in the second all is otherwise that can be."""
    rng = np.random.default_rng(seed)
    ratings = np.minimum(rng.integers(1, 6, size=(n, 3, 3)) + np.array([[1, 1, 0], [0, 0, 0], [0, 0, 1]]), 5.0)
    frequency, coefficients, market = rng.integers(1, 7, n).astype(float), B, MARKET
    last = rng.choice(3, n, p=(0.5, 0.3, 0.2) if is_second else (0.4, 0.3, 0.3))
    if is_second:
        for (brand, driver), share in (((0, 0), 0.4), ((2, 1), 0.3)):
            ratings[:, brand, driver] = np.minimum(ratings[:, brand, driver] + (rng.random(n) < share), 5)
        frequency += rng.random(n) < 0.5
        coefficients = np.array([0.7, 0.5, 0.2, 0.2])
        market = replace(MARKET, customers=1_100_000, margin=MARKET.margin * 1.1)
    chosen = (with_inertia(ratings, last) @ coefficients + rng.gumbel(size=(n, 3))).argmax(axis=1)
    spend = rng.uniform(20, 80, n) * (1.1 if is_second else 1.0)
    return {
        "ratings": ratings, "last": last, "chosen": chosen, "spend": spend, "frequency": frequency, "market": market
    }  # fmt: skip


@pytest.mark.prove
def test_intervals_of_the_change_and_of_each_part_hold_as_often_as_they_say() -> None:
    def figures(seed: int, n: int) -> list[Estimates]:
        before, after = (fitted(**wave(2 * seed + k, n, is_second=bool(k))) for k in (0, 1))
        found = equity_change(before, after, 0, people=(np.full(n, -1), np.full(n, -1)))
        return [each.at(0) for each in (found.change, found.share_change, *(part.amount for part in found.parts))]

    truths = [each.value for each in figures(10**6, 100_000)]
    inside = []
    for seed in range(1_500):
        sides = zip(figures(seed, 400), truths, strict=True)
        inside.append([each.low <= truth <= each.high for each, truth in sides])  # type: ignore[operator]

    found = np.mean(inside, axis=0)
    print(found)  # noqa: T201 - read by -s
    assert np.all((found >= 0.76) & (found <= 0.84))
