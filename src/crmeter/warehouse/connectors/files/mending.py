"""Refused rows of a text file: taken out to be mended, and put back in their file."""

import csv
import gzip
import io
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files.answers import FileRefused
from crmeter.warehouse.connectors.files.limits import MAX_FIELD, MAX_RECORD_LINES
from crmeter.warehouse.connectors.files.records import first_record

# The two columns that a file of rows to mend has before those of its file; they tell it from any other file.
LINE, REASON = "crmeter_line", "crmeter_reason"
OTHER_COLUMNS = Text(
    "các cột của tệp đã sửa không giống tệp gốc; giữ nguyên dòng tiêu đề của tệp tải về rồi gửi lại.",
    "the columns of the mended file are not those of the file; keep the header of the download and send it again.",
)


@dataclass(frozen=True, slots=True)
class TextShape:
    """How a text file was read.

    Args:
        encoding: of its letters.
        delimiter: between its cells.
        gzipped: whether it is packed.
        width: how many columns it has.
    """

    encoding: str
    delimiter: str
    gzipped: bool
    width: int


def is_of_mended_rows(headers: Sequence[str]) -> bool:
    """Return whether a file is one of rows that were downloaded to be mended."""
    return LINE in headers and REASON in headers


def rows_to_mend(path: Path, shape: TextShape, reasons: Mapping[int, str]) -> Iterator[list[str]]:
    """Yield the refused rows of a file with line and reason before them, as long as its rows are.

    Args:
        path: the file.
        shape: how it was read.
        reasons: why, by line.
    """
    with _opened(path, shape) as text:
        for line, record, is_sound in _records(text, shape, reasons.keys()):
            if line in reasons:
                # Where a quotation mark stands alone, marks mean nothing and cells end at the delimiters.
                cells = _cells(record, shape) if is_sound else record.rstrip("\r\n").split(shape.delimiter)
                yield [str(line), reasons[line], *(cells + [""] * shape.width)[: max(shape.width, len(cells))]]


def _cells(record: str, shape: TextShape) -> list[str]:
    return next(csv.reader(io.StringIO(record, newline=""), delimiter=shape.delimiter), [])


def put_back(
    path: Path, shape: TextShape, mended: Path, mended_shape: TextShape, target: Path, lines: Collection[int]
) -> int:
    """Write a file in which mended rows stand for refused ones, and return how many they are.

    It is written in UTF-8, in which every letter of the mended rows can be said.

    Args:
        path: the file.
        shape: how it was read.
        mended: the rows, with line and reason before them.
        mended_shape: how these are read.
        target: where the whole is written.
        lines: the refused rows of the file; those that were not sent back are left out.

    Raises:
        FileRefused: the mended rows have other columns than the file.
    """
    known = set(lines)
    count = 0
    draft = target.with_name(f".{target.name}.draft")
    with (
        _opened(path, shape) as text,
        draft.open("w", encoding="utf-8", errors="surrogateescape", newline="") as out,
    ):
        ended = True
        for line, record, _ in _records(text, shape, known):
            if line not in known:
                out.write(record)
                ended = record.endswith(("\n", "\r"))
        if not ended:
            out.write("\n")
        writer = csv.writer(out, delimiter=shape.delimiter, lineterminator="\n")
        for cells in _mended_rows(mended, mended_shape):
            if len(cells) != shape.width:
                raise FileRefused("other_columns", OTHER_COLUMNS)
            writer.writerow(cells)
            count += 1
    draft.replace(target)
    return count


def _mended_rows(mended: Path, shape: TextShape) -> Iterator[list[str]]:
    before = csv.field_size_limit(MAX_FIELD * 4)
    try:
        with _opened(mended, shape) as text:
            rows = csv.reader(text, delimiter=shape.delimiter)
            headers = [header.removeprefix("\ufeff").strip() for header in next(rows, [])]
            if not is_of_mended_rows(headers):
                raise FileRefused("other_columns", OTHER_COLUMNS)
            kept = [place for place, header in enumerate(headers) if header not in (LINE, REASON)]
            for row in rows:
                if any(cell.strip() for cell in row):
                    yield [_bare(row[place]) if place < len(row) else "" for place in kept]
    except csv.Error as error:
        raise FileRefused("other_columns", OTHER_COLUMNS) from error
    finally:
        csv.field_size_limit(before)


def _bare(cell: str) -> str:
    """Return a cell without the apostrophe that kept a spreadsheet from taking it for a formula."""
    bare = cell.removeprefix("'")
    return bare if bare.lstrip().startswith(("=", "+", "-", "@")) else cell


@contextmanager
def _opened(path: Path, shape: TextShape) -> Iterator[IO[str]]:
    with gzip.open(path) if shape.gzipped else path.open("rb") as packed:
        # What the encoding does not know goes out as it came in.
        yield io.TextIOWrapper(cast(IO[bytes], packed), shape.encoding, errors="surrogateescape", newline="")


def _records(text: IO[str], shape: TextShape, wanted: Collection[int]) -> Iterator[tuple[int, str, bool]]:
    """Yield line, text and whether its quotation is sound: whole records where they are wanted, lines elsewhere."""
    ahead: deque[str] = deque()
    number = 1
    while ahead or (line := text.readline()):
        if not ahead:
            ahead.append(line)
        used, is_sound = 1, True
        if number in wanted and '"' in ahead[0]:
            ahead.extend(islice(text, MAX_RECORD_LINES - len(ahead)))
            used, is_sound = first_record([each.rstrip("\r\n") for each in ahead], shape.delimiter, shape.width)
        yield number, "".join(ahead.popleft() for _ in range(used)), is_sound
        number += used
