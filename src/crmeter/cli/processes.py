"""Processes that live and end together; one that ends alone is started again."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

# How long a process may take to put down what it holds before it is killed.
_PATIENCE_SECONDS = 15.0
_LOOK_SECONDS = 0.3
# One that ends so often within so long is broken, and starting it again would only hide that.
_MOST_STARTS = 4
_WITHIN_SECONDS = 60.0


@dataclass
class _Kept:
    """A process with the words that start it, and when it was started."""

    words: Sequence[str]
    process: subprocess.Popen[bytes]
    starts: list[float] = field(default_factory=list)


class Processes:
    """Starts processes, starts again what ends alone, and ends all when this process is asked to.

    Args:
        environment: of each of them.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._kept: list[_Kept] = []
        self._asked = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    @property
    def asked_to_end(self) -> bool:
        """Return whether somebody pressed Ctrl-C or sent SIGTERM."""
        return self._asked.is_set()

    @property
    def all_run(self) -> bool:
        """Return whether none has ended."""
        return all(kept.process.poll() is None for kept in self._kept)

    def start(self, words: Sequence[str]) -> None:
        """Start a process; Ctrl-C reaches it through this one only, so that it hears it once."""
        self._kept.append(_Kept(words, self._started(words), [time.monotonic()]))

    def wait(self) -> None:
        """Wait until this process is asked to end, or one of them ends again and again."""
        while not self._asked.wait(_LOOK_SECONDS):
            for kept in self._kept:
                if kept.process.poll() is not None and not self._start_again(kept):
                    return

    def end(self) -> None:
        """Ask all to go, and kill those that do not."""
        for kept in self._kept:
            if kept.process.poll() is None:
                kept.process.terminate()
        for kept in self._kept:
            try:
                kept.process.wait(_PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                kept.process.kill()
                kept.process.wait()
            _sweep(kept.process.pid)

    def _start_again(self, kept: _Kept) -> bool:
        now = time.monotonic()
        kept.starts = [at for at in kept.starts if now - at < _WITHIN_SECONDS] + [now]
        if len(kept.starts) > _MOST_STARTS:
            return False
        _sweep(kept.process.pid)
        kept.process = self._started(kept.words)
        return True

    def _started(self, words: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own words, no shell
            words, env=self._environment, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked.set()


def _sweep(leader: int) -> None:
    """Kill what a process that has ended left behind: a server that was killed cannot end its own children."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
