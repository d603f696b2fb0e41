"""Plain files as a firm has them: UTF-8, Vietnamese headers, dd/mm/yyyy, whole đồng, empty where unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

NONE = -1
CURRENCY = "VND"

Values = NDArray[np.int64] | NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file.

    Args:
        header: its heading.
        values: shape (n,), numbers or texts.
        written: SQL that turns `{v}`, one value, into what stands in the file.
    """

    header: str
    values: Values
    written: str


def code(header: str, prefix: str, width: int, numbers: NDArray[np.int64]) -> Column:
    """Return a column of codes such as KH000012; `NONE` is written as nothing."""
    written = f"CASE WHEN {{v}} >= 0 THEN '{prefix}' || lpad({{v}}::VARCHAR, {width}, '0') END"
    return Column(header, numbers, written)


def code_of(prefix: str, width: int, number: int) -> str:
    """Return one code, as it stands in the files."""
    return f"{prefix}{int(number):0{width}d}"


def day(header: str, days: NDArray[np.int64]) -> Column:
    """Return a column of days given as day numbers; `NONE` is written as nothing."""
    written = "CASE WHEN {v} >= 0 THEN strftime(DATE '1970-01-01' + {v}::INTEGER, '%d/%m/%Y') END"
    return Column(header, days, written)


def moment(header: str, minutes: NDArray[np.int64]) -> Column:
    """Return a column of times given as minutes since the start of 1970, local time."""
    return Column(header, minutes, "strftime(make_timestamp({v} * 60000000), '%d/%m/%Y %H:%M')")


def words(header: str, choices: Sequence[str], index: NDArray[np.int64]) -> Column:
    """Return a column of words out of a few; `NONE` is written as nothing."""
    listed = ", ".join(_quoted(choice) for choice in choices)
    return Column(header, index, f"[{listed}][{{v}} + 1]")


def text(header: str, texts: list[str]) -> Column:
    """Return a column of free text; an empty text is written as nothing."""
    values = np.empty(len(texts), dtype=np.object_)
    values[:] = texts
    return Column(header, values, "nullif({v}, '')")


def whole(header: str, numbers: NDArray[np.int64]) -> Column:
    """Return a column of whole numbers."""
    return Column(header, numbers, "{v}")


def currency(rows: int) -> Column:
    """Return the column that says the amounts are in đồng."""
    return words("Tiền tệ", (CURRENCY,), np.zeros(rows, dtype=np.int64))


def write_csv(path: Path, columns: Sequence[Column]) -> int:
    """Write a file, its rows in the order given.

    Args:
        path: the file; one that is there is replaced.
        columns: all of the same length.

    Returns:
        How many rows it has.
    """
    names = [f"c{i}" for i in range(len(columns))]
    selected = ", ".join(
        f'{column.written.replace("{v}", name)} AS "{column.header}"'
        for name, column in zip(names, columns, strict=True)
    )
    with duckdb.connect() as connection:
        connection.register("rows", {name: column.values for name, column in zip(names, columns, strict=True)})
        connection.execute(
            f"COPY (SELECT {selected} FROM rows) TO {_quoted(str(path))} (FORMAT csv, HEADER, DELIMITER ',')"
        )
    return len(columns[0].values)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
