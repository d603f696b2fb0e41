"""What people do with files that they send in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.imports.models import Upload, UploadState
from crmeter.records.imports.queries import KEPT_FOR, UNDO_JOB
from crmeter.records.jobs.actions import cancel, enqueue
from crmeter.records.jobs.models import Job, JobState
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

LOOK_JOB = "look_at_upload"
IMPORT_JOB = "import_upload"
# Imports go before evaluations, so that one evaluation sees all files of a sending.
_BEFORE_EVALUATIONS = 2
_OPEN = (JobState.WAITING, JobState.RUNNING)
# Where somebody may still say what the file means.
_ANSWERABLE = (
    UploadState.RECEIVED,
    UploadState.LOOKED,
    UploadState.ASKED,
    UploadState.IMPORTING,
    UploadState.FAILED,
    # Importing again is how somebody takes back an undo.
    UploadState.UNDONE,
)
_BUSY = Text(
    "tệp này đang được xử lý; hãy đợi xong hoặc dừng lại trước", "this file is being worked on; wait or stop it"
)
_GONE = Text(
    "tệp đã được xóa khỏi máy chủ sau 30 ngày; hãy gửi lại tệp",
    "the file has been removed from the server after 30 days; send it again",
)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file as it came in.

    Args:
        file_name: as its sender calls it.
        size: in bytes.
        sha256: of its bytes.
        place: under the folder of the workspace.
        source: of which it is a part.
        answers: what is known about it already.
        mends: the number of the file that it mends.
        without_sample: take the sample company out once its rows are in.
    """

    file_name: str
    size: int
    sha256: str
    place: str
    source: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    mends: int | None = None
    without_sample: bool = False


def receive(actor: Actor, new: NewFile) -> int:
    """Take a file in and ask for a look at it; return its number.

    Raises:
        Refused: nobody answers for it.
    """
    if actor.user is None:
        raise Refused("nobody", Text("không rõ ai gửi tệp này", "nobody is known to send this file"))
    with transaction.atomic():
        row = Upload.objects.create(
            file_name=new.file_name,
            size=new.size,
            sha256=new.sha256,
            place=new.place,
            source=new.source,
            answers=dict(new.answers),
            mends_id=new.mends,
            without_sample=new.without_sample,
            sent_by_id=actor.user,
            sent_at=timezone.now(),
        )
        row.job = enqueue(actor, LOOK_JOB, {"upload": row.pk})
        keep(row, "job")
        after = {"file": row.file_name, "size": row.size, "sha256": row.sha256, "source": row.source}
        audit(actor, "imports.received", row, after=after | ({"mends": new.mends} if new.mends else {}))
    return row.pk


def answer(
    actor: Actor, pk: int, answers: Mapping[str, Any], *, source: str, without_sample: bool, version: int | None
) -> int:
    """Keep what somebody said about a file and ask for another look with it; return its new version.

    Raises:
        Refusal: the file has changed, is being worked on, is done, or is gone.
    """
    with transaction.atomic():
        row = _answerable(pk, version)
        before = {"answers": row.answers, "source": row.source}
        row.answers, row.source, row.without_sample = dict(answers), source, without_sample
        row.state, row.error = UploadState.RECEIVED, None
        row.job = enqueue(actor, LOOK_JOB, {"upload": row.pk})
        new = keep(row, "answers", "source", "without_sample", "state", "error", "job")
        audit(actor, "imports.answered", row, before=before, after={"answers": row.answers, "source": source})
    return new


