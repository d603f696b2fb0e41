"""The only writer of the mission, of goals, and of who agreed to them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of, people_numbered
from crmeter.strategy.goals.models import LONGEST_MISSION, LONGEST_NAME, LONGEST_UNIT, Goal, GoalAgreement, Mission
from crmeter.strategy.targets.kept import before_of, shown_of
from crmeter.strategy.targets.models import Target
from crmeter.strategy.targets.rights import refuse_unless_setter
from crmeter.vocabulary import Text

_ONLY = 1
_MOST = Decimal(10) ** 14


@dataclass(frozen=True, slots=True)
class WantedGoal:
    """What is to be reached; what is missing makes it too wide."""

    name: str
    number: Decimal | None = None
    unit: str = ""
    reach_by: date | None = None
    owner: int | None = None


def state_mission(person: Person, statement: str, *, version: int | None) -> int:
    """Say what the firm is for, and return the new version.

    Raises:
        Refusal: they may not, nothing is said, or it has changed.
    """
    refuse_unless_setter(person)
    statement = statement.strip()
    if not 0 < len(statement) <= LONGEST_MISSION:
        raise Refused("mission", _MISSION.fill(most=LONGEST_MISSION))
    if version is None:
        raise NoVersion
    now = timezone.now()
    with transaction.atomic():
        there = Mission.objects.values_list("pk", flat=True).first()
        if there is None:
            if version:
                raise Stale(0)
            row = Mission(pk=_ONLY, statement=statement, set_by_id=person.id, set_at=now)
            row.save(force_insert=True)
            audit(actor_of(person), "goals.mission_stated", row, after={"statement": statement})
            return row.version
        row = held(Mission, there, version)
        before = {"statement": row.statement}
        row.statement, row.set_by_id, row.set_at = statement, person.id, now
        new = keep(row, "statement", "set_by", "set_at")
        audit(actor_of(person), "goals.mission_stated", row, before=before, after={"statement": statement})
    return new


def set_goal(person: Person, wanted: WantedGoal, *, number: int | None = None, version: int | None) -> int:
    """Set a goal, or change one, and return its number; whoever had agreed has to agree anew.

    Args:
        person: who says it.
        wanted: what is to be reached.
        number: of the goal that is changed; None for a new one.
        version: of it; 0 for a new one.

    Raises:
        Refusal: they may not, it is too wide to be agreed, or it has changed or is gone.
    """
    refuse_unless_setter(person)
    of_goal, unit, day = _concrete(wanted)
    if wanted.owner is not None and not people_numbered((wanted.owner,)):
        raise Refused("owner", _OWNER)
    with transaction.atomic():
        if number is None:
            if version is None:
                raise NoVersion
            row = Goal()
        else:
            row = _on(number, version)
        before = {} if number is None else shown_of_goal(row)
        row.name, row.number, row.unit, row.reach_by = wanted.name.strip(), of_goal, unit, day
        row.owner_id, row.set_by_id, row.set_at = wanted.owner, person.id, timezone.now()
        if number is None:
            row.save(force_insert=True)
        else:
            keep(row, "name", "number", "unit", "reach_by", "owner", "set_by", "set_at")
        audit(actor_of(person), "goals.set", row, before=before, after=shown_of_goal(row))
    return row.pk


def drop_goal(person: Person, number: int, *, version: int | None) -> int:
    """Drop a goal, and return the version by which it can be brought back; targets that hung under it hang under none.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_setter(person)
    with transaction.atomic():
        row = _on(number, version)
        row.is_on = False
        new = keep(row, "is_on")
        for target in Target.objects.select_for_update().filter(goal=row, is_on=True).order_by("pk"):
            # A form that was opened under the goal has not seen that it is gone.
            before, target.previous, target.goal_id = shown_of(target), before_of(target), None
            keep(target, "goal", "previous")
            audit(actor_of(person), "targets.set", target, before=before, after=shown_of(target))
        audit(actor_of(person), "goals.dropped", row, before=shown_of_goal(row))
    return new


