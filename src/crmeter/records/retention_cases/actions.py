"""The only writer of cases: a round begun from a list of customers at risk, and taken back."""

import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.activities.models import Activity
from crmeter.records.concept.actions import create
from crmeter.records.concept.row_actions import refuse_links_to_nothing, set_removed
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.retention_cases.at_risk import CustomerAtRisk
from crmeter.records.retention_cases.kinds import Arm, Outcome, RiskKind
from crmeter.records.retention_cases.models import RetentionCase, RetentionRound
from crmeter.records.retention_cases.rights import (
    may_hold_out,
    owner_within,
    refuse_unless_assigner,
    refuse_unless_taking_back,
)
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Language, Text

SHORTEST, LONGEST = 7, 365
LONGEST_DUE = 90
MOST_HELD_OUT = 50
# Reason and next action, by the key of the customer.
Told = Mapping[int, tuple[Text, Text]]


@dataclass(frozen=True, slots=True)
class Asked:
    """How customers are to be looked after.

    Args:
        kind: what is feared.
        run: whose list it is.
        currency: of expected losses.
        window_days: how long it is waited for what becomes of them.
        due_days: until when the task is to be done.
        held_out_percent: how many of a hundred are left alone, drawn by lot.
        language: of the tasks.
    """

    kind: RiskKind
    run: str
    currency: str
    window_days: int
    due_days: int
    held_out_percent: int
    language: Language


@dataclass(frozen=True, slots=True)
class Begun:
    """A round that was begun.

    Args:
        round: its number.
        version: of it.
        treated: how many have a task now.
        held_out: how many are left alone.
        under_way: how many were in a case before, which goes on.
        not_given: who could be given to nobody, by name, and why; they are in no case.
    """

    round: int
    version: int
    treated: int
    held_out: int
    under_way: int
    not_given: tuple[tuple[str, Text], ...] = ()


def begin_round(
    person: Person,
    asked: Asked,
    chosen: Sequence[CustomerAtRisk],
    others: Sequence[CustomerAtRisk],
    told: Told,
) -> Begun:
    """Give tasks for customers at risk, leave some of them alone by lot, and watch those who were not chosen.

    Args:
        person: who gives them.
        asked: how.
        chosen: whom to look after.
        others: who is at risk at the same time; they are watched, to be compared with.
        told: reason and next action, by key.

    Raises:
        Refused: they may not, a number is beyond its bounds, all of them are in a case by now, or none can be given.
    """
    refuse_unless_assigner(person)
    _refuse_beyond_bounds(person, asked)
    now = timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic():
        running = _running([each.key for each in (*chosen, *others)])
        free = [each for each in chosen if not _is_looked_after(running.get(each.key))]
        if not free:
            raise Refused("under_way", _UNDER_WAY if chosen else _NOBODY)
        new, not_given = _givable(person, asked, free, told)
        _leave_out([running[each.key] for each in new if each.key in running])
        row = RetentionRound.objects.create(
            kind=asked.kind,
            run=asked.run,
            currency=asked.currency,
            held_out_percent=asked.held_out_percent,
            seed=secrets.randbits(48),
            opened_on=today,
            ends_on=today + timedelta(days=asked.window_days),
            opened_at=now,
            opened_by_id=person.id,
        )
        alone = drawn([each.key for each in new], asked.held_out_percent, row.seed)
        cases = []
        for each in new:
            arm = Arm.HELD_OUT if each.key in alone else Arm.TREATED
            sign = told.get(each.key)
            task = None if arm == Arm.HELD_OUT else create(person, ACTIVITIES, _values(person, asked, each, sign))
            cases.append(_case(row, each, arm, sign, task))
        cases += [_case(row, each, Arm.NOT_CHOSEN, None, None) for each in others if each.key not in running]
        _insert(cases)
        under_way = len(chosen) - len(free)
        begun = Begun(row.pk, row.version, len(new) - len(alone), len(alone), under_way, not_given)
        audit(actor_of(person), "retention_rounds.begun", row, after=_shown(row, begun))
    return begun


def take_round_back(person: Person, pk: int, *, version: int | None) -> int:
    """Take a round back, and return its new version: tasks that nobody has touched are removed, cases say nothing.

    Raises:
        Refusal: they may not, it has changed or is gone, or was taken back before.
    """
    with transaction.atomic():
        row = held(RetentionRound, pk, version)
        refuse_unless_taking_back(person, row.opened_by_id)
        if row.taken_back_at is not None:
            raise Refused("taken_back", _TAKEN_BACK)
        cases = list(
            RetentionCase.objects.select_for_update().filter(round=row, outcome=Outcome.RUNNING).order_by("id")
        )
        numbers = [each.task_id for each in cases if each.task_id is not None]
        removed = 0
        for task in (
            Activity.objects.select_for_update().filter(pk__in=numbers, removed_at=None, version=1).order_by("id")
        ):
            if task.erased_at is None:
                set_removed(person, ACTIVITIES, task, is_removed=True, why=_WHY.vi)
                removed += 1
        _leave_out(cases)
        row.taken_back_at = timezone.now()
        new = keep(row, "taken_back_at")
        audit(actor_of(person), "retention_rounds.taken_back", row, after={"tasks": removed, "cases": len(cases)})
    return new


def drawn(keys: Sequence[int], percent: int, seed: int) -> frozenset[int]:
    """Return which customers are left alone: a share of them to the nearest whole, the same for the same seed."""
    count = (len(keys) * percent + 50) // 100
    return frozenset(random.Random(seed).sample(sorted(keys), count))  # noqa: S311 - a lot, no secret


