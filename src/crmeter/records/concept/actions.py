"""The only writer of the records of all concepts: one way for pages, boards, bulk changes, imports and merges."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from crmeter.records.concept.concept import Concept, Draft, concept_named, tell_listeners
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import refuse_unless, within
from crmeter.records.concept.models import SORTED_LETTERS, ChangeEntry, Record
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.ledger.actions import audit, held
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import plain_words, searchable


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
        _put(person, concept, row, asked)
        refuse_unless(person, concept, Deed.CREATE, row)
        draft = Draft(row, None, actor, now)
        _settle(concept, draft)
        _insert(row)
        concept.settled(draft)
        tell_listeners(concept, draft)
        _note(concept, row)
        audit(actor, f"{concept.name}.created", row, after=_shown(concept, row), why=why)
    return int(row.pk)


def change(
    person: Person, concept: Concept, pk: int, *, version: int | None, values: Mapping[str, Any], why: str = ""
) -> int:
    """Change fields of a record, and return its new version; where nothing differs, the one that stands.

    Raises:
        WrongValue: a value cannot be kept.
        Refusal: they may not, the record has changed or is gone, or a rule of the concept forbids it.
    """
    with transaction.atomic():
        row = held_record(person, concept, pk, version, Deed.CHANGE)
        asked = {each.name: kept(each, values[each.name]) for each in _typed(concept, values)}
        changed_to(person, concept, row, asked, why=why)
    return row.version


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
    columns = _columns(concept)
    before = {column: getattr(row, column) for column in columns}
    _put(person, concept, row, asked)
    draft = Draft(row, before, actor, now)
    if not _differing(before, row):
        return {}
    # Whoever gives a record away may not see it any more; that they could before is what counts.
    row.changed_at = now
    _settle(concept, draft)
    differing = _differing(before, row)
    row.version += 1
    _save(row, [*differing, "changed_at", "version", "by_name", "folded"])
    concept.settled(draft)
    tell_listeners(concept, draft)
    _note(concept, row)
    audit(
        actor,
        f"{concept.name}.changed",
        row,
        before={column: _plain(before[column]) for column in differing},
        after={column: _plain(getattr(row, column)) for column in differing},
        why=why,
    )
    return {column: before[column] for column in differing}


def remove(person: Person, concept: Concept, pk: int, *, version: int | None, why: str = "") -> int:
    """Remove a record, which can be brought back, and return its new version.

    Raises:
        Refusal: they may not, or the record has changed or is gone.
    """
    with transaction.atomic():
        row = held_record(person, concept, pk, version, Deed.REMOVE)
        _set_removed(person, concept, row, is_removed=True, why=why)
    return row.version


def bring_back(person: Person, concept: Concept, pk: int, *, version: int | None, why: str = "") -> int:
    """Bring a removed record back, and return its new version.

    Raises:
        Refusal: they may not, the record has changed since, or another one has its key in the source system.
    """
    with transaction.atomic():
        row = held_record(person, concept, pk, version, Deed.REMOVE, is_removed=True)
        _set_removed(person, concept, row, is_removed=False, why=why)
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
    row = held(concept.table, pk, version)
    seen = concept.table._default_manager.filter(within(person, concept, Deed.SEE), pk=pk).exists()
    if not seen or (row.removed_at is not None) != is_removed:
        # Whoever may not see a record is not told that there is one.
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    refuse_unless(person, concept, deed, row)
    return row


def note_changes(concept: str, numbers: Iterable[int]) -> None:
    """Tell the warehouse of changed records, inside the transaction that changes them."""
    now = timezone.now()
    ChangeEntry.objects.bulk_create(
        [ChangeEntry(concept=concept, record=number, at=now) for number in numbers], batch_size=1000
    )


def forget_changes(horizon: int) -> int:
    """Remove the entries below a horizon up to which the warehouse has read, and return how many they were.

    Args:
        horizon: the number of a transaction on PostgreSQL, else that of an entry; as the reader of the database tells.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM records_changeentry WHERE transaction < %s::text::xid8", [str(horizon)])
        else:
            cursor.execute("DELETE FROM records_changeentry WHERE id <= %s", [horizon])
        return int(cursor.rowcount)


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


def _put(person: Person, concept: Concept, row: Record, asked: Mapping[str, Any]) -> None:
    for name, value in asked.items():
        field = concept.all_fields[name]
        if value is not None and field.kind in (Kind.PERSON, Kind.RECORD) and value != getattr(row, field.column):
            _refuse_unless_there(person, concept, field, value)
        setattr(row, field.column, value)


def _refuse_unless_there(person: Person, concept: Concept, field: Field, value: int) -> None:
    """Refuse a link to what is not there, was removed, or may not be seen."""
    if field.kind == Kind.PERSON:
        there = User.objects.filter(pk=value, is_active=True).exists()
    else:
        rows = _table_behind(concept, field)._default_manager.filter(pk=value)
        linked = concept_named(field.to)
        there = (rows if linked is None else rows.filter(within(person, linked), removed_at=None)).exists()
    if not there:
        raise WrongValue(field, Text("không có bản ghi này", "there is no such record"))


def _table_behind(concept: Concept, field: Field) -> type[models.Model]:
    behind = concept.table._meta.get_field(field.name).related_model
    if not isinstance(behind, type):
        raise TypeError(f"{concept.name}.{field.name} is no link")
    return behind


def _settle(concept: Concept, draft: Draft) -> None:
    concept.settle(draft)
    row = draft.row
    row.by_name = " ".join(plain_words(row.name))[:SORTED_LETTERS]
    words = [getattr(row, each.column) for each in concept.fields if each.is_found_by and each.kind != Kind.PHONE]
    phones = [getattr(row, each.column) for each in concept.fields if each.is_found_by and each.kind == Kind.PHONE]
    row.folded = searchable((*words, row.external_id)) + "".join(searchable((), phone) for phone in phones if phone)


def _insert(row: Record) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _taken(row) from error


def _save(row: Record, fields: list[str]) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError as error:
        raise _taken(row) from error


def _taken(row: Record) -> Refused:
    return Refused(
        "taken",
        Text(
            "{name}: đã có bản ghi khác cùng mã, hoặc có giá trị không đi với nhau",
            "{name}: another record has the same key, or values do not go together",
        ).fill(name=row.name),
    )


def _set_removed(person: Person, concept: Concept, row: Record, *, is_removed: bool, why: str) -> None:
    actor: Actor = actor_of(person)
    row.removed_at = timezone.now() if is_removed else None
    row.version += 1
    _save(row, ["removed_at", "version"])
    _note(concept, row)
    verb = "removed" if is_removed else "brought_back"
    audit(actor, f"{concept.name}.{verb}", row, before={"name": row.name} if is_removed else None, why=why)


def _note(concept: Concept, row: Record) -> None:
    ChangeEntry.objects.create(concept=concept.name, record=row.pk, at=timezone.now())


def _columns(concept: Concept) -> tuple[str, ...]:
    beside = {"by_name", "folded", "version", "changed_at", "created_at", "created_by_id", "removed_at", "id"}
    return tuple(each.attname for each in concept.table._meta.concrete_fields if each.attname not in beside)


def _differing(before: Mapping[str, Any], row: Record) -> list[str]:
    return [column for column, value in before.items() if getattr(row, column) != value]


def _shown(concept: Concept, row: Record) -> dict[str, Any]:
    values = {column: getattr(row, column) for column in _columns(concept)}
    return {column: _plain(value) for column, value in values.items() if value not in (None, "", [], {})}


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else str(value)
