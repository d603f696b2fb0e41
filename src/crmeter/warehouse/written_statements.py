"""SQL kept for the next process beside what Python translated, for writing it out costs far more than reading it.

Kept under a fingerprint of all sources that SQL is made of and of the libraries that write it, so that nothing is read
that another version wrote. Where Python may not keep its bytecode, nothing is kept here either.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from threading import get_ident
from typing import Any

import ibis
import ibis.expr.types as ir

_PACKAGE = Path(__file__).parents[1]
_MADE_OF = ("vocabulary", "warehouse", "measures", "evaluation")
_FOLDER = "statements-"
# Whoever changes a source while this process runs must not have what this process writes taken for that of the change.
_STARTED_AT, _STARTING_S = time.time(), 10


def written_once(kind: str, told_by: str, write: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return what was written for the same question before, by whatever process, or write it now.

    Args:
        kind: what is asked for.
        told_by: everything that the answer depends on, beside the code.
        write: gives the answer, which is JSON and holds no word of a firm: it outlives every workspace.
    """
    folder = _folder()
    if folder is None:
        return write()
    path = folder / f"{sha256(f'{kind} {told_by}'.encode()).hexdigest()}.json"
    try:
        found: Mapping[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        found = write()
        if not sys.dont_write_bytecode:
            _keep(path, json.dumps(found, ensure_ascii=False).encode())
    return found


def columns_of(expression: ir.Table) -> dict[str, str]:
    """Return the columns of an expression with their types, as JSON."""
    return {name: str(kind) for name, kind in expression.schema().items()}


def with_columns(columns: Mapping[str, str], name: str) -> ir.Table:
    """Return an unbound table that has what `columns_of` returned."""
    return ibis.table(dict(columns), name=name)


def _keep(path: Path, content: bytes) -> None:
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _remove_others(path.parent)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}.draft")
        draft.write_bytes(content)
        draft.replace(path)
    except OSError:
        # Whoever runs the program may not write beside it: then each process writes its own.
        return


def _remove_others(folder: Path) -> None:
    for other in folder.parent.glob(f"{_FOLDER}*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


@cache
def _folder() -> Path | None:
    told = sha256(f"{sys.version} {version('ibis-framework')} {version('sqlglot')}".encode())
    for room in _MADE_OF:
        for path in sorted((_PACKAGE / room).rglob("*.py")):
            if path.stat().st_mtime > _STARTED_AT - _STARTING_S:
                return None
            told.update(path.relative_to(_PACKAGE).as_posix().encode())
            told.update(path.read_bytes())
    return Path(cache_from_source(__file__)).parent / f"{_FOLDER}{told.hexdigest()[:16]}"
