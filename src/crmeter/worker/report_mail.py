"""The mail that tells somebody of what they are sent: with links, or with the files."""

from collections.abc import Mapping

from django.conf import settings

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.attached import MOST_BYTES, TOO_LARGE, Attached
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import Person, person
from crmeter.strategy.boards.report_queries import DueSchedule, file_name
from crmeter.strategy.boards.sent_actions import note_mailed
from crmeter.vocabulary import Text
from crmeter.worker.report_files import language_of

_LONGEST_SUBJECT = 200
_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def tell(due: DueSchedule, reader: Person, number: int, name: str, files: Mapping[str, bytes]) -> None:
    """Put the mail in the queue, in the transaction that keeps what was sent.

    Args:
        due: what is sent; files that are to travel with the mail and are too large stay behind the links.
        reader: who gets it.
        number: of what was sent.
        name: of the board or the report.
        files: by kind.

    Raises:
        Refused: their address takes no mail.
    """
    language = language_of(reader)
    carried = _carried(files) if due.is_attached else ()
    size = sum(len(files[kind]) for kind in carried)
    lacks = TOO_LARGE if carried and size > MOST_BYTES else None
    if lacks is not None:
        carried = ()
    address = f"{settings.ADDRESS.rstrip('/')}/boards/sent/{number}"
    links = Text.join(
        [_LINKS[kind].fill(link=f"{address}/{kind}") for kind in ("pdf", "html", "xlsx") if kind in files], "\n"
    )
    subject = _SUBJECT.fill(name=name) if due.board is not None else Text.same(name)
    words = (_ATTACHED if carried else _WORDS).fill(name=name, by=_sender_of(due), links=links)
    message = queue_message(
        SYSTEM,
        to=reader.email,
        # The firm writes to its own people, who need not say yes first.
        purpose=Purpose.SERVICE,
        language=language,
        subject=subject.in_(language)[:_LONGEST_SUBJECT],
        body=words.in_(language),
        files=[Attached(file_name(name, due.due_on, kind), _TYPES[kind], files[kind]) for kind in carried],
    )
    note_mailed(number, message, carried, lacks)


def _sender_of(due: DueSchedule) -> str:
    owner = person(due.set_by if due.board is None else due.board.owner)
    if owner is None:
        return "" if due.board is None else due.board.owner_name
    return owner.name or owner.email


def _carried(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return which files travel: the one to read, as PDF where there is one, and the workbook."""
    return ("pdf" if "pdf" in files else "html", "xlsx")


_SUBJECT = Text("Bảng số liệu: {name}", "Figures: {name}")
_LINKS = {
    "pdf": Text("Bản PDF: {link}", "As PDF: {link}"),
    "html": Text("Mở để xem hoặc in: {link}", "To read or print: {link}"),
    "xlsx": Text("Bảng tính: {link}", "Workbook: {link}"),
}
_WORDS = Text(
    "{by} gửi bạn “{name}”, tính trên các dòng bạn được xem.\n\n{links}\n\n"
    "Các liên kết cần đăng nhập và chỉ mở được cho bạn.",
    "{by} sends you “{name}”, with the figures of the rows that you see.\n\n{links}\n\n"
    "The links ask you to sign in and open for you alone.",
)
_ATTACHED = Text(
    "{by} gửi bạn “{name}”, tính trên các dòng bạn được xem. Tệp đính kèm chỉ dành cho bạn; hãy cân nhắc trước khi"
    " chuyển tiếp.\n\nBản lưu trên hệ thống, cần đăng nhập:\n{links}",
    "{by} sends you “{name}”, with the figures of the rows that you see. The attached files are for you alone; think"
    " before you pass them on.\n\nKept in the system, behind a sign-in:\n{links}",
)
