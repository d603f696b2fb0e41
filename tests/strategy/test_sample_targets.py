"""Targets that come with the sample company: beside its figures, alive at once, and gone with it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.alerts.foreseen_actions import _watch_targets
from crmeter.strategy.alerts.models import Watch
from crmeter.strategy.alerts.sample_actions import forget_alerts_of_targets
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.kinds import Span
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.queries import targets_of
from crmeter.strategy.targets.sample_actions import forget_sample_targets, set_sample_targets

pytestmark = pytest.mark.django_db
FIGURES = {"revenue": Decimal(7_200_000_000), "retention_rate": Decimal("0.709"), "win_rate": Decimal("0.98")}


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, is_admin=True))
    assert found is not None
    return found


def given(giang: Person) -> int:
    return set_sample_targets(giang, FIGURES, timezone.localdate() - timedelta(days=1), "VND")


def test_each_asks_for_a_little_more_with_a_floor_and_the_benchmark_of_its_measure(giang: Person) -> None:
    assert given(giang) == 3
    by_name = {each.measure: each for each in targets_of()}

    # 6 % above 7.2 billion in two digits; a tenth below scores nought.
    assert (by_name["revenue"].value, by_name["revenue"].floor) == (7_600_000_000, 6_500_000_000)
    kept = by_name["retention_rate"]
    assert (kept.value, kept.floor, kept.benchmark) == (Decimal("0.74"), Decimal("0.64"), Decimal("0.7"))
    assert kept.benchmark_source
    # A share is never to be above the whole.
    assert by_name["win_rate"].value == Decimal("0.99")
    assert all(each.is_agreed for each in by_name.values())
    # Asked for again, what is there stays.
    assert given(giang) == 0


def test_they_go_with_the_sample_unless_somebody_has_changed_one(giang: Person) -> None:
    given(giang)
    _watch_targets({each.measure for each in targets_of()})
    own = next(each for each in targets_of() if each.measure == "revenue")
    wanted = Wanted("revenue", Decimal(8_000_000_000), Span.YEAR, own.starts_on, currency="VND")
    keep_target(giang, wanted, version=own.version)

    names = forget_sample_targets(SYSTEM)
    assert sorted(names) == ["retention_rate", "win_rate"]
    assert forget_alerts_of_targets(SYSTEM, names) == 2
    assert [each.measure for each in targets_of()] == ["revenue"]
    assert [watch.measure for watch in Watch.objects.all()] == ["revenue"]
