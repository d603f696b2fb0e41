"""Some columns of a file as arrays, for whoever needs them once and keeps no rows."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.vocabulary import Work
from crmeter.warehouse.connectors.files.answers import Answers
from crmeter.warehouse.connectors.files.cells import UNREAD, CellsWanted, opened_cells
from crmeter.warehouse.connectors.files.inspection import shape_of

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell of a column of numbers that is none."""

    line: int
    column: str
    cell: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a file, row by row.

    Args:
        lines: of the file, shape (n,).
        words: by header, cells without blanks around them, shape (n,); None for one that says nothing.
        numbers: by header, shape (n,); not a number for a cell that says nothing or is none.
        unread: cells that are no numbers or moments, the first hundred.
        bad: records of the file that are no rows.
        moments: by header, shape (n,); no time for a cell that says nothing or is none.
    """

    lines: NDArray[np.int64]
    words: Mapping[str, NDArray[np.object_]]
    numbers: Mapping[str, NDArray[np.float64]]
    unread: tuple[UnreadCell, ...]
    bad: int
    moments: Mapping[str, NDArray[np.datetime64]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)


def headers_of(path: Path, answers: Answers) -> tuple[str, ...]:
    """Return the headers of a file.

    Raises:
        FileRefused: it is no table, or would do harm.
    """
    return tuple(shape_of(path, answers).layout.headers)


def read_columns(
    path: Path,
    answers: Answers,
    *,
    words: Sequence[str] = (),
    numbers: Sequence[str] = (),
    moments: Sequence[str] = (),
    work: Work | None = None,
) -> Columns:
    """Read some columns of a file.

    Args:
        path: CSV, TSV (plain or gzipped), XLSX, XLS or Parquet.
        answers: encoding, sheet and decimal mark, as far as they were said.
        words: headers that are read as words.
        numbers: headers that are read as numbers, by one decimal mark each.
        moments: headers that are read as days with or without a time, by one order each.
        work: told the progress.

    Raises:
        NeedsAnswers: the order of days or the decimal mark stays open over all rows.
        FileRefused: it is no table, would do harm, or has no row.
        Misused: a header is named that is not there.
    """
    wanted = CellsWanted({**dict.fromkeys(numbers, "number"), **dict.fromkeys(moments, "moment")}, tuple(words))
    with (
        tempfile.TemporaryDirectory(prefix="crmeter-columns-") as folder,
        opened_cells(path, answers, wanted, Path(folder), work or Work()) as opened,
    ):
        parts = [f"{opened.value(header)} AS w{place}" for place, header in enumerate(words)]
        parts += [f"{opened.reads[header]} AS n{place}" for place, header in enumerate(numbers)]
        parts += [f"{opened.reads[header]} AS m{place}" for place, header in enumerate(moments)]
        select = f"SELECT line, {', '.join(parts)} FROM {opened.rows}"
        casts = "".join(f", try_cast(n{place} AS DOUBLE) AS n{place}" for place in range(len(numbers)))
        casts += "".join(f", try_cast(m{place} AS TIMESTAMP) AS m{place}" for place in range(len(moments)))
        plain = "".join(f", w{place}" for place in range(len(words)))
        found = opened.connection.execute(f"SELECT line{plain}{casts} FROM ({select}) ORDER BY line").fetchnumpy()
        unread: list[UnreadCell] = []
        read = [
            *((f"n{at}", each) for at, each in enumerate(numbers)),
            *((f"m{at}", e) for at, e in enumerate(moments)),
        ]
        for name, header in read:
            told = opened.connection.execute(
                f"SELECT line, {opened.place(header)} FROM {opened.rows} WHERE line IN "
                f"(SELECT line FROM ({select}) WHERE {name} = '{UNREAD}') ORDER BY line LIMIT {_SHOWN}"
            ).fetchall()
            unread += [UnreadCell(line, header, cell) for line, cell in told]
    return Columns(
        np.asarray(found["line"], dtype=np.int64),
        {header: _words(found[f"w{place}"]) for place, header in enumerate(words)},
        {
            header: np.ma.filled(np.ma.asarray(found[f"n{place}"], np.float64), np.nan)
            for place, header in enumerate(numbers)
        },
        tuple(unread[:_SHOWN]),
        opened.bad,
        {header: _moments(found[f"m{place}"]) for place, header in enumerate(moments)},
    )


def _words(found: NDArray[np.object_]) -> NDArray[np.object_]:
    words = np.array(np.ma.getdata(found), dtype=np.object_)
    words[np.ma.getmaskarray(found)] = None
    return words


def _moments(found: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    moments = np.array(np.ma.getdata(found), dtype="datetime64[us]")
    moments[np.ma.getmaskarray(found)] = np.datetime64("NaT")
    return moments
