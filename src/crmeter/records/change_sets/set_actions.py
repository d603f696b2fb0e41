"""Changes of single records that belong to a set, so that they can be taken back as one; see `undo_actions`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, RowDeed, SetKind, SetState
from crmeter.records.concept.actions import changed, create, remove
from crmeter.records.concept.concept import Concept
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text

UNDO_LIFE = timedelta(days=30)


def open_set(
    person: Person,
    kind: SetKind,
    title: Text,
    concept: Concept,
    *,
    record: int | None = None,
    total: int = 0,
    job: int | None = None,
) -> int:
    """Begin a set, and return its number.

    Args:
        person: who changes the records.
        kind: what changes them.
        title: what is done, in words.
        concept: of the records; rows of others may be in the set too.
        record: that stays, of a merge.
        total: how many records there are to go through.
        job: that goes through them.
    """
    with transaction.atomic():
        now = timezone.now()
        row = ChangeSet.objects.create(
            kind=kind,
            title=title.to_json(),
            concept=concept.name,
            record=record,
            actor_id=person.id,
            at=now,
            undo_until=now + UNDO_LIFE,
            total=total,
            job=job,
        )
        after = {"kind": str(kind), "title": title.vi, "concept": concept.name, "records": total}
        audit(actor_of(person), "change_sets.begun", row, after=after)
    return int(row.pk)


def close_set(person: Person, pk: int, *, state: SetState = SetState.DONE) -> None:
    """End a set; one that has ended is left as it is."""
    with transaction.atomic():
        row = ChangeSet.objects.select_for_update().get(pk=pk)
        if row.state == SetState.RUNNING:
            end(person, row, state)


def create_in_set(person: Person, pk: int, concept: Concept, values: Mapping[str, Any], *, why: str = "") -> int:
    """Make a record as `concept.actions.create` does, as part of a set, and return its number."""
    with transaction.atomic():
        row = _running(pk)
        number = create(person, concept, values, why=why)
        keep_row(row, concept.name, number, RowDeed.CREATED, version_after=1)
        _count(row)
    return number


def change_in_set(
    person: Person,
    pk: int,
    concept: Concept,
    number: int,
    *,
    version: int | None,
    values: Mapping[str, Any],
    why: str = "",
) -> int:
    """Change a record as `concept.actions.change` does, as part of a set, and return its version."""
    with transaction.atomic():
        row = _running(pk)
        done = changed(person, concept, number, version=version, values=values, why=why)
        if done.before:
            keep_row(row, concept.name, number, RowDeed.CHANGED, before=done.before, version_after=done.version)
        _count(row)
    return done.version


def remove_in_set(person: Person, pk: int, concept: Concept, number: int, *, version: int | None, why: str = "") -> int:
    """Remove a record as `concept.actions.remove` does, as part of a set, and return its version."""
    with transaction.atomic():
        row = _running(pk)
        after = remove(person, concept, number, version=version, why=why)
        keep_row(row, concept.name, number, RowDeed.REMOVED, version_after=after)
        _count(row)
    return after


def keep_row(
    row: ChangeSet,
    concept: str,
    number: int,
    deed: RowDeed,
    *,
    before: Mapping[str, Any] | None = None,
    version_after: int | None = None,
) -> None:
    """Keep what a set did to a record, in the caller's transaction; of several changes the first knows how it was."""
    with transaction.atomic():
        there = ChangeSetRow.objects.filter(of=row, concept=concept, record=number).first()
        if there is None:
            ChangeSetRow.objects.create(
                of=row, concept=concept, record=number, deed=deed, before=before or {}, version_after=version_after
            )
            return
        if deed == RowDeed.REMOVED and there.deed == RowDeed.CREATED:
            # Of it nothing is left to take back.
            there.delete()
            return
        there.before = {**(before or {}), **there.before}
        there.version_after = version_after
        if deed == RowDeed.REMOVED:
            there.deed = deed
        there.save(update_fields=["before", "version_after", "deed"])


def end(person: Person, row: ChangeSet, state: SetState) -> None:
    """Write down that a held set has ended, in the caller's transaction."""
    with transaction.atomic():
        row.state, row.ended_at = state, timezone.now()
        row.save(update_fields=["state", "ended_at", "place", "done", "failed"])
        after = {"state": str(state), "done": row.done, "failed": row.failed, "not_processed": row.total - row.place}
        audit(actor_of(person), "change_sets.ended", row, after=after)


def _running(pk: int) -> ChangeSet:
    row = ChangeSet.objects.select_for_update().filter(pk=pk, state=SetState.RUNNING).first()
    if row is None:
        raise Refused("set_ended", Text("loạt thay đổi này đã kết thúc", "this set of changes has ended"))
    return row


def _count(row: ChangeSet) -> None:
    row.place, row.done = row.place + 1, row.done + 1
    row.total = max(row.total, row.place)
    row.save(update_fields=["place", "done", "total"])
