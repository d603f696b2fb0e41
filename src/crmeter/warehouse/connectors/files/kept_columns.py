"""Columns of a file, kept as plain JSON that can be opened without the file."""

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from crmeter.vocabulary import Text, Work
from crmeter.warehouse.connectors.files.answers import Answers, FileRefused
from crmeter.warehouse.connectors.files.columns import Columns, UnreadCell, headers_of, read_columns

MOST_ROWS = 200_000


def keep_columns(
    path: Path,
    answers: Answers,
    *,
    words: Iterable[str],
    numbers: Iterable[str],
    numbered: Iterable[str],
    out: Path,
    work: Work,
) -> dict[str, Any]:
    """Read some columns of a file and keep them; return how many rows they have, and which words stand in them.

    Args:
        path: the file.
        answers: encoding, sheet and decimal mark, as far as they were said.
        words: headers that are read as words.
        numbers: headers that are read as numbers.
        numbered: headers of words that are kept as running numbers, so that they name nobody.
        out: where they are kept.
        work: told the progress.

    Raises:
        NeedsAnswers: the decimal mark stays open over all rows.
        FileRefused: it is no table, would do harm, has no row, or too many.
        Misused: a header is named that is not there.
    """
    hidden = tuple(numbered)
    found = read_columns(path, answers, words=tuple(words), numbers=tuple(numbers), work=work)
    if len(found) > MOST_ROWS:
        raise FileRefused("too_many_rows", _TOO_MANY.fill(n=len(found), most=MOST_ROWS))
    listed = {header: list(column) for header, column in found.words.items()}
    for header in hidden:
        places: dict[str, str] = {}
        listed[header] = [
            None if each is None else places.setdefault(each, str(len(places) + 1)) for each in listed[header]
        ]
    content = {
        "headers": list(headers_of(path, answers)),
        "lines": found.lines.tolist(),
        "words": listed,
        "numbers": {
            header: [None if math.isnan(each) else each for each in column.tolist()]
            for header, column in found.numbers.items()
        },
        "unread": [[each.line, each.column, each.cell] for each in found.unread],
        "bad": found.bad,
    }
    # Whoever opens it meanwhile finds the old one whole.
    draft = out.with_suffix(".draft")
    draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    draft.replace(out)
    different = {
        header: sorted({each for each in column if each is not None})
        for header, column in listed.items()
        if header not in hidden
    }
    return {"rows": len(found), "unread": len(found.unread), "words": different}


def kept_columns(out: Path) -> tuple[Columns, tuple[str, ...]]:
    """Return columns that were kept, and all headers of their file."""
    content = json.loads(out.read_text(encoding="utf-8"))
    words, numbers = content["words"], content["numbers"]
    columns = Columns(
        np.array(content["lines"], dtype=np.int64),
        {header: np.array(column, dtype=np.object_) for header, column in words.items()},
        {header: np.array(column, dtype=np.float64) for header, column in numbers.items()},
        tuple(UnreadCell(*each) for each in content["unread"]),
        content["bad"],
    )
    return columns, tuple(content["headers"])


_TOO_MANY = Text(
    "tệp có {n} dòng; bản đồ giá trị đọc nhiều nhất {most} dòng",
    "the file has {n} rows; a value map reads at most {most}",
)
