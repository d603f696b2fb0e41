"""Imports into records, as whoever shows or does them sees them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmeter.records.change_sets.models import SetState
from crmeter.records.change_sets.queries import ChangeSetView, change_set
from crmeter.records.jobs.queries import JobView, job
from crmeter.records.record_imports.models import FailedRow, ImportState, RecordImport
from crmeter.records.record_imports.plan import Plan
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text

_AT_WORK = (ImportState.READING, ImportState.RUNNING)


@dataclass(frozen=True, slots=True)
class RecordImportView:
    """A file that is written into records.

    Args:
        upload: the number of the file.
        questions: what the whole file leaves open, as JSON of `Question`.
        unknown: by target the words that are none of the product's.
        change_set: what was done, once something was; None for whom it is not.
        created: rows whose record is new.
        changed: rows whose record was there and is as they say.
        skipped: rows that were to be left.
    """

    id: int
    version: int
    upload: int
    file_name: str
    place: str
    answers: Mapping[str, Any]
    concept: str
    plan: Plan
    state: ImportState
    questions: Sequence[Mapping[str, Any]]
    unknown: Mapping[str, Sequence[str]]
    error: Text | None
    job: JobView | None
    change_set: ChangeSetView | None
    created: int
    changed: int
    skipped: int

    @property
    def is_at_work(self) -> bool:
        """Return whether a job works on it or is about to."""
        return self.state in _AT_WORK and self.job is not None and self.job.is_open

    @property
    def was_lost(self) -> bool:
        """Return whether rows are left that nobody writes any more, though nobody has stopped it."""
        is_begun = self.change_set is not None and self.change_set.state == SetState.RUNNING
        return self.state == ImportState.RUNNING and is_begun and not self.is_at_work


@dataclass(frozen=True, slots=True)
class Failed:
    """A row that did not become a record: its line, the field, why, and its cells as the file has them."""

    line: int
    field: Text | None
    reason: Text
    cells: Sequence[str]


def record_import(person: Person, pk: int) -> RecordImportView | None:
    """Return one import."""
    found = RecordImport.objects.filter(pk=pk).select_related("of").first()
    return None if found is None else _view(person, found)


def record_import_of(person: Person, upload: int) -> RecordImportView | None:
    """Return the import of a file into records, or None where there is none."""
    found = RecordImport.objects.filter(of=upload).select_related("of").first()
    return None if found is None else _view(person, found)


def failed_of(pk: int, most: int | None = None) -> Iterator[Failed]:
    """Yield the rows of an import that failed, by line."""
    rows = FailedRow.objects.filter(of=pk).order_by("line")
    for row in (rows if most is None else rows[:most]).iterator(chunk_size=500):
        yield Failed(row.line, None if row.field is None else Text(**row.field), Text(**row.reason), row.cells)


def _view(person: Person, row: RecordImport) -> RecordImportView:
    return RecordImportView(
        id=row.pk,
        version=row.version,
        upload=row.of_id,
        file_name=row.of.file_name,
        place=row.of.place,
        answers=row.of.answers,
        concept=row.concept,
        plan=Plan.from_json(row.plan),
        state=ImportState(row.state),
        questions=row.questions,
        unknown=row.unknown,
        error=None if row.error is None else Text(**row.error),
        job=None if row.job is None else job(row.job),
        change_set=None if row.change_set_id is None else change_set(person, row.change_set_id),
        created=row.created,
        changed=row.changed,
        skipped=row.skipped,
    )
