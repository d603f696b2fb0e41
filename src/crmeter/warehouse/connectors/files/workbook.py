"""Sheets of XLSX workbooks as rows of text, after a look at how far the file would unpack."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files.answers import FileRefused, NeedsAnswers, Question
from crmeter.warehouse.connectors.files.dialect import Layout, layout_of
from crmeter.warehouse.connectors.files.encoding import normal
from crmeter.warehouse.connectors.files.limits import (
    MAX_COLUMNS,
    MAX_RATIO,
    MAX_WORKBOOK_ENTRIES,
    MAX_WORKBOOK_UNPACKED,
    SAMPLE_ROWS,
    UNPACKED_ALWAYS_ALLOWED,
)
from crmeter.warehouse.connectors.files.matching import match
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS

DELIMITER = ","
CELL_LIMIT = 32_767


def beginning(path: Path, sheet: str | None) -> tuple[Layout, str, list[tuple[str, ...]], bool, tuple[str, ...]]:
    """Return the layout, the sheet, the first rows, whether these are all rows, and all sheets that hold a table.

    Raises:
        FileRefused: for a bomb or a damaged workbook.
        NeedsAnswers: if several sheets hold tables and none is named.
    """
    check(path)
    with _opened(path) as book:
        names = [each.title for each in book.worksheets]
        tables = tuple(each for each in names if _is_table(book[each]))
        name = _sheet(book, sheet, names, tables)
        rows: list[list[str]] = []
        for row in book[name].iter_rows(max_col=MAX_COLUMNS + 1, values_only=True):
            rows.append([cell_text(cell) for cell in row])
            if len(rows) > SAMPLE_ROWS + 60:
                break
    whole = len(rows) <= SAMPLE_ROWS + 60
    width = max((_filled_width(row) for row in rows), default=0)
    if width == 0:
        raise FileRefused("empty", FILE_REASONS["empty"])
    if width > MAX_COLUMNS:
        raise FileRefused("too_many_columns", FILE_REASONS["too_many_columns"])
    layout = layout_of(_as_csv([[c.replace("\n", " ") for c in row[:width]] for row in rows]))
    layout = Layout(DELIMITER, layout.headers, layout.has_header, layout.header_lines)
    data = [tuple(row[: layout.width]) for row in rows[layout.header_lines :] if any(row)]
    return layout, name, data, whole, tables


def rows_of(path: Path, sheet: str, first_row: int, width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield row numbers and cells of a sheet, from a row on; empty rows are passed over."""
    check(path)
    with _opened(path) as book:
        for number, row in enumerate(
            book[sheet].iter_rows(min_row=first_row, max_col=width, values_only=True), start=first_row
        ):
            cells = [normal(cell_text(cell)) for cell in row]
            if any(cells):
                yield number, cells + [""] * (width - len(cells))


def check(path: Path) -> None:
    """Refuse a workbook that unpacks too far, before anything is unpacked.

    Raises:
        FileRefused: by entries, unpacked size or ratio; or if it is no zip at all.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise FileRefused("damaged", FILE_REASONS["damaged"]) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    swollen = unpacked > UNPACKED_ALWAYS_ALLOWED and unpacked > MAX_RATIO * packed
    if len(entries) > MAX_WORKBOOK_ENTRIES or unpacked > MAX_WORKBOOK_UNPACKED or swollen:
        raise FileRefused("bomb", FILE_REASONS["bomb"])


def cell_text(cell: object) -> str:
    """Write a cell as text that reads back as the same value, whatever the country."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)[:CELL_LIMIT].replace("\0", "").strip()


def number_text(value: float) -> str:
    """Write a float so that its point is never taken for a mark of thousands."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    # 1.234 would be open to doubt; 1.2340 is not.
    return text + "0" if "e" not in text and len(text.partition(".")[2]) == 3 else text


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    # Imported only now: most files are no workbooks, and these are slow to load.
    import defusedxml  # noqa: PLC0415 - see above
    import openpyxl  # noqa: PLC0415 - see above

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError(f"openpyxl does not use defusedxml {defusedxml.__version__}")
    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except MemoryError:
            raise
        except Exception as error:  # openpyxl raises many kinds for damaged and hostile files
            raise FileRefused("damaged", FILE_REASONS["damaged"]) from error
        try:
            yield book
        except (ValueError, KeyError, SyntaxError, zipfile.BadZipFile, OSError) as error:
            raise FileRefused("damaged", FILE_REASONS["damaged"]) from error
        finally:
            book.close()


def _sheet(book: Any, wanted: str | None, names: Sequence[str], tables: Sequence[str]) -> str:
    if wanted is not None:
        if wanted not in names:
            raise FileRefused("not_a_table", FILE_REASONS["not_a_table"])
        return wanted
    known = [name for name in tables if _is_known(book[name])] if len(tables) > 1 else []
    if len(known) == 1:
        return known[0]
    if len(tables) > 1:
        text = Text("Lấy trang tính nào?", "Which sheet should be read?")
        raise NeedsAnswers((Question("sheet", text, tuple(tables)),))
    if not tables:
        raise FileRefused("empty", FILE_REASONS["empty"])
    return tables[0]


def _is_table(sheet: Any) -> bool:
    # Sheets of instructions have text in one column; a table has two neighbours in two rows.
    wide = 0
    for row in sheet.iter_rows(max_row=60, max_col=50, values_only=True):
        wide += sum(cell is not None for cell in row) >= 2
        if wide >= 2:
            return True
    return wide == 1 and (sheet.max_row or 0) <= 1


def _is_known(sheet: Any) -> bool:
    rows = [[cell_text(cell) for cell in row] for row in sheet.iter_rows(max_row=60, max_col=200, values_only=True)]
    width = max((_filled_width(row) for row in rows), default=0)
    try:
        layout = layout_of(_as_csv([[cell.replace("\n", " ") for cell in row[:width]] for row in rows]))
    except FileRefused:
        return False
    return layout.has_header and match(layout.headers, {}).form is not None


def _filled_width(row: list[str]) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell), default=0)


def _as_csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=DELIMITER, lineterminator="\n").writerows(rows)
    return out.getvalue()
