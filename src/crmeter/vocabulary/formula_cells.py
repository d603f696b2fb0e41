"""Cells of files for spreadsheets: none is run as a formula, and each comes back as it was."""

import unicodedata
from typing import Any

_SIGNS = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")
# Spaces, controls and marks that are not seen: a spreadsheet, or whatever stands before it, may drop them.
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_MARK = "'"


def neutral(cell: Any) -> Any:
    """Return a cell as it is, a text that a spreadsheet would run as a formula behind an apostrophe.

    Numbers and dates that are no text stay what they are. What is in front unseen is looked through, and full-width
    signs count as what they become.
    """
    return f"{_MARK}{cell}" if isinstance(cell, str) and _is_marked(cell) else cell


def restored(cell: str) -> str:
    """Return the text that `neutral` has written as this cell."""
    return cell[1:] if cell.startswith(_MARK) and _is_marked(cell[1:]) else cell


def _is_marked(text: str) -> bool:
    # A text that begins with the mark itself gets one more before a formula, so that none of its own is lost.
    return _starts_a_formula(text.lstrip(_MARK))


def _starts_a_formula(text: str) -> bool:
    for letter in text:
        if letter in _BREAKS:
            return True
        if unicodedata.category(letter) in _UNSEEN:
            continue
        return not _SIGNS.isdisjoint(unicodedata.normalize("NFKC", letter)[:1])
    return False
