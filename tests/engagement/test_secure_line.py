"""Mail leaves by an encrypted line whose certificate holds, signed in, or it does not leave."""

import datetime
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.engagement.conftest import MailServer
from tests.engagement.test_delivery import queue, there

from crmeter.engagement.mail.delivery import deliver
from crmeter.records.ledger.actor import Actor
from crmeter.vocabulary import Work

# On this machine, and yet none of the names by which it is let off encryption.
HOST = "127.0.0.2"
WORD = "plain-word"


class SecureServer(Controller):
    """A server that takes mail after a sign-in over an encrypted line.

    Args:
        kept: what it was given.
        certificate: of it, with its key.
        at_once: the line is encrypted from its first byte; otherwise it is asked to be.
    """

    def __init__(self, kept: MailServer, certificate: Path, *, at_once: bool, offers: bool = True) -> None:
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._context.load_cert_chain(certificate)
        self._later = offers and not at_once
        self.signed_in: list[str] = []
        self.word = WORD
        super().__init__(kept, hostname=HOST, port=0, ssl_context=self._context if at_once else None)

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            authenticator=self._knows,
            auth_required=self._later,
            # The library does not see that a line was encrypted from its first byte.
            auth_require_tls=self._later,
            tls_context=self._context if self._later else None,
            require_starttls=self._later,
        )

    def _trigger_server(self) -> None:
        # The library would knock at the port that it was given, which is none yet.
        with socket.create_connection((HOST, self.port_in_use), timeout=5) as line:
            knocking = ssl.create_default_context()
            knocking.check_hostname, knocking.verify_mode = False, ssl.CERT_NONE
            with line if self.ssl_context is None else knocking.wrap_socket(line) as heard:
                heard.recv(100)

    @property
    def port_in_use(self) -> int:
        assert self.server is not None
        return int(self.server.sockets[0].getsockname()[1])

    def _knows(self, server: SMTP, session: object, envelope: object, mechanism: str, data: Any) -> AuthResult:  # noqa: ARG002
        good = isinstance(data, LoginPassword) and data.password == self.word.encode()
        self.signed_in.append(data.login.decode() if good else "")
        return AuthResult(success=good, handled=good)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of the host that nobody has signed but itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    path = tmp_path_factory.mktemp("certificate") / "server.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def started(mail_server: MailServer, certificate: Path, settings: Any) -> Iterator[Callable[..., SecureServer]]:
    """Start a server, and let the product send to it."""
    with ExitStack() as ends:

        def start(*, at_once: bool, offers: bool = True, word: str = WORD) -> SecureServer:
            found = SecureServer(mail_server, certificate, at_once=at_once, offers=offers)
            found.start()
            ends.callback(found.stop)
            scheme = "smtps" if at_once else "smtp"
            settings.SMTP_URL = f"{scheme}://lan%40an-khang.example:{quote(word, safe='')}@{HOST}:{found.port_in_use}"
            return found

        yield start


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.mark.parametrize("word", ["plain-word", "mật khẩu@có/dấu:"])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_message_leaves_signed_in_over_an_encrypted_line(
    started: Callable[..., SecureServer], trusted: None, mail_server: MailServer, actor: Actor, at_once: bool, word: str
) -> None:
    server = started(at_once=at_once, word=word)
    server.word = word
    pk = queue(actor)

    assert deliver(Work()) == {"sent": 1}, there(pk).why

    assert server.signed_in == ["lan@an-khang.example"]
    assert mail_server.ids == [there(pk).message_id]


@pytest.mark.parametrize("at_once", [True, False])
def test_nothing_leaves_to_a_server_whose_certificate_nobody_vouches_for(
    started: Callable[..., SecureServer], mail_server: MailServer, actor: Actor, at_once: bool
) -> None:
    started(at_once=at_once)
    pk = queue(actor)

    assert deliver(Work()) == {"later": 1}

    why = there(pk).why
    assert why is not None
    assert "CERTIFICATE_VERIFY_FAILED" in why.en
    assert mail_server.kept == []


def test_nothing_leaves_unencrypted_to_a_server_that_offers_no_encryption(
    started: Callable[..., SecureServer], trusted: None, mail_server: MailServer, actor: Actor
) -> None:
    server = started(at_once=False, offers=False)
    queue(actor)

    assert deliver(Work()) == {"later": 1}

    assert (server.signed_in, mail_server.kept) == ([], [])


def test_a_wrong_password_is_told_and_the_message_waits(
    started: Callable[..., SecureServer], trusted: None, mail_server: MailServer, actor: Actor
) -> None:
    started(at_once=True, word="wrong")
    pk = queue(actor)

    assert deliver(Work()) == {"later": 1}

    why = there(pk).why
    assert why is not None
    assert "535" in why.en
    assert "wrong" not in why.en
    assert mail_server.kept == []
