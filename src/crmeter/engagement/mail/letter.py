"""One message in the form in which it travels."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy

from crmeter.engagement.mail.attached import Attached
from crmeter.engagement.mail.server import Server
from crmeter.engagement.mail.unsubscribing import address_of
from crmeter.records.consent.purposes import Purpose


class _OneLine(UnstructuredHeader, BaseHeader):
    """A header that is never folded: a long address would be written in a code that mail programs do not look into."""

    def fold(self, *, policy: Policy) -> str:
        """Return the header as it is."""
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _OneLine)
_POLICY = SMTP.clone(header_factory=_HEADERS)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in the hands of the sender.

    Args:
        message: its number.
        attempt: how often it was tried, this time too; tells this sender from one that was given up.
        key: by which links name it.
        message_id: the same at each attempt.
        recipient: one address.
        purpose: what it is for.
        language: of its words.
        subject: one line.
        text: its words.
        html: the same as a document.
        dated: when it was put in the queue.
        files: what travels with it.
    """

    message: int
    attempt: int
    key: uuid.UUID
    message_id: str
    recipient: str
    purpose: Purpose
    language: str
    subject: str
    text: str
    html: str
    dated: datetime
    files: tuple[Attached, ...] = ()


def as_bytes(letter: Letter, server: Server) -> bytes:
    """Return a message with its headers; a header cannot hold the end of a line, so none can be smuggled in.

    Args:
        letter: the message.
        server: in whose name it goes.
    """
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(server.from_name, addr_spec=travelling(server.from_address))
    mail["To"] = Address(addr_spec=travelling(letter.recipient))
    mail["Subject"] = letter.subject
    mail["Date"] = letter.dated
    mail["Message-ID"] = letter.message_id
    if letter.purpose.needs_yes:
        # RFC 8058: a mail program offers to end such messages by one click.
        mail["List-Unsubscribe"] = f"<{address_of(letter.key)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail["Precedence"] = "bulk"
    else:
        # RFC 3834: nobody's holiday notice answers it.
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for each in letter.files:
        kind, _, subkind = each.content_type.partition("/")
        mail.add_attachment(each.content, maintype=kind, subtype=subkind, filename=each.name)
    # Set last: a header of contents set before would go to the first part.
    mail["Content-Language"] = letter.language
    return mail.as_bytes()


def travelling(address: str) -> str:
    """Return an address as servers know it: the domain in ASCII."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"
