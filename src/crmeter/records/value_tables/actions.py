"""What people do with tables that they send in for a value map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.jobs.actions import enqueue
from crmeter.records.jobs.models import Job, JobState
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.rights import may_read
from crmeter.records.value_tables.models import ValueTable, ValueTableState
from crmeter.vocabulary import Text

LOOK_JOB = "look_at_value_table"
READ_JOB = "read_value_table"


@dataclass(frozen=True, slots=True)
class NewTable:
    """A table as it came in; `place` is under the folder of the workspace."""

    file_name: str
    size: int
    sha256: str
    place: str


def receive_table(by: Person, new: NewTable) -> int:
    """Take a table in and ask for a look at it; return its number.

    Raises:
        Refused: they do not read what customers think.
    """
    _refuse_others(by)
    actor = actor_of(by)
    with transaction.atomic():
        row = ValueTable.objects.create(
            file_name=new.file_name,
            size=new.size,
            sha256=new.sha256,
            place=new.place,
            sent_by_id=by.id,
            sent_at=timezone.now(),
        )
        row.job = enqueue(actor, LOOK_JOB, {"table": row.pk})
        keep(row, "job")
        audit(actor, "value_tables.received", row, after={"file": row.file_name, "sha256": row.sha256})
    return row.pk


def answer_table(
    by: Person, pk: int, *, answers: Mapping[str, Any], told: Mapping[str, Any], version: int | None
) -> int:
    """Keep how the cells of a table are written and what its columns are, and ask for it to be read with that.

    Args:
        by: who says it.
        pk: the number of the table.
        answers: how cells are written; where even the headers are not known yet, another look is taken with them.
        told: by column, what it is.
        version: which they saw.

    Raises:
        Refusal: they may not, the table has changed, is being worked on, or its file is gone.
    """
    _refuse_others(by)
    actor = actor_of(by)
    with transaction.atomic():
        row = _free(pk, version)
        if row.forgotten_at is not None:
            raise Refused("forgotten", _GONE)
        before = {"answers": row.answers, "told": row.told}
        is_known = bool((row.look or {}).get("columns"))
        row.answers, row.told, row.error = dict(answers), dict(told), None
        row.state = ValueTableState.READING if is_known else ValueTableState.RECEIVED
        row.job = enqueue(actor, READ_JOB if is_known else LOOK_JOB, {"table": row.pk})
        new = keep(row, "answers", "told", "error", "state", "job")
        audit(actor, "value_tables.answered", row, before=before, after={"answers": row.answers, "told": row.told})
    return new


def discard_table(by: Person, pk: int, *, version: int | None) -> None:
    """Throw a table away; its bytes and rows are removed soon after.

    Raises:
        Refusal: they may not, or the table has changed or is being worked on.
    """
    _refuse_others(by)
    actor = actor_of(by)
    with transaction.atomic():
        row = _free(pk, version)
        before = {"state": row.state}
        # Of one whose bytes went before, the rows are still to go.
        row.state, row.forgotten_at = ValueTableState.DISCARDED, None
        keep(row, "state", "forgotten_at")
        enqueue(SYSTEM, "tidy", dedupe_key="schedule:tidy")
        audit(actor, "value_tables.discarded", row, before=before, after={"state": row.state})


def _free(pk: int, version: int | None) -> ValueTable:
    row = held(ValueTable, pk, version)
    if row.state == ValueTableState.DISCARDED:
        raise Refused("unknown", Text("bảng này không còn", "this table is not there any more"))
    is_read = row.job is not None and row.state in (ValueTableState.RECEIVED, ValueTableState.READING)
    if is_read and Job.objects.filter(pk=row.job or 0, state__in=(JobState.WAITING, JobState.RUNNING)).exists():
        raise Refused("busy", Text("tệp đang được đọc, hãy đợi xong", "the file is being read; wait for it"))
    return row


def _refuse_others(by: Person) -> None:
    if not may_read(by):
        raise Refused("not_allowed", _NOT_YOURS)


_NOT_YOURS = Text(
    "bản đồ giá trị do giám đốc, quản lý tiếp thị và chuyên viên phân tích làm",
    "value maps are made by directors, marketing managers and analysts",
)
_GONE = Text(
    "tệp đã được xóa khỏi máy chủ sau 30 ngày; hãy gửi lại tệp",
    "the file has been removed from the server after 30 days; send it again",
)
