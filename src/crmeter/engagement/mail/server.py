"""Where mail goes and in whose name, as the environment of the installation says; without both no mail leaves."""

from dataclasses import dataclass
from email.utils import parseaddr
from enum import Enum
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.purposes import Channel
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Complaint, Text

_HERE = ("127.0.0.1", "::1", "localhost")


class Security(Enum):
    """How the way to the server is kept from others."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Server:
    """The server that takes the mail, and who it comes from.

    Args:
        host: its name.
        port: its port.
        security: of the way to it.
        user: who signs in there, or nothing.
        password: of that user.
        from_name: in whose name mail goes.
        from_address: where it comes from and where it comes back to.
    """

    host: str
    port: int
    security: Security
    user: str
    password: str
    from_name: str
    from_address: str

    @property
    def domain(self) -> str:
        """The domain that mail comes from."""
        return self.from_address.rpartition("@")[2]


class NoServer(Complaint):
    """Raised where no mail can leave this installation."""


def server() -> Server:
    """Return the server of this installation.

    Raises:
        NoServer: none is set, or what is set cannot be read.
    """
    if not settings.SMTP_URL:
        raise NoServer("no_server", _NO_SERVER)
    parts = urlsplit(settings.SMTP_URL)
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise NoServer("wrong_server", _WRONG_SERVER) from error
    if parts.scheme not in ("smtp", "smtps") or not host:
        raise NoServer("wrong_server", _WRONG_SERVER)
    name, address = parseaddr(settings.MAIL_FROM)
    try:
        from_address = normalised(address, Channel.EMAIL)
    except Refused as error:
        raise NoServer("no_sender", _NO_SENDER) from error
    return Server(
        host=host,
        port=port or (465 if parts.scheme == "smtps" else 587),
        security=_security(parts.scheme, host, parse_qs(parts.query).get("tls", [""])[0]),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        from_name=name,
        from_address=from_address,
    )


def _security(scheme: str, host: str, asked: str) -> Security:
    if scheme == "smtps":
        return Security.TLS
    # Encryption that a stranger on the way could talk us out of is none: where it is wanted it is demanded.
    return Security.NONE if host in _HERE or asked == "never" else Security.STARTTLS


_NO_SERVER = Text(
    "chưa đặt máy chủ gửi thư (CRMETER_SMTP_URL), nên không thư nào được gửi đi",
    "no mail server is set (CRMETER_SMTP_URL), so no mail leaves",
)
_WRONG_SERVER = Text(
    "CRMETER_SMTP_URL không đọc được; viết như smtp://user:password@host:587 hoặc smtps://user:password@host:465",
    "CRMETER_SMTP_URL cannot be read; write it like smtp://user:password@host:587 or smtps://user:password@host:465",
)
_NO_SENDER = Text(
    "chưa đặt địa chỉ người gửi (CRMETER_MAIL_FROM), như An Khang <lienhe@ankhang.example>",
    "the address that mail comes from is not set (CRMETER_MAIL_FROM), such as An Khang <hello@ankhang.example>",
)
