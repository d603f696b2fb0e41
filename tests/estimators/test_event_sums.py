"""Totals of events that come one by one, with amounts of their own."""

import math

import numpy as np
import pytest

from crmeter.estimators.event_sums import FEWEST_EVENTS, event_sum


def test_bounds_by_hand() -> None:
    # A hundred events of 3: ±1.2816 × √900 at 80 %.
    found = event_sum(300, 900, 100, 0.8)

    assert found is not None
    assert (float(found.low), float(found.high)) == pytest.approx((300 - 38.4465, 300 + 38.4465), abs=1e-3)


def test_equal_amounts_are_as_sure_as_their_number() -> None:
    found = event_sum(100, 100, 100, 0.95)

    assert found is not None
    assert float(found.high) - 100 == pytest.approx(1.959964 * math.sqrt(100))


def test_few_events_have_no_bounds() -> None:
    assert event_sum(10, 10, FEWEST_EVENTS - 1, 0.8) is None


def test_no_sum_of_squares_is_below_zero() -> None:
    with pytest.raises(ValueError, match="sum of squares"):
        event_sum(1, -1, 100, 0.8)


def test_bounds_hold_what_is_expected_as_often_as_they_say() -> None:
    rng = np.random.default_rng(7)
    held, expected, many = 0, 60 * math.exp(0.125), 4000
    for n in rng.poisson(60, many):
        amounts = rng.lognormal(0, 0.5, n)
        found = event_sum(float(amounts.sum()), float((amounts**2).sum()), int(n), 0.8)
        held += found is not None and float(found.low) <= expected <= float(found.high)

    # Four standard errors of 0.8.
    assert held / many == pytest.approx(0.8, abs=4 * math.sqrt(0.16 / many))
