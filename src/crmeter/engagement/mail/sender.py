"""The only place that mail leaves from. It asks the gate when it is about to hand a message over, not before."""

import smtplib
import ssl
from base64 import b64encode
from dataclasses import dataclass
from email.errors import MessageError
from enum import Enum
from types import TracebackType
from typing import Self

from django.utils import timezone

from crmeter.engagement.gate import NOT_KNOWN, may_send
from crmeter.engagement.mail.letter import Letter, as_bytes, travelling
from crmeter.engagement.mail.server import NoServer, Security, Server, server
from crmeter.records.consent.purposes import Channel
from crmeter.vocabulary import Text

# Of each answer of the server. All steps of one message together stay below the time it is taken for.
_TIMEOUT_SECONDS = 10
_LONGEST_REPLY = 500


class Outcome(Enum):
    """What became of a message."""

    SENT = "sent"
    REFUSED = "refused"
    # It has not left and may be tried again.
    LATER = "later"
    # It has not left, and trying again is in vain.
    FAILED = "failed"
    # The line broke while it was handed over: nobody knows whether it has left.
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a message, and why.

    Args:
        outcome: which of the endings.
        why: in words for people; nothing if it was sent.
        reply: of the server to the address, where it refused that for good.
        is_line_down: whether the next message would meet the same.
    """

    outcome: Outcome
    why: Text | None = None
    reply: str = ""
    is_line_down: bool = False


class Sender:
    """A line to the mail server, opened for the first message and kept for the next."""

    def __init__(self) -> None:
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._hang_up()

    def send(self, letter: Letter) -> Result:
        """Hand one message to the server, if the gate lets it pass."""
        try:
            there = server()
            line = self._line or self._opened(there)
            mail = as_bytes(letter, there)
        except NoServer as lacking:
            return Result(Outcome.LATER, lacking.text, is_line_down=True)
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            return Result(Outcome.LATER, _NO_LINE.fill(error=_told(error)), is_line_down=True)
        except (ValueError, MessageError) as error:
            return Result(Outcome.FAILED, _NOT_WRITTEN.fill(error=_told(error)))
        verdict = may_send(letter.recipient, Channel.EMAIL, letter.purpose, timezone.now())
        if not verdict.allowed:
            later = verdict.code == NOT_KNOWN
            return Result(Outcome.LATER if later else Outcome.REFUSED, verdict.reason)
        try:
            return self._handed_over(line, letter, there, mail)
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            return Result(Outcome.LATER, _NO_LINE.fill(error=_told(error)))

    def _handed_over(self, line: smtplib.SMTP, letter: Letter, there: Server, mail: bytes) -> Result:
        code, reply = line.mail(travelling(there.from_address))
        if code != 250:
            return self._declined(line, code, reply)
        code, reply = line.rcpt(travelling(letter.recipient))
        if code not in (250, 251):
            declined = self._declined(line, code, reply)
            return Result(declined.outcome, declined.why, f"{code} {_words(reply)}")
        try:
            code, reply = line.data(mail)
        except smtplib.SMTPDataError as declined:
            # The server would not even hear it.
            return self._declined(line, declined.smtp_code, declined.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            return Result(Outcome.UNCERTAIN, _BROKEN.fill(error=_told(error)))
        return Result(Outcome.SENT) if code == 250 else self._declined(line, code, reply)

    def _declined(self, line: smtplib.SMTP, code: int, reply: bytes | str) -> Result:
        line.rset()
        words = _DECLINED.fill(reply=f"{code} {_words(reply)}")
        # 421 closes the line; with every other four hundred the same message may pass later.
        return Result(Outcome.FAILED if code >= 500 else Outcome.LATER, words)

    def _opened(self, there: Server) -> smtplib.SMTP:
        secure = ssl.create_default_context()
        if there.security is Security.TLS:
            line: smtplib.SMTP = smtplib.SMTP_SSL(there.host, there.port, timeout=_TIMEOUT_SECONDS, context=secure)
        else:
            line = smtplib.SMTP(there.host, there.port, timeout=_TIMEOUT_SECONDS)
        self._line = line
        line.ehlo_or_helo_if_needed()
        if there.security is Security.STARTTLS:
            line.starttls(context=secure)
        if there.user:
            _sign_in(line, there)
        return line

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is None:
            return
        try:
            line.quit()
        except (smtplib.SMTPException, OSError):
            line.close()


def _sign_in(line: smtplib.SMTP, there: Server) -> None:
    if (there.user + there.password).isascii():
        line.login(there.user, there.password)
        return
    # The library knows passwords in ASCII only; RFC 4616 has them in UTF-8.
    line.ehlo_or_helo_if_needed()
    told = b64encode(f"\0{there.user}\0{there.password}".encode()).decode()
    code, reply = line.docmd("AUTH", f"PLAIN {told}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, reply)


def _words(reply: bytes | str) -> str:
    written = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(written.split())[:_LONGEST_REPLY]


def _told(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_words(error.smtp_error)}"
    return " ".join(str(error).split())[:_LONGEST_REPLY] or type(error).__name__


_NO_LINE = Text("không nối được với máy chủ thư: {error}", "the mail server could not be reached: {error}")
_NOT_WRITTEN = Text("không lập được thư: {error}", "the message cannot be written: {error}")
_DECLINED = Text("máy chủ thư trả lời: {reply}", "the mail server answered: {reply}")
_BROKEN = Text(
    "đường truyền đứt trong lúc gửi, không rõ máy chủ đã nhận hay chưa: {error}",
    "the line broke while the message was handed over, and it is not known whether the server has it: {error}",
)
