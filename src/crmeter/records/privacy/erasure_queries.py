"""What an erasure will reach, before somebody asks for it, and where those stand that were asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crmeter.records.change_sets.models import ChangeSetRow
from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.field import Kind, Subject
from crmeter.records.concept.models import Record
from crmeter.records.files.models import Attachment
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.notices.models import Notice
from crmeter.records.privacy.keepers import record_of_person
from crmeter.records.privacy.models import Erasure
from crmeter.records.privacy.same_person import Numbers, same_person, telling_of
from crmeter.records.privacy.traces import Traces
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text

# What they are, and yet many share: a firm, a position.
_SHARED = frozenset({"firm_name", "position"})
_WORDS = frozenset({Kind.LINE, Kind.LONG, Kind.LINK, Kind.EMAIL, Kind.PHONE})


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What an erasure would do.

    Args:
        name: of the record, to be typed.
        version: of the record.
        records: all of the person, each with its concept, number and name.
        emptied: what is emptied, and of how many.
        stays: what stays without a name, and of how many.
    """

    name: str
    version: int
    records: tuple[tuple[Concept, int, str], ...]
    emptied: tuple[tuple[Text, int], ...]
    stays: tuple[tuple[Text, int], ...]


@dataclass(frozen=True, slots=True)
class ErasureView:
    """An erasure that was asked for.

    Args:
        records: by concept, the numbers of the records of the person.
        keys: by which the warehouse knows them.
        traces: of the person, until it is done.
        counts: by step, how much was erased of what.
    """

    id: int
    concept: str
    record: int
    records: Numbers
    keys: frozenset[int]
    traces: Traces
    asked_by: int
    asked_at: datetime
    job: int | None
    counts: Mapping[str, Mapping[str, int]]
    done_at: datetime | None


def erasure_preview(person: Person, concept: Concept, pk: int) -> ErasurePreview:
    """Return what an erasure of the person of a record would do.

    Raises:
        Refused: whoever asks does not answer for the data of people, or it is no record of one.
    """
    row = record_of_person(person, concept, pk)
    records = same_person(concept.name, pk)
    telling = telling_of(records)
    own = [(of, found) for name in records if (of := concept_named(name)) for found in _rows(of, records[name])]
    entries = sum(entries_of(name, numbers).count() for name, numbers in (*records.items(), *telling.whole.items()))
    emptied = [
        *(
            (of.title, len(numbers))
            for name, numbers in telling.whole.items()
            if numbers and name in ("activities", "tickets") and (of := concept_named(name))
        ),
        (Text("Tệp đính kèm", "Files"), sum(_beside(Attachment, name, n) for name, n in _all(records, telling.whole))),
        (Text("Thông báo", "Notices"), sum(_beside(Notice, name, n) for name, n in _all(records, telling.whole))),
        (Text("Dòng nhật ký mất nội dung", "Audit entries that lose their values"), entries),
        (
            Text("Giá trị cũ giữ để hoàn tác", "Former values kept for undoing"),
            sum(_beside(ChangeSetRow, name, n) for name, n in _all(records, telling.whole)),
        ),
    ]
    stays = [
        (of.title, len(numbers)) for name, numbers in telling.whole.items() if numbers and (of := concept_named(name))
    ]
    return ErasurePreview(
        row.name,
        row.version,
        tuple((of, found.pk, found.name) for of, found in own),
        tuple((title, n) for title, n in emptied if n),
        tuple(stays),
    )


def erasure_of(concept: Concept, pk: int) -> ErasureView | None:
    """Return the erasure that a record was part of, or None; whether the record may be seen is asked before."""
    found = Erasure.objects.filter(concept=concept.name, record=pk).first() or next(
        (each for each in Erasure.objects.order_by("-id").iterator() if pk in each.records.get(concept.name, ())), None
    )
    return None if found is None else _view(found)


def erasure(pk: int) -> ErasureView | None:
    """Return one erasure, for the job that does it."""
    found = Erasure.objects.filter(pk=pk).first()
    return None if found is None else _view(found)


def erased_among(concept: Concept, numbers: Iterable[int]) -> frozenset[int]:
    """Return those of some records whom they were about was erased."""
    rows = concept.table._default_manager.filter(pk__in=list(numbers), erased_at__isnull=False)
    return frozenset(rows.values_list("pk", flat=True))


def traces_of(records: Numbers) -> Traces:
    """Return who a person is and was called, as their records and the history of these tell."""
    found: dict[str, dict[str, None]] = {"names": {}, "emails": {}, "phones": {}, "others": {}}
    for name, numbers in records.items():
        concept = concept_named(name)
        if concept is None:
            continue
        for row in _rows(concept, numbers):
            _add(found, concept, {each.column: getattr(row, each.column) for each in concept.fields})
        for values in _former_values(concept, numbers):
            _add(found, concept, values)
    return Traces(**{name: tuple(values) for name, values in found.items()})


def entries_of(concept: str, numbers: Iterable[int]) -> Any:
    """Return the audit entries of records."""
    of = concept_named(concept)
    label = "" if of is None else of.table._meta.label_lower
    return AuditEntry.objects.filter(object_kind=label, object_id__in=[str(each) for each in numbers], erased_at=None)


def _former_values(concept: Concept, numbers: Iterable[int]) -> Iterable[Mapping[str, Any]]:
    for before, after in entries_of(concept.name, numbers).values_list("before", "after"):
        yield from (each for each in (before, after) if each)
    rows = ChangeSetRow.objects.filter(concept=concept.name, record__in=list(numbers))
    yield from (each for each in rows.values_list("before", flat=True) if each)


def _add(found: dict[str, dict[str, None]], concept: Concept, values: Mapping[str, Any]) -> None:
    for field in concept.fields:
        value = values.get(field.column)
        if field.subject is not Subject.IDENTITY or field.kind not in _WORDS or field.name in _SHARED:
            continue
        if not isinstance(value, str) or not value.strip():
            continue
        kinds = {"name": "names", "email": "emails", "phone": "phones"}
        found[kinds.get(field.name, "others")][value.strip()] = None


def _rows(concept: Concept, numbers: Iterable[int]) -> list[Record]:
    return list(concept.table._default_manager.filter(pk__in=list(numbers)).order_by("pk"))


def _all(records: Numbers, whole: Mapping[str, set[int]]) -> list[tuple[str, Iterable[int]]]:
    return [*records.items(), *whole.items()]


def _beside(table: Any, concept: str, numbers: Iterable[int]) -> int:
    return int(table.objects.filter(concept=concept, record__in=list(numbers)).count())


def _view(row: Erasure) -> ErasureView:
    return ErasureView(
        row.pk,
        row.concept,
        row.record,
        row.records,
        frozenset(row.keys),
        Traces.from_json(row.traces),
        row.asked_by_id,
        row.asked_at,
        row.job,
        row.counts,
        row.done_at,
    )
