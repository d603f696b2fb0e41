"""The only writer of targets: set, agreed to, looked at again, dropped, taken back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.notices.actions import tell_of_target
from crmeter.records.readings.queries import current_run
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.goals.queries import is_goal
from crmeter.strategy.targets.asking import ask_for_chances
from crmeter.strategy.targets.kept import SET, before_of, put_back, shown_of
from crmeter.strategy.targets.kinds import Perspective, Review, Span, Whose
from crmeter.strategy.targets.meaning import Wanted, refuse_without_meaning
from crmeter.strategy.targets.models import Target, TargetChance
from crmeter.strategy.targets.naming import title_of
from crmeter.strategy.targets.rights import refuse_unless_owner, refuse_unless_setter
from crmeter.vocabulary import Scope, Text

# What a chance is judged of.
_AIM = ("value", "currency", "reach_by")


def set_target(
    person: Person, measure: str, value: Decimal, reach_by: date, *, currency: str = "", version: int | None
) -> int:
    """Say what a measure of the whole firm is to reach by a day, and return the new version.

    Args:
        person: who says it.
        measure: its name.
        value: in the unit of the measure.
        reach_by: the day.
        currency: of money; empty for a share.
        version: of the target that was seen; 0 where there was none.

    Raises:
        Refusal: they may not, there is no such measure, the value has no meaning, the day is over, or it has changed.
    """
    there = _there(Wanted(measure, value, Span.DAY))
    wanted = Wanted(measure, value, Span.DAY, reach_by=reach_by, currency=currency)
    if there is not None and there.is_on:
        # Whoever types an amount and a day leaves everything else as it was said.
        wanted = _with_what_was_said(there, wanted)
    return keep_target(person, wanted, version=version).version


def keep_target(person: Person, wanted: Wanted, *, version: int | None) -> Target:
    """Set a target, or change the one of the same measure, holder and period; its owner has to agree anew.

    Args:
        person: who says it.
        wanted: what is to be reached.
        version: of the target that was seen; 0 where there was none.

    Raises:
        Refusal: they may not, it has no meaning, or it has changed.
    """
    refuse_unless_setter(person)
    refuse_without_meaning(wanted)
    try:
        with transaction.atomic():
            kept = _keep(person, wanted, _held(wanted, version))
            _ask_for_chances()
            return kept
    except IntegrityError:
        # Somebody else set the first one in this moment.
        raise Stale(1) from None


def keep_drafts(person: Person, drafts: Sequence[Wanted]) -> int:
    """Set many proposed targets at once, and return how many; what is there already stays as it is.

    Raises:
        Refusal: they may not, or one of them has no meaning.
    """
    refuse_unless_setter(person)
    kept = 0
    with transaction.atomic():
        for wanted in drafts:
            refuse_without_meaning(wanted)
            there = _there(wanted)
            if there is None or not there.is_on:
                _keep(person, wanted, _held(wanted, 0))
                kept += 1
        if kept:
            _ask_for_chances()
    return kept


def agree(person: Person, pk: int, *, version: int | None) -> int:
    """Say as its owner that a target is agreed, by name and moment, and return the new version.

    Raises:
        Refusal: they do not own it, it has changed or is gone, or it is agreed already.
    """
    with transaction.atomic():
        row = _on(pk, version)
        refuse_unless_owner(person, row.owner_id)
        if row.agreed_by_id is not None:
            raise Refused("agreed", _AGREED)
        row.agreed_by_id, row.agreed_at = person.id, timezone.now()
        new = keep(row, "agreed_by", "agreed_at")
        audit(actor_of(person), "targets.agreed", row, after={"measure": row.measure, "agreed_by": person.id})
    return new


def look_again(person: Person, pk: int, *, version: int | None) -> int:
    """Say that a target was looked at today and stands, and return the new version.

    Raises:
        Refusal: they neither own nor set it, or it has changed or is gone.
    """
    with transaction.atomic():
        row = _on(pk, version)
        if person.id != row.owner_id:
            refuse_unless_setter(person)
        before = None if row.reviewed_on is None else {"reviewed_on": row.reviewed_on.isoformat()}
        row.reviewed_on = timezone.localdate()
        new = keep(row, "reviewed_on")
        after = {"reviewed_on": row.reviewed_on.isoformat()}
        audit(actor_of(person), "targets.reviewed", row, before=before, after=after)
    return new


def drop_target(person: Person, measure: str, *, version: int | None) -> None:
    """Let a measure of the whole firm have no target by a day.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_setter(person)
    there = Target.objects.filter(measure=measure, whose=Whose.FIRM, span=Span.DAY, is_on=True).first()
    drop_target_numbered(person, there.pk if there else 0, version=version)


