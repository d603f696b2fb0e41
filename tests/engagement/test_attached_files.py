"""Files that travel with a message: as they are, once, and forgotten when they have arrived."""

import pytest
from tests.engagement.conftest import MailServer, make_due

from crmeter.engagement.mail.actions import queue_message, send_again
from crmeter.engagement.mail.attached import LONGEST_NAME, MOST_BYTES, Attached
from crmeter.engagement.mail.delivery import deliver
from crmeter.engagement.mail.erasure_actions import erase_mail
from crmeter.engagement.mail.models import Message, MessageFile
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Work

GIANG = "giang@khach.example"
PDF = Attached("Tuần này – khách đã trở lại 2026-11-09.pdf", "application/pdf", b"%PDF-1.7\n" + bytes(range(256)))
BOOK = Attached("Tuần này.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK" * 40)


def queue(actor: Actor, *files: Attached) -> int:
    words = {"subject": "Bảng số liệu: Tuần này", "body": "Chào chị Giang"}
    return queue_message(actor, to=GIANG, purpose=Purpose.SERVICE, language="vi", files=files, **words)


def test_files_arrive_byte_by_byte_under_their_names(mail_server: MailServer, actor: Actor) -> None:
    queue(actor, PDF, BOOK)

    assert deliver(Work()) == {"sent": 1}

    (mail,) = mail_server.kept
    arrived = [(each.get_filename(), each.get_content_type(), each.get_content()) for each in mail.iter_attachments()]
    assert arrived == [(each.name, each.content_type, each.content) for each in (PDF, BOOK)]
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Chào chị Giang" in body.get_content()
    assert mail["Content-Language"] == "vi"


def test_bytes_are_forgotten_once_they_arrived_and_the_audit_log_says_what_left(
    mail_server: MailServer, actor: Actor
) -> None:
    pk = queue(actor, PDF)
    assert [bytes(each.content or b"") for each in MessageFile.objects.all()] == [PDF.content]

    deliver(Work())

    (kept,) = MessageFile.objects.filter(message=pk)
    assert (kept.content, kept.name, kept.size) == (None, PDF.name, 265)
    (entry,) = AuditEntry.objects.filter(action="mail.queued")
    assert entry.after["files"] == [{"type": "application/pdf", "bytes": 265}]


def test_what_failed_is_sent_again_with_its_files(mail_server: MailServer, actor: Actor) -> None:
    pk = queue(actor, PDF)
    mail_server.to_words = "554 no"
    assert deliver(Work()) == {"failed": 1}

    mail_server.to_words = None
    send_again(actor, pk)
    make_due()
    assert deliver(Work()) == {"sent": 1}

    (mail,) = mail_server.kept
    assert [each.get_content() for each in mail.iter_attachments()] == [PDF.content]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (Attached("a.pdf", "application/pdf", bytes(MOST_BYTES + 1)), "larger than 7"),
        (Attached("a\r\nBcc: b@c.example.pdf", "application/pdf", b"%PDF"), "the name"),
        (Attached("a" * (LONGEST_NAME + 1), "application/pdf", b"%PDF"), "the name"),
        (Attached(" ", "application/pdf", b"%PDF"), "the name"),
    ],
)
def test_what_cannot_travel_is_refused_and_nothing_is_queued(actor: Actor, wrong: Attached, why: str) -> None:
    with pytest.raises(Refused, match=why):
        queue(actor, wrong)

    assert not Message.objects.exists()


def test_erasing_somebody_takes_the_files_that_wait_for_them(actor: Actor) -> None:
    queue(actor, PDF)

    erase_mail([GIANG], {})

    (kept,) = MessageFile.objects.all()
    assert (kept.name, kept.content) == ("", None)
