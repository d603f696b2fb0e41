"""One import at a time in a workspace: two that run at once would write the same drafts."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO

from crmeter.vocabulary import Busy, Text, Work
from crmeter.warehouse.workspace import Workspace

# Small imports are done by then; a large one is better told of than waited for in silence.
WAIT_SECONDS = 5.0
_PAUSE_SECONDS = 0.05


@contextmanager
def importing(workspace: Workspace, what: str, work: Work) -> Iterator[None]:
    """Hold the right to change the imports of a workspace; the lock is the system's, so it ends with the process.

    Args:
        workspace: whose imports.
        what: what is imported, told to whoever has to wait.
        work: told of the wait; stops it.

    Raises:
        Busy: another process holds it for longer than `WAIT_SECONDS`.
        Cancelled: `work` was stopped.
    """
    workspace.imports.mkdir(parents=True, exist_ok=True)
    with (workspace.imports / ".lock").open("a+", encoding="utf-8") as lock:
        _wait(lock, work)
        _write(lock, {"what": what, "process": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")})
        try:
            yield
        finally:
            _write(lock, None)


def _wait(lock: IO[str], work: Work) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy("import_running", _going_on(lock)) from None
            work.step(Text("Đợi lần nhập khác xong", "Waiting for another import to end"), 0, None)
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _write(lock: IO[str], holder: dict[str, object] | None) -> None:
    lock.seek(0)
    lock.truncate()
    if holder is not None:
        json.dump(holder, lock, ensure_ascii=False)
    lock.flush()


def _going_on(lock: IO[str]) -> Text:
    lock.seek(0)
    try:
        holder = json.loads(lock.read())
    except ValueError:
        # It was just handed over and the next holder has not signed yet.
        holder = {"what": "–", "process": "–", "since": "–"}
    return Text(
        "một tiến trình khác (số {process}) đang nhập {what} vào đây từ {since}; hãy đợi xong rồi chạy lại",
        "another process (number {process}) has been importing {what} into this workspace since {since}; "
        "run this again when it is done",
    ).fill(**{name: str(holder[name]) for name in ("process", "what", "since")})
