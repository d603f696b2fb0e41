"""Takes a set of changes back as one.

A record goes back if nobody has changed it since; the others are left as they are and listed with the reason. What
was moved to another record goes back where it is still there. A merge goes back in one transaction, everything else
batch by batch: each batch writes down what it took back, so a worker that was killed goes on after it.
"""

from collections.abc import Callable, Mapping

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, RowDeed, SetKind, SetState
from crmeter.records.change_sets.queries import answers_for, is_at_work
from crmeter.records.concept.actions import note_changes
from crmeter.records.concept.batch_actions import put_back
from crmeter.records.concept.concept import Concept, concept_named, concept_of
from crmeter.records.concept.gate import may, not_allowed, within
from crmeter.records.concept.models import Record
from crmeter.records.concept.row_actions import set_removed
from crmeter.records.concept.tag_actions import tag_each, untag_each
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.failpoints import failpoint

JOB = "undo_change_set"
_WHY = Text("hoàn tác: {title}", "undone: {title}")
_CHANGED = Text("có người đã sửa sau đó", "somebody has changed it since")
_GONE = Text("bản ghi này không còn", "this record is not there any more")


def undo(person: Person, pk: int) -> int | None:
    """Take a set back: a merge at once, anything else by the job whose number is returned.

    Args:
        person: whoever made the set, or may change all records of its concept.
        pk: of the set.

    Raises:
        Refused: it was taken back before, it is still worked on, its time is over, or it is not theirs.
    """
    with transaction.atomic():
        row = ChangeSet.objects.select_for_update().filter(pk=pk).first()
        if row is None or not answers_for(person, row):
            raise Refused("unknown", Text("không có loạt thay đổi này", "there is no such set of changes"))
        _refuse_unless_undoable(row)
        begun = row.state
        row.state = SetState.UNDOING
        if begun != SetState.UNDOING:
            audit(actor_of(person), "change_sets.undo_begun", row, before={"state": begun})
        if row.kind == SetKind.MERGE:
            _take_back(person, row, list(_rows_to_undo(row)))
            _end(person, row)
            failpoint("undo-before-commit")
            return None
        row.undo_job = enqueue(actor_of(person), JOB, {"change_set": pk})
        row.save(update_fields=["state", "undo_job"])
    return row.undo_job


def undo_batch(person: Person, pk: int, most: int) -> int:
    """Take the next records of a set back in one transaction, and return how many were gone through; 0 at its end.

    Args:
        person: who asked for it.
        pk: of the set.
        most: how many records.
    """
    with transaction.atomic():
        row = ChangeSet.objects.select_for_update().get(pk=pk)
        if row.state != SetState.UNDOING:
            return 0
        rows = list(_rows_to_undo(row)[:most])
        _take_back(person, row, rows)
        if len(rows) < most:
            _end(person, row)
        failpoint("undo-batch")
    return len(rows)


def _refuse_unless_undoable(row: ChangeSet) -> None:
    if row.state == SetState.UNDONE:
        raise Refused("undone", Text("loạt thay đổi này đã được hoàn tác", "this set was undone before"))
    if is_at_work(row):
        raise Refused("at_work", Text("loạt thay đổi này đang chạy", "this set is still being worked on"))
    if row.undo_until <= timezone.now():
        raise Refused(
            "too_late", Text("đã quá 30 ngày nên không hoàn tác được nữa", "after 30 days it cannot be undone any more")
        )


def _rows_to_undo(row: ChangeSet) -> models.QuerySet[ChangeSetRow]:
    # The last deed first, as one walks back.
    return ChangeSetRow.objects.filter(of=row, is_undone=None).order_by("-id")


def _end(person: Person, row: ChangeSet) -> None:
    with transaction.atomic():
        row.state, row.undone_at = SetState.UNDONE, timezone.now()
        row.save(update_fields=["state", "undone_at"])
        undone = ChangeSetRow.objects.filter(of=row, is_undone=True).count()
        left = ChangeSetRow.objects.filter(of=row, undo_error__isnull=False).count()
        audit(actor_of(person), "change_sets.undone", row, after={"undone": undone, "left": left})


def _take_back(person: Person, row: ChangeSet, rows: list[ChangeSetRow]) -> None:
    with transaction.atomic():
        for each in rows:
            try:
                with transaction.atomic():
                    _undo_row(person, row, each)
                each.is_undone = True
            except Refusal as refused:
                each.is_undone, each.undo_error = False, refused.text.to_json()
        ChangeSetRow.objects.bulk_update(rows, ["is_undone", "undo_error"], batch_size=200)


