"""Takes people out of what was imported: who they are goes, the rows that totals are taken over stay."""

import gzip
import shutil
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from crmeter.vocabulary import Work
from crmeter.vocabulary.folding import folded
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.import_lock import importing
from crmeter.warehouse.workspace import Workspace

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Sought:
    """By what somebody is known in files.

    Args:
        keys: of the warehouse.
        emails: in lower case.
        phones: as the warehouse writes them.
        names: without marks; a number counts together with one of them only, for a family may share it.
        needles: words that name them, in lower case.
    """

    keys: frozenset[int]
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    names: tuple[str, ...]
    needles: tuple[str, ...]


def keys_in_imports(workspace: Workspace, sought: Sought) -> frozenset[int]:
    """Return the keys of the customers of imported files who are the one that is sought."""
    found: set[int] = set(sought.keys)
    for path in _identities(workspace):
        with _session() as connection:
            rows = connection.execute(
                f"SELECT customer_key, name, lower(email) IN (SELECT unnest($1::VARCHAR[])) "
                f"FROM read_parquet({literal(str(path))}) "
                f"WHERE lower(email) IN (SELECT unnest($1::VARCHAR[])) OR phone IN (SELECT unnest($2::VARCHAR[]))",
                [list(sought.emails), list(sought.phones)],
            ).fetchall()
        found |= {key for key, name, by_mail in rows if by_mail or not name or folded(name) in sought.names}
    return frozenset(found)


def strip_imports(workspace: Workspace, keys: Collection[int], needles: Sequence[str], work: Work | None = None) -> int:
    """Take the names of customers out of all staged imports, undone ones too, and return how many rows it were.

    Refused rows that name them lose what stood in them; what was left of an import that broke off is removed.

    Args:
        workspace: where they were staged.
        keys: of the customers.
        needles: words that name them, in lower case; without any only their keys count.
        work: stops between files.
    """
    work = work or Work()
    stripped = 0
    with importing(workspace, "erasure", work):
        for path in _identities(workspace):
            stripped += _without_keys(path, keys)
        for path in workspace.imports.glob("*/rejected.parquet") if needles else ():
            stripped += _without_cells(path, needles)
        for folder in (*workspace.imports.glob("*/facts"), *workspace.imports.glob(".drafts/*")) if needles else ():
            if any(names(path, needles) for path in folder.rglob("*") if path.is_file()):
                shutil.rmtree(folder, ignore_errors=True)
                (folder.parent / "progress.json").unlink(missing_ok=True)
    return stripped


def names(path: Path, needles: Sequence[str]) -> bool:
    """Return whether a file names somebody: text in any usual encoding, workbooks, packed and Parquet files.

    Args:
        path: of the file.
        needles: words that name them, in lower case.
    """
    try:
        if _begins(path, b"PAR1"):
            return _parquet_names(path, needles)
        return any(_text_names(part, needles) for part in _parts(path))
    except (OSError, EOFError, zipfile.BadZipFile, duckdb.Error):
        # What cannot be looked into may name them.
        return True


def _identities(workspace: Workspace) -> list[Path]:
    return sorted(workspace.imports.glob("*/staged/identities/*.parquet"))


def _session() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"threads": 1})


def _without_keys(path: Path, keys: Collection[int]) -> int:
    wanted = ", ".join(str(int(key)) for key in keys) or "NULL"
    return _rewritten(path, f"customer_key IN ({wanted})", lambda rows: rows.filter(f"customer_key NOT IN ({wanted})"))


def _without_cells(path: Path, needles: Sequence[str]) -> int:
    told = ", ".join(literal(each) for each in needles)
    row = "lower(concat_ws(chr(31), raw, value))"
    is_named = f"len(list_filter([{told}], lambda n: contains({row}, n))) > 0"
    emptied = (
        f"* REPLACE (CASE WHEN {is_named} THEN '' ELSE raw END AS raw, "
        f"CASE WHEN {is_named} THEN NULL ELSE value END AS value)"
    )
    return _rewritten(path, is_named, lambda rows: rows.project(emptied))


_Rows = duckdb.DuckDBPyRelation


def _rewritten(path: Path, names_them: str, kept: Callable[[_Rows], _Rows]) -> int:
    """Write a file anew where it has to be, aside and then under its name, and return how many rows named somebody."""
    with _session() as connection:
        rows = connection.read_parquet(str(path))
        (count,) = rows.filter(names_them).aggregate("count(*)").fetchall()[0]
        if count:
            draft = path.with_name(f".{path.name}.draft")
            kept(rows).write_parquet(str(draft), compression="zstd")
            draft.replace(path)
    return int(count)


def _begins(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _parquet_names(path: Path, needles: Sequence[str]) -> bool:
    told = ", ".join(literal(each) for each in needles)
    with _session() as connection:
        found = connection.execute(
            f"SELECT 1 FROM read_parquet({literal(str(path))}) t "
            f"WHERE len(list_filter([{told}], lambda n: contains(lower(CAST(t AS VARCHAR)), n))) > 0 LIMIT 1"
        ).fetchone()
    return found is not None


def _parts(path: Path) -> Iterator[Iterator[bytes]]:
    """Yield the streams of bytes that a file holds, one after the other, each piece by piece."""
    if _begins(path, b"PK"):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                with packed.open(name) as part:
                    yield _pieces(part)
    elif _begins(path, b"\x1f\x8b"):
        with gzip.open(path) as unpacked:
            yield _pieces(unpacked)
    else:
        with path.open("rb") as plain:
            yield _pieces(plain)


def _pieces(stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _text_names(pieces: Iterator[bytes], needles: Sequence[str]) -> bool:
    """Look for words piece by piece; each piece is looked at with the end of the one before."""
    longest = 4 * max(map(len, needles), default=0)
    before = b""
    for piece in pieces:
        held = before + piece
        # Old workbooks keep letters in two bytes each, from any place on.
        wide = [held[place:].decode("utf-16-le", "ignore") for place in (0, 1)]
        if any(needle in text.lower() for text in (held.decode("utf-8", "ignore"), *wide) for needle in needles):
            return True
        before = held[-longest:] if longest else b""
    return False
