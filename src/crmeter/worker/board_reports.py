"""Boards that are due are made for each recipient, of what that person may see, and told of by mail."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.server import NoServer, server
from crmeter.evaluation.document import from_document
from crmeter.evaluation.reading_document import reading_from_document
from crmeter.evaluation.report.embed import open_page
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tiles.asked import Look
from crmeter.evaluation.report.tiles.board_file import board_file
from crmeter.evaluation.report.tiles.workbook import board_workbook
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused
from crmeter.records.readings.actions import ask_for_part
from crmeter.records.readings.queries import (
    NothingAssigned,
    PartNotMade,
    StoredRun,
    current_run,
    document_of,
    readings_of,
)
from crmeter.records.staff.owner_words import owner_words
from crmeter.records.staff.queries import Person, people_numbered, person, scope_of
from crmeter.strategy.boards.queries import BoardView
from crmeter.strategy.boards.report_actions import Made, note_done, note_sent
from crmeter.strategy.boards.report_queries import DueSchedule, due_schedules
from crmeter.vocabulary import Language, Text, Work
from crmeter.worker.handlers import Order

# Boards are there when people begin, and hold what came in over night.
_FROM_HOUR = 6
# A part that cannot be worked out is not waited for longer.
_PATIENCE = timedelta(days=1)
_LONGEST_SUBJECT = 200
SENDING = Text("đang gửi bảng số liệu", "sending boards")


def send_boards(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Send the boards that are due; somebody whose part is being worked out is waited for."""
    if timezone.localtime().hour < _FROM_HOUR:
        return {"sent": 0}
    work.step(SENDING)
    sent = 0
    for due in due_schedules():
        waiting = people_numbered(due.waiting)
        done = [_sent(due, each) for each in waiting]
        sent += sum(done)
        if all(done):
            note_done(due.id, due.due_on)
    return {"sent": sent}


def _sent(due: DueSchedule, reader: Person) -> bool:
    """Make a board for somebody and tell them, and return whether nothing of it is left to do."""
    made: Made | Text
    try:
        made = _made(due.board, reader)
    except PartNotMade as missing:
        if timezone.localdate() - due.due_on < _PATIENCE:
            ask_for_part(missing.run_id, missing.words, scope_of(reader))
            return False
        made = _NO_PART
    except NothingAssigned:
        made = _NOTHING_ASSIGNED
    if isinstance(made, Made) and _mail_leaves():
        try:
            with transaction.atomic():
                _tell(due.board, reader, note_sent(due.id, due.due_on, reader.id, due.board.name, made, is_mailed=True))
        except Refused:
            # An address that takes no mail keeps nobody from their files, nor others from theirs.
            note_sent(due.id, due.due_on, reader.id, due.board.name, made, is_mailed=False)
    else:
        note_sent(due.id, due.due_on, reader.id, due.board.name, made, is_mailed=False)
    return True


def _made(board: BoardView, reader: Person) -> Made | Text:
    """Return the files of a board as somebody may see it, or why there are none.

    Raises:
        PartNotMade: their part has to be worked out first.
        NothingAssigned: no row is theirs.
    """
    scope = scope_of(reader)
    run = current_run(scope, frozenset() if scope.kind == "all" else owner_words(scope))
    if run is None:
        return _NO_RUN
    language = _language(reader)
    page = _page(run, board, language)
    look = Look(None, board.look_by, board.look_code, "before" if board.compare else "")
    tiles = [(each.asked, each.width, each.height) for each in board.tiles]
    workbook = board_workbook(board.name, page, [each.asked for each in board.tiles], look, language)
    return Made(run.id, workbook, board_file(board.name, page, tiles, look))


def _page(run: StoredRun, board: BoardView, language: Language) -> Page:
    cuts: Sequence[str] = sorted({"", board.look_by, *(each.asked.cut for each in board.tiles)})
    readings = map(reading_from_document, readings_of(run, cuts=cuts))
    return open_page(from_document({**document_of(run), "findings": []}, readings), language)


def _tell(board: BoardView, reader: Person, number: int) -> None:
    address = f"{settings.ADDRESS.rstrip('/')}/boards/sent/{number}"
    language = _language(reader)
    words = _WORDS.fill(name=board.name, by=_name_of(board), html=f"{address}/html", xlsx=f"{address}/xlsx")
    queue_message(
        SYSTEM,
        to=reader.email,
        # The firm writes to its own people, who need not say yes first.
        purpose=Purpose.SERVICE,
        language=language,
        subject=_SUBJECT.fill(name=board.name).in_(language)[:_LONGEST_SUBJECT],
        body=words.in_(language),
    )


def _name_of(board: BoardView) -> str:
    owner = person(board.owner)
    return board.owner_name if owner is None else owner.name or owner.email


def _language(reader: Person) -> Language:
    return "en" if reader.language == "en" else "vi"


def _mail_leaves() -> bool:
    try:
        server()
    except NoServer:
        return False
    return True


_NO_RUN = Text("chưa có lần đánh giá nào", "there was no evaluation yet")
_NO_PART = Text("chưa tính được phần của người này", "the part of this person could not be worked out")
_NOTHING_ASSIGNED = Text("chưa có khách hàng nào được giao cho người này", "no customer was assigned to this person")
_SUBJECT = Text("Bảng số liệu: {name}", "Board: {name}")
_WORDS = Text(
    "{by} gửi bạn bảng số liệu “{name}”, tính trên các dòng bạn được xem.\n\nMở để xem hoặc in: {html}\n\n"
    "Bảng tính: {xlsx}\n\nHai liên kết cần đăng nhập và chỉ mở được cho bạn.",
    "{by} sends you the board “{name}”, with the figures of the rows that you see.\n\nTo read or print: {html}\n\n"
    "Workbook: {xlsx}\n\nBoth links ask you to sign in and open for you alone.",
)
