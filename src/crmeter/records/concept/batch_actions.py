"""Many records at once, by the same rules as one: what differs is only how they are written to the database."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from crmeter.records.concept.actions import Changed
from crmeter.records.concept.concept import Concept, Draft, tell_listeners
from crmeter.records.concept.erased import erased
from crmeter.records.concept.models import Record
from crmeter.records.concept.row_actions import (
    columns_kept,
    differing_columns,
    drafted,
    plain_value,
    refuse_links_to_nothing,
    settle,
    taken,
)
from crmeter.records.concept.update_actions import update_each
from crmeter.records.ledger.actions import Audited, audit_all
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.staff.queries import Person, actor_of

# By record: what was done, or why not. One that was left as it was has no version.
Outcomes = dict[int, "Changed | Refusal"]
_FOUND_BY = ("by_name", "by_words", "folded")


@dataclass(frozen=True, slots=True)
class _Settled:
    """A record that its rules have settled, before it is saved."""

    draft: Draft
    differing: list[str]
    found_by: tuple[Any, ...]

    @property
    def written(self) -> dict[str, Any]:
        """The columns that are saved, beside its version."""
        row = self.draft.row
        found_by = [each for each, before in zip(_FOUND_BY, self.found_by, strict=True) if getattr(row, each) != before]
        return {column: getattr(row, column) for column in (*self.differing, *found_by)}


def change_each(
    person: Person, concept: Concept, rows: Sequence[Record], asked: Mapping[str, Any], *, why: str = ""
) -> Outcomes:
    """Change the same fields of held records, in the caller's transaction, each by itself or not at all.

    Args:
        person: who changes them.
        concept: of the records.
        rows: locked, and allowed to be changed.
        asked: by field, as `values.kept` returns it.
        why: in their words.

    Raises:
        WrongValue: a field is to link to what is not there.
    """
    refuse_links_to_nothing(person, concept, asked)
    return change_each_to(person, concept, [Wanted(row, asked) for row in rows], why=why)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one held record is to become.

    Args:
        row: locked, and allowed to be changed.
        asked: by field, as `values.kept` returns it; links to what is there.
        at: when it became so; None for now.
        touches: what is written beside it makes another version of it, also where nothing of its own differs.
    """

    row: Record
    asked: Mapping[str, Any]
    at: datetime | None = None
    touches: bool = False


def change_each_to(person: Person, concept: Concept, wanted: Sequence[Wanted], *, why: str = "") -> Outcomes:
    """Change each of some held records to values of its own, in the caller's transaction, each or not at all.

    Args:
        person: who changes them.
        concept: of the records.
        wanted: the records, each once.
        why: in their words.
    """
    actor, now = actor_of(person), timezone.now()
    outcomes: Outcomes = {}
    settled: list[_Settled] = []
    known: dict[Hashable, Any] = {}
    for each in wanted:
        row = each.row
        found_by = tuple(getattr(row, column) for column in _FOUND_BY)
        try:
            draft, differing = drafted(concept, row, each.asked, actor, each.at or now, known)
        except Refusal as refused:
            outcomes[row.pk] = refused
            continue
        if differing or each.touches:
            settled.append(_Settled(draft, differing, found_by))
        else:
            outcomes[row.pk] = Changed(row.version, {})
    return _written(concept, settled, now, outcomes, why)


def remove_each(person: Person, concept: Concept, rows: Sequence[Record], *, why: str = "") -> Outcomes:
    """Remove held records, in the caller's transaction.

    Args:
        person: who removes them.
        concept: of the records.
        rows: locked, and allowed to be removed.
        why: in their words.
    """
    outcomes: Outcomes = {row.pk: erased() for row in rows if row.erased_at is not None}
    rows = [row for row in rows if row.erased_at is None]
    numbers = [row.pk for row in rows]
    with transaction.atomic():
        concept.table._default_manager.filter(pk__in=numbers).update(
            removed_at=timezone.now(), version=F("version") + 1
        )
        for row in rows:
            row.version += 1
        note_changes(concept.name, numbers)
        audit_all(
            actor_of(person), [Audited(f"{concept.name}.removed", row, {"name": row.name}, None) for row in rows], why
        )
    return outcomes | {row.pk: Changed(row.version, {}) for row in rows}


