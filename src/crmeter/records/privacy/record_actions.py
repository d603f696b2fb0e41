"""Empties the records of a person, and what in others was written of that person."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models, transaction

from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.erased import key_of_erased
from crmeter.records.concept.field import Subject
from crmeter.records.concept.models import Record
from crmeter.records.concept.row_actions import put_found_by
from crmeter.records.files.models import Attachment
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.seal_actions import erase_values
from crmeter.records.privacy.erasure_queries import ErasureView, entries_of
from crmeter.records.privacy.same_person import telling_of
from crmeter.records.privacy.subjects import subject_of
from crmeter.records.privacy.traces import Traces, without

_TELLING = (Subject.IDENTITY, Subject.FREE_TEXT)
# Folded words follow from the others; keys have a rule of their own.
# Nobody who writes meanwhile waits long.
_AT_ONCE = 50
_FOLLOWING = frozenset({"by_name", "by_words", "folded", "external_id"})


def empty_records(erasure: ErasureView) -> dict[str, int]:
    """Empty every column of the person's records that tells who they are, and of what was written of them.

    Keys, days, amounts and links stay, so that every total stays. It goes some records at a time: what was emptied
    before a stop is not touched again.
    """
    telling = telling_of(erasure.records)
    counts: dict[str, int] = {}
    for name, numbers in (*erasure.records.items(), *telling.whole.items(), *telling.named.items()):
        if concept := concept_named(name):
            traces = erasure.traces if numbers is telling.named.get(name) else None
            counts[name] = counts.get(name, 0) + _emptied(concept, sorted(numbers), traces)
    for name, numbers in erasure.records.items():
        if concept := concept_named(name):
            _hide_keys(concept, numbers)
    return {name: n for name, n in counts.items() if n}


def erase_history(actor: Actor, erasure: ErasureView) -> dict[str, int]:
    """Erase the values of audit entries of those records, but for those that hold nothing of a person."""
    telling = telling_of(erasure.records)
    wanted: list[int] = []
    for name, numbers in (*erasure.records.items(), *telling.whole.items()):
        if concept := concept_named(name):
            entries = entries_of(name, numbers)
            wanted += [each.pk for each in entries.iterator() if _tells(concept, each, erasure, name)]
            files = Attachment.objects.filter(concept=name, record__in=list(numbers)).values_list("pk", flat=True)
            of_files = AuditEntry.objects.filter(
                object_kind=Attachment._meta.label_lower, object_id__in=[str(each) for each in files]
            )
            wanted += of_files.values_list("pk", flat=True)
    for name, numbers in telling.named.items():
        entries = entries_of(name, numbers)
        wanted += [
            each.pk
            for each in entries.iterator()
            if without(erasure.traces, [[each.before], [each.after], [each.why]])
            != [[each.before], [each.after], [each.why]]
        ]
    return {"entries": erase_values(actor, wanted, f"{erasure.concept}/{erasure.record}")}


def telling_columns(table: type[models.Model]) -> list[str]:
    """Return the columns of a table that may tell who somebody is, by what was judged of them."""
    return [
        each.name
        for each in table._meta.concrete_fields
        if subject_of(table, each.name) in _TELLING and each.name not in _FOLLOWING
    ]


def _emptied(concept: Concept, numbers: Sequence[int], traces: Traces | None) -> int:
    """Empty the telling columns of records; with traces only those that name somebody. Return how many changed."""
    columns = telling_columns(concept.table)
    emptied = 0
    for first in range(0, len(numbers), _AT_ONCE):
        changed = []
        with transaction.atomic():
            some = concept.table._default_manager.filter(pk__in=numbers[first : first + _AT_ONCE])
            for row in some.select_for_update().order_by("pk"):
                touched = [each for each in columns if _is_emptied(row, each, traces)]
                if not touched:
                    continue
                for each in touched:
                    setattr(row, each, f"#{row.pk}" if each == "name" else _nothing(row, each))
                put_found_by(concept, row)
                row.version += 1
                row.save(update_fields=[*touched, "version", "by_name", "by_words", "folded"])
                changed.append(row.pk)
            note_changes(concept.name, changed)
        emptied += len(changed)
    return emptied


def _is_emptied(row: Record, column: str, traces: Traces | None) -> bool:
    value = getattr(row, column)
    if value == (f"#{row.pk}" if column == "name" else _nothing(row, column)):
        return False
    return traces is None or without(traces, value) != value


def _nothing(row: Record, column: str) -> Any:
    field = row._meta.get_field(column)
    if isinstance(field, models.JSONField):
        return {}
    return None if getattr(field, "null", False) else ""


def _hide_keys(concept: Concept, numbers: Iterable[int]) -> None:
    """Let the key in another system be known again, and read by nobody: it may be an address or a name."""
    with transaction.atomic():
        rows = concept.table._default_manager.select_for_update().filter(pk__in=list(numbers)).exclude(external_id="")
        for row in rows:
            row.external_id = key_of_erased(row.external_source, row.external_id)
            put_found_by(concept, row)
            row.save(update_fields=["external_id", "folded"])


def _tells(concept: Concept, entry: Any, erasure: ErasureView, name: str) -> bool:
    """Return whether an entry may hold something of a person: all but fields of which it was judged that none do."""
    if entry.why:
        return True
    held: Mapping[str, Any] = {**(entry.before or {}), **(entry.after or {})}
    subjects = {each.column: each.subject for each in concept.all_fields.values()}
    unknown = [key for key in held if key not in subjects]
    if any(subjects.get(key) in _TELLING for key in held):
        return True
    # Beside columns, such as lines of goods: of the person's own records nothing is taken for granted.
    return bool(unknown) and (name in erasure.records or without(erasure.traces, held) != held)
