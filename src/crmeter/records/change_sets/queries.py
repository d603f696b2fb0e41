"""What was changed at once, and whether it can still be taken back."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, SetKind, SetState
from crmeter.records.concept.concept import concept_named
from crmeter.records.concept.gate import within
from crmeter.records.jobs.queries import job
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.rights_queries import rights_of
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class ChangeSetView:
    """Changes that somebody made at once, as they are shown.

    Args:
        id: the number of the set.
        kind: `bulk`, `import`, `merge` or `removal`.
        title: what was done.
        concept: by name.
        actor: the number of whoever did it.
        at: when it was asked for.
        state: `running`, `done`, `undoing`, `undone` or `failed`.
        is_at_work: a job goes on with it; a set that runs without one was stopped before it began, or lost.
        job: that works on it.
        undo_job: that takes it back.
        done: how many records are as was asked.
        failed: how many could not be.
        not_processed: how many nobody got to.
        undo_until: until when it can be taken back.
        can_be_undone: whether it can now.
    """

    id: int
    kind: SetKind
    title: Text
    concept: str
    actor: int
    at: datetime
    state: SetState
    is_at_work: bool
    job: int | None
    undo_job: int | None
    done: int
    failed: int
    not_processed: int
    undo_until: datetime
    can_be_undone: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A record that a set did not change, or that was not taken back, with the reason.

    Args:
        concept: by name.
        record: its number.
        name: what it is called; nothing where the person may not see it.
        reason: in words.
    """

    concept: str
    record: int
    name: str
    reason: Text


def change_set(person: Person, pk: int) -> ChangeSetView | None:
    """Return a set that the person made, or whose records they may all change."""
    found = ChangeSet.objects.filter(pk=pk).first()
    return _view(found) if found is not None and answers_for(person, found) else None


def latest_sets(person: Person, *, concept: str = "", most: int = 20) -> tuple[ChangeSetView, ...]:
    """Return the latest sets that a person made, the newest first.

    Args:
        person: whose.
        concept: only of this one.
        most: how many.
    """
    found = ChangeSet.objects.filter(actor=person.id).order_by("-id")
    if concept:
        found = found.filter(concept=concept)
    return tuple(_view(each) for each in found[:most])


def failed_rows(person: Person, pk: int, most: int = 100) -> tuple[RowView, ...]:
    """Return the records that a set did not change, the first ones, with the reasons."""
    return _rows(person, pk, "error", most)


def left_rows(person: Person, pk: int, most: int = 100) -> tuple[RowView, ...]:
    """Return the records of a set that were not taken back, the first ones, with the reasons."""
    return _rows(person, pk, "undo_error", most)


def answers_for(person: Person, row: ChangeSet) -> bool:
    """Return whether a set is somebody's to look at and to take back; for the rooms of the records."""
    return row.actor_id == person.id or rights_of(person, row.concept).reach(Deed.CHANGE) == Reach.ALL


def is_at_work(row: ChangeSet) -> bool:
    """Return whether somebody still works on a set; a job that was lost or stopped does not any more."""
    number = row.undo_job if row.state == SetState.UNDOING else row.job
    view = None if number is None else job(number)
    return row.state in (SetState.RUNNING, SetState.UNDOING) and view is not None and view.is_open


def _rows(person: Person, pk: int, column: str, most: int) -> tuple[RowView, ...]:
    found = ChangeSet.objects.filter(pk=pk).first()
    if found is None or not answers_for(person, found):
        return ()
    rows = list(ChangeSetRow.objects.filter(of=pk, **{f"{column}__isnull": False}).order_by("id")[:most])
    names = _names(person, rows)
    return tuple(
        RowView(row.concept, row.record, names.get((row.concept, row.record), ""), Text(**getattr(row, column)))
        for row in rows
    )


def _names(person: Person, rows: list[ChangeSetRow]) -> dict[tuple[str, int], str]:
    names: dict[tuple[str, int], str] = {}
    for name in {row.concept for row in rows}:
        concept = concept_named(name)
        if concept is not None:
            numbers = [row.record for row in rows if row.concept == name]
            seen = concept.table._default_manager.filter(within(person, concept), pk__in=numbers)
            names |= {(name, number): called for number, called in seen.values_list("pk", "name")}
    return names


def _view(row: ChangeSet) -> ChangeSetView:
    at_work = is_at_work(row)
    return ChangeSetView(
        id=row.pk,
        kind=SetKind(row.kind),
        title=Text(**row.title),
        concept=row.concept,
        actor=row.actor_id,
        at=row.at,
        state=SetState(row.state),
        is_at_work=at_work,
        job=row.job,
        undo_job=row.undo_job,
        done=row.done,
        failed=row.failed,
        not_processed=row.total - row.place,
        undo_until=row.undo_until,
        can_be_undone=row.state != SetState.UNDONE and not at_work and row.undo_until > timezone.now(),
    )
