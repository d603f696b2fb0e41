"""Files of records, for whoever may see the records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.gate import within
from crmeter.records.files.models import Attachment
from crmeter.records.staff.queries import Person

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a record; see the model."""

    id: int
    concept: str
    record: int
    name: str
    size: int
    sha256: str
    media_type: str
    added_by: str
    added_at: datetime


def files_of(person: Person, concept: Concept, pk: int) -> tuple[FileView, ...]:
    """Return the files of a record, the newest first; none of one that may not be seen."""
    if not _is_seen(person, concept, pk):
        return ()
    rows = Attachment.objects.filter(concept=concept.name, record=pk, removed_at=None)
    return tuple(view_of(row) for row in rows.select_related("added_by").order_by("-id"))


def count_of_files(concept: Concept, pk: int) -> int:
    """Return how many files a record has; whether it may be seen is asked before."""
    return Attachment.objects.filter(concept=concept.name, record=pk, removed_at=None).count()


def file_at(person: Person, pk: int) -> FileView | None:
    """Return a file, or None where there is none that may be seen."""
    row = Attachment.objects.filter(pk=pk, removed_at=None).select_related("added_by").first()
    concept = None if row is None else concept_named(row.concept)
    if row is None or concept is None or not _is_seen(person, concept, row.record):
        return None
    return view_of(row)


def bytes_of(file: FileView) -> Iterator[bytes]:
    """Yield the bytes of a file that may be seen, piece by piece.

    Raises:
        FileNotFoundError: they were lost.
    """
    place = Attachment.objects.values_list("place", flat=True).get(pk=file.id)
    with (settings.WORKSPACE.root / place).open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _is_seen(person: Person, concept: Concept, pk: int) -> bool:
    return concept.table._default_manager.filter(within(person, concept), pk=pk, removed_at=None).exists()


def view_of(row: Attachment) -> FileView:
    """Return a row as a file; whether it may be seen is asked before."""
    return FileView(
        row.pk,
        row.concept,
        row.record,
        row.name,
        row.size,
        row.sha256,
        row.media_type,
        str(row.added_by),
        row.added_at,
    )
