"""A mail server on a real socket that keeps what it is given and answers as a test says."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.models import OutboxEvent
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import actor_of, person
from crmeter.records.staff.roles import Role

FROM = "An Khang <lienhe@an-khang.example>"


class MailServer:
    """What a server was given, and how it answers.

    Args:
        port: that it listens at.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.kept: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        # Answers to the address and to the words; None takes them.
        self.to_recipient: str | None = None
        self.to_words: str | None = None
        self.breaks_the_line = False

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.kept]

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, to: str, options: Any) -> str:  # noqa: ARG002, N802
        if self.to_recipient is not None:
            return self.to_recipient
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        if self.to_words is not None:
            return self.to_words
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.kept.append(mail)
        self.raw.append(content)
        self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
        if self.breaks_the_line:
            assert server.transport is not None
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def mail_server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A server that the product, and workers that a test starts, send to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    there = MailServer(port)
    controller = Controller(there, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SMTP_URL, settings.MAIL_FROM = there.address, FROM
    settings.ADDRESS = "https://crm.an-khang.example"
    monkeypatch.setenv("CRMETER_SMTP_URL", there.address)
    monkeypatch.setenv("CRMETER_MAIL_FROM", FROM)
    yield there
    controller.stop()


@pytest.fixture
def actor(db: None) -> Actor:
    pk = add_user(SYSTEM, "lan@an-khang.example", Role.DIRECTOR, name="Lan", is_admin=True)
    found = person(pk)
    assert found is not None
    return actor_of(found)


def make_due() -> None:
    """Let everything in the outbox be due, as if its time had come."""
    OutboxEvent.objects.filter(delivered_at=None).update(due_at="2020-01-01T00:00:00Z")
