"""The first look at a file as plain JSON: all that a page shows before anything is imported."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from crmeter.warehouse.connectors.files.answers import Answers
from crmeter.warehouse.connectors.files.fields import FORMS
from crmeter.warehouse.connectors.files.form import Form
from crmeter.warehouse.connectors.files.inspection import Inspection, inspect
from crmeter.warehouse.connectors.files.titles import TITLES, table_title
from crmeter.warehouse.tables import TABLES

_SAMPLE_ROWS = 20
_EXAMPLES = 5
# A page shows the beginning of a cell; a cell may hold a novel.
_SHOWN_LETTERS = 200


def preview(path: Path, answers: Answers = Answers()) -> dict[str, Any]:  # noqa: B008 - frozen, so it can be shared
    """Look at the beginning of a file and return what was found, what can be chosen and what is open.

    Args:
        path: the file.
        answers: what is known already.

    Raises:
        FileRefused: if it is no table or would do harm.
        NeedsAnswers: if not even its cells can be read without an answer (encoding, sheet).
        Misused: if an answer names something that does not exist.
    """
    found = inspect(path, answers)
    shape, form = found.shape, found.match.form
    return found.to_json() | {
        "size_bytes": path.stat().st_size,
        "has_header": shape.layout.has_header,
        "header_lines": shape.layout.header_lines,
        "sheets": list(shape.sheets),
        "sample": [[_shown(cell) for cell in row] for row in shape.sample[:_SAMPLE_ROWS]],
        "rows": {"sample": len(shape.sample), "whole": shape.whole},
        "columns": _columns(found),
        "table_choices": [
            {
                "table": table,
                "title": TABLES[table].title.to_json(),
                "grain": TABLES[table].grain.to_json(),
                "likely": table in found.match.candidates,
            }
            for table in FORMS
        ],
        "fields": _fields(form) if form else [],
        "needs": [list(group) for group in form.needs] if form else [],
        "missing": [list(group) for group in found.match.missing],
    }


def _columns(found: Inspection) -> list[dict[str, Any]]:
    columns = []
    for place, header in enumerate(found.shape.layout.headers):
        matched = found.match.columns.get(header)
        columns.append(
            {
                "header": header,
                "field": matched.field if matched else None,
                "confidence": matched.confidence if matched else None,
                "examples": _examples(row[place] for row in found.shape.sample if place < len(row)),
            }
        )
    return columns


def _examples(cells: Iterable[str]) -> list[str]:
    different: dict[str, None] = {}
    for cell in cells:
        if shown := _shown(cell.strip()):
            different[shown] = None
        if len(different) == _EXAMPLES:
            break
    return list(different)


def _shown(cell: str) -> str:
    return cell if len(cell) <= _SHOWN_LETTERS else cell[: _SHOWN_LETTERS - 1] + "…"


def _fields(form: Form) -> list[dict[str, Any]]:
    """The fields that a column may mean, by table, the principal one first."""
    alone = {group[0] for group in form.needs if len(group) == 1}
    tables = sorted(dict.fromkeys(map(_table, form.fields)), key=lambda table: table != form.table)
    by_table = sorted(form.fields, key=lambda field: tables.index(_table(field)))
    return [
        {
            "table": table,
            "title": table_title(table).to_json(),
            "fields": [
                {"field": field, "title": TITLES[field].to_json(), "required": field in alone} for field in group
            ],
        }
        for table, group in groupby(by_table, key=_table)
    ]


def _table(field: str) -> str:
    return field.partition(".")[0]
