"""Files that somebody sent, read in a child process with limits: what a hostile file breaks is the child's only.

The child reads the order from its standard input, which ends with the parent, and writes lines of JSON: steps, then
what it found or what is the matter.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crmeter.vocabulary import Text, Work
from crmeter.warehouse.connectors.files import Answers, FileRefused
from crmeter.warehouse.connectors.files.answers import about
from crmeter.warehouse.connectors.files.carried import raise_carried
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS
from crmeter.warehouse.imported import Imported
from crmeter.warehouse.workspace import Workspace

OPENING = Text("Mở tệp", "Opening the file")
# Libraries in other languages give up by aborting where they get no memory.
_ENDED_BY: dict[int, str] = {signal.SIGXCPU: "took_too_long", signal.SIGABRT: "too_much_memory"}
# How long the child may be silent before the work is told its last step again, so that it can be stopped.
_PAUSE_SECONDS = 0.5
_LONGEST_LINE = 64 << 20
# All that the child gets of the environment: no password of a database, no key of the installation.
_PASSED_ON = ("PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "CRMETER_FAILPOINT")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use.

    Args:
        memory_bytes: of address space.
        processor_seconds: over all its threads.
        open_files: at once.
        seconds: by the clock; None where somebody waits who can stop it.
    """

    memory_bytes: int = 1536 << 20
    processor_seconds: int = 3600
    open_files: int = 1024
    seconds: float | None = None


LOOK = Limits(processor_seconds=60, seconds=180)
IMPORT = Limits()


def look(
    path: Path,
    answers: Answers = Answers(),
    work: Work | None = None,
    limits: Limits = LOOK,
) -> dict[str, Any]:
    """Take a first look at a file in a child process.

    Args:
        path: the file.
        answers: what is known already.
        work: stops it.
        limits: what the child may use.

    Returns:
        What `connectors.files.preview` says of it, as plain JSON.

    Raises:
        FileRefused: if the file is no table or would do harm; or, with a code of its own, if the child hit a limit.
        NeedsAnswers: if not even its cells can be read without an answer (encoding, sheet).
        Misused: if an answer names something that does not exist.
        Cancelled: if `work` was stopped.
    """
    order = {"do": "look", "path": str(path), "answers": answers.to_json()}
    found: dict[str, Any] = _done_by_child(Path(path), order, limits, work or Work())
    return found


def import_limited(
    workspace: Workspace,
    path: Path,
    answers: Answers = Answers(),
    work: Work | None = None,
    limits: Limits = IMPORT,
    *,
    counts: bool = True,
) -> Imported:
    """Stage a file as `import_file` does, in a child process; what was read stays when it is stopped or dies.

    Args:
        workspace: where it is staged.
        path: the file.
        answers: what was asked before, or is known.
        work: told the progress; stops the import by ending the child.
        limits: what the child may use.
        counts: whether its rows count from the next refresh on; see `import_file`.

    Raises:
        FileRefused: if the file is no table, would do harm, or has no usable row; or, with a code of its own, if the
            child hit a limit.
        NeedsAnswers: if it leaves something open that must not be guessed.
        Misused: if an answer names something that does not exist.
        Cancelled: if `work` was stopped.
        Busy: if another process imports into the same workspace and is not done in time.
    """
    order = {
        "do": "import",
        "path": str(path),
        "answers": answers.to_json(),
        "workspace": str(workspace.root),
        "counts": counts,
    }
    return Imported(**_done_by_child(Path(path), order, limits, work or Work()))


def cells_limited(
    path: Path,
    answers: Answers,
    wanted: Mapping[str, Any],
    out: Path,
    work: Work | None = None,
    limits: Limits = IMPORT,
) -> dict[str, Any]:
    """Read the rows of a file in a child process, as `connectors.files.cells` does.

    Args:
        path: the file.
        answers: what is known of how its cells are written.
        wanted: `holds`, `words` and `together` of `CellsWanted`.
        out: where the lines go.
        work: told the progress; stops the reading by ending the child.
        limits: what the child may use.

    Raises:
        FileRefused: it is no table or would do harm, or the child hit a limit.
        NeedsAnswers: it leaves something open that must not be guessed.
        Misused: a header is named that is not there.
        Cancelled: `work` was stopped.
    """
    order = {"do": "cells", "path": str(path), "answers": answers.to_json(), "wanted": dict(wanted), "out": str(out)}
    found: dict[str, Any] = _done_by_child(Path(path), order, limits, work or Work())
    return found


def columns_limited(
    path: Path,
    answers: Answers,
    wanted: Mapping[str, Any],
    out: Path,
    work: Work | None = None,
    limits: Limits = IMPORT,
) -> dict[str, Any]:
    """Read some columns of a file in a child process, as `connectors.files.kept_columns` does.

    Args:
        path: the file.
        answers: what is known of how its cells are written.
        wanted: `words`, `numbers` and `numbered` of `keep_columns`.
        out: where the columns are kept.
        work: told the progress; stops the reading by ending the child.
        limits: what the child may use.

    Raises:
        FileRefused: it is no table, would do harm, has too many rows, or the child hit a limit.
        NeedsAnswers: it leaves something open that must not be guessed.
        Misused: a header is named that is not there.
        Cancelled: `work` was stopped.
    """
    order = {"do": "columns", "path": str(path), "answers": answers.to_json(), "wanted": dict(wanted), "out": str(out)}
    found: dict[str, Any] = _done_by_child(Path(path), order, limits, work or Work())
    return found


def _done_by_child(path: Path, order: Mapping[str, Any], limits: Limits, work: Work) -> Any:
    given = json.dumps({**order, "limits": asdict(limits)}) + "\n"
    with about(path), _child(given) as child:
        last: tuple[Text, int, int | None] = (OPENING, 0, None)
        until = None if limits.seconds is None else time.monotonic() + limits.seconds
        for line in _lines(child):
            if until is not None and time.monotonic() > until:
                raise FileRefused("took_too_long", FILE_REASONS["took_too_long"])
            if line is None:
                work.step(*last)
            elif "step" in line:
                last = (Text(**line["step"]), line["done"], line["total"])
                work.step(*last)
            elif "error" in line:
                raise_carried(line["error"])
            else:
                return line["result"]
        code = _ENDED_BY.get(-child.wait(), "reader_died")
        raise FileRefused(code, FILE_REASONS[code])


@contextmanager
def _child(order: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a child and hand it an order; it is gone when the block is left, however that happens."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    # Threads of libraries would reserve address space that nobody uses.
    environment |= {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
    child = subprocess.Popen(
        [sys.executable, "-m", "crmeter.warehouse.limited_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    assert child.stdin is not None  # noqa: S101 - asked for above
    try:
        with suppress(BrokenPipeError):
            child.stdin.write(order.encode())
            child.stdin.flush()
        yield child
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        with suppress(BrokenPipeError):
            child.stdin.close()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _lines(child: subprocess.Popen[bytes]) -> Iterator[dict[str, Any] | None]:
    """Yield what the child says, None where it is silent for a while; end with the child."""
    assert child.stdout is not None  # noqa: S101 - asked for above
    held = b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while len(held) < _LONGEST_LINE:
            if not selector.select(_PAUSE_SECONDS):
                yield None
                continue
            data = os.read(child.stdout.fileno(), 1 << 16)
            if not data:
                return
            *lines, held = (held + data).split(b"\n")
            for line in lines:
                yield json.loads(line)
