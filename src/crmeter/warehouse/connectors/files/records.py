"""A text cut into records: good ones as they are, bad ones with their line and reason, none shifted."""

import csv
import io
import re
from dataclasses import dataclass, field
from operator import methodcaller

from crmeter.warehouse.connectors.files.dialect import Layout
from crmeter.warehouse.connectors.files.limits import MAX_FIELD, MAX_RECORD_BYTES, MAX_RECORD_LINES

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
csv.field_size_limit(MAX_RECORD_BYTES * 2)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that cannot be read as a row."""

    line: int
    code: str
    raw: str


@dataclass(slots=True)
class Records:
    """The records of one chunk.

    Args:
        text: good records, each with its line number in front, in the file's own delimiter.
        quoted: whether quotation marks in `text` have a meaning.
        rows: how many good records there are.
        bad: the others.
        lines: physical lines that were used up.
    """

    text: str = ""
    quoted: bool = False
    rows: int = 0
    bad: list[BadRecord] = field(default_factory=list)
    lines: int = 0


def records_of(lines: list[str], first_line: int, layout: Layout, last: bool) -> Records:
    """Cut lines into records.

    Args:
        lines: physical lines without their ends.
        first_line: the number of the first in the file.
        layout: delimiter and width.
        last: whether the file ends here, so that an open record cannot go on.
    """
    text = "\n".join(lines)
    quoted = '"' in text
    plain = max(map(len, lines), default=0) <= MAX_FIELD and "\0" not in text
    if plain and not quoted:
        return _unquoted(lines, first_line, layout)
    if plain:
        fast = _regular_quoted(lines, first_line, layout)
        if fast is not None:
            return fast
    return _Careful(lines, first_line, layout.delimiter, layout.width, last=last).read()


def first_record(lines: list[str], delimiter: str, width: int) -> tuple[int, bool]:
    """Return how many lines the first record takes as the reader takes them, and whether its quotation is sound.

    Args:
        lines: without their ends, from the first one of the record on, as many as a record may have.
        delimiter: between cells.
        width: how many columns there are.
    """
    _, used, code = _Careful(lines, 1, delimiter, width, last=True).record(0)
    return used, not code


def _unquoted(lines: list[str], first_line: int, layout: Layout) -> Records:
    mark, wanted = layout.delimiter, layout.width - 1
    good: list[str] = []
    filled = min(map(len, lines), default=0) > wanted
    if filled and set(map(methodcaller("count", mark), lines)) == {wanted}:
        good = [f"{number}{mark}{line}" for number, line in enumerate(lines, start=first_line)]
        return _with_surrogates_apart(Records("\n".join(good), False, len(good), [], len(lines)), mark)
    bad: list[BadRecord] = []
    for number, line in enumerate(lines, start=first_line):
        count = line.count(mark)
        if not line.strip(mark + " \t\r"):
            continue
        if count == wanted:
            good.append(f"{number}{mark}{line}")
        elif count > wanted and not (rest := _tail(line, mark, wanted)).strip(mark + " "):
            good.append(f"{number}{mark}{line[: len(line) - len(rest)]}")
        else:
            bad.append(BadRecord(number, "too_few_fields" if count < wanted else "too_many_fields", line))
    return _with_surrogates_apart(Records("\n".join(good), False, len(good), bad, len(lines)), mark)


def _tail(line: str, mark: str, wanted: int) -> str:
    parts = line.split(mark, wanted + 1)
    return mark + parts[-1] if len(parts) > wanted + 1 else ""


def _with_surrogates_apart(records: Records, mark: str) -> Records:
    # Bytes that the encoding does not know were decoded to lone surrogates.
    if records.text.isascii() or not _LONE_SURROGATE.search(records.text):
        return records
    good = []
    for line in records.text.split("\n"):
        if _LONE_SURROGATE.search(line):
            number, _, raw = line.partition(mark)
            records.bad.append(BadRecord(int(number), "undecodable", _LONE_SURROGATE.sub("\ufffd", raw)))
        else:
            good.append(line)
    records.text, records.rows = "\n".join(good), len(good)
    return records


def _regular_quoted(lines: list[str], first_line: int, layout: Layout) -> Records | None:
    """Take a chunk in which every line is one sound record; None where any is not."""
    mark, width = layout.delimiter, layout.width
    good: list[str] = []
    with_quotes: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=first_line):
        if '"' in line:
            with_quotes.append((number, line))
        elif not line.strip(mark + " \t\r"):
            continue
        elif line.count(mark) == width - 1:
            good.append(f"{number}{mark}{line}")
        else:
            return None
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\n")
    reader = csv.reader((line for _, line in with_quotes), delimiter=mark, strict=True)
    rows = 0
    try:
        for row in reader:
            rows += 1
            if reader.line_num != rows or len(row) != width:
                return None
            writer.writerow([with_quotes[rows - 1][0], *row])
    except csv.Error:
        return None
    text = "\n".join([*good, out.getvalue().removesuffix("\n")]) if rows else "\n".join(good)
    if not text.isascii() and _LONE_SURROGATE.search(text):
        return None
    return Records(text, True, len(good) + rows, [], len(lines))


class _Careful:
    """Reads record by record; a lone quotation mark costs its own line and no other."""

    def __init__(self, lines: list[str], first_line: int, delimiter: str, width: int, *, last: bool) -> None:
        self.lines, self.first_line, self.delimiter, self.width, self.last = lines, first_line, delimiter, width, last
        self.out = io.StringIO()
        self.writer = csv.writer(self.out, delimiter=delimiter, lineterminator="\n")
        self.records = Records(quoted=True)

    def read(self) -> Records:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if not line.strip(self.delimiter + ' \t"'):
                at += 1
                continue
            row, used, code = self.record(at)
            if used == 0:
                break
            self._take(at, row, "\n".join(self.lines[at : at + used]), code)
            at += used
        self.records.lines = at
        self.records.text = self.out.getvalue().removesuffix("\n")
        return self.records

    def record(self, at: int) -> tuple[list[str] | None, int, str]:
        """Return the row, the lines it takes (0: it goes on after this chunk), and what is wrong with it."""
        row, state = self._parsed(self.lines[at])
        if state != "open":
            return row, 1, "" if state == "sound" else "lone_quote"
        size = len(self.lines[at])
        text = self.lines[at]
        for end in range(at + 1, min(len(self.lines), at + MAX_RECORD_LINES)):
            size += len(self.lines[end]) + 1
            if size > MAX_RECORD_BYTES:
                return None, 1, "lone_quote"
            text += "\n" + self.lines[end]
            if '"' not in self.lines[end]:
                continue
            row, state = self._parsed(text)
            if state == "sound" and row is not None and len(row) == self.width:
                if self._swallows_rows(at, end):
                    return None, 1, "lone_quote"
                return row, end - at + 1, ""
            if state != "open":
                return None, 1, "lone_quote"
        if self.last or len(self.lines) - at >= MAX_RECORD_LINES:
            return None, 1, "lone_quote"
        return None, 0, ""

    def _parsed(self, text: str) -> tuple[list[str] | None, str]:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, strict=True))
        except csv.Error as error:
            return None, "open" if "unexpected end" in str(error) else "broken"
        return (rows[0], "sound") if len(rows) == 1 else (None, "broken")

    def _swallows_rows(self, start: int, end: int) -> bool:
        # Lines between two quotation marks that are each a whole row are rows, not a note.
        between = self.lines[start + 1 : end]
        wanted = self.width - 1
        return wanted > 0 and bool(between) and all(line.count(self.delimiter) == wanted for line in between)

    def _take(self, at: int, row: list[str] | None, raw: str, code: str) -> None:
        number = self.first_line + at
        width = self.width
        if row is not None and len(row) > width and not any(cell.strip() for cell in row[width:]):
            row = row[:width]
        if row is not None and not code:
            code = self._fault(row, raw)
        if code or row is None:
            shown = _LONE_SURROGATE.sub("\ufffd", raw.replace("\0", "\ufffd"))
            self.records.bad.append(BadRecord(number, code, shown[:MAX_FIELD]))
        else:
            self.writer.writerow([number, *row])
            self.records.rows += 1

    def _fault(self, row: list[str], raw: str) -> str:
        if "\0" in raw:
            return "nul"
        if any(len(cell) > MAX_FIELD for cell in row):
            return "field_too_long"
        if len(row) != self.width:
            return "too_few_fields" if len(row) < self.width else "too_many_fields"
        return "undecodable" if _LONE_SURROGATE.search(raw) else ""
