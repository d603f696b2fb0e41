"""Headers in several rows, as survey tools write them: a question over its parts, or a code over its words."""

import re
from collections import Counter
from collections.abc import Sequence

Row = Sequence[str]
_IMPORT_ID = re.compile(r'\s*\{\s*"?ImportId"?\s*:', re.IGNORECASE)
# What stands under a question that has no parts.
_NO_PART = frozenset({"response", "open-ended response", "trả lời", "câu trả lời", "câu trả lời mở"})
_NUMBER_LIKE = re.compile(r"\s*[-+]?\d+([.,]\d+)?\s*([-–—:.)=(]\s*\D.*)?")
_LOOKED_AT = 50


def headers_over(rows: Sequence[Row], header: int) -> tuple[list[str], int] | None:
    """Return the names of columns whose header takes several rows, and the place of its last row; else None.

    A row of import ids is known by itself; the words of the questions stand before it. Parts under a question are
    known by `Response`, or where the same parts come under several questions and what is below them are numbers.

    Args:
        rows: the first rows of a file.
        header: the place of the row that looks like its header.
    """
    ids = next((n for n, row in enumerate(rows[header + 1 : header + 4], header + 1) if _holds_import_ids(row)), None)
    if ids is not None:
        words = rows[ids - 1]
        return [_at(words, n).strip() or name for n, name in enumerate(rows[header])], ids
    for top in (header, header - 1):
        if top >= 0 and top + 1 < len(rows) and _are_parts(rows[top], rows[top + 1], rows[top + 2 :]):
            return _put_together(rows[top], rows[top + 1]), top + 1
    return None


def _holds_import_ids(row: Row) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and sum(bool(_IMPORT_ID.match(cell)) for cell in filled) * 2 > len(filled)


def _are_parts(over: Row, under: Row, data: Sequence[Row]) -> bool:
    """Return whether a row names the parts of what the row over it names."""
    width = max(len(over), len(under))
    names = [_at(over, n).strip() for n in range(width)]
    parts = [_at(under, n).strip() for n in range(width)]
    if sum(bool(name) for name in names) < 2 or any(_NUMBER_LIKE.fullmatch(cell) for cell in (*names, *parts)):
        return False
    if any(part.casefold() in _NO_PART for part in parts):
        return True
    shared = {n for n in range(1, width) if parts[n] and (not names[n] or names[n] == names[n - 1])}
    # The first part stands right under the question, the others beside it.
    grouped = shared | {n - 1 for n in shared if parts[n - 1]}
    over_each: list[str] = []
    for name in names:
        over_each.append(name or (over_each[-1] if over_each else ""))
    if not shared or any(not names[n] and not parts[n] for n in range(width)):
        return False
    twice = Counter(part for _, part in {(over_each[n], parts[n].casefold()) for n in grouped})
    if not any(times > 1 for times in twice.values()):
        return False
    below = [_at(row, n).strip() for row in data[:_LOOKED_AT] for n in grouped]
    filled = [cell for cell in below if cell]
    return bool(filled) and sum(bool(_NUMBER_LIKE.fullmatch(cell)) for cell in filled) * 2 >= len(filled)


def _put_together(over: Row, under: Row) -> list[str]:
    found, last = [], ""
    for n in range(max(len(over), len(under))):
        name, part = _at(over, n).strip(), _at(under, n).strip()
        last = name or last
        found.append(f"{last} [{part}]" if part and part.casefold() not in _NO_PART else name or last if part else name)
    return found


def _at(row: Row, place: int) -> str:
    return row[place] if place < len(row) else ""
