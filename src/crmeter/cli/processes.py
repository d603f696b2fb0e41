"""Processes that live and end together."""

import signal
import subprocess
import threading
from collections.abc import Sequence
from types import FrameType

# How long a process may take to put down what it holds before it is killed.
_PATIENCE_SECONDS = 15.0
_LOOK_SECONDS = 0.3


class Processes:
    """Starts processes, and ends all of them when one ends or when this process is asked to.

    Args:
        environment: of each of them.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._running: list[subprocess.Popen[bytes]] = []
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
        return all(process.poll() is None for process in self._running)

    def start(self, words: Sequence[str]) -> None:
        """Start a process; Ctrl-C reaches it through this one only, so that it hears it once."""
        self._running.append(
            subprocess.Popen(  # noqa: S603 - our own words, no shell
                words, env=self._environment, stdin=subprocess.DEVNULL, start_new_session=True
            )
        )

    def wait(self) -> bool:
        """Wait until one ends or this process is asked to end; return whether it was asked."""
        while self.all_run and not self._asked.wait(_LOOK_SECONDS):
            pass
        return self.asked_to_end

    def end(self) -> None:
        """Ask all to go, and kill those that do not."""
        for process in self._running:
            if process.poll() is None:
                process.terminate()
        for process in self._running:
            try:
                process.wait(_PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked.set()
