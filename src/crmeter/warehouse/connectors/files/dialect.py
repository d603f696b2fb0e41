"""How a text table is laid out: its delimiter, where its header stands, what its columns are called."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from crmeter.warehouse.connectors.files.answers import FileRefused
from crmeter.warehouse.connectors.files.header_rows import headers_over
from crmeter.warehouse.connectors.files.limits import MAX_COLUMNS
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 400
_TITLE_LINES = 50
_VALUE_LIKE = re.compile(r"[-+(]?[\d.,:/ -]*\d[\d.,:/ -]*\)?([ T]?\d\d:\d\d.*)?|\d.*@.*|.+@.+\..+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where rows begin and how many fields they have.

    Args:
        delimiter: the character between fields.
        headers: unique names, or `1`, `2`, … where the file has no header.
        has_header: whether the file names its columns.
        header_lines: physical lines before the first row of data.
        newline: `\\n`, or `\\r` for files of old Macs.
    """

    delimiter: str
    headers: tuple[str, ...]
    has_header: bool
    header_lines: int
    newline: str = "\n"

    @property
    def width(self) -> int:
        """How many fields a row has."""
        return len(self.headers)


def layout_of(text: str) -> Layout:
    """Find the layout in the beginning of a text.

    Args:
        text: whole lines from the start of the file.

    Raises:
        FileRefused: if it holds no table.
    """
    newline = "\n" if "\n" in text or "\r" not in text else "\r"
    lines = text.replace("\r\n", "\n").split(newline)
    if not any(line.strip() for line in lines):
        raise FileRefused("empty", FILE_REASONS["empty"])
    delimiter = max(DELIMITERS, key=lambda mark: _regularity(lines, mark))
    rows = _rows(lines, delimiter)
    width = _modal_width(rows)
    if width > MAX_COLUMNS:
        raise FileRefused("too_many_columns", FILE_REASONS["too_many_columns"])
    header = next((index for index, (_, row) in enumerate(rows[:_TITLE_LINES]) if _is_wide(row, width)), 0)
    several = headers_over([row for _, row in rows[:_TITLE_LINES]], header)
    if several is not None:
        names, last = several
        return Layout(delimiter, unique_headers(_without_tail(names, rows, last)), True, rows[last][0], newline)
    end, names = rows[header]
    if _is_header(names, [row for _, row in rows[header + 1 :]]):
        return Layout(delimiter, unique_headers(_without_tail(names, rows, header)), True, end, newline)
    first_line = rows[header - 1][0] if header else 0
    return Layout(delimiter, tuple(str(n + 1) for n in range(width)), False, first_line, newline)


def unique_headers(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names trimmed, the empty ones numbered, the repeated ones told apart by `(2)`."""
    seen: Counter[str] = Counter()
    unique = []
    for position, name in enumerate(names, start=1):
        bare = " ".join(name.replace("\ufeff", "").split()) or f"#{position}"
        seen[bare] += 1
        unique.append(bare if seen[bare] == 1 else f"{bare} ({seen[bare]})")
    return tuple(unique)


def _without_tail(names: Sequence[str], rows: list[tuple[int, list[str]]], header: int) -> Sequence[str]:
    # A trailing comma names a column that no row fills.
    end = len(names)
    while end > 1 and not names[end - 1].strip():
        if any(len(row) >= end and row[end - 1].strip() for _, row in rows[header + 1 :]):
            break
        end -= 1
    return names[:end]


def _rows(lines: list[str], delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader((line + "\n" for line in lines[:_LOOKED_AT]), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    # A field beyond the limit of the csv module: what was read before it is enough to see the layout.
    with suppress(csv.Error):
        rows.extend((reader.line_num, row) for row in reader if any(cell.strip() for cell in row))
    return rows


def _regularity(lines: list[str], delimiter: str) -> tuple[float, int]:
    rows = [row for _, row in _rows(lines, delimiter)]
    width = _modal_width([(0, row) for row in rows])
    if width < 2:
        return (0.0, 0)
    alike = sum(len(row) == width for row in rows) / len(rows)
    return (round(alike, 1), width)


def _modal_width(rows: list[tuple[int, list[str]]]) -> int:
    if not rows:
        raise FileRefused("not_a_table", FILE_REASONS["not_a_table"])
    counts = Counter(len(row) for _, row in rows)
    return max(counts, key=lambda width: (counts[width], width))


def _is_wide(row: list[str], width: int) -> bool:
    # A title row of a spreadsheet export has its words in one cell and empty ones after it.
    filled = sum(bool(cell.strip()) for cell in row)
    return len(row) >= width - 1 and (filled > width // 2 or filled == len(row) or width <= 2)


def _is_header(names: list[str], data: list[list[str]]) -> bool:
    filled = [name.strip() for name in names if name.strip()]
    if not filled or any(_VALUE_LIKE.fullmatch(name) for name in filled):
        return False
    if not data:
        return True
    # Words above words: a header does not turn up again among the values of its own column.
    repeated = sum(any(row[i] == name for row in data if i < len(row)) for i, name in enumerate(names) if name.strip())
    return repeated * 2 < len(filled)
