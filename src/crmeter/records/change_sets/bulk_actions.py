"""One change of many records: asked for at once, made by the worker batch by batch, taken back as one.

Which records are meant, and at which versions, is kept when it is asked for: what somebody has confirmed is what is
done, and whoever changes one of them meanwhile loses nothing. Each batch is one short transaction that writes down
how far it went, so a worker that was killed goes on after the last whole batch, and no record is changed twice.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from crmeter.records.change_sets.bulk import Assign, Bulk, Edit, Join, Remove, TagOff, TagOn
from crmeter.records.change_sets.joining import joining_into
from crmeter.records.change_sets.models import (
    ChangeSet,
    ChangeSetPart,
    ChangeSetRow,
    RowDeed,
    SetKind,
    SetState,
)
from crmeter.records.change_sets.set_actions import end, open_set
from crmeter.records.concept.actions import Changed, read_values
from crmeter.records.concept.batch_actions import Outcomes, change_each, remove_each
from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.gate import may, not_allowed, within
from crmeter.records.concept.listing import Asked, keys_of, visible
from crmeter.records.concept.models import Record
from crmeter.records.concept.row_actions import plain_value, refuse_links_to_nothing
from crmeter.records.concept.tag_actions import tag_each, tag_named, untag_each
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.failpoints import failpoint

JOB = "bulk_change"
_RECORDS_OF_A_PART = 1_000
# More than these are no deed of one person, but of an import.
MOST_RECORDS = 1_000_000
# What must be allowed with each record, where it is not to change it.
_NEEDED = {Remove.what: Deed.REMOVE, Join.what: Deed.SEE}
_GONE = Text("bản ghi này không còn", "this record is not there any more")


def start_bulk(
    person: Person, concept: Concept, what: Bulk, asked: Asked | Sequence[int], *, expected: int, why: str = ""
) -> int:
    """Ask for a change of many records, and return the number of its set.

    Args:
        person: who asks.
        concept: of the records.
        what: is done with each.
        asked: the list whose records are meant, or their numbers.
        expected: how many they are, as somebody has confirmed.
        why: in their words.

    Raises:
        WrongValue: a value cannot be kept.
        Refused: the person may not do that with any record, or there are not as many records as they confirmed.
    """
    deed = _NEEDED.get(what.what, Deed.CHANGE)
    if not may(person, concept, deed):
        raise not_allowed(concept, deed)
    if isinstance(what, Join):
        joining_into(what.into).refuse_unless(person, what.record)
    # What cannot be kept in any record is said at once.
    values = read_values(concept, what.values) if isinstance(what, Edit | Assign) else {}
    refuse_links_to_nothing(person, concept, values)
    with transaction.atomic():
        records = _meant(person, concept, asked)
        if len(records) != expected or not records or len(records) > MOST_RECORDS:
            raise Refused(
                "another_count",
                Text(
                    "danh sách nay có {now} bản ghi, không phải {expected}; hãy xem lại rồi xác nhận",
                    "the list has {now} records now, not {expected}; look again, then confirm",
                ).fill(now=len(records), expected=expected),
            )
        kind = SetKind.REMOVAL if isinstance(what, Remove) else SetKind.BULK
        pk = open_set(person, kind, what.title(concept, len(records)), concept, total=len(records))
        row = ChangeSet.objects.get(pk=pk)
        row.asked = {
            "what": what.what,
            "why": why,
            "values": {name: plain_value(value) for name, value in values.items()},
            "tag": _tag(person, what),
            "into": [what.into, what.record] if isinstance(what, Join) else None,
        }
        ChangeSetPart.objects.bulk_create(
            ChangeSetPart(of=row, first=first, records=records[first : first + _RECORDS_OF_A_PART])
            for first in range(0, len(records), _RECORDS_OF_A_PART)
        )
        row.job = enqueue(actor_of(person), JOB, {"change_set": pk})
        row.save(update_fields=["asked", "job"])
    return pk


def change_batch(person: Person, pk: int, most: int) -> int:
    """Change the next records of a set in one transaction, and return how many were gone through; 0 at its end.

    Args:
        person: who asked, with the rights that they have now.
        pk: of the set.
        most: how many records.
    """
    with transaction.atomic():
        row = ChangeSet.objects.select_for_update().get(pk=pk)
        if row.state != SetState.RUNNING:
            return 0
        concept = concept_named(row.concept)
        if concept is None:
            raise LookupError(row.concept)
        records = _next(row, most)
        outcomes = _changed(person, concept, row.asked, records)
        failed = {number: why for number, why in outcomes.items() if isinstance(why, Refusal)}
        ChangeSetRow.objects.bulk_create(_rows(row, concept, outcomes), batch_size=500)
        row.place += len(records)
        row.failed += len(failed)
        row.done += len(records) - len(failed)
        if row.place >= row.total:
            end(person, row, SetState.DONE)
            ChangeSetPart.objects.filter(of=row).delete()
        else:
            row.save(update_fields=["place", "done", "failed"])
        failpoint("bulk-batch")
    return len(records)


def stop_bulk(person: Person, pk: int) -> None:
    """Leave the records that nobody got to as they are: somebody asked the job to stop."""
    with transaction.atomic():
        row = ChangeSet.objects.select_for_update().get(pk=pk)
        if row.state == SetState.RUNNING:
            end(person, row, SetState.DONE)
            ChangeSetPart.objects.filter(of=row).delete()


def _tag(person: Person, what: Bulk) -> int | None:
    if isinstance(what, TagOn):
        return tag_named(actor_of(person), what.name)
    return what.tag if isinstance(what, TagOff) else None


def _meant(person: Person, concept: Concept, asked: Asked | Sequence[int]) -> list[list[int]]:
    if isinstance(asked, Asked):
        return [list(each) for each in keys_of(person, concept, asked).values_list("id", "version")]
    seen: dict[int, int] = {}
    numbers = sorted(set(asked))
    for first in range(0, len(numbers), _RECORDS_OF_A_PART):
        some = visible(person, concept).filter(pk__in=numbers[first : first + _RECORDS_OF_A_PART])
        seen.update(some.values_list("id", "version"))
    return [[number, seen[number]] for number in sorted(seen)]


def _next(row: ChangeSet, most: int) -> list[tuple[int, int]]:
    first = row.place - row.place % _RECORDS_OF_A_PART
    part = ChangeSetPart.objects.filter(of=row, first=first).first()
    records = [] if part is None else part.records[row.place - first :][:most]
    return [(number, version) for number, version in records]


def _changed(
    person: Person, concept: Concept, asked: Mapping[str, Any], records: Sequence[tuple[int, int]]
) -> Outcomes:
    what, why = asked["what"], asked["why"]
    if what == Join.what:
        return _joined(person, concept, asked["into"], [number for number, _ in records])
    deed = _NEEDED.get(what, Deed.CHANGE)
    counts_versions = what not in (TagOn.what, TagOff.what)
    outcomes: Outcomes = {}
    rows = _held(person, concept, deed, records, counts_versions, outcomes)
    if what == Remove.what:
        return outcomes | remove_each(person, concept, rows, why=why)
    if what in (TagOn.what, TagOff.what):
        mark = tag_each if what == TagOn.what else untag_each
        marked = mark(actor_of(person), concept, rows, asked["tag"])
        return outcomes | {
            row.pk: Changed(row.version, {"tag": asked["tag"]} if row.pk in marked else {}) for row in rows
        }
    try:
        return outcomes | change_each(person, concept, rows, read_values(concept, asked["values"]), why=why)
    except Refusal as refused:
        # What was asked for cannot be kept in any record any more: somebody it is to be given to has left.
        return outcomes | dict.fromkeys((row.pk for row in rows), refused)


def _joined(person: Person, concept: Concept, into: tuple[str, int], records: Sequence[int]) -> Outcomes:
    # The records stay as they are, so none is locked: whoever joins one has what is joined locked first.
    name, joined = into
    seen: dict[int, int] = dict(visible(person, concept).filter(pk__in=records).values_list("pk", "version"))
    outcomes: Outcomes = {number: Refused("unknown", _GONE) for number in records if number not in seen}
    try:
        new = joining_into(name).join(person, joined, concept, list(seen))
    except Refusal as refused:
        # What is joined is not there any more, or not theirs.
        return outcomes | dict.fromkeys(seen, refused)
    return outcomes | {
        number: Changed(version, {"joined": joined} if number in new else {}) for number, version in seen.items()
    }


def _held(
    person: Person,
    concept: Concept,
    deed: Deed,
    records: Sequence[tuple[int, int]],
    counts_versions: bool,
    outcomes: Outcomes,
) -> list[Record]:
    """Lock the records that may be changed, and say of the others why not."""
    versions: dict[int, int] = dict(records)
    table = concept.table._default_manager
    held = {row.pk: row for row in table.select_for_update().filter(pk__in=versions, removed_at=None).order_by("pk")}
    allowed = set(table.filter(within(person, concept, deed), pk__in=versions).values_list("pk", flat=True))
    for number, version in versions.items():
        if number not in held:
            outcomes[number] = Refused("unknown", _GONE)
        elif number not in allowed:
            outcomes[number] = not_allowed(concept, deed)
        elif counts_versions and held[number].version != version:
            outcomes[number] = Stale(held[number].version)
    return [row for number, row in held.items() if number not in outcomes]


_DEEDS = {
    Edit.what: RowDeed.CHANGED,
    Assign.what: RowDeed.CHANGED,
    Remove.what: RowDeed.REMOVED,
    TagOn.what: RowDeed.TAGGED,
    TagOff.what: RowDeed.UNTAGGED,
    Join.what: RowDeed.JOINED,
}


def _rows(row: ChangeSet, concept: Concept, outcomes: Outcomes) -> list[ChangeSetRow]:
    deed = _DEEDS[row.asked["what"]]
    rows = []
    for number, outcome in outcomes.items():
        if isinstance(outcome, Refusal):
            rows.append(
                ChangeSetRow(
                    of=row,
                    concept=concept.name,
                    record=number,
                    deed=RowDeed.NONE,
                    error=outcome.text.to_json(),
                    is_undone=False,
                )
            )
        elif outcome.before or deed == RowDeed.REMOVED:
            rows.append(
                ChangeSetRow(
                    of=row,
                    concept=concept.name,
                    record=number,
                    deed=deed,
                    before=dict(outcome.before),
                    version_after=outcome.version,
                )
            )
    return rows