def put_back_each(
    person: Person, concept: Concept, wanted: Sequence[tuple[Record, Mapping[str, Any]]], *, why: str = ""
) -> Outcomes:
    """Give held records back the columns that they had, in the caller's transaction, each or not at all.

    The rules of the concept are asked whether it may be so; what they would make of it is not taken, for it was made
    when the record was like that. What belongs beside it, such as an event, is written as for any change.

    Args:
        person: who takes the changes back.
        concept: of the records.
        wanted: records, locked, each with its columns as `Changed.before` holds them.
        why: in words.
    """
    kept = {each.attname: each for each in concept.table._meta.concrete_fields}
    actor, now = actor_of(person), timezone.now()
    outcomes: Outcomes = {}
    settled: list[_Settled] = []
    known: dict[Hashable, Any] = {}
    for row, columns in wanted:
        if row.erased_at is not None:
            outcomes[row.pk] = erased()
            continue
        found_by = tuple(getattr(row, column) for column in _FOUND_BY)
        before = {column: getattr(row, column) for column in columns_kept(concept)}
        back = before | {column: kept[column].to_python(value) for column, value in columns.items()}
        draft = Draft(row, before, actor, now, known)
        _put_columns(row, back)
        differing = differing_columns(before, row)
        if not differing:
            outcomes[row.pk] = Changed(row.version, {})
            continue
        try:
            settle(concept, draft)
        except Refusal as refused:
            outcomes[row.pk] = refused
            continue
        _put_columns(row, back)
        settled.append(_Settled(draft, differing, found_by))
    return _written(concept, settled, now, outcomes, why)


def put_back(person: Person, concept: Concept, row: Record, columns: Mapping[str, Any], *, why: str = "") -> Changed:
    """Give one held record back the columns that it had; see `put_back_each`.

    Raises:
        Refusal: the rules do not let it be like that any more, or another record has its key.
    """
    outcome = put_back_each(person, concept, [(row, columns)], why=why)[row.pk]
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def _put_columns(row: Record, columns: Mapping[str, Any]) -> None:
    for column, value in columns.items():
        setattr(row, column, value)


def _written(concept: Concept, settled: Sequence[_Settled], now: datetime, outcomes: Outcomes, why: str) -> Outcomes:
    """Save settled records, and say of each what was done."""
    for group in _alike(settled):
        _write_group(concept, group, now, outcomes)
    _tell(concept, [each for each in settled if isinstance(outcomes[each.draft.row.pk], Changed)], why)
    return outcomes


def _alike(settled: Sequence[_Settled]) -> list[list[_Settled]]:
    """Return together the records that one statement can save: those of which the same columns change."""
    groups: dict[tuple[str, ...], list[_Settled]] = {}
    for each in settled:
        groups.setdefault(tuple(each.written), []).append(each)
    return list(groups.values())


def _write_group(concept: Concept, group: Sequence[_Settled], now: datetime, outcomes: Outcomes) -> None:
    rows = [each.draft.row for each in group]
    try:
        with transaction.atomic():
            update_each(concept.table, {each.draft.row.pk: each.written | {"changed_at": now} for each in group})
            for each in group:
                concept.settled(each.draft)
            tell_listeners(concept, [each.draft for each in group])
    except (IntegrityError, Refusal) as error:
        if len(group) > 1:
            # One of them cannot be; the others can.
            half = len(group) // 2
            for some in (group[:half], group[half:]):
                _write_group(concept, some, now, outcomes)
            return
        outcomes[rows[0].pk] = error if isinstance(error, Refusal) else taken(rows[0])
        return
    for each in group:
        row, before = each.draft.row, each.draft.before or {}
        row.version += 1
        outcomes[row.pk] = Changed(row.version, {column: plain_value(before[column]) for column in each.differing})


def _tell(concept: Concept, changed: Sequence[_Settled], why: str) -> None:
    """Write what the warehouse and the history know of each change."""
    if not changed:
        return
    with transaction.atomic(savepoint=False):
        note_changes(concept.name, [each.draft.row.pk for each in changed])
        changed = [each for each in changed if each.differing]
        if not changed:
            return
        audit_all(
            changed[0].draft.actor,
            [
                Audited(
                    f"{concept.name}.changed",
                    each.draft.row,
                    {column: plain_value((each.draft.before or {})[column]) for column in each.differing},
                    {column: plain_value(getattr(each.draft.row, column)) for column in each.differing},
                )
                for each in changed
            ],
            why,
        )
