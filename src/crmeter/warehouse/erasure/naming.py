"""Whether a file names somebody, whatever kind of file it is."""

import gzip
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import duckdb

from crmeter.warehouse.connectors.files.session import literal

_PIECE = 1 << 20


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


def _begins(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _parquet_names(path: Path, needles: Sequence[str]) -> bool:
    told = ", ".join(literal(each) for each in needles)
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
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
