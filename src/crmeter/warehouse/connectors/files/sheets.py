"""Which sheet of a workbook holds the table, where its header stands, and how its cells are written as text."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files.answers import FileRefused, NeedsAnswers, Question
from crmeter.warehouse.connectors.files.dialect import Layout, layout_of
from crmeter.warehouse.connectors.files.limits import MAX_COLUMNS, MAX_FIELD, SAMPLE_ROWS
from crmeter.warehouse.connectors.files.matching import match
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS

DELIMITER = ","
# Sheets of instructions and titles above a header end before that.
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first look at a workbook.

    Args:
        layout: of the sheet.
        sheet: its name.
        rows: its first rows of data.
        whole: whether these are all.
        sheets: all sheets that hold a table.
    """

    layout: Layout
    sheet: str
    rows: list[tuple[str, ...]]
    whole: bool
    sheets: tuple[str, ...]


def beginning(
    shown: Sequence[str], hidden: Sequence[str], rows_of: Callable[[str], Iterator[list[str]]], wanted: str | None
) -> Beginning:
    """Find the sheet and the layout of its table.

    Args:
        shown: names of the sheets that people see.
        hidden: names of those that they do not; one is taken only if it is wanted or no other holds a table.
        rows_of: yields the rows of a sheet as text, empty ones among them.
        wanted: the sheet that somebody named.

    Raises:
        FileRefused: if there is no such sheet, no table, or too wide a one.
        NeedsAnswers: if several sheets hold tables and none is named.
    """
    tables = tuple(name for name in shown if _is_table(rows_of(name)))
    tables = tables or tuple(name for name in hidden if _is_table(rows_of(name)))
    name = _sheet(wanted, (*shown, *hidden), tables, rows_of)
    rows = list(islice(rows_of(name), SAMPLE_ROWS + _LOOKED_AT + 1))
    whole = len(rows) <= SAMPLE_ROWS + _LOOKED_AT
    width = max((_filled_width(row) for row in rows), default=0)
    if width == 0:
        raise FileRefused("empty", FILE_REASONS["empty"])
    if width > MAX_COLUMNS:
        raise FileRefused("too_many_columns", FILE_REASONS["too_many_columns"])
    layout = _layout(rows, width)
    layout = Layout(DELIMITER, layout.headers, layout.has_header, layout.header_lines)
    data = [tuple(row[: layout.width]) for row in rows[layout.header_lines :] if any(row)]
    return Beginning(layout, name, data, whole, tables)


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
    return str(cell)[:MAX_FIELD].replace("\0", "").strip()


def number_text(value: float) -> str:
    """Write a float so that its point is never taken for a mark of thousands."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    # 1.234 would be open to doubt; 1.2340 is not.
    return text + "0" if "e" not in text and len(text.partition(".")[2]) == 3 else text


def _sheet(
    wanted: str | None, names: Sequence[str], tables: Sequence[str], rows_of: Callable[[str], Iterator[list[str]]]
) -> str:
    if wanted is not None:
        if wanted not in names:
            raise FileRefused("not_a_table", FILE_REASONS["not_a_table"])
        return wanted
    known = [name for name in tables if _is_known(rows_of(name))] if len(tables) > 1 else []
    if len(known) == 1:
        return known[0]
    if len(tables) > 1:
        text = Text("Lấy trang tính nào?", "Which sheet should be read?")
        raise NeedsAnswers((Question("sheet", text, tuple(tables)),))
    if not tables:
        raise FileRefused("empty", FILE_REASONS["empty"])
    return tables[0]


def _is_table(rows: Iterator[list[str]]) -> bool:
    # Sheets of instructions have text in one column; a table has two neighbours in two rows.
    wide = seen = 0
    for row in islice(rows, _LOOKED_AT):
        seen += 1
        wide += sum(cell != "" for cell in row) >= 2
        if wide >= 2:
            return True
    return wide == 1 and seen == 1


def _is_known(rows: Iterator[list[str]]) -> bool:
    first = list(islice(rows, _LOOKED_AT))
    width = max((_filled_width(row) for row in first), default=0)
    try:
        layout = _layout(first, width)
    except FileRefused:
        return False
    return layout.has_header and match(layout.headers, {}).form is not None


def _layout(rows: Sequence[Sequence[str]], width: int) -> Layout:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, lineterminator="\n")
    writer.writerows([cell.replace("\n", " ") for cell in row[:width]] for row in rows)
    return layout_of(out.getvalue())


def _filled_width(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell), default=0)
