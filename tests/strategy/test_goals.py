"""Goals that are dropped and brought back, with the targets under them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.goals.actions import WantedGoal, bring_back_goal, drop_goal, set_goal
from crmeter.strategy.targets.actions import drop_target_numbered, keep_target, take_back
from crmeter.strategy.targets.kinds import Span
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.queries import targets_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))
    assert found is not None
    return found


@pytest.fixture
def goal(giang: Person) -> int:
    return set_goal(giang, WantedGoal("Giữ khách", Decimal(1000), "khách", date(2099, 12, 31)), version=0)


def wanted(goal: int | None, value: int = 100, measure: str = "orders") -> Wanted:
    return Wanted(measure, Decimal(value), Span.YEAR, date(timezone.localdate().year + 1, 1, 1), goal=goal)


def test_a_form_that_was_opened_before_its_goal_was_dropped_is_refused(giang, goal) -> None:
    kept = keep_target(giang, wanted(goal), version=0)
    drop_goal(giang, goal, version=1)

    (found,) = targets_of()
    assert (found.goal, found.version) == (None, 2)
    assert AuditEntry.objects.filter(action="targets.set", object_id=str(kept.pk)).count() == 2
    with pytest.raises(Refused):
        keep_target(giang, wanted(goal), version=1)
    with pytest.raises(Stale):
        keep_target(giang, wanted(None), version=1)


@pytest.mark.parametrize("is_dropped", [True, False])
def test_a_target_hangs_under_no_goal_that_is_not_there(giang, goal, is_dropped: bool) -> None:
    if is_dropped:
        drop_goal(giang, goal, version=1)

    with pytest.raises(Refused) as refusal:
        keep_target(giang, wanted(goal if is_dropped else goal + 99), version=0)
    assert refusal.value.code == "goal"


def test_a_goal_that_is_brought_back_has_its_targets_again_but_those_that_were_changed_since(giang, goal) -> None:
    keep_target(giang, wanted(goal), version=0)
    keep_target(giang, wanted(goal, measure="deals_won"), version=0)
    version = drop_goal(giang, goal, version=1)
    keep_target(giang, wanted(None, 120), version=2)

    bring_back_goal(giang, goal, version=version)
    assert {each.measure: each.goal for each in targets_of()} == {"orders": None, "deals_won": goal}


def test_a_target_that_is_taken_back_does_not_hang_under_a_goal_that_is_gone(giang, goal) -> None:
    kept = keep_target(giang, wanted(goal), version=0)
    drop_target_numbered(giang, kept.pk, version=1)
    drop_goal(giang, goal, version=1)

    take_back(giang, kept.pk, version=2)
    assert [each.goal for each in targets_of()] == [None]
