"""What the CRM costs against what it was proven to bring, by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from crmeter.evaluation.crm_return import CrmCost, crm_return
from crmeter.vocabulary import Interval, Period, Reading, Undefined, Unit

COST = CrmCost(setup=300, years=3, licences=100, hours=1, hour=1)
VALUE = Reading(
    "customer_lifetime_value",
    Period(date(2025, 1, 1), date(2026, 1, 1)),
    Unit.MONEY,
    Decimal(42),
    10,
    intervals=(Interval(0.8, 21.0, 84.0, "test"),),
)


def test_a_year_costs_set_up_by_years_licences_and_hours() -> None:
    assert COST.yearly == 100 + 100 + 52


def test_customers_to_keep_have_the_bounds_of_their_value_the_other_way_round() -> None:
    found = crm_return(COST, VALUE, [], 0)

    assert found.keep == (pytest.approx(6), pytest.approx(3), pytest.approx(12))


def test_what_was_proven_is_added_up_and_held_against_the_cost_of_its_time() -> None:
    """Gains 300 (240–380) and 100 (20–160): 400 − √(60² + 80²) = 300, 400 + √(80² + 60²) = 500; cost of a year 252."""
    found = crm_return(COST, VALUE, [(300, 240, 380), (100, 20, 160)], 365)

    assert found.gained == (400, pytest.approx(300), pytest.approx(500))
    assert found.returned == tuple(pytest.approx((each - 252) / 252) for each in (400, 300, 500))


def test_what_nobody_has_proven_is_undefined_and_not_zero() -> None:
    found = crm_return(COST, None, [], 0)

    assert isinstance(found.gained, Undefined)
    assert isinstance(found.returned, Undefined)
    assert isinstance(found.keep, Undefined)
    assert found.keep.needs is not None


def test_a_value_that_may_be_nothing_bounds_no_number_of_customers() -> None:
    doubtful = replace(VALUE, intervals=(Interval(0.8, -1.0, 84.0, "test"),))

    assert isinstance(crm_return(COST, doubtful, [], 0).keep, Undefined)


def test_nothing_spent_has_no_return() -> None:
    free = CrmCost(0, 1, 0, 0, 0)

    assert isinstance(crm_return(free, VALUE, [(1, 0, 2)], 365).returned, Undefined)
