"""Why equity is another one in the next wave: parts that add up, each of its own cause, and errors of linked people."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.estimators.test_customer_equity import DRIVERS, MARKET, survey, true_equity

from crmeter.estimators import CustomerEquity
from crmeter.estimators.choice.equity_change import EquityChange, equity_change, linked_error

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


@pytest.mark.prove
def test_intervals_of_the_change_hold_as_often_as_they_say() -> None:
    larger = replace(MARKET, customers=1_100_000)
    truth = true_equity(larger)[0] - true_equity()[0]
    inside = []
    for seed in range(3000, 3300):
        before, after = fitted(**survey(seed)), fitted(**survey(seed + 5000) | {"market": larger})
        change = equity_change(before, after, 0, people=(NOBODY, NOBODY)).change
        inside.append(float(change.low[0]) <= truth <= float(change.high[0]))  # type: ignore[index]

    assert 0.75 <= np.mean(inside) <= 0.85, np.mean(inside)
