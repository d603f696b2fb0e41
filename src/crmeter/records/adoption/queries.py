"""What was taken into the records as one, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from crmeter.records.adoption.models import Adoption, AdoptionState
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.imports.models import Upload, UploadState
from crmeter.records.jobs.queries import JobView, last_job


@dataclass(frozen=True, slots=True)
class AdoptionView:
    """All that one source holds, as records.

    Args:
        id: its number.
        source: the name of the source.
        state: `writing`, `in`, `leaving` or `gone`.
        imports: the imports of files that its records stand for.
        left_in: the import that holds what could be no record.
        left: how many rows these are, by reason.
        made_of: with what it was made up, of a sample.
        written: how many records, by concept.
        begun_at: when it began.
        counted_at: since when the warehouse counts it.
        undo_until: until when it can be taken out again.
    """

    id: int
    source: str
    state: str
    imports: tuple[str, ...]
    left_in: str
    left: Mapping[str, int]
    made_of: Mapping[str, Any]
    written: Mapping[str, int]
    begun_at: datetime
    counted_at: datetime | None
    undo_until: datetime | None

    @property
    def records(self) -> int:
        """How many records were written."""
        return sum(self.written.values())

    @property
    def rows_left(self) -> int:
        """How many rows could be no record."""
        return sum(self.left.values())

    @property
    def is_undoable(self) -> bool:
        """Whether it can still be taken out."""
        return self.state == AdoptionState.IN and self.undo_until is not None and self.undo_until > timezone.now()


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source of files: counted as they are, or as records.

    Args:
        source: its name.
        files: how many of its files were imported.
        rows: how many rows these have.
        adoption: where it stands in the records.
        job: that works on it, or worked on it last.
    """

    source: str
    files: int
    rows: int
    adoption: AdoptionView | None
    job: JobView | None

    @property
    def is_at_work(self) -> bool:
        """Whether a job is on it or waits."""
        return self.job is not None and self.job.is_open


def key_of(source: str) -> str:
    """Return the key of the job of a source: one at a time works on it."""
    return f"adoption:{source}"[:200]


def file_sources() -> tuple[SourceView, ...]:
    """Return the sources that files were sent under and imported, by name."""
    files = Upload.objects.filter(state=UploadState.DONE).values("source").annotate(n=Count("id"), rows_in=Sum("rows"))
    counted = {row["source"]: (row["n"], row["rows_in"] or 0) for row in files}
    held = {each.source: each for each in adoptions() if each.imports}
    return tuple(
        SourceView(name, *counted.get(name, (0, 0)), held.get(name), last_job(key_of(name)))
        for name in sorted({*counted, *held})
    )


def adoption_of(source: str) -> AdoptionView | None:
    """Return what is held of a source, or None where nothing is or all of it is gone."""
    row = Adoption.objects.filter(source=source).exclude(state=AdoptionState.GONE).first()
    return None if row is None else _view(row)


def adoptions() -> tuple[AdoptionView, ...]:
    """Return what is held, the newest first."""
    return tuple(map(_view, Adoption.objects.exclude(state=AdoptionState.GONE).order_by("-id")))


def a_sample_is_there() -> bool:
    """Return whether records of a sample are among the others, or were a moment ago."""
    return Adoption.objects.filter(is_sample=True).exclude(state=AdoptionState.GONE).exists()


def holds_records_beside(source: str) -> bool:
    """Return whether there is any record that is not of a source."""
    return any(concept.table._default_manager.exclude(external_source=source).exists() for concept in CONCEPTS.values())


def _view(row: Adoption) -> AdoptionView:
    return AdoptionView(
        id=row.pk,
        source=row.source,
        state=row.state,
        imports=tuple(row.imports),
        left_in=row.left_in,
        left=row.left,
        made_of=row.made_of,
        written=row.written,
        begun_at=row.begun_at,
        counted_at=row.counted_at,
        undo_until=row.undo_until,
    )
