"""The only writer of the records of all concepts: one way for pages, boards, bulk changes, imports and merges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.concept import Concept, Draft, tell_listeners
from crmeter.records.concept.field import Field
from crmeter.records.concept.gate import refuse_unless, within
from crmeter.records.concept.models import Record
from crmeter.records.concept.row_actions import (
    drafted,
    insert,
    note,
    plain_value,
    put,
    refuse_links_to_nothing,
    set_removed,
    settle,
    shown,
    write_draft,
)
from crmeter.records.concept.values import kept
from crmeter.records.ledger.actions import audit, held
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change did to a record.

    Args:
        version: the one that it made; where nothing differs, the one that stands.
        before: what differed, by column, as it was and as JSON holds it.
    """

    version: int
    before: Mapping[str, Any]


def create(person: Person, concept: Concept, values: Mapping[str, Any], *, why: str = "") -> int:
    """Make a record, and return its number.

    Args:
        person: who makes it.
        concept: of which.
        values: by field, as typed or read; a field that is not named is as a new record has it.
        why: in their words.

    Raises:
        WrongValue: a value cannot be kept.
        Refused: they may not, or a rule of the concept forbids it.
    """
    with transaction.atomic():
        actor, now = actor_of(person), timezone.now()
        row = concept.table(created_at=now, changed_at=now, created_by_id=person.id)
        asked = {each.name: kept(each, values.get(each.name)) for each in _typed(concept, values, is_new=True)}
        refuse_links_to_nothing(person, concept, asked, row)
        put(concept, row, asked)
        refuse_unless(person, concept, Deed.CREATE, row)
        draft = Draft(row, None, actor, now)
        settle(concept, draft)
        insert(row)
        concept.settled(draft)
        tell_listeners(concept, (draft,))
        note(concept, row)
        audit(actor, f"{concept.name}.created", row, after=shown(concept, row), why=why)
    return int(row.pk)


def change(
    person: Person, concept: Concept, pk: int, *, version: int | None, values: Mapping[str, Any], why: str = ""
) -> int:
    """Change fields of a record, and return its new version; where nothing differs, the one that stands.

    Raises:
        WrongValue: a value cannot be kept.
        Refusal: they may not, the record has changed or is gone, or a rule of the concept forbids it.
    """
    return changed(person, concept, pk, version=version, values=values, why=why).version


def changed(
    person: Person, concept: Concept, pk: int, *, version: int | None, values: Mapping[str, Any], why: str = ""
) -> Changed:
    """Change fields of a record as `change` does, and return what it did."""
    with transaction.atomic():
        row = held_record(person, concept, pk, version, Deed.CHANGE)
        before = changed_to(person, concept, row, read_values(concept, values), why=why)
    return Changed(row.version, {column: plain_value(value) for column, value in before.items()})


def changed_to(
    person: Person, concept: Concept, row: Record, asked: Mapping[str, Any], *, why: str = ""
) -> Mapping[str, Any]:
    """Change a held record inside the caller's transaction, and return what differed, as it was before.

    Args:
        person: who changes it.
        concept: of the record.
        row: locked, and allowed to be changed.
        asked: by field, as `values.kept` returns it.
        why: in their words.
    """
    actor, now = actor_of(person), timezone.now()
    refuse_links_to_nothing(person, concept, asked, row)
    draft, differing = drafted(concept, row, asked, actor, now)
    if not differing:
        return {}
    write_draft(concept, draft, differing, why)
    return {column: draft.before[column] for column in differing} if draft.before else {}


def read_values(concept: Concept, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return typed values by field, as columns keep them.

    Raises:
        WrongValue: a value cannot be kept.
        Refused: a field is not there, or is written by rules only.
    """
    return {each.name: kept(each, values[each.name]) for each in _typed(concept, values)}


def remove(person: Person, concept: Concept, pk: int, *, version: int | None, why: str = "") -> int:
    """Remove a record, which can be brought back, and return its new version.

    Raises:
        Refusal: they may not, or the record has changed or is gone.
    """
    with transaction.atomic():
        row = held_record(person, concept, pk, version, Deed.REMOVE)
        set_removed(person, concept, row, is_removed=True, why=why)
    return row.version


def bring_back(person: Person, concept: Concept, pk: int, *, version: int | None, why: str = "") -> int:
    """Bring a removed record back, and return its new version.

    Raises:
        Refusal: they may not, the record has changed since, another one has its key in the source system, or it was
            merged into another one, which is taken back as a whole.
    """
    with transaction.atomic():
        row = held_record(person, concept, pk, version, Deed.REMOVE, is_removed=True)
        if row.merged_into is not None:
            raise Refused(
                "merged",
                Text(
                    "{name} đã gộp vào bản ghi khác; hãy hoàn tác lần gộp",
                    "{name} was merged into another record; undo the merge",
                ).fill(name=row.name),
            )
        set_removed(person, concept, row, is_removed=False, why=why)
    return row.version


def held_record(
    person: Person, concept: Concept, pk: int, version: int | None, deed: Deed, *, is_removed: bool = False
) -> Record:
    """Return a record, locked until the transaction ends, with which somebody may do something.

    Args:
        person: who.
        concept: of the record.
        pk: which.
        version: that they have seen.
        deed: what they do with it.
        is_removed: it is one that was removed.

    Raises:
        Refusal: they may not, or the record has changed or is gone.
    """
    gone = Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    sight = within(person, concept, Deed.SEE)
    # Whoever may not see a record is not told that there is one, nor that it has changed; who sees all sees this one.
    if sight and not concept.table._default_manager.filter(sight, pk=pk).exists():
        raise gone
    row = held(concept.table, pk, version)
    if (row.removed_at is not None) != is_removed:
        raise gone
    refuse_unless(person, concept, deed, row)
    return row


def _typed(concept: Concept, values: Mapping[str, Any], *, is_new: bool = False) -> Iterable[Field]:
    fields = concept.all_fields
    for name in values:
        field = fields.get(name)
        if field is None or not field.is_edited:
            raise Refused(
                "unknown_field",
                Text("{what} không có trường {name} sửa được", "{what} has no field {name} that can be changed").fill(
                    what=concept.one, name=name
                ),
            )
    return [each for each in fields.values() if each.is_edited and (each.name in values or (is_new and each.required))]
