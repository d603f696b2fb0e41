"""The bytes of a file, unpacked on the way, with a limit on how far they may swell."""

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from crmeter.warehouse.connectors.files.answers import FileRefused
from crmeter.warehouse.connectors.files.limits import MAX_RATIO, MEBIBYTE, UNPACKED_ALWAYS_ALLOWED
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS, OTHER_KIND, OTHER_KINDS

Container = Literal["text", "gzip", "xlsx", "xls", "parquet"]


def container_of(path: Path) -> Container:
    """Return what a file is by its first bytes, whatever it is called.

    Raises:
        FileRefused: if it is not there, empty, or of a kind that holds no table.
    """
    if not path.is_file():
        raise FileRefused("missing_file", FILE_REASONS["missing_file"])
    with path.open("rb") as file:
        start = file.read(16)
    if not start:
        raise FileRefused("empty", FILE_REASONS["empty"])
    if start.startswith(_BEFORE_EXCEL_5):
        raise FileRefused("old_workbook", FILE_REASONS["old_workbook"])
    for mark, container in _MARKS:
        if start.startswith(mark):
            return container
    kind = next((kind for mark, kind in OTHER_KINDS if start.startswith(mark) and _is_no_text(mark, path)), None)
    if kind is not None:
        raise FileRefused("not_a_table", OTHER_KIND.fill(kind=kind))
    with path.open("rb") as file:
        words = file.read(1024).decode("utf-8", "ignore").replace("\0", "").lstrip("\ufeff \t\r\n").lower()
    # HTML, XML or a saved page is what many programs export under the name of a workbook.
    if words.startswith(_WEB_PAGES):
        raise FileRefused("web_page", FILE_REASONS["web_page"])
    if _JSON.match(words):
        raise FileRefused("json", FILE_REASONS["json"])
    return "text"


def _is_no_text(mark: bytes, path: Path) -> bool:
    """Whether a file that begins like another kind is one: a header may begin with the same letters."""
    if not mark.isascii() or any(byte < ord(" ") for byte in mark):
        return True
    with path.open("rb") as file:
        return b"\0" in file.read(4096) or mark.startswith((b"%PDF-", b"{\\rtf"))


_MARKS: tuple[tuple[bytes, Container], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "xlsx"),
    (b"PK\x05\x06", "xlsx"),
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0", "xls"),
)
_BEFORE_EXCEL_5 = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_WEB_PAGES = ("<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<style", "<?xml", "mime-version:")
# An object with a first name, or a list of objects or lists; a header may begin with a bracket.
_JSON = re.compile(r'\{\s*"[^"\n]*"\s*:|\[\s*[\[{]')


class Bytes:
    """A forward reader of the unpacked bytes that knows its place in the packed file.

    Args:
        path: the file.
        offset: unpacked bytes to pass over first.
    """

    def __init__(self, path: Path, offset: int = 0) -> None:
        self._packed = path.open("rb")
        self._gzip = gzip.GzipFile(fileobj=self._packed) if container_of(path) == "gzip" else None
        self.packed_size = path.stat().st_size
        self.position = 0
        if self._gzip is None:
            self._packed.seek(offset)
            self.position = offset
        else:
            while self.position < offset:
                if not self.read(min(MEBIBYTE, offset - self.position)):
                    break

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, fewer only at the end.

        Raises:
            FileRefused: if the file swells too far or is damaged.
        """
        if self._gzip is None:
            data = self._packed.read(size)
            self.position += len(data)
            return data
        parts: list[bytes] = []
        wanted = size
        try:
            while wanted and (part := self._gzip.read(min(wanted, MEBIBYTE))):
                parts.append(part)
                wanted -= len(part)
                self.position += len(part)
                self._check_ratio()
        except (OSError, EOFError, zlib.error) as error:
            raise FileRefused("damaged", FILE_REASONS["damaged"]) from error
        return b"".join(parts)

    def packed_position(self) -> int:
        """Return how many bytes of the file itself have been taken in, for showing progress."""
        return min(self._packed.tell(), self.packed_size)

    def _check_ratio(self) -> None:
        if self.position > UNPACKED_ALWAYS_ALLOWED and self.position > MAX_RATIO * max(self._packed.tell(), 1):
            raise FileRefused("bomb", FILE_REASONS["bomb"])

    def close(self) -> None:
        """Close the file."""
        if self._gzip is not None:
            self._gzip.close()
        self._packed.close()


def refuse_bomb(path: Path) -> None:
    """Unpack the beginning of a gzipped file and throw it away, so that a bomb is known before any work is done.

    Raises:
        FileRefused: if it swells too far or is damaged.
    """
    with opened(path) as reader:
        while reader.position <= UNPACKED_ALWAYS_ALLOWED and reader.read(MEBIBYTE):
            pass


@contextmanager
def opened(path: Path, offset: int = 0) -> Iterator[Bytes]:
    """Open the unpacked bytes of a file from an offset on, and close them after use."""
    reader = Bytes(path, offset)
    try:
        yield reader
    finally:
        reader.close()
