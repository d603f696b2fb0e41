"""What is done to a row that is held, inside the transaction of whoever holds it: for the rooms that write records."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from crmeter.records.concept.concept import Concept, Draft, concept_named, tell_listeners
from crmeter.records.concept.erased import refuse_erased
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import within
from crmeter.records.concept.models import SORTED_LETTERS, Record
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.models import ChangeEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import plain_words, searchable

# Columns that follow from others, or that say when and by whom.
BESIDE = frozenset(
    ("id", "version", "by_name", "by_words", "folded", "created_at", "created_by_id", "changed_at", "removed_at",
     "merged_into", "erased_at")
)  # fmt: skip


def drafted(
    concept: Concept,
    row: Record,
    asked: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    known: dict[Hashable, Any] | None = None,
) -> tuple[Draft, list[str]]:
    """Put values into a held record, let the rules of its concept settle it, and return the columns that differ.

    Nothing is saved. Where nothing differs, the rules are not asked.

    Raises:
        Refused: whom it was about was erased, or a rule forbids it.
    """
    refuse_erased(row)
    before = {column: getattr(row, column) for column in columns_kept(concept)}
    put(concept, row, asked)
    draft = Draft(row, before, actor, now, {} if known is None else known)
    if not differing_columns(before, row):
        return draft, []
    # Whoever gives a record away may not see it any more; that they could before is what counts.
    row.changed_at = now
    settle(concept, draft)
    return draft, differing_columns(before, row)


def write_draft(concept: Concept, draft: Draft, differing: list[str], why: str) -> None:
    """Save a settled record with all that belongs to its change, in the caller's transaction."""
    row, before = draft.row, draft.before or {}
    row.version += 1
    _save(row, [*differing, "changed_at", "version", "by_name", "by_words", "folded"])
    concept.settled(draft)
    tell_listeners(concept, (draft,))
    note(concept, row)
    audit(
        draft.actor,
        f"{concept.name}.changed",
        row,
        before={column: plain_value(before[column]) for column in differing},
        after={column: plain_value(getattr(row, column)) for column in differing},
        why=why,
    )


def put(concept: Concept, row: Record, asked: Mapping[str, Any]) -> None:
    """Put values, by field, into a record."""
    for name, value in asked.items():
        setattr(row, concept.all_fields[name].column, value)


def refuse_links_to_nothing(
    person: Person, concept: Concept, asked: Mapping[str, Any], row: Record | None = None
) -> None:
    """Refuse links to what is not there, was removed, or may not be seen.

    Args:
        person: who makes the links.
        concept: of the record.
        asked: values by field.
        row: what it links to already is not asked for again.

    Raises:
        WrongValue: there is no such record.
    """
    for name, value in asked.items():
        field = concept.all_fields[name]
        is_link = value is not None and field.kind in (Kind.PERSON, Kind.RECORD)
        if is_link and (row is None or value != getattr(row, field.column)):
            _refuse_unless_there(person, concept, field, value)


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


def settle(concept: Concept, draft: Draft) -> None:
    """Let the rules of a concept make a record whole, and write what it is sorted and found by."""
    concept.settle(draft)
    put_found_by(concept, draft.row)


def put_found_by(concept: Concept, row: Record) -> None:
    """Put into a record what it is sorted and found by."""
    row.by_name = " ".join(plain_words(row.name))[:SORTED_LETTERS]
    row.by_words = same_words(row.name)
    found = [getattr(row, each.column) for each in concept.fields if each.is_found_by and each.kind != Kind.PHONE]
    phones = [getattr(row, each.column) for each in concept.fields if each.is_found_by and each.kind == Kind.PHONE]
    row.folded = searchable((*found, row.external_id)) + "".join(searchable((), phone) for phone in phones if phone)


def same_words(name: str) -> str:
    """Return the words of a name in an order that is the same however they were put: Nắng Sớm, Sớm Nắng."""
    return " ".join(sorted(set(plain_words(name))))[:SORTED_LETTERS]


def insert(row: Record) -> None:
    """Save a new record.

    Raises:
        Refused: another one has its key in the source system.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise taken(row) from error


def _save(row: Record, fields: list[str]) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError as error:
        raise taken(row) from error


def taken(row: Record) -> Refused:
    """Return the refusal of a record that the database does not take."""
    return Refused(
        "taken",
        Text(
            "{name}: đã có bản ghi khác cùng mã, hoặc có giá trị không đi với nhau",
            "{name}: another record has the same key, or values do not go together",
        ).fill(name=row.name),
    )


def relink(person: Person, concept: Concept, row: Record, links: Mapping[str, int | None], why: str = "") -> None:
    """Let a held record of somebody who was erased name other records; nothing else of it may change any more.

    Args:
        person: who does it.
        concept: of the record.
        row: locked.
        links: by column, the number of what it names.
        why: in their words.
    """
    with transaction.atomic():
        before = {column: getattr(row, column) for column in links}
        for column, number in links.items():
            setattr(row, column, number)
        row.version += 1
        _save(row, [*links, "version"])
        note(concept, row)
        audit(actor_of(person), f"{concept.name}.changed", row, before=before, after=dict(links), why=why)


def set_removed(
    person: Person, concept: Concept, row: Record, *, is_removed: bool, why: str = "", into: int | None = None
) -> None:
    """Remove a held record or bring it back, in the caller's transaction.

    Args:
        person: who does it.
        concept: of the record.
        row: locked, and allowed to be removed.
        is_removed: what it is to be.
        why: in their words.
        into: the record that it was merged into.

    Raises:
        Refused: whom it was about was erased.
    """
    refuse_erased(row)
    row.removed_at = timezone.now() if is_removed else None
    row.merged_into = into
    row.version += 1
    _save(row, ["removed_at", "merged_into", "version"])
    note(concept, row)
    verb = "merged" if into is not None else "removed" if is_removed else "brought_back"
    audit(
        actor_of(person),
        f"{concept.name}.{verb}",
        row,
        before={"name": row.name} if is_removed else None,
        after=None if into is None else {"merged_into": into},
        why=why,
    )


def note(concept: Concept, row: Record) -> None:
    """Tell the warehouse of one changed record."""
    ChangeEntry.objects.create(concept=concept.name, record=row.pk, at=timezone.now())


def columns_kept(concept: Concept) -> tuple[str, ...]:
    """Return the columns whose changes are a record's history."""
    return _columns_kept(concept.table)


@cache
def _columns_kept(table: type[Record]) -> tuple[str, ...]:
    return tuple(each.attname for each in table._meta.concrete_fields if each.attname not in BESIDE)


def differing_columns(before: Mapping[str, Any], row: Record) -> list[str]:
    """Return the columns that are not as they were."""
    return [column for column, value in before.items() if getattr(row, column) != value]


def shown(concept: Concept, row: Record) -> dict[str, Any]:
    """Return the columns of a record that hold something, as JSON holds them."""
    values = {column: getattr(row, column) for column in columns_kept(concept)}
    return {column: plain_value(value) for column, value in values.items() if value not in (None, "", [], {})}


def plain_value(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else str(value)
