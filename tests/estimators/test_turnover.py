"""Who leaves a firm within a year, counted by hand."""

import pytest

from crmeter.estimators import turnover
from crmeter.vocabulary import NotEnoughData

NAN = float("nan")


def test_leavers_are_counted_over_the_mean_of_those_there() -> None:
    # There at the start: a, b, c, d. a and b leave; e comes and leaves within; f comes and stays; g left before.
    joined = [0, 10, 20, 30, 120, 150, 0]
    left = [130, 199, NAN, NAN, 180, NAN, 99]

    found = turnover(joined, left, since=100, until=200)

    assert (found.left, found.at_start, found.at_end) == (3, 4, 3)
    assert found.rate == pytest.approx(3 / 3.5)
    assert found.stayed == pytest.approx(2 / 4)
    assert found.stayed_interval.low < 0.5 < found.stayed_interval.high


def test_who_leaves_on_the_first_day_is_of_the_period_and_on_the_day_after_it_is_not() -> None:
    found = turnover([0, 0], [100, 200], since=100, until=200)

    assert (found.left, found.at_start, found.at_end) == (1, 2, 1)


def test_a_firm_that_began_within_the_period_has_no_turnover_yet() -> None:
    with pytest.raises(NotEnoughData) as refused:
        turnover([150], [NAN], since=100, until=200)

    assert refused.value.undefined.code == "nobody_at_start"
