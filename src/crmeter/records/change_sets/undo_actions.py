"""Takes a set of changes back as one.

A record goes back if nobody has changed it since; the others are left as they are and listed with the reason. What
was moved to another record goes back where it is still there. A merge goes back in one transaction, everything else
batch by batch: each batch writes down what it took back, so a worker that was killed goes on after it.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from crmeter.records.change_sets.joining import joining_into
from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, RowDeed, SetKind, SetState
from crmeter.records.change_sets.queries import answers_for, is_at_work
from crmeter.records.concept.batch_actions import Outcomes, put_back, put_back_each, remove_each
from crmeter.records.concept.concept import Concept, beside_in, concept_named, concept_of
from crmeter.records.concept.erased import erased
from crmeter.records.concept.gate import may, not_allowed, within
from crmeter.records.concept.models import Record
from crmeter.records.concept.row_actions import relink, set_removed
from crmeter.records.concept.tag_actions import tag_each, untag_each
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.change_actions import note_changes
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
        _refuse_merge_of_erased(row)
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


def _refuse_merge_of_erased(row: ChangeSet) -> None:
    """A merge goes back as a whole or not at all: parts of it would take rows away from whom totals count them for."""
    concept = concept_named(row.concept)
    if row.kind != SetKind.MERGE or concept is None:
        return
    numbers = ChangeSetRow.objects.filter(of=row, concept=concept.name).values("record")
    merged = Q(pk__in=numbers) | Q(pk=row.record)
    if concept.table._default_manager.filter(merged, erased_at__isnull=False).exists():
        raise erased()


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
        # Together what was done alike, one after the other: records come back after what had their keys gave them up.
        for (name, deed), some in groupby(rows, key=lambda each: (each.concept, RowDeed(each.deed))):
            alike = list(some)
            concept = concept_named(name)
            refused = (
                {each.record: _moved_back_beside(row, each) for each in alike}
                if concept is None
                else _undone_alike(person, row, concept, deed, alike)
            )
            for each in alike:
                reason = refused.get(each.record)
                if reason is not None and row.kind == SetKind.MERGE and deed == RowDeed.REMOVED:
                    # What was moved away from it is back already, and would hang on a record that nobody sees.
                    raise reason
                each.is_undone = reason is None
                each.undo_error = None if reason is None else reason.text.to_json()
        ChangeSetRow.objects.bulk_update(rows, ["is_undone", "undo_error"], batch_size=200)


def _undone_alike(
    person: Person, row: ChangeSet, concept: Concept, deed: RowDeed, alike: Sequence[ChangeSetRow]
) -> Mapping[int, Refusal | None]:
    """Take the same deed back from several records, and return why it was not, of each from which it was not."""
    numbers = [each.record for each in alike]
    table = concept.table._default_manager
    held = {found.pk: found for found in table.select_for_update().filter(pk__in=numbers).order_by("pk")}
    allowed = _theirs(person, row, concept, deed, numbers)
    refused: dict[int, Refusal | None] = {}
    steps: list[tuple[ChangeSetRow, Record]] = []
    for each in alike:
        found = held.get(each.record)
        if found is None:
            refused[each.record] = Refused("unknown", _GONE)
        elif found.erased_at is not None and deed != RowDeed.MOVED:
            refused[each.record] = erased()
        elif each.record not in allowed:
            refused[each.record] = not_allowed(concept, _needed(deed))
        elif deed in _OF_A_VERSION and found.version != each.version_after:
            refused[each.record] = Refused("changed_since", _CHANGED)
        else:
            steps.append((each, found))
    why = _WHY.fill(title=Text(**row.title)).vi
    return refused | dict(_UNDO[deed](person, row, concept, steps, why))


_OF_A_VERSION = frozenset({RowDeed.CREATED, RowDeed.CHANGED, RowDeed.REMOVED})
_Steps = Sequence[tuple[ChangeSetRow, Record]]
_Refused = Mapping[int, "Refusal | None"]


def _remove(person: Person, _: ChangeSet, concept: Concept, steps: _Steps, why: str) -> _Refused:
    return _refusals(remove_each(person, concept, [found for _, found in steps], why=why))


def _change_back(person: Person, _: ChangeSet, concept: Concept, steps: _Steps, why: str) -> _Refused:
    refused: dict[int, Refusal | None] = {}
    alone = [(found, each.before) for each, found in steps if not beside_in(each.before)]
    for each, found in steps:
        beside = beside_in(each.before)
        if not beside:
            continue
        columns = {column: value for column, value in each.before.items() if column not in beside}
        try:
            with transaction.atomic():
                for take_back in beside.values():
                    take_back(person, found, why)
                put_back(person, concept, found, columns, why=why)
        except Refusal as error:
            refused[each.record] = error
    return refused | dict(_refusals(put_back_each(person, concept, alone, why=why)))


def _bring_back(person: Person, _: ChangeSet, concept: Concept, steps: _Steps, why: str) -> _Refused:
    refused: dict[int, Refusal | None] = {}
    for each, found in steps:
        try:
            with transaction.atomic():
                set_removed(person, concept, found, is_removed=False, why=why)
                put_back(person, concept, found, each.before, why=why)
        except Refusal as error:
            refused[each.record] = error
    return refused


def _move_back(person: Person, row: ChangeSet, concept: Concept, steps: _Steps, why: str) -> _Refused:
    """Of a record that was changed since, only the links that still are where they were moved to go back."""
    links = _links_of(concept, row)
    refused: dict[int, Refusal | None] = {}
    wanted: list[tuple[Record, Mapping[str, Any]]] = []
    for each, found in steps:
        there = {c: value for c, value in each.before.items() if c in links and getattr(found, c) == row.record}
        if found.erased_at is not None and there:
            relink(person, concept, found, there)
        elif found.version == each.version_after:
            wanted.append((found, each.before))
        elif there:
            wanted.append((found, there))
        else:
            refused[each.record] = Refused("changed_since", _CHANGED)
    return refused | dict(_refusals(put_back_each(person, concept, wanted, why=why)))


def _untag(person: Person, row: ChangeSet, concept: Concept, steps: _Steps, _: str) -> _Refused:
    untag_each(actor_of(person), concept, [found for _, found in steps], row.asked["tag"])
    return {}


def _tag(person: Person, row: ChangeSet, concept: Concept, steps: _Steps, _: str) -> _Refused:
    tag_each(actor_of(person), concept, [found for _, found in steps], row.asked["tag"])
    return {}


def _leave(person: Person, row: ChangeSet, concept: Concept, steps: _Steps, _: str) -> _Refused:
    name, joined = row.asked["into"]
    numbers = [found.pk for _each, found in steps]
    try:
        stay = joining_into(name).leave(person, joined, concept, numbers)
    except Refusal as refused:
        return dict.fromkeys(numbers, refused)
    return {number: Refused("changed_since", _CHANGED) for number in stay}


_UNDO: Mapping[RowDeed, Callable[[Person, ChangeSet, Concept, _Steps, str], _Refused]] = {
    RowDeed.CREATED: _remove,
    RowDeed.CHANGED: _change_back,
    RowDeed.REMOVED: _bring_back,
    RowDeed.MOVED: _move_back,
    RowDeed.TAGGED: _untag,
    RowDeed.UNTAGGED: _tag,
    RowDeed.JOINED: _leave,
}


def _refusals(outcomes: Outcomes) -> _Refused:
    return {number: outcome for number, outcome in outcomes.items() if isinstance(outcome, Refusal)}


def _needed(deed: RowDeed) -> Deed:
    return Deed.REMOVE if deed == RowDeed.REMOVED else Deed.CHANGE


def _theirs(person: Person, row: ChangeSet, concept: Concept, deed: RowDeed, numbers: Sequence[int]) -> frozenset[int]:
    """Return from which records somebody may take a deed back.

    Whoever takes their own back may have given the records away by it; anybody else is asked as always.
    """
    if row.actor_id == person.id:
        # What was created, moved or joined by the way is taken back by whoever did it.
        is_allowed = deed in (RowDeed.CREATED, RowDeed.MOVED, RowDeed.JOINED) or may(person, concept, _needed(deed))
        return frozenset(numbers) if is_allowed else frozenset()
    rows = concept.table._default_manager.filter(within(person, concept, _needed(deed)), pk__in=numbers)
    return frozenset(rows.values_list("pk", flat=True))


def _moved_back_beside(row: ChangeSet, each: ChangeSetRow) -> Refusal | None:
    """Let a row beside records name again what it named before; it has no version, so what it names now decides."""
    table = apps.get_model(each.concept)
    with transaction.atomic():
        found = table._default_manager.select_for_update().filter(pk=each.record).first()
        if found is None:
            return Refused("unknown", _GONE)
        back = {column: value for column, value in each.before.items() if getattr(found, column) == row.record}
        if not back:
            return Refused("changed_since", _CHANGED)
        try:
            with transaction.atomic():
                table._default_manager.filter(pk=each.record).update(**back)
        except IntegrityError:
            # There is one like it again.
            return Refused("changed_since", _CHANGED)
        note_changes_beside(found)
    return None


def note_changes_beside(row: models.Model) -> None:
    """Tell the warehouse of the records that a changed row lies beside, in the caller's transaction."""
    for field in row._meta.concrete_fields:
        behind = field.related_model
        if isinstance(behind, type) and issubclass(behind, Record) and (number := getattr(row, field.attname)):
            concept = concept_of(behind)
            if concept is not None:
                note_changes(concept.name, [number])


def _links_of(concept: Concept, row: ChangeSet) -> frozenset[str]:
    """Return the columns by which records of a concept name those of the set's."""
    named = concept_named(row.concept)
    fields = concept.table._meta.concrete_fields
    return frozenset(f.attname for f in fields if named is not None and f.related_model is named.table)
