"""Of whom nothing may be used for a while."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from crmeter.records.consent.models import Restriction


@dataclass(frozen=True, slots=True)
class RestrictionView:
    """A restriction that was set and not lifted.

    Args:
        holds: today lies in its days.
    """

    id: int
    concept: str
    record: int
    reason: str
    from_on: date
    until_on: date | None
    set_by: str
    holds: bool


def restriction_of(concept: str, record: int) -> RestrictionView | None:
    """Return the restriction of a record that was not lifted and is not over, or None."""
    today = timezone.localdate()
    row = (
        Restriction.objects.filter(Q(until_on=None) | Q(until_on__gte=today), lifted_at=None)
        .filter(concept=concept, record=record)
        .select_related("set_by")
        .order_by("-id")
        .first()
    )
    if row is None:
        return None
    holds = row.from_on <= today
    return RestrictionView(
        row.pk, row.concept, row.record, row.reason, row.from_on, row.until_on, str(row.set_by), holds
    )


def restricted(concept: str, among: Iterable[int] | None = None) -> frozenset[int]:
    """Return the records of a concept of whom nothing may be used today.

    Args:
        concept: of the records.
        among: only of these.
    """
    rows = _holding().filter(concept=concept)
    if among is not None:
        rows = rows.filter(record__in=list(among))
    return frozenset(rows.values_list("record", flat=True))


def all_restricted() -> tuple[tuple[str, int], ...]:
    """Return concept and number of all records of whom nothing may be used today."""
    return tuple(_holding().values_list("concept", "record"))


def _holding() -> QuerySet[Restriction]:
    today = timezone.localdate()
    return Restriction.objects.filter(Q(until_on=None) | Q(until_on__gte=today), lifted_at=None, from_on__lte=today)
