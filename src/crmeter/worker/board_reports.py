"""What is due is made for each recipient, of what that person may see, and told of by mail."""

import time
from collections.abc import Mapping

from django.db import transaction

from crmeter.engagement.mail.server import NoServer, server
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused
from crmeter.records.readings.actions import ask_for_part
from crmeter.records.readings.queries import NothingAssigned, PartNotMade
from crmeter.records.staff.queries import Person, people_numbered, scope_of
from crmeter.strategy.boards.report_queries import DueSchedule, due_schedules, files_sent, wanted_again
from crmeter.strategy.boards.scope_marks import scope_mark
from crmeter.strategy.boards.sent_actions import JOB, Made, is_waited_for, note_done, note_not_mailed, note_sent
from crmeter.strategy.own_measures.queries import know_own_measures
from crmeter.vocabulary import Text, Work
from crmeter.worker.handlers import Order
from crmeter.worker.report_files import REPORT, ReportFiles, language_of
from crmeter.worker.report_mail import tell

# Others wait in the same lane.
_TURN_SECONDS = 60.0
SENDING = Text("đang gửi bảng số liệu", "sending boards")


def send_boards(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Send what is due; somebody whose part is being worked out is waited for."""
    work.step(SENDING)
    # What boards show is told by its definition, which a process that has just begun has not read yet.
    know_own_measures()
    made, sent = ReportFiles(), 0
    until = time.monotonic() + _TURN_SECONDS
    waiting = [(due, due.waiting, None) for due in due_schedules()]
    again = [(due, due.waiting, number) for due, number in wanted_again()]
    for due, numbers, number in [*again, *waiting]:
        readers, done = people_numbered(numbers), []
        if number is not None and not readers:
            # Their account was closed since.
            note_not_mailed(number)
        for reader in readers:
            if time.monotonic() > until:
                enqueue(SYSTEM, JOB, dedupe_key=f"{JOB}:more")
                return {"sent": sent}
            done.append(_sent(due, reader, made, number))
            sent += done[-1]
            work.step(SENDING, sent)
        if all(done) and number is None:
            note_done(due.id, due.due_on)
    return {"sent": sent}


def _sent(due: DueSchedule, reader: Person, files: ReportFiles, number: int | None) -> bool:
    """Make what is due for somebody and tell them, and return whether nothing of it is left to do.

    Args:
        due: what.
        reader: for whom.
        files: which makes them.
        number: of what was sent before and is wanted again; its files go as they are, if there are any and the reader
            still sees the rows in them.
    """
    kept: Mapping[str, bytes] = {} if number is None else files_sent(number, reader)
    scope = scope_mark(reader)
    made: Made | Text | None = None
    if not kept:
        try:
            made = files.of(due.board, reader)
        except PartNotMade as missing:
            if number is not None or is_waited_for(due.id, due.due_on, reader.id):
                ask_for_part(missing.run_id, missing.words, scope_of(reader))
                return False
            made = _NO_PART
        except NothingAssigned:
            made = _NOTHING_ASSIGNED
    name = REPORT.in_(language_of(reader)) if due.board is None else due.board.name
    try:
        with transaction.atomic():
            _keep(due, reader, name, number, made, scope, kept, is_mailed=_mail_leaves())
    except Refused:
        # An address that takes no mail keeps nobody from their files, nor others from theirs.
        _keep(due, reader, name, number, made, scope, kept, is_mailed=False)
    return True


def _keep(
    due: DueSchedule,
    reader: Person,
    name: str,
    number: int | None,
    made: Made | Text | None,
    scope: str,
    kept: Mapping[str, bytes],
    *,
    is_mailed: bool,
) -> None:
    held = kept
    if made is not None:
        number = note_sent(due.id, due.due_on, reader.id, name, made, scope)
        held = _files(made) if isinstance(made, Made) else {}
    if number is None:
        raise ValueError("what is sent was made now or is kept")
    if held and is_mailed:
        tell(due, reader, number, name, held)
    else:
        note_not_mailed(number)


def _files(made: Made) -> dict[str, bytes]:
    found = {"pdf": made.pdf, "html": made.document, "xlsx": made.workbook}
    return {kind: held for kind, held in found.items() if held is not None}


def _mail_leaves() -> bool:
    try:
        server()
    except NoServer:
        return False
    return True


_NO_PART = Text("chưa tính được phần của người này", "the part of this person could not be worked out")
_NOTHING_ASSIGNED = Text("chưa có khách hàng nào được giao cho người này", "no customer was assigned to this person")
