"""Rows written as a workbook for spreadsheets, a row at a time, with no cell that is a formula.

The library that writes it is loaded with the first workbook, for pages without one need not hold it.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from crmeter.vocabulary.formula_cells import neutral

# Spreadsheets keep numbers with fifteen digits; one with more is written as its letters, so that none is lost.
_DIGITS = 15
MOST_ROWS = 1_048_575


def write_workbook(path: Path, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write a workbook of one sheet, and return how many rows it holds below the names.

    Args:
        path: of the file.
        names: of the columns.
        rows: read one by one; those that a sheet has no room for are left out.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - see above

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as workbook:
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = workbook.add_format({"bold": True})
        for place, name in enumerate(names):
            sheet.write_string(0, place, neutral(name), bold)
        count = 0
        for row in rows:
            if count == MOST_ROWS:
                break
            count += 1
            for place, cell in enumerate(row):
                _write(sheet, count, place, cell)
    return count


def _write(sheet: Any, line: int, place: int, cell: Any) -> None:
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        if len(Decimal(cell).as_tuple().digits) <= _DIGITS:
            sheet.write_number(line, place, cell)
        else:
            sheet.write_string(line, place, str(cell))
    elif cell not in (None, ""):
        sheet.write_string(line, place, str(neutral(cell)))
