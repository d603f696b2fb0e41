"""Sheets of XLS workbooks (Excel 5.0 to 2003) as rows of text."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crmeter.warehouse.connectors.files import sheets
from crmeter.warehouse.connectors.files.answers import FileRefused
from crmeter.warehouse.connectors.files.encoding import normal
from crmeter.warehouse.connectors.files.limits import MAX_OLD_WORKBOOK
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS, OTHER_KIND, OTHER_STREAMS
from crmeter.warehouse.connectors.files.sheets import Beginning, cell_text

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_SECTOR = 512
_BEGIN, _LOCKED, _WRITE_LOCKED = b"\x09\x08", b"\x2f\x00", b"\x86\x00"


def beginning(path: Path, sheet: str | None) -> Beginning:
    """Return the first look at a workbook.

    Raises:
        FileRefused: for a damaged or encrypted workbook, or another file of the same kind, such as a document.
        NeedsAnswers: if several sheets hold tables and none is named.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - most files are no workbooks

    with _opened(path) as book:
        tables = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        shown = [each.name for each in tables if each.visible == SheetVisibleEnum.Visible]
        hidden = [each.name for each in tables if each.visible != SheetVisibleEnum.Visible]
        return sheets.beginning(shown, hidden, lambda name: _rows(book, name), sheet)


def rows_of(path: Path, sheet: str, first_row: int, width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield row numbers and cells of a sheet, from a row on; empty rows are passed over."""
    with _opened(path) as book:
        for number, row in enumerate(_rows(book, sheet), start=1):
            if number >= first_row and any(row):
                cells = [normal(cell) for cell in row[:width]]
                yield number, cells + [""] * (width - len(cells))


def _rows(book: "CalamineWorkbook", name: str) -> Iterator[list[str]]:
    # Cells that hold an error come empty.
    for row in book.get_sheet_by_name(name).iter_rows():
        yield [cell_text(cell) for cell in row]


@contextmanager
def _opened(path: Path) -> Iterator["CalamineWorkbook"]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - see above

    if path.stat().st_size > MAX_OLD_WORKBOOK:
        raise FileRefused("too_much_memory", FILE_REASONS["too_much_memory"])
    _refuse_others(path.read_bytes())
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            yield book
    except PasswordError as error:
        raise FileRefused("encrypted", FILE_REASONS["encrypted"]) from error
    except (CalamineError, OSError) as error:
        raise FileRefused("damaged", FILE_REASONS["damaged"]) from error


def _refuse_others(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data or _is_locked(data):
        raise FileRefused("encrypted", FILE_REASONS["encrypted"])
    streams = [name for name in ("Workbook", "Book") if _has_stream(data, name)]
    for name, kind in OTHER_STREAMS:
        if not streams and _has_stream(data, name):
            raise FileRefused("not_a_table", OTHER_KIND.fill(kind=kind))


def _has_stream(data: bytes, name: str) -> bool:
    return f"{name}\0".encode("utf-16-le") in data


def _is_locked(data: bytes) -> bool:
    """Whether the globals of the workbook begin with what a password leaves there."""
    for start in range(_SECTOR, len(data), _SECTOR):
        if data[start : start + 2] != _BEGIN or data[start + 6 : start + 8] != b"\x05\x00":
            continue
        place = start
        for _ in range(3):
            place += 4 + int.from_bytes(data[place + 2 : place + 4], "little")
            if data[place : place + 2] == _LOCKED:
                return True
            if data[place : place + 2] != _WRITE_LOCKED:
                break
    return False
