"""The only writer of the mission and goals that come with the sample company, and of their end.

They carry no source: a mission is known by its words, a goal by its name as long as nobody has changed it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.goals.actions import WantedGoal, agree_to_goal, set_goal, shown_of_goal, state_mission
from crmeter.strategy.goals.models import Goal, Mission
from crmeter.strategy.targets.kept import shown_of
from crmeter.strategy.targets.models import Target
from crmeter.strategy.targets.rights import refuse_unless_setter
from crmeter.strategy.targets.sample_actions import SAMPLE_WAY

# Data of a firm are in its own language.
SAMPLE_MISSION = (
    "An Khang mang nước sạch đến từng nhà, từng quán, từng trường học: giao đúng hẹn, giá phải chăng, "
    "cần là có người giúp ngay."
)


@dataclass(frozen=True, slots=True)
class _Common:
    """A goal that says the target of its first measure in the words of all; the targets of its measures hang under it.

    Args:
        times: what the value of the target counts in the unit of the goal.
        unit: of its number; `money` stands for the currency.
    """

    name: str
    measures: tuple[str, ...]
    times: int
    unit: str


_GOALS = (
    _Common("An Khang bán được nhiều hơn năm trước", ("revenue", "new_customers", "win_rate"), 1, "{money} doanh thu"),
    _Common(
        "Khách đã mua của An Khang ở lại",
        ("retention_rate", "on_time_delivery_rate", "service_level_attainment"),
        100,
        "% khách mua năm trước còn mua lại",
    ),
)
_MONEY = {"VND": "đồng"}


def set_sample_goals(person: Person) -> int:
    """State the mission and the common goals of the sample company over its targets, and return how many goals.

    A mission that is there stays, and where there was a goal none is set. The number of a goal is that of a target:
    without it the goal has none and is left out.

    Args:
        person: whose they are, and who agrees to them.

    Raises:
        Refused: they may not.
    """
    refuse_unless_setter(person)
    with transaction.atomic():
        if not Mission.objects.exists():
            state_mission(person, SAMPLE_MISSION, version=0)
        # One that was dropped is not wanted back.
        if Goal.objects.exists():
            return 0
        rows = Target.objects.select_for_update().filter(
            way_en=SAMPLE_WAY.en, is_on=True, goal=None, reach_by__gt=timezone.localdate()
        )
        there = {row.measure: row for row in rows.order_by("pk")}
        stated = [goal for goal in _GOALS if goal.measures[0] in there]
        for goal in stated:
            _state(person, goal, there[goal.measures[0]], [there[name] for name in goal.measures if name in there])
    return len(stated)


def forget_sample_goals(actor: Actor) -> int:
    """Remove the mission and goals that came with the sample company, and return how many goals.

    What somebody has changed stays, and so does a goal that a target still hangs under.
    """
    as_set = Q(version=1, is_on=True) | Q(version=2, is_on=False)
    with transaction.atomic():
        names = [goal.name for goal in _GOALS]
        rows = list(Goal.objects.select_for_update().filter(as_set, name__in=names))
        held = set(Target.objects.filter(goal__in=rows).values_list("goal", flat=True))
        free = [row for row in rows if row.pk not in held]
        for row in free:
            audit(actor, "goals.dropped", row, before=shown_of_goal(row))
            row.delete()
        for said in Mission.objects.select_for_update().filter(statement=SAMPLE_MISSION):
            audit(actor, "goals.mission_dropped", said, before={"statement": said.statement})
            said.delete()
    return len(free)


def _state(person: Person, goal: _Common, first: Target, under: Iterable[Target]) -> None:
    unit = goal.unit.format(money=_MONEY.get(first.currency, first.currency))
    wanted = WantedGoal(goal.name, Decimal(first.value) * goal.times, unit, first.reach_by, person.id)
    pk = set_goal(person, wanted, version=0)
    agree_to_goal(person, pk, version=1)
    for row in under:
        # What they say of how they came about stays, so that they go with the sample.
        before, row.goal_id = shown_of(row), pk
        keep(row, "goal")
        audit(actor_of(person), "targets.set", row, before=before, after=shown_of(row))
