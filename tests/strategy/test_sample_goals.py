"""The mission and goals that come with the sample company: over its targets, agreed to, and gone with it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.goals.actions import WantedGoal, drop_goal, set_goal, state_mission
from crmeter.strategy.goals.models import Goal, Mission
from crmeter.strategy.goals.queries import goals, mission
from crmeter.strategy.goals.sample_actions import SAMPLE_MISSION, forget_sample_goals, set_sample_goals
from crmeter.strategy.targets.actions import drop_target_numbered, keep_target
from crmeter.strategy.targets.kinds import Span
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.queries import targets_of
from crmeter.strategy.targets.sample_actions import forget_sample_targets, set_sample_targets

pytestmark = pytest.mark.django_db
FIGURES = {
    "revenue": Decimal(7_200_000_000),
    "win_rate": Decimal("0.5"),
    "retention_rate": Decimal("0.709"),
    "on_time_delivery_rate": Decimal("0.9"),
}
SELL, KEEP = "An Khang bán được nhiều hơn năm trước", "Khách đã mua của An Khang ở lại"


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang", is_admin=True))
    assert found is not None
    return found


def given(giang: Person, without: str = "") -> int:
    figures = {name: value for name, value in FIGURES.items() if name != without}
    set_sample_targets(giang, figures, timezone.localdate() - timedelta(days=1), "VND")
    return set_sample_goals(giang)


def test_each_says_number_and_day_of_a_target_and_is_agreed_to(giang: Person) -> None:
    assert given(giang) == 2

    assert (mission().statement, mission().set_by) == (SAMPLE_MISSION, "Giang")
    by_name = {each.name: each for each in goals()}
    by_measure = {each.measure: each for each in targets_of()}
    # 7.2 billion and 6 % in two digits; 0.709 and 4 %, as a share with two digits.
    sell, kept = by_name[SELL], by_name[KEEP]
    assert (sell.number, sell.unit) == (7_600_000_000, "đồng doanh thu")
    assert (kept.number, kept.unit) == (74, "% khách mua năm trước còn mua lại")
    assert (sell.reach_by, kept.reach_by) == (by_measure["revenue"].reach_by, by_measure["retention_rate"].reach_by)
    assert [(each.owner, [name for _, name, _ in each.agreed]) for each in (sell, kept)] == [("Giang", ["Giang"])] * 2
    assert {name: each.goal for name, each in by_measure.items()} == {
        "revenue": sell.id,
        "win_rate": sell.id,
        "retention_rate": kept.id,
        "on_time_delivery_rate": kept.id,
    }
    assert all(each.is_agreed and not each.can_be_taken_back for each in by_measure.values())
    assert AuditEntry.objects.filter(action="targets.set", after__goal=sell.id).count() == 2


def test_one_without_a_target_that_gives_its_number_is_left_out(giang: Person) -> None:
    assert given(giang, without="retention_rate") == 1

    assert [each.name for each in goals()] == [SELL]
    assert [each.measure for each in targets_of() if each.goal is None] == ["on_time_delivery_rate"]


def test_a_mission_and_goals_that_are_there_stay(giang: Person) -> None:
    state_mission(giang, "Nước cho mọi nhà", version=0)
    own = set_goal(giang, WantedGoal("Giữ khách", Decimal(1000), "khách", date(2099, 12, 31)), version=0)

    assert given(giang) == 0
    assert mission().statement == "Nước cho mọi nhà"
    assert [each.id for each in goals()] == [own]
    assert {each.goal for each in targets_of()} == {None}


def test_what_was_dropped_does_not_come_back_when_it_is_asked_for_again(giang: Person) -> None:
    given(giang)
    for each in goals():
        drop_goal(giang, each.id, version=each.version)

    assert given(giang) == 0
    assert goals() == []


def test_who_sets_no_targets_states_none(giang: Person) -> None:
    nam = person(add_user(SYSTEM, "nam@example.vn", Role.REP))
    assert nam is not None

    with pytest.raises(Refused):
        set_sample_goals(nam)
    assert (mission().version, goals()) == (0, [])


def test_they_go_with_the_sample_also_where_one_was_dropped(giang: Person) -> None:
    given(giang)
    dropped = next(each for each in goals() if each.name == KEEP)
    drop_goal(giang, dropped.id, version=1)

    forget_sample_targets(SYSTEM)
    assert forget_sample_goals(SYSTEM) == 2
    assert (Goal.objects.count(), Mission.objects.count()) == (0, 0)
    assert AuditEntry.objects.filter(action="goals.mission_dropped", before__statement=SAMPLE_MISSION).count() == 1
    # Taken out again after a stop, nothing is left to take.
    assert forget_sample_goals(SYSTEM) == 0


def test_what_somebody_changed_stays(giang: Person) -> None:
    given(giang)
    state_mission(giang, "Nước cho mọi nhà", version=1)
    sell = next(each for each in goals() if each.name == SELL)
    wanted = WantedGoal(SELL, Decimal(8_000_000_000), sell.unit, sell.reach_by, giang.id)
    set_goal(giang, wanted, number=sell.id, version=1)

    forget_sample_targets(SYSTEM)
    assert forget_sample_goals(SYSTEM) == 1
    assert mission().statement == "Nước cho mọi nhà"
    assert [(each.name, each.number) for each in goals()] == [(SELL, 8_000_000_000)]


@pytest.mark.parametrize("is_dropped", [False, True])
def test_a_goal_stays_under_which_somebody_hung_an_own_target(giang: Person, is_dropped: bool) -> None:
    given(giang)
    sell = next(each for each in goals() if each.name == SELL)
    year = date(timezone.localdate().year + 1, 1, 1)
    own = keep_target(giang, Wanted("orders", Decimal(5000), Span.YEAR, year, goal=sell.id), version=0)
    if is_dropped:
        # It can be taken back, under its goal.
        drop_target_numbered(giang, own.pk, version=1)

    forget_sample_targets(SYSTEM)
    assert forget_sample_goals(SYSTEM) == 1
    assert [each.name for each in goals()] == [SELL]
