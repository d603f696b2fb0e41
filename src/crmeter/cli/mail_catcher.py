"""A mail server for this machine alone that sends nothing on: it keeps what arrives, to be looked at."""

import itertools
import sys
import threading
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from crmeter.cli.console import DONE, Console
from crmeter.vocabulary import Busy, NotThere, Text

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP, Envelope, Session
except ModuleNotFoundError as missing:
    raise NotThere(
        "no_catcher",
        Text(
            "thiếu thư viện aiosmtpd; nó có trong bộ công cụ phát triển (make setup)",
            "the library aiosmtpd is missing; it comes with the tools of developers (make setup)",
        ),
    ) from missing

HOST = "127.0.0.1"


class Keeping:
    """Takes every mail, keeps it in a folder as it came, and tells of it.

    Args:
        folder: that mails are kept in.
        console: that they are told on.
    """

    def __init__(self, folder: Path, console: Console) -> None:
        self._folder = folder
        self._console = console
        self._numbers = itertools.count(1)
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 - the library's
        """Keep one mail."""
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        name = f"{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}-{next(self._numbers)}.eml"
        path = self._folder / name
        path.write_bytes(content)
        subject = message_from_bytes(content, policy=policy.default).get("Subject", "")
        self._console.show(f"{envelope.mail_from} -> {', '.join(envelope.rcpt_tos)}: {subject} ({path})")
        # Whoever reads it through a pipe is not to wait for the end.
        sys.stdout.flush()
        return "250 kept"


def catch(folder: Path, port: int, console: Console) -> int:
    """Catch all mail until this process is asked to end.

    Args:
        folder: that mails are kept in.
        port: to listen at, on this machine alone.
        console: that they are told on.
    """
    controller = Controller(Keeping(folder, console), hostname=HOST, port=port)
    try:
        controller.start()
    except OSError as error:
        words = Text("cổng {port} đang được dùng", "port {port} is in use").fill(port=str(port))
        raise Busy("port_in_use", words) from error
    address = f"smtp://{HOST}:{port}"
    console.say(
        Text("Bắt mọi thư gửi đến {address}; dừng: Ctrl-C", "Catching all mail at {address}; stop: Ctrl-C").fill(
            address=address
        )
    )
    try:
        threading.Event().wait()
    finally:
        controller.stop()
    return DONE
