"""How months make a longer period: every sum of the catalogue is a flow or a state, and some rates follow from none."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from tests.strategy.months import line, publish_months

from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Statistic
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.queries import current_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.gathering import NOT_BY_MONTHS, STANDING, Gathering, gathering_of
from crmeter.strategy.targets.judging import foresee
from crmeter.strategy.targets.kinds import Span
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.queries import TargetView, targets_of
from crmeter.strategy.targets.standings import measured_by, standing_of
from crmeter.vocabulary import Scope

AS_OF = date(2099, 9, 30)
LAST = date(2099, 9, 1)


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))
    assert found is not None
    return found


def kept(giang: Person, wanted: Wanted) -> TargetView:
    keep_target(giang, wanted, version=0)
    (found,) = targets_of()
    return found


def test_every_sum_that_is_told_by_month_is_a_flow_or_a_state() -> None:
    sums = {each.name: each for each in measures().values() if each.over_time and each.statistic is Statistic.SUM}

    added = {name for name, each in sums.items() if gathering_of(each) is Gathering.ADDS}
    assert (set(sums) - added, added & STANDING) == (STANDING, set())


@pytest.mark.parametrize("name", ["relationship_freshness", "relationship_freshness_week"])
def test_how_fresh_relationships_are_stands_at_the_end(name: str) -> None:
    assert gathering_of(measures()[name]) is Gathering.STANDS


def test_a_year_of_lost_customers_is_all_of_its_months(giang) -> None:
    target = kept(giang, Wanted("lost_customers", Decimal(60), Span.YEAR, date(2099, 1, 1)))
    before = np.random.default_rng(7).poisson(11, 31)
    lost = [*before, 11, 12, 11, 12, 11, 12, 11, 11, 11]

    chance = foresee(target, line("lost_customers", lost), LAST, "VND").chance
    assert chance is not None
    # 102 have been lost by September, of 60 that may be.
    assert chance.so_far == 102
    assert chance.missed > 0.999


def test_of_a_rate_that_does_not_follow_from_months_a_year_has_no_chance(giang) -> None:
    target = kept(giang, Wanted("employee_retention_rate", Decimal("0.9"), Span.YEAR, date(2099, 1, 1)))

    found = foresee(target, line("employee_retention_rate", [0.99] * 40, bottom=20), LAST, "VND")
    assert (found.chance, found.why) == (None, NOT_BY_MONTHS)


def test_a_month_of_it_is_foreseen_by_months(giang) -> None:
    target = kept(giang, Wanted("lost_customer_rate", Decimal("0.5"), Span.MONTH, date(2099, 10, 1)))

    rates = [0.02 + n % 5 / 1000 for n in range(40)]
    chance = foresee(target, line("lost_customer_rate", rates, bottom=500), LAST, "VND").chance
    assert chance is not None
    assert chance.missed < 0.01


def test_a_quarter_of_it_says_why_it_has_no_figure(giang) -> None:
    target = kept(giang, Wanted("lost_customer_rate", Decimal("0.1"), Span.QUARTER, date(2099, 10, 1)))
    publish_months("r", AS_OF, {"lost_customer_rate": (0.02, 0.02, 0.03)})
    run = current_run(Scope())
    assert run is not None

    standing = standing_of(target, measured_by(run, {"lost_customer_rate"}))
    assert (standing.value, standing.why) == (None, NOT_BY_MONTHS)
