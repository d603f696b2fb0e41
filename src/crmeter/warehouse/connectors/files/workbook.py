"""Sheets of XLSX workbooks as rows of text, after a look at how far the file would unpack."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crmeter.warehouse.connectors.files import sheets
from crmeter.warehouse.connectors.files.answers import FileRefused
from crmeter.warehouse.connectors.files.encoding import normal
from crmeter.warehouse.connectors.files.limits import (
    MAX_COLUMNS,
    MAX_RATIO,
    MAX_WORKBOOK_ENTRIES,
    MAX_WORKBOOK_UNPACKED,
    UNPACKED_ALWAYS_ALLOWED,
)
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS
from crmeter.warehouse.connectors.files.sheets import Beginning, cell_text


def beginning(path: Path, sheet: str | None) -> Beginning:
    """Return the first look at a workbook.

    Raises:
        FileRefused: for a bomb or a damaged workbook.
        NeedsAnswers: if several sheets hold tables and none is named.
    """
    check(path)
    with _opened(path) as book:

        def rows(name: str) -> Iterator[list[str]]:
            for row in book[name].iter_rows(max_col=MAX_COLUMNS + 1, values_only=True):
                yield [cell_text(cell) for cell in row]

        shown = [each.title for each in book.worksheets if each.sheet_state == "visible"]
        hidden = [each.title for each in book.worksheets if each.sheet_state != "visible"]
        return sheets.beginning(shown, hidden, rows, sheet)


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
