"""`crmeter run` starts web and worker, signs in by a link once, and leaves nothing running."""

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Crmeter


class Running:
    """The product as a process of its own."""

    def __init__(self, workspace: Path, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._log = log.open("a+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "crmeter", "run", "--without-sample", "--port", str(self.port)],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
                "CRMETER_WORKSPACE": str(workspace),
                "CRMETER_LANGUAGE": "en",
            },
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def told(self) -> str:
        self._log.seek(0)
        return self._log.read()

    def link(self) -> str:
        # On a machine that does much else at the same time.
        end = time.monotonic() + 180
        while time.monotonic() < end:
            if found := re.search(r"http://\S+/accounts/link/\S+", self.told()):
                return found[0]
            assert self.process.poll() is None, self.told()
            time.sleep(0.1)
        raise AssertionError(self.told())

    def children(self) -> list[int]:
        listed = subprocess.run(
            ["ps", "-eo", "pid=,ppid="], check=True, capture_output=True, text=True
        ).stdout.splitlines()
        parents = {int(pid): int(parent) for pid, parent in (line.split() for line in listed)}
        found, known = [], {self.process.pid}
        for pid in sorted(parents):
            if parents[pid] in known:
                known.add(pid)
                found.append(pid)
        return found

    def child(self, name: str) -> int:
        """The first process of that name, once there is one."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            for pid in self.children():
                words = Path(f"/proc/{pid}/cmdline")
                if words.exists() and name.encode() in words.read_bytes():
                    return pid
            time.sleep(0.1)
        raise AssertionError(self.told())

    def kill(self, name: str) -> int:
        """Kill the first process of that name, and return the one that takes its place."""
        pid = self.child(name)
        os.kill(pid, signal.SIGKILL)
        while alive(pid):
            time.sleep(0.05)
        return self.child(name)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(40)
        self._log.close()


@pytest.fixture
def made_before(give_records: Callable[[], None]) -> None:
    """A workspace that is no new one."""
    give_records()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    product = Running(tmp_path / "workspace", tmp_path / "log")
    yield product
    product.end()


def alive(pid: int) -> bool:
    """Whether a process works; one that has ended and that nobody has asked about does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], check=False, capture_output=True, text=True).stdout
    return bool(state.strip()) and not state.startswith("Z")


def asked(browser: urllib.request.OpenerDirector, address: str, form: bytes | None = None) -> tuple[int, str]:
    try:
        with browser.open(address, form) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_link_signs_in_once_and_ctrl_c_leaves_nothing_running(running: Running, tmp_path: Path) -> None:
    link = running.link()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    _, page = asked(browser, link)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    answer = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1]}).encode()
    asked(browser, link, answer)
    assert asked(browser, f"http://127.0.0.1:{running.port}/accounts/password/set/")[0] == 200
    assert asked(browser, link)[0] == 410

    before = running.children()
    assert running.kill("crmeter.worker") not in before
    assert running.kill("granian") not in before

    children = running.children()
    assert len(children) >= 2
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(40) == 0
    assert not [pid for pid in {*before, *children} if alive(pid)]

    again = Running(tmp_path / "workspace", tmp_path / "second")
    started = time.monotonic()
    assert again.link() != link
    assert time.monotonic() - started < 30
    again.end()


@pytest.mark.usefixtures("made_before")
def test_links_lead_to_the_port_that_was_asked_for_while_it_runs(running: Running, process: Crmeter) -> None:
    address = f"http://127.0.0.1:{running.port}"
    running.link()

    for name in ("granian", "crmeter.worker"):
        environment = Path(f"/proc/{running.child(name)}/environ").read_bytes().split(b"\0")
        assert f"CRMETER_ADDRESS={address}".encode() in environment
    added = process("user", "add", "--email", "minh@example.vn", "--role", "rep", "--json")
    assert json.loads(added.out)["link"].startswith(f"{address}/accounts/link/")

    running.end()
    after = process("user", "link", "--email", "minh@example.vn", "--json")
    assert json.loads(after.out)["link"].startswith("http://127.0.0.1:8000/accounts/link/")


def test_a_taken_port_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "crmeter", "run", "--port", str(taken.getsockname()[1])],
            check=False,
            capture_output=True,
            text=True,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
                "CRMETER_WORKSPACE": str(tmp_path / "other"),
                "CRMETER_LANGUAGE": "en",
            },
        )

    assert done.returncode == 1
    assert "is in use" in done.stderr
    assert not (tmp_path / "other").exists()
