"""What pages read of the mission and of goals, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from crmeter.strategy.goals.models import Goal, GoalAgreement, Mission


@dataclass(frozen=True, slots=True)
class MissionView:
    """What the firm is for; version 0 where nobody has said."""

    version: int
    statement: str
    set_by: str
    set_at: datetime | None


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal; see the model.

    Args:
        agreed: who agreed to it as it is said now, with the moment.
    """

    id: int
    version: int
    name: str
    number: Decimal
    unit: str
    reach_by: date
    owner_id: int | None
    owner: str
    set_by: str
    set_at: datetime
    agreed: tuple[tuple[int, str, datetime], ...]


def mission() -> MissionView:
    """Return the mission."""
    row = Mission.objects.select_related("set_by").first()
    return (
        MissionView(0, "", "", None)
        if row is None
        else MissionView(row.version, row.statement, str(row.set_by), row.set_at)
    )


def is_goal(number: int) -> bool:
    """Return whether there is such a goal, which nobody has dropped."""
    return Goal.objects.filter(pk=number, is_on=True).exists()


def goals() -> list[GoalView]:
    """Return the goals, the nearest day first."""
    rows = list(Goal.objects.filter(is_on=True).select_related("owner", "set_by").order_by("reach_by", "id"))
    agreed: dict[tuple[int, int], list[tuple[int, str, datetime]]] = {}
    for each in GoalAgreement.objects.filter(goal__in=rows).select_related("user").order_by("at"):
        agreed.setdefault((each.goal_id, each.of_version), []).append((each.user_id, str(each.user), each.at))
    return [
        GoalView(
            row.pk,
            row.version,
            row.name,
            row.number,
            row.unit,
            row.reach_by,
            row.owner_id,
            "" if row.owner is None else str(row.owner),
            str(row.set_by),
            row.set_at,
            tuple(agreed.get((row.pk, row.version), ())),
        )
        for row in rows
    ]