def drop_target_numbered(person: Person, pk: int, *, version: int | None) -> int:
    """Drop a target, and return the version by which it can be taken back.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_setter(person)
    with transaction.atomic():
        row = _on(pk, version)
        before = shown_of(row)
        row.previous, row.is_on = before_of(row), False
        new = keep(row, "is_on", "previous")
        audit(actor_of(person), "targets.dropped", row, before=before)
        _ask_for_chances()
    return new


def take_back(person: Person, pk: int, *, version: int | None) -> int:
    """Take the last change of a target back, and return the new version.

    Raises:
        Refusal: they may not, it has changed since or is gone, or there is nothing to take back.
    """
    refuse_unless_setter(person)
    with transaction.atomic():
        row = held(Target, pk, version)
        if row.previous is None:
            raise Refused("nothing", _NOTHING_BEFORE)
        before, was = shown_of(row), before_of(row)
        put_back(row, row.previous)
        row.previous = was
        if row.goal_id is not None and not is_goal(row.goal_id):
            row.goal_id = None
        if any(was[name] != before_of(row)[name] for name in _AIM):
            # It was judged of the aim that is taken back.
            TargetChance.objects.filter(target=row).delete()
        new = keep(row, *SET, "is_on", "previous")
        audit(actor_of(person), "targets.taken_back", row, before=before, after=shown_of(row))
        _ask_for_chances()
    return new


def _keep(person: Person, wanted: Wanted, row: Target) -> Target:
    is_first = row._state.adding
    before = {} if is_first or not row.is_on else shown_of(row)
    was = None if is_first else before_of(row)
    last = wanted.last_day
    if last is None:
        raise ValueError("a target that has a meaning has a last day")
    row.value, row.currency, row.reach_by = wanted.value, wanted.currency, last
    row.floor, row.benchmark, row.weight = wanted.floor, wanted.benchmark, wanted.weight
    row.benchmark_source, row.benchmark_sector = wanted.benchmark_source.strip(), wanted.benchmark_sector.strip()
    row.perspective, row.review = wanted.perspective or "", wanted.review or ""
    row.way_vi, row.way_en = ("", "") if wanted.way is None else (wanted.way.vi, wanted.way.en)
    row.owner_id, row.goal_id, row.is_on = wanted.owner, wanted.goal, True
    row.set_by_id, row.set_at = person.id, timezone.now()
    # Whoever sets their own target has said so; of anybody else it is a proposal.
    has_agreed = wanted.owner == person.id
    row.agreed_by_id, row.agreed_at = (person.id, row.set_at) if has_agreed else (None, None)
    row.previous = was
    with transaction.atomic(savepoint=False):
        if is_first:
            row.save(force_insert=True)
        else:
            keep(row, *SET, "is_on", "previous")
        audit(actor_of(person), "targets.set", row, before=before, after=shown_of(row))
        if wanted.owner is not None and not has_agreed:
            name = _TO_AGREE.fill(title=title_of(row.measure))
            tell_of_target([wanted.owner], row.pk, name, by=person.id, at=row.set_at)
    return row


def _ask_for_chances() -> None:
    """Have the chance of what was set worked out by the run that is current, where there is one."""
    run = current_run(Scope())
    if run is not None:
        ask_for_chances(run.id)


def _there(wanted: Wanted) -> Target | None:
    rows = Target.objects.filter(measure=wanted.measure, whose=wanted.whose, whose_id=wanted.whose_id, span=wanted.span)
    return rows.first() if wanted.span is Span.DAY else rows.filter(starts_on=wanted.starts_on).first()


def _held(wanted: Wanted, version: int | None) -> Target:
    there = _there(wanted)
    if there is not None and not there.is_on and version == 0:
        # It was dropped: whoever sets it anew has not seen it.
        return held(Target, there.pk, there.version)
    if there is not None:
        return held(Target, there.pk, version)
    if version is None:
        raise NoVersion
    if version:
        raise Stale(0)
    return Target(
        measure=wanted.measure,
        whose=wanted.whose,
        whose_id=wanted.whose_id,
        span=wanted.span,
        starts_on=None if wanted.span is Span.DAY else wanted.starts_on,
    )


def _on(pk: int, version: int | None) -> Target:
    row = held(Target, pk, version)
    if not row.is_on:
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    return row


def _with_what_was_said(there: Target, wanted: Wanted) -> Wanted:
    return Wanted(
        wanted.measure,
        wanted.value,
        wanted.span,
        reach_by=wanted.reach_by,
        currency=wanted.currency,
        floor=there.floor,
        benchmark=there.benchmark,
        benchmark_source=there.benchmark_source,
        benchmark_sector=there.benchmark_sector,
        weight=Decimal(there.weight),
        owner=there.owner_id,
        goal=there.goal_id,
        perspective=Perspective(there.perspective) if there.perspective else None,
        review=Review(there.review) if there.review else None,
    )


_AGREED = Text("mục tiêu này đã được đồng ý", "this target is agreed already")
_NOTHING_BEFORE = Text("không có gì để hoàn tác", "there is nothing to take back")
_TO_AGREE = Text("trả lời có đồng ý mục tiêu “{title}” không", "say whether you agree to the target of “{title}”")
