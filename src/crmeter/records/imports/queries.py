"""Files that were sent in, as whoever shows or imports them sees them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crmeter.records.imports.models import Upload, UploadState
from crmeter.records.jobs.models import Job, JobState
from crmeter.records.jobs.queries import JobView, jobs_by_number
from crmeter.vocabulary import Text

# How long an import can be undone, and how long the file itself is kept.
KEPT_FOR = timedelta(days=30)
UNDO_JOB = "undo_import"
_UNDER_WAY = (UploadState.RECEIVED, UploadState.IMPORTING)


@dataclass(frozen=True, slots=True)
class UploadView:
    """A file that was sent in.

    Args:
        standing: its state, or `looking`, `importing`, `undoing` while a job works on it, `cancelled` or `failed`
            where that job was stopped or lost.
        look: what a look at it found, as JSON.
        answers: what is known or was said about it, as JSON of `Answers`.
        error: why it was refused, or why its job failed.
        mended_by: the numbers of files that mend it.
    """

    id: int
    version: int
    file_name: str
    size: int
    sha256: str
    place: str
    source: str
    sent_by: str
    sent_at: datetime
    state: UploadState
    standing: str
    mends: int | None
    mended_by: tuple[int, ...]
    without_sample: bool
    answers: Mapping[str, Any]
    look: Mapping[str, Any] | None
    job: JobView | None
    error: Text | None
    import_id: str
    rows: int | None
    rejected: int | None
    tables: Mapping[str, int]
    details: Mapping[str, Any]
    finished_at: datetime | None
    undone_at: datetime | None
    forgotten_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Return whether a job works on it or is about to."""
        return self.standing in ("looking", "importing", "undoing")

    @property
    def undo_until(self) -> datetime | None:
        """Return until when its rows can be taken out again, or None where there is nothing to take out."""
        return self.finished_at + KEPT_FOR if self.state == UploadState.DONE and self.finished_at else None

    @property
    def can_undo(self) -> bool:
        """Return whether its rows can be taken out now."""
        return not self.is_open and self.undo_until is not None and timezone.now() < self.undo_until


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was answered about an earlier file with the same headers."""

    file_name: str
    answers: Mapping[str, Any]


def upload(pk: int) -> UploadView | None:
    """Return one file."""
    return next(iter(_views(Upload.objects.filter(pk=pk))), None)


def uploads(most: int = 100) -> list[UploadView]:
    """Return the latest files, newest first, without those that were thrown away."""
    kept = Upload.objects.exclude(state=UploadState.DISCARDED).defer("look")
    return _views(kept.order_by("-id")[:most])


def is_first_import() -> bool:
    """Return whether no file has been imported through the pages so far."""
    return not Upload.objects.filter(state__in=[UploadState.DONE, UploadState.UNDONE, UploadState.REPLACED]).exists()


def sources() -> list[str]:
    """Return the names of sources that files were sent under, the latest first; files that are none name no source."""
    of_files = Upload.objects.exclude(state__in=[UploadState.DISCARDED, UploadState.FAILED])
    names = of_files.order_by("-id").values_list("source", flat=True)
    return list(dict.fromkeys(names[:200]))


def remembered(headers_sha256: str, source: str, before: int) -> Remembered | None:
    """Return the answers to the latest imported file with these headers, of the same source if there is one.

    Args:
        headers_sha256: of the headers.
        source: of the file that they are wanted for.
        before: the number of the file that they are wanted for.
    """
    found = Upload.objects.filter(
        headers_sha256=headers_sha256,
        pk__lt=before,
        state__in=[UploadState.DONE, UploadState.UNDONE, UploadState.REPLACED],
    )
    latest = found.filter(source=source).order_by("-id").first() or found.order_by("-id").first()
    return None if latest is None else Remembered(latest.file_name, latest.answers)


def is_imported(import_id: str, other_than: int) -> bool:
    """Return whether another file stands for the same rows."""
    return Upload.objects.filter(import_id=import_id, state=UploadState.DONE).exclude(pk=other_than).exists()


def folders_to_forget() -> list[tuple[int, str]]:
    """Return number and place of files that are kept no longer: thrown away, or older than 30 days."""
    kept = Upload.objects.filter(forgotten_at=None)
    working = Job.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING]).values("pk")
    old = kept.filter(sent_at__lt=timezone.now() - KEPT_FOR).exclude(state=UploadState.IMPORTING, job__in=working)
    return list((old | kept.filter(state=UploadState.DISCARDED)).order_by("id").values_list("pk", "place"))


def kept_places() -> list[tuple[int, str]]:
    """Return number and place of all files whose bytes are kept."""
    return list(Upload.objects.filter(forgotten_at=None).order_by("id").values_list("pk", "place"))


def places() -> frozenset[str]:
    """Return the places of all files whose bytes are kept."""
    return frozenset(Upload.objects.filter(forgotten_at=None).values_list("place", flat=True))


def _views(rows: Iterable[Upload]) -> list[UploadView]:
    listed = list(rows)
    people = _people(listed)
    jobs = jobs_by_number({row.job for row in listed if row.job is not None})
    ended = {row.pk for row in listed if row.state in _UNDER_WAY and row.job in jobs and not jobs[row.job].is_open}
    if ended:
        # A job that ended between the two questions had written before what became of its file.
        now = Upload.objects.in_bulk(ended)
        listed = [now.get(row.pk, row) for row in listed]
    mends: dict[int, list[int]] = {}
    for child, parent in Upload.objects.filter(mends__in=listed).order_by("id").values_list("pk", "mends_id"):
        mends.setdefault(parent, []).append(child)
    return [
        _view(row, jobs.get(row.job or 0), people.get(row.sent_by_id, ""), tuple(mends.get(row.pk, ())))
        for row in listed
    ]


def _people(rows: list[Upload]) -> dict[int, str]:
    users = Upload._meta.get_field("sent_by").remote_field.model._default_manager
    return {user.pk: str(user) for user in users.filter(pk__in={row.sent_by_id for row in rows})}


def _standing(row: Upload, job: JobView | None) -> str:
    state = UploadState(row.state)
    if state == UploadState.DONE and job is not None and job.is_open and job.name == UNDO_JOB:
        return "undoing"
    if state not in _UNDER_WAY:
        return state.value
    if job is not None and job.state == JobState.CANCELLED:
        return "cancelled"
    # A job that ended without a word about the file can only have been lost.
    if job is None or not job.is_open:
        return "failed"
    return "looking" if state == UploadState.RECEIVED else "importing"


def _view(row: Upload, job: JobView | None, sent_by: str, mended_by: tuple[int, ...]) -> UploadView:
    told = Text(**row.error) if row.error else None
    return UploadView(
        id=row.pk,
        version=row.version,
        file_name=row.file_name,
        size=row.size,
        sha256=row.sha256,
        place=row.place,
        source=row.source,
        sent_by=sent_by,
        sent_at=row.sent_at,
        state=UploadState(row.state),
        standing=_standing(row, job),
        mends=row.mends_id,
        mended_by=mended_by,
        without_sample=row.without_sample,
        answers=row.answers,
        look=None if "look" in row.get_deferred_fields() else row.look,
        job=job,
        error=told or (job.error if job is not None else None),
        import_id=row.import_id,
        rows=row.rows,
        rejected=row.rejected,
        tables=row.tables,
        details=row.details,
        finished_at=row.finished_at,
        undone_at=row.undone_at,
        forgotten_at=row.forgotten_at,
    )
