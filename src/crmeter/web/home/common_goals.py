"""The common goals of the home page, each with the reader's own part: what is to be reached, and no figure of now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import localdate

from crmeter.records.staff.queries import Person
from crmeter.strategy.goals.queries import GoalView, MissionView, goals, mission
from crmeter.strategy.targets.queries import TargetView, targets_of
from crmeter.strategy.targets.rights import may_set
from crmeter.vocabulary import Period
from crmeter.web.targets.shown import ShownTarget, shown_target

_MOST = 4


@dataclass(frozen=True, slots=True)
class CommonGoal:
    """A goal with the targets under it that the reader, or a team of theirs, is to reach or answers for."""

    goal: GoalView
    own: Sequence[ShownTarget]


@dataclass(frozen=True, slots=True)
class CommonGoals:
    """What the firm is for and what all are to reach.

    Args:
        goals: the nearest first.
        more: how many goals are left out here.
        may_set: whether the reader says so.
    """

    mission: MissionView
    goals: Sequence[CommonGoal]
    more: int
    may_set: bool


def common_goals(reader: Person, held: Sequence[TargetView]) -> CommonGoals | None:
    """Return the mission and the goals with the part of the reader; None where there is neither, nor theirs to say.

    Args:
        reader: who reads.
        held: the targets of the reader and of their teams that run today.
    """
    said, common, sets = mission(), goals(), may_set(reader)
    if not (said.statement or common or sets):
        return None
    today = localdate()
    of_firm = targets_of(Period(today, today + timedelta(days=1)), firm_only=True) if common else ()
    shown = [
        CommonGoal(goal, [shown_target(each, None) for each in _own(goal, of_firm, held, reader)]) for goal in common
    ]
    return CommonGoals(said, shown[:_MOST], max(len(shown) - _MOST, 0), sets)


def _own(goal: GoalView, of_firm: Sequence[TargetView], held: Sequence[TargetView], reader: Person) -> list[TargetView]:
    """Return what the reader has of a goal: it hangs under it, or is a part of a target of the firm that does."""
    under = [each for each in of_firm if each.goal == goal.id]
    parts = {each.measure for each in under}
    of_reader = [each for each in held if each.goal == goal.id or (each.goal is None and each.measure in parts)]
    return [*of_reader, *(each for each in under if each.owner_id == reader.id)]
