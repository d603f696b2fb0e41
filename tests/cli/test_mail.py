"""Mail on the command line: reports of bounces taken in from files, and a server that catches all mail."""

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import SOURCE, Crmeter
from tests.engagement.test_bounces import queued, report, unreachable

from crmeter.engagement.mail.queries import message


@pytest.mark.django_db
def test_a_report_that_was_saved_stops_what_is_sent_in_vain(crmeter: Crmeter, tmp_path: Path) -> None:
    sent = queued()
    (tmp_path / "report.eml").write_bytes(report(sent))
    (tmp_path / "hello.eml").write_bytes(b"Subject: hello\r\n\r\nhello")

    said = crmeter("mail", "bounce", tmp_path / "report.eml", "--json")
    assert (said.code, unreachable()) == (0, True)
    (told,) = said.json()["reports"]
    assert (told["file"], told["address"], told["code"]) == ("report.eml", sent.recipient, "hard")
    found = message(sent.id)
    assert found is not None
    assert found.state.value == "bounced"

    mixed = crmeter("mail", "bounce", tmp_path / "report.eml", tmp_path / "hello.eml")
    assert mixed.code == 1
    assert "known before" in mixed.out
    assert "hello.eml: no report of a bounce" in mixed.err


def test_what_is_left_out_or_not_there_is_said(crmeter: Crmeter, tmp_path: Path) -> None:
    assert (crmeter("mail", "bounce").code, crmeter("mail").code) == (2, 2)
    assert crmeter("mail", "bounce", tmp_path / "nothing.eml").code == 1


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[int]:
    """The port of a catcher that runs as a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = [sys.executable, "-m", "crmeter", "mail", "catch", "--port", str(port)]
    env = {**os.environ, "PYTHONPATH": str(SOURCE), "CRMETER_WORKSPACE": str(tmp_path / "workspace")}
    with (tmp_path / "told").open("w") as told:
        process = subprocess.Popen(words, env=env, stdout=told, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield port
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130


def test_whatever_arrives_is_kept_and_told(catcher: int, tmp_path: Path) -> None:
    with smtplib.SMTP("127.0.0.1", catcher, timeout=10) as line:
        line.sendmail("a@b.example", ["c@d.example"], b"Subject: Hello\r\n\r\nwords")

    (kept,) = (tmp_path / "workspace" / "files" / "mail").glob("*.eml")
    assert kept.read_bytes() == b"Subject: Hello\r\n\r\nwords\r\n"
    told = (tmp_path / "told").read_text()
    assert f"a@b.example -> c@d.example: Hello ({kept})" in told
