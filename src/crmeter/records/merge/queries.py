"""What was merged into a record, and the history of all that it was."""

from dataclasses import dataclass
from datetime import datetime

from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, RowDeed, SetKind
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import within
from crmeter.records.concept.listing import visible
from crmeter.records.ledger.queries import Change, histories
from crmeter.records.staff.queries import Person


@dataclass(frozen=True, slots=True)
class Merged:
    """A record that was merged into another one.

    Args:
        id: its number.
        name: as it was called.
        into: the record that it was merged into.
        at: when.
        change_set: by which it is taken back; None where that is not known any more.
    """

    id: int
    name: str
    into: int
    at: datetime
    change_set: int | None


@dataclass(frozen=True, slots=True)
class OneChange:
    """A change in the history of a record, or of one that was merged into it."""

    record: int
    change: Change


def merged_into(person: Person, concept: Concept, pk: int) -> tuple[Merged, ...]:
    """Return all that was merged into a record, over however many merges; nothing where it may not be seen."""
    if not visible(person, concept).filter(pk=pk).exists():
        return ()
    found: list[Merged] = []
    wanted = [pk]
    while wanted:
        rows = list(concept.table._default_manager.filter(merged_into__in=wanted).order_by("-removed_at", "-id"))
        sets = _sets_of(concept, [row.pk for row in rows])
        found += [
            Merged(row.pk, row.name, row.merged_into, row.removed_at, sets.get(row.pk))
            for row in rows
            if row.merged_into is not None and row.removed_at is not None
        ]
        wanted = [row.pk for row in rows]
    return tuple(found)


def where_it_went(person: Person, concept: Concept, pk: int) -> int | None:
    """Return the record that stands where one was merged, over however many merges, if it may be seen."""
    into: int | None = pk
    for _ in range(50):
        row = concept.table._default_manager.filter(within(person, concept), pk=into).first()
        if row is None:
            return None
        if row.merged_into is None:
            return int(row.pk) if row.pk != pk and row.removed_at is None else None
        into = row.merged_into
    return None


def history_with_merged(person: Person, concept: Concept, pk: int, most: int = 50) -> tuple[OneChange, ...]:
    """Return the latest changes of a record and of all that was merged into it, the newest first.

    Args:
        person: who looks; where they may not see the record, there is nothing.
        concept: of the record.
        pk: of it.
        most: how many.
    """
    if not visible(person, concept).filter(pk=pk).exists():
        return ()
    numbers = [pk, *(each.id for each in merged_into(person, concept, pk))]
    found = histories(concept.table._meta.label_lower, [str(number) for number in numbers], most)
    return tuple(OneChange(int(number), change) for number, change in found)


def _sets_of(concept: Concept, numbers: list[int]) -> dict[int, int]:
    merges = ChangeSet.objects.filter(kind=SetKind.MERGE)
    rows = ChangeSetRow.objects.filter(
        concept=concept.name, record__in=numbers, deed=RowDeed.REMOVED, of__in=merges, is_undone=None
    )
    return dict(rows.order_by("of").values_list("record", "of"))
