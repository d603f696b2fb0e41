"""Old Excel workbooks made byte by byte: what no library of today writes any more.

Only what the tests need: one stream in a compound file, cells of every kind, several sheets, both date modes.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_BOF, _EOF = 0x0809, 0x000A
ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}


@dataclass(frozen=True)
class Error:
    """An error cell."""

    word: str


@dataclass(frozen=True)
class Sheet:
    """A sheet: rows of cells, ranges that are merged (first row, last row, first column, last column)."""

    name: str
    rows: Sequence[Sequence[object]]
    hidden: bool = False
    merged: Sequence[tuple[int, int, int, int]] = field(default=())


def xls(sheets: Sequence[Sheet], *, biff: int = 8, from_1904: bool = False, encrypted: bool = False) -> bytes:
    """Return a workbook of Excel 97 (`biff` 8) or Excel 95 (5), where texts are bytes of cp1252."""
    version = 0x0600 if biff == 8 else 0x0500
    start = _record(_BOF, struct.pack("<HHHH", version, 0x0005, 0, 0) + bytes(8 if biff == 8 else 0))
    if encrypted:
        start += _record(0x002F, struct.pack("<HH", 0, 0x1234) + bytes(2) + bytes(48))
    start += _record(0x0042, struct.pack("<H", 1200 if biff == 8 else 1252))
    start += _record(0x0022, struct.pack("<H", int(from_1904)))
    for number_format in (0, 14):
        size = 20 if biff == 8 else 16
        start += _record(0x00E0, struct.pack("<HHH", 0, number_format, 0) + bytes(size - 6))
    bodies = [_sheet(sheet, biff, version, from_1904) for sheet in sheets]
    bounds = [_bound(sheet, biff, 0) for sheet in sheets]
    offset = len(start) + sum(map(len, bounds)) + 4
    for place, (sheet, body) in enumerate(zip(sheets, bodies, strict=True)):
        bounds[place] = _bound(sheet, biff, offset)
        offset += len(body)
    return compound("Workbook" if biff == 8 else "Book", start + b"".join(bounds) + _record(_EOF) + b"".join(bodies))


def compound(name: str, stream: bytes) -> bytes:
    """Return a compound file with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    fats = 1
    while (sectors + 1 + fats) * 4 > fats * SECTOR:
        fats += 1
    chain = [*range(1, sectors), _END, _END, *[_FAT] * fats]
    chain += [_FREE] * (fats * SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fats, sectors, 0, 4096, _END, 0, _END, 0)
    header += b"".join(struct.pack("<I", sectors + 1 + n if n < fats else _FREE) for n in range(109))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, 0, len(stream)) + _entry("", 0, 0, 0) * 2
    return header + stream + directory + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    written = name.encode("utf-16-le")
    links = struct.pack("<III", _FREE, _FREE, child)
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBB", len(written) + 2 if name else 0, kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _record(code: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(content)) + content


def _bound(sheet: Sheet, biff: int, offset: int) -> bytes:
    if biff == 8:
        name = struct.pack("<BB", len(sheet.name), 1) + sheet.name.encode("utf-16-le")
    else:
        name = struct.pack("<B", len(sheet.name)) + sheet.name.encode("cp1252")
    return _record(0x0085, struct.pack("<IBB", offset, int(sheet.hidden), 0) + name)


def _sheet(sheet: Sheet, biff: int, version: int, from_1904: bool) -> bytes:
    body = _record(_BOF, struct.pack("<HHHH", version, 0x0010, 0, 0) + bytes(8 if biff == 8 else 0))
    width = max((len(row) for row in sheet.rows), default=0)
    size = struct.pack("<IIHHH" if biff == 8 else "<HHHHH", 0, len(sheet.rows), 0, width, 0)
    body += _record(0x0200, size)
    for row, cells in enumerate(sheet.rows):
        body += b"".join(_cell(row, column, cell, biff, from_1904) for column, cell in enumerate(cells))
    if sheet.merged:
        ranges = b"".join(struct.pack("<HHHH", *each) for each in sheet.merged)
        body += _record(0x00E5, struct.pack("<H", len(sheet.merged)) + ranges)
    return body + _record(_EOF)


def _cell(row: int, column: int, cell: object, biff: int, from_1904: bool) -> bytes:
    at = struct.pack("<HH", row, column)
    match cell:
        case None:
            return b""
        case bool():
            return _record(0x0205, at + struct.pack("<HBB", 0, int(cell), 0))
        case Error():
            return _record(0x0205, at + struct.pack("<HBB", 0, ERRORS[cell.word], 1))
        case int() if abs(cell) < 1 << 29:
            return _record(0x027E, at + struct.pack("<Hi", 0, cell << 2 | 2))
        case int() | float():
            return _record(0x0203, at + struct.pack("<Hd", 0, float(cell)))
        case date():
            first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
            day = cell.date() if isinstance(cell, datetime) else cell
            seconds = (cell - datetime(cell.year, cell.month, cell.day)).seconds if isinstance(cell, datetime) else 0  # noqa: DTZ001 - cells know no zone
            return _record(0x0203, at + struct.pack("<Hd", 1, (day - first).days + seconds / 86400))
    text = str(cell)
    if biff == 8:
        return _record(0x0204, at + struct.pack("<HHB", 0, len(text), 1) + text.encode("utf-16-le"))
    return _record(0x0204, at + struct.pack("<HH", 0, len(text)) + text.encode("cp1252"))
