"""Retention of cohorts by month since the first purchase."""

import numpy as np
import pytest

from crmeter.estimators import intervals
from crmeter.estimators.retention.cohorts import INCOMPLETE, CohortRetention
from crmeter.vocabulary import NotEnoughData

# Cohorts of months 10, 11, 12 with 100, 50 and 20 customers; month 13 has not ended.
COHORT = [10, 10, 10, 10, 11, 11, 11, 12, 12]
AGE = [0, 1, 2, 3, 0, 1, 2, 0, 1]
ACTIVE = [100, 40, 30, 5, 50, 10, 3, 20, 1]
SIZE = [100, 100, 100, 100, 50, 50, 50, 20, 20]


@pytest.fixture
def retention():
    return CohortRetention().fit(COHORT, AGE, ACTIVE, SIZE, last_complete=12)


def test_shares_are_active_over_size_and_none_where_not_yet_seen(retention):
    assert retention.matrix() == ((1.0, 0.4, 0.3), (1.0, 0.2, None), (1.0, None, None))
    assert retention.share(11, 1) == 0.2
    assert retention.share(11, 2) is None
    assert retention.share(11, 9) is None
    assert retention.active(10, 2) == 30
    assert retention.active(12, 1) is None


def test_the_period_that_has_not_ended_is_left_out_and_counted(retention):
    assert [(row.code, row.reason, row.n) for row in retention.left_out_] == [("incomplete_period", INCOMPLETE, 3)]
    assert CohortRetention().fit(COHORT, AGE, ACTIVE, SIZE).left_out_ == ()


def test_the_curve_pools_only_cohorts_that_have_reached_the_age(retention):
    assert retention.curve_.tolist() == pytest.approx([1, 50 / 150, 30 / 100])
    assert retention.customers_at_.tolist() == [170, 150, 100]
    assert retention.n_ == 170


def test_cells_and_curve_have_wilson_intervals(retention):
    assert retention.interval(10, 1, 0.95) == intervals.wilson(40, 100, 0.95)
    assert retention.interval(12, 1) is None
    assert retention.curve_interval(1, 0.8) == intervals.wilson(50, 150, 0.8)
    assert retention.curve_interval(3) is None


def test_survivors_of_newcomers_follow_the_curve_as_far_as_it_goes(retention):
    assert retention.expected_survivors(300, 1) == pytest.approx(100)
    assert retention.expected_survivors(300, 3) is None


def test_a_missing_row_inside_the_triangle_counts_nobody_active():
    retention = CohortRetention().fit([5, 5, 6], [0, 2, 0], [10, 4, 8], [10, 10, 8])
    assert retention.matrix() == ((1.0, 0.0, 0.4), (1.0, 0.0, None))


def test_gaps_between_cohorts_do_not_matter():
    retention = CohortRetention().fit([1, 4], [0, 0], [3, 5], [3, 5])
    assert retention.cohorts_.tolist() == [1, 4]
    assert retention.matrix() == ((1.0, 0.0, 0.0, 0.0), (1.0, None, None, None))


def test_a_customer_may_come_back_so_the_curve_may_rise():
    retention = CohortRetention().fit([0, 0, 0], [0, 1, 2], [10, 2, 6], [10, 10, 10])
    assert np.diff(retention.curve_).tolist() == pytest.approx([-0.8, 0.4])


def test_an_unknown_cohort_is_an_error(retention):
    with pytest.raises(KeyError, match="no cohort 13"):
        retention.share(13, 0)


def test_nothing_complete_is_not_enough_data():
    with pytest.raises(NotEnoughData) as refused:
        CohortRetention().fit([7], [0], [3], [3], last_complete=6)
    assert refused.value.undefined.code == "no_complete_period"
    with pytest.raises(NotEnoughData):
        CohortRetention().fit([], [], [], [])


@pytest.mark.parametrize(
    ("cohort", "age", "active", "size", "words"),
    [
        ([1], [0], [4], [3], "no more customers"),
        ([1], [-1], [2], [3], "not negative"),
        ([1, 1], [0, 0], [2, 2], [3, 3], "two rows"),
        ([1, 1], [0, 1], [2, 2], [3, 4], "one size"),
        ([1.5], [0], [2], [3], "whole numbers"),
        ([1, 2], [0], [2], [3], "one length"),
    ],
)
def test_counts_that_contradict_each_other_are_refused(cohort, age, active, size, words):
    with pytest.raises(ValueError, match=words):
        CohortRetention().fit(cohort, age, active, size)
