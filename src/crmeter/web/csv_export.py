"""Rows sent as a CSV file: a piece at a time, in UTF-8 that spreadsheets know, with no cell that is a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from django.http import StreamingHttpResponse

from crmeter.vocabulary.formula_cells import neutral


def csv_response(file_name: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """Return an answer that sends rows while they are read.

    Args:
        file_name: under which browsers keep it.
        names: of the columns.
        rows: read one by one; texts that would be formulas are neutralised, typed numbers stay numbers.
    """
    response = StreamingHttpResponse(csv_lines(names, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def csv_lines(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Yield the lines of the file, the names first."""
    writer = csv.writer(_Echo())
    # The mark tells spreadsheets that the file is UTF-8.
    yield f"\ufeff{writer.writerow([neutral(name) for name in names])}".encode()
    for row in rows:
        yield str(writer.writerow([neutral(cell) for cell in row])).encode()


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line
