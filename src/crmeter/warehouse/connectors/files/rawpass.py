"""The first pass: a file becomes Parquet parts of plain text rows, checkpointed chunk by chunk."""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import duckdb

from crmeter.vocabulary import Text, Work
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.connectors.files import oldworkbook, parquet, workbook
from crmeter.warehouse.connectors.files.bytestream import opened
from crmeter.warehouse.connectors.files.dialect import Layout
from crmeter.warehouse.connectors.files.inspection import Shape
from crmeter.warehouse.connectors.files.records import BadRecord, Records
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.textchunks import TextChunk, text_chunks
from crmeter.warehouse.files import read_json, write_json

READING = Text("Đọc tệp", "Reading the file")
_ROWS_AT_ONCE = 50_000


@dataclass(slots=True)
class RawProgress:
    """How far the first pass is.

    Args:
        parts: finished parts; part n has its rows in `raw-n.parquet` and its bad records in `bad-n.csv`.
        rows: good rows so far.
        bad: bad records so far.
        offset: unpacked bytes of a text that were used up, or rows of a workbook or Parquet file.
        line: the number of the next line.
        encoding: the encoding in use, which plain ASCII at the beginning may leave open.
        done: whether the file is read to its end.
    """

    parts: int = 0
    rows: int = 0
    bad: int = 0
    offset: int = 0
    line: int = 1
    encoding: str | None = None
    done: bool = False


def read_raw(connection: duckdb.DuckDBPyConnection, path: Path, shape: Shape, folder: Path, work: Work) -> RawProgress:
    """Read what is still unread of a file into parts.

    Args:
        connection: a session of its own.
        path: the file.
        shape: from `inspect`.
        folder: where parts and `progress.json` lie; an unfinished pass goes on there.
        work: told the bytes that were read; stops between chunks.
    """
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = folder / "progress.json"
    progress = RawProgress(**read_json(checkpoint)) if checkpoint.exists() else RawProgress()
    if progress.done:
        return progress
    if shape.container == "parquet":
        chunks = _parquet_parts(connection, path, folder, progress)
    elif shape.container in ("xlsx", "xls"):
        chunks = _sheet_parts(connection, path, shape, folder, progress)
    else:
        chunks = _text_parts(connection, path, shape, folder, progress)
    for done, total in chunks:
        failpoint("import-chunk")
        write_json(checkpoint, asdict(progress))
        failpoint("import-chunk")
        work.step(READING, done, total)
    progress.done = True
    write_json(checkpoint, asdict(progress))
    return progress


def raw_part(folder: Path, part: int) -> Path:
    """Return where the rows of a part lie."""
    return folder / f"raw-{part:05d}.parquet"


def bad_part(folder: Path, part: int) -> Path:
    """Return where the bad records of a part lie."""
    return folder / f"bad-{part:05d}.csv"


def text_columns(layout: Layout) -> list[str]:
    """Return the names of the text columns of a part, in file order."""
    return [f"c{place}" for place in range(layout.width)]


def renamed(layout: Layout, headers: Mapping[str, str], folder: Path, parts: range) -> str:
    """Return SQL of the rows of parts, their columns named after fields, with the whole row beside them.

    Args:
        layout: of the file.
        headers: field to header.
        folder: where the parts lie.
        parts: numbers of parts.
    """
    files = ", ".join(literal(str(raw_part(folder, part))) for part in parts)
    named = ", ".join(f'c{layout.headers.index(header)} AS "{field}"' for field, header in headers.items())
    return f"(SELECT line, {named} FROM read_parquet([{files}]))"


def _text_parts(
    connection: duckdb.DuckDBPyConnection, path: Path, shape: Shape, folder: Path, progress: RawProgress
) -> Iterator[tuple[int, int]]:
    assert shape.encoding is not None  # noqa: S101 - texts have one
    encoding, ascii_only = progress.encoding or shape.encoding.name, shape.encoding.only_ascii
    with opened(path, progress.offset) as reader:
        chunk: TextChunk
        for chunk in text_chunks(reader, encoding, ascii_only, shape.layout, progress.line):
            _write_part(connection, chunk.records, shape.layout, folder, progress)
            progress.offset, progress.line, progress.encoding = chunk.end, chunk.next_line, chunk.encoding
            yield reader.packed_position(), reader.packed_size


def _sheet_parts(
    connection: duckdb.DuckDBPyConnection, path: Path, shape: Shape, folder: Path, progress: RawProgress
) -> Iterator[tuple[int, int]]:
    assert shape.sheet is not None  # noqa: S101 - workbooks have one
    size = path.stat().st_size
    first = max(progress.offset, shape.layout.header_lines) + 1
    reader = workbook if shape.container == "xlsx" else oldworkbook
    rows = reader.rows_of(path, shape.sheet, first, shape.layout.width)
    if shape.encoding is not None:
        progress.encoding = shape.encoding.name
        rows = ((number, shape.without_font(cells)) for number, cells in rows)
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        out = io.StringIO()
        csv.writer(out, delimiter=shape.layout.delimiter, lineterminator="\n").writerows(
            [number, *cells] for number, cells in batch
        )
        records = Records(out.getvalue().removesuffix("\n"), True, len(batch))
        _write_part(connection, records, shape.layout, folder, progress)
        progress.offset = batch[-1][0]
        yield 0, size


def _parquet_parts(
    connection: duckdb.DuckDBPyConnection, path: Path, folder: Path, progress: RawProgress
) -> Iterator[tuple[int, int]]:
    names = parquet.columns_of(connection, path)
    cells = ", ".join(f"{parquet.as_text(name, kind)} AS c{n}" for n, (name, kind) in enumerate(names))
    source = f"read_parquet({literal(str(path))}, file_row_number=true)"
    total = int(connection.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0])
    while progress.offset < total:
        end = progress.offset + _ROWS_AT_ONCE * 4
        progress.parts += 1
        _copy(
            connection,
            f"SELECT file_row_number + 1 AS line, {cells} FROM {source} "
            f"WHERE file_row_number >= {progress.offset} AND file_row_number < {end}",
            raw_part(folder, progress.parts),
        )
        bad_part(folder, progress.parts).write_text("")
        progress.rows += min(end, total) - progress.offset
        progress.offset = min(end, total)
        yield progress.offset, total


def _write_part(
    connection: duckdb.DuckDBPyConnection, records: Records, layout: Layout, folder: Path, progress: RawProgress
) -> None:
    progress.parts += 1
    draft = folder / "chunk.csv"
    draft.write_text(records.text + "\n" if records.rows else "", encoding="utf-8", newline="\n")
    types = ", ".join(["'line': 'BIGINT'", *(f"'{name}': 'VARCHAR'" for name in text_columns(layout))])
    mark = '"' if records.quoted else ""
    source = (
        f"read_csv({literal(str(draft))}, auto_detect=false, header=false, delim={literal(layout.delimiter)}, "
        f"quote={literal(mark)}, escape={literal(mark)}, comment='', nullstr='', strict_mode=true, "
        f"max_line_size=8388608, columns={{{types}}})"
    )
    _copy(connection, f"SELECT * FROM {source}", raw_part(folder, progress.parts))
    _write_bad(records.bad, bad_part(folder, progress.parts))
    progress.rows += records.rows
    progress.bad += len(records.bad)


def _write_bad(bad: list[BadRecord], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((record.line, record.code, record.raw) for record in bad)


def _copy(connection: duckdb.DuckDBPyConnection, select: str, path: Path) -> None:
    connection.execute(f"COPY ({select}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION snappy)").fetchall()
    with path.open("rb+") as file:
        os.fsync(file.fileno())