def _refuse_beyond_bounds(person: Person, asked: Asked) -> None:
    if not SHORTEST <= asked.window_days <= LONGEST:
        raise Refused("no_window", _NO_WINDOW.fill(least=SHORTEST, most=LONGEST))
    if not 0 <= asked.due_days <= LONGEST_DUE:
        raise Refused("no_due", _NO_DUE.fill(most=LONGEST_DUE))
    if not 0 <= asked.held_out_percent <= MOST_HELD_OUT:
        raise Refused("no_share", _NO_SHARE.fill(most=MOST_HELD_OUT))
    if asked.held_out_percent and not may_hold_out(person):
        raise Refused("not_allowed", _NO_HOLD_OUT)


def _running(keys: Sequence[int]) -> Mapping[int, RetentionCase]:
    rows = RetentionCase.objects.select_for_update().filter(customer_key__in=keys, outcome=Outcome.RUNNING)
    return {row.customer_key: row for row in rows.order_by("id")}


def _is_looked_after(case: RetentionCase | None) -> bool:
    return case is not None and case.arm != Arm.NOT_CHOSEN


def _leave_out(cases: Sequence[RetentionCase]) -> None:
    now = timezone.now()
    for each in cases:
        each.outcome, each.closed_at = Outcome.LEFT_OUT, now
    with transaction.atomic():
        RetentionCase.objects.bulk_update(cases, ["outcome", "closed_at"], batch_size=200)


def _insert(cases: Sequence[RetentionCase]) -> None:
    try:
        with transaction.atomic():
            RetentionCase.objects.bulk_create(cases, batch_size=200)
    except IntegrityError as error:
        # Two lists at once: a customer is in one running case at most.
        raise Refused("under_way", _IN_THIS_MOMENT) from error


def _givable(
    person: Person, asked: Asked, who: Sequence[CustomerAtRisk], told: Told
) -> tuple[list[CustomerAtRisk], tuple[tuple[str, Text], ...]]:
    """Return whose task can be given, and who is left with the reason: asked before the lot, which is to be fair."""
    can, cannot = [], []
    for each in who:
        try:
            refuse_links_to_nothing(person, ACTIVITIES, _values(person, asked, each, told.get(each.key)))
        except Refused as refusal:
            cannot.append((each.name, refusal.text))
        else:
            can.append(each)
    if not can:
        name, why = cannot[0]
        raise Refused("none_given", _NONE_GIVEN.fill(customer=name, why=why))
    return can, tuple(cannot)


def _values(person: Person, asked: Asked, who: CustomerAtRisk, told: tuple[Text, Text] | None) -> Mapping[str, Any]:
    """Return the task of one customer, in words of the language it is asked in."""
    reason, action = told or (_NO_REASON, _LOOK_AFTER)
    title, body = _TITLE.fill(customer=who.name), _BODY.fill(reason=reason, action=action)
    return {
        "name": title.in_(asked.language)[:300],
        "kind": "task",
        "body": body.in_(asked.language),
        "owner": owner_within(person, who.owner),
        "due_on": timezone.localdate() + timedelta(days=asked.due_days),
        "customer": who.record,
    }


def _case(
    row: RetentionRound, who: CustomerAtRisk, arm: Arm, told: tuple[Text, Text] | None, task: int | None
) -> RetentionCase:
    return RetentionCase(
        round=row,
        customer_id=who.record,
        customer_key=who.key,
        of_owner=who.of_owner,
        arm=arm,
        expected_loss=who.expected_loss,
        chance_of_staying=who.chance_of_staying,
        reason=told[0].to_json() if told else {},
        task_id=task,
    )


def _shown(row: RetentionRound, begun: Begun) -> dict[str, object]:
    return {
        "kind": str(row.kind),
        "run": row.run,
        "held_out_percent": row.held_out_percent,
        "seed": row.seed,
        "ends_on": row.ends_on.isoformat(),
        "treated": begun.treated,
        "held_out": begun.held_out,
        "not_given": len(begun.not_given),
    }


_TITLE = Text("Giữ khách: {customer}", "Keep {customer}")
_BODY = Text("Dấu hiệu: {reason}.\nViệc nên làm: {action}.", "Signs: {reason}.\nWhat to do: {action}.")
_NO_REASON = Text("khách đang có nguy cơ rời đi", "the customer is at risk of leaving")
_LOOK_AFTER = Text("gọi hỏi thăm và tìm cách giữ", "call them and find out what keeps them")
_WHY = Text("hoàn tác lượt giữ khách", "a round of keeping customers was undone")
_NOBODY = Text("hãy chọn ít nhất một khách", "choose at least one customer")
_UNDER_WAY = Text("các khách này đều đang được theo dõi rồi", "all of these customers are in a case by now")
_IN_THIS_MOMENT = Text(
    "người khác vừa giao một trong các khách này; hãy mở lại danh sách",
    "somebody else has just given one of these customers; open the list again",
)
_NONE_GIVEN = Text("chưa giao được khách nào; {customer}: {why}", "no task could be given; {customer}: {why}")
_TAKEN_BACK = Text("lượt này đã được hoàn tác", "this round was undone before")
_NO_WINDOW = Text("thời gian theo dõi từ {least} đến {most} ngày", "the window is from {least} to {most} days")
_NO_DUE = Text("hạn từ 0 đến {most} ngày", "the task is due within 0 to {most} days")
_NO_SHARE = Text("chỉ để riêng từ 0 đến {most}% số khách", "0 to {most}% of the customers can be held out")
_NO_HOLD_OUT = Text(
    "nhóm đối chứng do quản lý đặt; hãy giao việc không để riêng khách nào",
    "a hold-out is decided by a manager; give the tasks without one",
)
