"""A text read block by block and cut at the ends of records, each block with the place where it ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from crmeter.warehouse.connectors.files.answers import FileRefused, NeedsAnswers
from crmeter.warehouse.connectors.files.bytestream import Bytes
from crmeter.warehouse.connectors.files.dialect import Layout
from crmeter.warehouse.connectors.files.encoding import encoding_of, normal
from crmeter.warehouse.connectors.files.inspection import encoding_question
from crmeter.warehouse.connectors.files.limits import CHUNK_BYTES, MAX_RECORD_BYTES
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS
from crmeter.warehouse.connectors.files.records import Records, records_of


@dataclass(frozen=True, slots=True)
class TextChunk:
    """Some records.

    Args:
        records: good and bad ones.
        end: the unpacked byte after the last of them.
        next_line: the number of the line that begins there.
        encoding: in which they were read.
    """

    records: Records
    end: int
    next_line: int
    encoding: str


def text_chunks(
    reader: Bytes, encoding: str, ascii_only: bool, layout: Layout, line: int, size: int = CHUNK_BYTES
) -> Iterator[TextChunk]:
    """Yield the records of a text.

    Args:
        reader: stands at the beginning of a line.
        encoding: Python's name.
        ascii_only: nothing but ASCII was seen when the encoding was weighed, so that it may still change.
        layout: delimiter, width, newline, lines before the data.
        line: the number of the line at which the reader stands.
        size: bytes to read at once.

    Raises:
        FileRefused: for a record of more than 1 MB.
        NeedsAnswers: if the encoding turns out to be undecidable.
    """
    unit = 2 if encoding.startswith("utf-16") else 1
    newline = layout.newline.encode("utf-16-be" if encoding.endswith("be") else "utf-16-le" if unit == 2 else "ascii")
    end = reader.position
    held = b""
    while True:
        data = reader.read(size)
        block, last = held + data, len(data) < size
        cut = len(block) if last else _last_end(block, newline, unit)
        if ascii_only and not block.isascii():
            encoding, ascii_only = _settled(block), False
        lines = _lines(block[:cut], encoding, layout.newline, at_start=end == 0)
        if lines and lines[-1] == "":
            lines.pop()
        skipped = max(0, min(layout.header_lines - line + 1, len(lines)))
        records = records_of(lines[skipped:], line + skipped, layout, last)
        unused = len(lines) - skipped - records.lines
        used = _back(block, cut, newline, unit, unused) if unused else cut
        end, line = end + used, line + skipped + records.lines
        held = block[used:]
        # It begins with a record that has not ended, and is looked at before more is read beside it.
        if not last and len(held) > MAX_RECORD_BYTES:
            raise FileRefused("record_too_long", FILE_REASONS["record_too_long"])
        if records.rows or records.bad or last:
            yield TextChunk(records, end, line, encoding)
        if last:
            return


def _settled(block: bytes) -> str:
    found = encoding_of(b"\n".join(line for line in block.splitlines() if not line.isascii()), whole=False)
    if found.undecided:
        raise NeedsAnswers((encoding_question(block),))
    return found.name


def _lines(data: bytes, encoding: str, newline: str, at_start: bool) -> list[str]:
    if at_start and encoding.startswith("utf-16") and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data[2:]
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    if at_start and name == "utf-8" and data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if name.startswith("utf-16"):
        text = normal(data[: len(data) // 2 * 2].decode(name, "surrogatepass"))
    else:
        text = normal(data.decode(name, "surrogateescape"))
    if not text.isascii():
        # SQL trims plain blanks only, and numbers come with no-break blanks between thousands.
        text = text.replace("\u00a0", " ")
    if newline == "\n" and "\r" in text:
        # A carriage return of its own is a line break inside a cell.
        text = text.replace("\r\n", "\n").replace("\r", " ")
    return text.split(newline)


def _last_end(block: bytes, newline: bytes, unit: int, end: int | None = None) -> int:
    place = len(block) if end is None else end
    while (place := block.rfind(newline, 0, place)) >= 0:
        if place % unit == 0:
            return place + unit
    return 0


def _back(block: bytes, cut: int, newline: bytes, unit: int, lines: int) -> int:
    """Return where the last `lines` lines before `cut` begin."""
    place = cut - unit if block[max(cut - unit, 0) : cut] == newline else cut
    for _ in range(lines):
        place = _last_end(block, newline, unit, place)
        if place == 0:
            return 0
        place -= unit
    return place + unit