def bring_back_goal(person: Person, number: int, *, version: int | None) -> None:
    """Bring a dropped goal back, with the targets that hung under it and that nobody has changed since.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_setter(person)
    with transaction.atomic():
        row = held(Goal, number, version)
        row.is_on = True
        keep(row, "is_on")
        loose = Target.objects.select_for_update().filter(goal=None, is_on=True, previous__goal_id=row.pk)
        for target in loose.order_by("pk"):
            was = before_of(target)
            if target.previous == was | {"goal_id": row.pk}:
                before, target.previous, target.goal_id = shown_of(target), was, row.pk
                keep(target, "goal", "previous")
                audit(actor_of(person), "targets.taken_back", target, before=before, after=shown_of(target))
        audit(actor_of(person), "goals.brought_back", row, after=shown_of_goal(row))


def agree_to_goal(person: Person, number: int, *, version: int | None) -> None:
    """Say by name that a goal is agreed, as it is said now; anybody of the firm does.

    Raises:
        Refusal: it has changed or is gone.
    """
    with transaction.atomic():
        row = _on(number, version)
        _, is_new = GoalAgreement.objects.get_or_create(
            goal=row, of_version=row.version, user_id=person.id, defaults={"at": timezone.now()}
        )
        if is_new:
            audit(actor_of(person), "goals.agreed", row, after={"goal": row.name, "version": row.version})


def _concrete(wanted: WantedGoal) -> tuple[Decimal, str, date]:
    """Return number, unit and day of a goal; without one of them it is too wide, and what lacks is said."""
    name = wanted.name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused("name", _NAME.fill(most=LONGEST_NAME))
    unit = wanted.unit.strip()
    lacks = [
        words
        for is_there, words in (
            (wanted.number is not None, _A_NUMBER),
            (bool(unit), _A_UNIT),
            (wanted.reach_by is not None, _A_DAY),
        )
        if not is_there
    ]
    if lacks or wanted.number is None or wanted.reach_by is None:
        raise Refused("too_wide", _TOO_WIDE.fill(name=name, lacks=Text.join(lacks)))
    if not wanted.number.is_finite() or abs(wanted.number) > _MOST or len(unit) > LONGEST_UNIT:
        raise Refused("out_of_range", _RANGE)
    if wanted.reach_by <= timezone.localdate():
        raise Refused("over", _OVER)
    return wanted.number, unit, wanted.reach_by


def _on(number: int, version: int | None) -> Goal:
    row = held(Goal, number, version)
    if not row.is_on:
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    return row


def shown_of_goal(row: Goal) -> dict[str, object]:
    """Return what the audit shows of a goal."""
    return {
        "name": row.name,
        "number": f"{Decimal(row.number).normalize():f}",
        "unit": row.unit,
        "reach_by": row.reach_by.isoformat(),
        "owner": row.owner_id,
    }


_MISSION = Text("sứ mệnh dài từ 1 đến {most} ký tự", "a mission has 1 to {most} characters")
_NAME = Text("tên mục tiêu chung dài từ 1 đến {most} ký tự", "a goal is named in 1 to {most} characters")
_OWNER = Text("người chịu trách nhiệm phải có tài khoản đang mở", "the owner is somebody with an open account")
_A_NUMBER = Text("con số", "a number")
_A_UNIT = Text("đơn vị", "a unit")
_A_DAY = Text("ngày phải đạt", "a day")
_TOO_WIDE = Text(
    "“{name}” còn quá rộng để thống nhất và kiểm tra: thiếu {lacks}",
    "“{name}” is too wide to be agreed and checked: it lacks {lacks}",
)
_RANGE = Text("con số hoặc đơn vị quá dài", "the number or its unit is too long")
_OVER = Text("ngày phải đạt phải sau hôm nay", "the day to reach it by comes after today")
