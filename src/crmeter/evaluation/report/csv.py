"""Rows as CSV that no spreadsheet takes for formulas."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from crmeter.warehouse.files import write_atomically

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(cell: Any) -> Any:
    """Return a cell as it is, a text that a spreadsheet would run as a formula behind an apostrophe.

    Blanks and control characters in front are looked through, and full-width signs count as what they become.
    """
    if not isinstance(cell, str):
        return cell
    shown = unicodedata.normalize("NFKC", cell)
    bare = shown.lstrip(" \u00a0\ufeff\u200b\x00")
    return f"'{cell}" if bare.startswith(_STARTS_A_FORMULA) else cell


def write_csv(path: Path, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows to a UTF-8 CSV file, whole or not at all."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    write_atomically(path, out.getvalue().encode())
