"""What people say is important, against what their overall score goes with."""

import numpy as np
import pytest

from crmeter.estimators import Agreement, Estimates, Weights, compare_importance


def shares(value: list[float], reach: float) -> Estimates:
    found = np.array(value)
    return Estimates(found, found - reach, found + reach, 0.8)


def test_each_is_held_against_the_average_driver() -> None:
    # Of five drivers the average is a fifth.
    stated = shares([0.30, 0.10, 0.30, 0.10, 0.20], 0.05)
    derived = shares([0.30, 0.30, 0.10, 0.10, 0.20], 0.05)

    found = compare_importance(stated, derived)

    assert found == (
        Agreement.KEY,
        Agreement.HIDDEN,
        Agreement.SAID_ONLY,
        Agreement.MINOR,
        Agreement.CANNOT_BE_TOLD,
    )
    assert [each.is_at_odds for each in found] == [False, True, True, False, False]


def test_an_interval_that_holds_the_average_tells_nothing() -> None:
    found = compare_importance(shares([0.6, 0.4], 0.05), shares([0.6, 0.4], 0.15))

    assert found == (Agreement.CANNOT_BE_TOLD, Agreement.CANNOT_BE_TOLD)


def test_where_all_say_the_same_there_is_no_interval_and_nothing_is_told() -> None:
    stated = Weights.stated(["a", "b"], [[4, 2], [4, 2]]).estimates()

    assert compare_importance(stated, shares([0.8, 0.2], 0.05)) == (Agreement.CANNOT_BE_TOLD,) * 2


def test_other_drivers_are_refused() -> None:
    with pytest.raises(ValueError, match="same drivers"):
        compare_importance(shares([0.5, 0.5], 0.1), shares([0.3, 0.3, 0.4], 0.1))
