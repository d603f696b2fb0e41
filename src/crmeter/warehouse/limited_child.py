"""The child that reads a file within limits; started by `crmeter.warehouse.limited` alone."""

import ctypes
import json
import os
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

_PR_SET_PDEATHSIG = 1
# Between the warning that the seconds are used up and the end.
_GRACE_SECONDS = 5


def main() -> None:
    """Do what the one line on standard input orders and tell of it on standard output, in JSON."""
    # Whatever a library prints must not stand between the lines of JSON.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    order = _order()
    if not order:
        return
    _end_with_parent()
    wanted = json.loads(order)
    _limit(wanted["limits"])
    _tell(answers, _outcome(wanted, answers))


def _order() -> bytes:
    # Read past Python's buffers: the thread that waits for the end may hold one when the interpreter shuts down.
    order = b""
    while not order.endswith(b"\n") and (data := os.read(0, 1 << 16)):
        order += data
    return order


def _end_with_parent() -> None:
    threading.Thread(target=_end_with_input, daemon=True).start()
    if sys.platform == "linux":
        # A library that holds the interpreter for long would keep the thread from seeing the end.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _end_with_input() -> None:
    while os.read(0, 1):
        pass
    os.killpg(0, signal.SIGKILL)


def _limit(limits: Mapping[str, Any]) -> None:
    seconds = limits["processor_seconds"]
    for kind, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_CPU, seconds, seconds + _GRACE_SECONDS),
        (resource.RLIMIT_NOFILE, limits["open_files"], limits["open_files"]),
        (resource.RLIMIT_AS, limits["memory_bytes"], limits["memory_bytes"]),
    ):
        # Some systems do not know some limits, or allow less already.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))


def _outcome(wanted: Mapping[str, Any], answers: IO[str]) -> dict[str, Any]:
    # Imported within the limits, and after the parent is watched: these load DuckDB.
    from crmeter.warehouse.connectors.files.answers import FileRefused  # noqa: PLC0415 - see above
    from crmeter.warehouse.connectors.files.carried import CARRIED, carried  # noqa: PLC0415 - see above
    from crmeter.warehouse.connectors.files.reasons import FILE_REASONS  # noqa: PLC0415 - see above

    try:
        return {"result": _done(wanted, answers)}
    except CARRIED as error:
        return {"error": carried(error)}
    except Exception as error:  # whatever a hostile file makes a library raise
        traceback.print_exc()
        # DuckDB has an error of its own for it.
        out_of_memory = isinstance(error, MemoryError) or "OutOfMemory" in type(error).__name__
        code = "too_much_memory" if out_of_memory else "reader_died"
    return {"error": carried(FileRefused(code, FILE_REASONS[code]))}


def _done(wanted: Mapping[str, Any], answers: IO[str]) -> dict[str, Any]:
    from crmeter.vocabulary import Text, Work  # noqa: PLC0415 - see above
    from crmeter.warehouse.connectors.files import Answers  # noqa: PLC0415 - see above
    from crmeter.warehouse.connectors.files.preview import preview  # noqa: PLC0415 - see above
    from crmeter.warehouse.imports import import_file  # noqa: PLC0415 - see above
    from crmeter.warehouse.workspace import Workspace  # noqa: PLC0415 - see above

    def report(step: Text, done: int, total: int | None) -> None:
        _tell(answers, {"step": step.to_json(), "done": done, "total": total})

    path, given = Path(wanted["path"]), Answers.from_json(wanted["answers"])
    if wanted["do"] == "look":
        return preview(path, given)
    if wanted["do"] == "cells":
        from crmeter.warehouse.connectors.files.cells import CellsWanted, write_cells  # noqa: PLC0415 - see above

        return write_cells(path, given, CellsWanted(**wanted["wanted"]), Path(wanted["out"]), Work(report))
    if wanted["do"] == "columns":
        from crmeter.warehouse.connectors.files.kept_columns import keep_columns  # noqa: PLC0415 - see above

        return keep_columns(path, given, **wanted["wanted"], out=Path(wanted["out"]), work=Work(report))
    workspace = Workspace(Path(wanted["workspace"]))
    return import_file(workspace, path, given, Work(report), counts=wanted["counts"]).to_json()


def _tell(answers: IO[str], content: Mapping[str, Any]) -> None:
    answers.write(json.dumps(content, ensure_ascii=False, default=str) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
