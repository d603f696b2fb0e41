"""Reports of mail that did not arrive are believed where they speak of our own, and stop what is sent in vain."""

from typing import Any

import pytest
from django.utils import timezone

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.bounce_actions import is_hard, take_report
from crmeter.engagement.mail.models import Bounce, Message
from crmeter.engagement.mail.queries import MessageView, is_unreachable, message
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.models import AuditEntry

GIANG = "giang@khach.example"
# As in RFC 3464, appendix E, with the fields that mail servers write today.
REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.khach.example>
To: lienhe@an-khang.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_1"

--=_1
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.khach.example. I'm sorry.

--=_1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.khach.example
Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0700

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.khach.example
Diagnostic-Code: smtp; 550 {status} <{recipient}>: User unknown
 in virtual mailbox table

--=_1
Content-Type: {returned}

From: An Khang <lienhe@an-khang.example>
To: {recipient}
Message-ID: {message_id}
Subject: hello

--=_1--
"""


def queued(to: str = GIANG) -> MessageView:
    pk = queue_message(SYSTEM, to=to, purpose=Purpose.TRANSACTIONAL, language="vi", subject="Chào", body="Chào chị.")
    found = message(pk)
    assert found is not None
    return found


def report(of: MessageView, **more: Any) -> bytes:
    said = {
        "recipient": of.recipient,
        "action": "failed",
        "status": "5.1.1",
        "returned": "text/rfc822-headers",
        "message_id": of.message_id,
    }
    return REPORT.format(**{**said, **more}).replace("\n", "\r\n").encode()


def codes(actor: Actor, raw: bytes) -> list[str]:
    return [told.code for told in take_report(actor, raw)]


def unreachable(address: str = GIANG) -> bool:
    return is_unreachable(address, timezone.now())


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_an_address_that_is_not_there_gets_nothing_more(actor: Actor, returned: str) -> None:
    sent = queued()
    assert codes(actor, report(sent, returned=returned)) == ["hard"]

    assert unreachable()
    found = message(sent.id)
    assert found is not None
    assert found.state.value == "bounced"
    (bounce,) = found.bounces
    assert (bounce.is_hard, bounce.status) == (True, "5.1.1")
    assert bounce.words == "smtp; 550 5.1.1 <giang@khach.example>: User unknown in virtual mailbox table"


def test_the_same_report_twice_is_one_bounce(actor: Actor) -> None:
    sent = queued()
    raw = report(sent)
    assert codes(actor, raw) + codes(actor, raw) == ["hard", "known"]

    assert Bounce.objects.count() == 1
    assert AuditEntry.objects.filter(action="mail.bounced").count() == 1


def test_a_full_mailbox_says_nothing_against_the_address(actor: Actor) -> None:
    sent = queued()
    assert codes(actor, report(sent, status="5.2.2")) == ["soft"]

    found = message(sent.id)
    assert found is not None
    assert (found.state.value, unreachable()) == ("bounced", False)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_what_tells_of_no_failure_changes_nothing(actor: Actor, action: str) -> None:
    sent = queued()
    assert codes(actor, report(sent, action=action)) == ["not_failed"]
    assert message(sent.id) == sent


def test_nobody_is_silenced_by_a_report_of_somebody_elses_mail(actor: Actor) -> None:
    sent = queued()
    for forged in ({"message_id": "<made-up@an-khang.example>"}, {"message_id": ""}, {"recipient": "minh@b.example"}):
        assert codes(actor, report(sent, **forged)) == ["not_ours"]

    assert (Bounce.objects.count(), message(sent.id)) == (0, sent)


def test_an_address_in_letters_beyond_ascii_is_known_by_its_travelling_form(actor: Actor) -> None:
    sent = queued("giang@bưuđiện.example")
    assert codes(actor, report(sent, recipient="giang@xn--buin-1ua66gr30m.example")) == ["hard"]


def test_a_mail_that_is_no_report_is_none(actor: Actor) -> None:
    for raw in (b"", b"Subject: hello\r\n\r\nhello", b"Content-Type: multipart/report; boundary=x\r\n\r\n--x--\r\n"):
        assert take_report(actor, raw) == []
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("status", "hard"),
    [
        ("5.0.0", True),
        ("5.1.0", True),
        ("5.1.1", True),
        ("5.1.10", True),
        ("5.2.1", True),
        ("5.4.4", True),
        ("5.1.7", False),
        ("5.1.8", False),
        ("5.2.2", False),
        ("5.7.1", False),
        ("4.1.1", False),
        ("5.1", False),
        ("", False),
    ],
)
def test_which_statuses_speak_against_an_address(status: str, hard: bool) -> None:
    assert is_hard(status) is hard
