"""The only writer of targets."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.targets.models import Target
from crmeter.strategy.targets.rights import refuse_unless_setter
from crmeter.vocabulary import Text

# So much may be kept of each figure that can have a target.
_MAY_BE: Mapping[str, Callable[[Decimal], bool]] = {
    "customer_equity": lambda value: 0 < value <= Decimal(10) ** 14,
    "customer_equity_share": lambda value: 0 < value <= 1,
}


def set_target(
    person: Person, measure: str, value: Decimal, reach_by: date, *, currency: str = "", version: int | None
) -> int:
    """Say what a measure is to reach by a day, and return the new version.

    Args:
        person: who says it.
        measure: its name.
        value: in the unit of the measure.
        reach_by: the day.
        currency: of money; empty for a share.
        version: of the target that was seen; 0 where there was none.

    Raises:
        Refusal: they may not, the measure has no targets, the value has no meaning, the day is over, or it has changed.
    """
    refuse_unless_setter(person)
    if measure not in _MAY_BE:
        raise Refused("unknown_measure", _NO_TARGETS)
    if not value.is_finite() or not _MAY_BE[measure](value):
        raise Refused("out_of_range", _SHARE if measure.endswith("_share") else _MONEY)
    if reach_by <= timezone.localdate():
        raise Refused("over", _OVER)
    try:
        with transaction.atomic():
            row = _held(measure, version)
            is_first = row._state.adding
            before = {} if is_first else _shown(row)
            row.value, row.currency, row.reach_by = value, currency, reach_by
            row.set_by_id, row.set_at = person.id, timezone.now()
            if is_first:
                row.save(force_insert=True)
            else:
                keep(row, "value", "currency", "reach_by", "set_by", "set_at")
            audit(actor_of(person), "targets.set", row, before=before, after=_shown(row))
    except IntegrityError:
        # Somebody else set the first one in this moment.
        raise Stale(1) from None
    return row.version


def drop_target(person: Person, measure: str, *, version: int | None) -> None:
    """Let a measure have no target.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_setter(person)
    with transaction.atomic():
        there = Target.objects.filter(measure=measure).values_list("pk", flat=True).first()
        row = held(Target, there or 0, version)
        audit(actor_of(person), "targets.dropped", row, before=_shown(row))
        Target.objects.filter(pk=row.pk).delete()


def _held(measure: str, version: int | None) -> Target:
    there = Target.objects.filter(measure=measure).values_list("pk", flat=True).first()
    if there is not None:
        return held(Target, there, version)
    if version is None:
        raise NoVersion
    if version:
        raise Stale(0)
    return Target(measure=measure)


def _shown(row: Target) -> dict[str, object]:
    return {
        "measure": row.measure,
        "value": f"{Decimal(row.value).normalize():f}",
        "currency": row.currency,
        "reach_by": row.reach_by.isoformat(),
    }


_NO_TARGETS = Text("chỉ số này chưa đặt được mục tiêu", "this measure has no targets yet")
_MONEY = Text("mục tiêu là một số tiền dương", "a target is a positive amount of money")
_SHARE = Text("mục tiêu là một tỷ lệ trên 0% và không quá 100%", "a target is a share above 0% and at most 100%")
_OVER = Text("hạn đạt mục tiêu phải sau hôm nay", "the day to reach it by comes after today")