def _undo_row(person: Person, row: ChangeSet, each: ChangeSetRow) -> None:
    concept = concept_named(each.concept)
    if concept is None:
        _move_back_beside(row, each)
        return
    found = concept.table._default_manager.select_for_update().filter(pk=each.record).first()
    if found is None:
        raise Refused("unknown", _GONE)
    _refuse_unless_theirs(person, row, concept, RowDeed(each.deed), found)
    why = _WHY.fill(title=Text(**row.title)).vi
    _UNDO[RowDeed(each.deed)](_Step(person, row, concept, each, found, why))


class _Step:
    """One record in the middle of being taken back."""

    def __init__(
        self, person: Person, of: ChangeSet, concept: Concept, kept: ChangeSetRow, row: Record, why: str
    ) -> None:
        self.person, self.of, self.concept, self.kept, self.row, self.why = person, of, concept, kept, row, why

    @property
    def is_as_left(self) -> bool:
        return self.row.version == self.kept.version_after

    def refuse_if_changed(self) -> None:
        if not self.is_as_left:
            raise Refused("changed_since", _CHANGED)

    def remove(self) -> None:
        self.refuse_if_changed()
        set_removed(self.person, self.concept, self.row, is_removed=True, why=self.why)

    def change_back(self) -> None:
        self.refuse_if_changed()
        put_back(self.person, self.concept, self.row, self.kept.before, why=self.why)

    def bring_back(self) -> None:
        self.refuse_if_changed()
        set_removed(self.person, self.concept, self.row, is_removed=False, why=self.why)
        put_back(self.person, self.concept, self.row, self.kept.before, why=self.why)

    def move_back(self) -> None:
        """Of a record that was changed since, only the links that still are where they were moved to go back."""
        before = self.kept.before
        if not self.is_as_left:
            moved = _links_to(type(self.row), self.of)
            before = {
                column: value
                for column, value in before.items()
                if column in moved and getattr(self.row, column) == self.of.record
            }
            if not before:
                raise Refused("changed_since", _CHANGED)
        put_back(self.person, self.concept, self.row, before, why=self.why)

    def untag(self) -> None:
        untag_each(actor_of(self.person), self.concept, [self.row], self.kept.before["tag"])

    def tag(self) -> None:
        tag_each(actor_of(self.person), self.concept, [self.row], self.kept.before["tag"])


_UNDO: Mapping[RowDeed, Callable[[_Step], None]] = {
    RowDeed.CREATED: _Step.remove,
    RowDeed.CHANGED: _Step.change_back,
    RowDeed.REMOVED: _Step.bring_back,
    RowDeed.MOVED: _Step.move_back,
    RowDeed.TAGGED: _Step.untag,
    RowDeed.UNTAGGED: _Step.tag,
}


def _refuse_unless_theirs(person: Person, row: ChangeSet, concept: Concept, deed: RowDeed, found: Record) -> None:
    """Whoever takes their own change back may have given the record away by it; anybody else is asked as always."""
    needed = Deed.REMOVE if deed == RowDeed.REMOVED else Deed.CHANGE
    if row.actor_id == person.id:
        # What was created or moved by the way is taken back by whoever did it.
        if deed in (RowDeed.CREATED, RowDeed.MOVED) or may(person, concept, needed):
            return
        raise not_allowed(concept, needed)
    if not concept.table._default_manager.filter(within(person, concept, needed), pk=found.pk).exists():
        raise not_allowed(concept, needed)


def _move_back_beside(row: ChangeSet, each: ChangeSetRow) -> None:
    """Let a row beside records name again what it named before; it has no version, so what it names now decides."""
    table = apps.get_model(each.concept)
    found = table._default_manager.select_for_update().filter(pk=each.record).first()
    if found is None:
        raise Refused("unknown", _GONE)
    back = {column: value for column, value in each.before.items() if getattr(found, column) == row.record}
    if not back:
        raise Refused("changed_since", _CHANGED)
    with transaction.atomic():
        table._default_manager.filter(pk=each.record).update(**back)
        note_changes_beside(found)


def note_changes_beside(row: models.Model) -> None:
    """Tell the warehouse of the records that a changed row lies beside, in the caller's transaction."""
    for field in row._meta.concrete_fields:
        behind = field.related_model
        if isinstance(behind, type) and issubclass(behind, Record) and (number := getattr(row, field.attname)):
            concept = concept_of(behind)
            if concept is not None:
                note_changes(concept.name, [number])


def _links_to(table: type[Record], row: ChangeSet) -> frozenset[str]:
    concept = concept_named(row.concept)
    return frozenset(
        field.attname
        for field in table._meta.concrete_fields
        if concept is not None and field.related_model is concept.table
    )
