"""Rows as CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from crmeter.vocabulary.formula_cells import neutral
from crmeter.warehouse.files import write_atomically


def write_csv(path: Path, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows to a UTF-8 CSV file, whole or not at all."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    write_atomically(path, out.getvalue().encode())