def start(
    actor: Actor,
    pk: int,
    *,
    without_sample: bool,
    version: int | None,
    answers: Mapping[str, Any] | None = None,
) -> int:
    """Accept what the look showed and ask for the import; return the new version.

    Args:
        actor: who accepts it.
        pk: the number of the file.
        without_sample: take the sample company out once its rows are in.
        version: which they saw.
        answers: to what only reading every row left open; by default those that the look was taken with.

    Raises:
        Refusal: the file has changed, is being worked on, is done, or is gone.
    """
    with transaction.atomic():
        row = _answerable(pk, version)
        row.answers = dict(row.answers if answers is None else answers)
        row.state, row.error, row.without_sample = UploadState.IMPORTING, None, without_sample
        row.job = enqueue(actor, IMPORT_JOB, {"upload": row.pk}, priority=_BEFORE_EVALUATIONS)
        new = keep(row, "answers", "state", "error", "without_sample", "job")
        audit(actor, "imports.started", row, after={"answers": row.answers, "without_sample": without_sample})
    return new


def stop(actor: Actor, pk: int) -> None:
    """Ask the work on a file to stop; rows that were read are kept for the next time, and none of them counts."""
    row = Upload.objects.filter(pk=pk).first()
    if row is not None and row.job is not None:
        cancel(actor, row.job)


def ask_undo(actor: Actor, pk: int, *, version: int | None) -> int:
    """Ask for the rows of a file to be taken out again; return the new version.

    Raises:
        Refusal: the file has changed, is not imported, or was so more than 30 days ago.
    """
    with transaction.atomic():
        row = held(Upload, pk, version)
        if row.state != UploadState.DONE or row.finished_at is None:
            raise Refused(
                "not_imported", Text("tệp này không có dòng nào đang được tính", "no rows of this file count now")
            )
        if timezone.now() >= row.finished_at + KEPT_FOR:
            raise Refused(
                "too_late",
                Text(
                    "đã quá 30 ngày kể từ khi nhập nên không hoàn tác được nữa",
                    "it was imported more than 30 days ago and cannot be undone any more",
                ),
            )
        if _is_worked_on(row):
            raise Refused("busy", _BUSY)
        row.job = enqueue(actor, UNDO_JOB, {"upload": row.pk}, priority=_BEFORE_EVALUATIONS)
        new = keep(row, "job")
        audit(actor, "imports.undo_asked", row, after={"import": row.import_id})
    return new


def discard(actor: Actor, pk: int, *, version: int | None) -> None:
    """Throw a file away that is not imported; its bytes are removed soon after.

    Raises:
        Refusal: the file has changed, is being worked on, or its rows count.
    """
    with transaction.atomic():
        row = _answerable(pk, version)
        before = {"state": row.state}
        row.state = UploadState.DISCARDED
        keep(row, "state")
        # Whoever throws a file away wants it gone, not at the next round.
        enqueue(SYSTEM, "tidy", dedupe_key="schedule:tidy")
        audit(actor, "imports.discarded", row, before=before, after={"state": row.state})


def forgotten(actor: Actor, pk: int) -> None:
    """Write down that the bytes of a file are removed; what it was and became stays."""
    with transaction.atomic():
        row = Upload.objects.select_for_update().get(pk=pk)
        row.forgotten_at = timezone.now()
        # The first rows of the file were kept to be shown.
        row.look, row.details = None, {}
        keep(row, "forgotten_at", "look", "details")
        audit(actor, "imports.forgotten", row, after={"file": row.file_name})


def _answerable(pk: int, version: int | None) -> Upload:
    row = held(Upload, pk, version)
    if _is_worked_on(row):
        raise Refused("busy", _BUSY)
    if row.state not in _ANSWERABLE:
        raise Refused("ended", Text("tệp này đã xong, không sửa được nữa", "this file is done and cannot be changed"))
    if row.forgotten_at is not None:
        raise Refused("forgotten", _GONE)
    return row


def _is_worked_on(row: Upload) -> bool:
    # A job that has written its word about the file may take a moment to end, and is no longer in the way.
    named = {} if row.state in (UploadState.RECEIVED, UploadState.IMPORTING) else {"name": UNDO_JOB}
    return row.job is not None and Job.objects.filter(pk=row.job, state__in=_OPEN, **named).exists()
