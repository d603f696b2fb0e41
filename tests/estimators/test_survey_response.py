"""Who answered of those who were asked, against sums by hand."""

import math

import pytest

from crmeter.estimators import compare_response, response_rate
from crmeter.vocabulary import NotEnoughData


def test_response_is_a_share_of_those_who_were_asked() -> None:
    rate, bounds = response_rate(82, 100, level=0.95)

    assert rate == 0.82
    assert (round(float(bounds.low), 4), round(float(bounds.high), 4)) == (0.7333, 0.8830)
    with pytest.raises(NotEnoughData):
        response_rate(0, 0)


def test_who_answered_is_compared_with_who_did_not() -> None:
    """20 of 50 and 40 of 50: expected 30 and 20, so χ² = 2 · 100/30 + 2 · 100/20 = 16.667."""
    found = compare_response(("North", "South"), [20, 40], [50, 50])

    north = found.groups[0]
    assert (found.chi_square, found.freedom) == (pytest.approx(50 / 3), 1)
    assert found.p_value == pytest.approx(4.456e-5, rel=1e-3)
    assert (north.share_of_asked, north.share_of_answered, north.rate) == pytest.approx((0.5, 1 / 3, 0.4))
    # 1/3 of those who answered and 3/4 of those who did not.
    spread = math.sqrt((2 / 9 + 3 / 16) / 2)
    assert north.standardised_difference == pytest.approx((1 / 3 - 3 / 4) / spread)
    assert north.is_out_of_balance is True


def test_small_groups_are_shown_but_not_tested() -> None:
    found = compare_response(("A", "B"), [1, 3], [4, 5])

    assert (found.chi_square, found.p_value) == (None, None)
    assert found.untested is not None
    with pytest.raises(NotEnoughData):
        compare_response(("A", "B"), [4, 5], [4, 5])
    with pytest.raises(ValueError, match="more answered"):
        compare_response(("A", "B"), [5, 5], [4, 5])
