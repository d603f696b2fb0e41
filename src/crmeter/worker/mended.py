"""Files that mend earlier ones: the same answers, and mended rows put back among the good ones."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from crmeter.records.imports.queries import UploadView, upload
from crmeter.vocabulary import Text
from crmeter.vocabulary.formula_cells import neutral
from crmeter.warehouse.connectors.files import FileRefused
from crmeter.warehouse.connectors.files.mending import (
    LINE,
    OTHER_COLUMNS,
    REASON,
    TextShape,
    is_of_mended_rows,
    put_back,
)
from crmeter.warehouse.files import read_json
from crmeter.warehouse.imports import rejected_rows

# What was found out about the earlier file, and is no longer to be asked about its mended rows.
_FOUND_OUT = ("date_order", "decimal")
_GONE = Text(
    "tệp mà các dòng này sửa đã được hoàn tác hoặc không còn; hãy nhập lại tệp đó trước, hoặc gửi cả tệp đã sửa.",
    "the file that these rows mend was undone or is gone; import it again first, or send the whole mended file.",
)


def answers_of_mended(sent: UploadView, headers: Sequence[str]) -> dict[str, Any] | None:
    """Return the answers to a file that mends another one, or None where the other one is not there any more.

    Args:
        sent: the file that mends.
        headers: its headers.

    Raises:
        FileRefused: it holds mended rows with other columns than the other file.
    """
    before = _mended(sent)
    if before is None:
        return None
    if is_of_mended_rows(headers):
        columns = [column["header"] for column in (before.look or {})["columns"]]
        given = [header for header in headers if header not in (LINE, REASON)]
        # The download writes a header that a spreadsheet would run as a formula with a mark before it.
        if given not in (columns, [neutral(column) for column in columns]):
            raise FileRefused("other_columns", OTHER_COLUMNS)
    manifest = _manifest(before)
    answers: dict[str, Any] = {
        name: value for name, value in before.answers.items() if name not in ("encoding", "sheet", "mapping")
    }
    for name in _FOUND_OUT:
        if len(manifest["read"][name]) == 1:
            answers.setdefault(name, manifest["read"][name][0])
    if manifest["read"]["currency"]:
        answers.setdefault("currency", manifest["read"]["currency"])
    answers["table"] = manifest["table"]
    answers["mapping"] = {header: manifest["mapping"].get(header, "") for header in headers}
    return answers


def mends_rows(sent: UploadView) -> bool:
    """Return whether a file holds rows to be put back in the file that it mends."""
    headers = [column["header"] for column in (sent.look or {}).get("columns", ())]
    return sent.mends is not None and is_of_mended_rows(headers)


def with_mended_rows(sent: UploadView) -> tuple[Path, Mapping[str, Any]]:
    """Write the earlier file with its mended rows beside them, and return it with its answers.

    An order may have good and bad lines, and the last import of an order is all of it: so the whole file comes again.

    Raises:
        FileRefused: the mended rows have other columns than the file, or that file is not there any more.
    """
    before = _mended(sent)
    if before is None or before.state != "done":
        raise FileRefused("mended_file_gone", _GONE)
    root = settings.WORKSPACE.root
    mended, own = root / sent.place, sent.look or {}
    target = mended.parent / "whole" / before.file_name.removesuffix(".gz")
    target.parent.mkdir(exist_ok=True)
    columns = len(own["columns"]) - len((LINE, REASON))
    put_back(
        root / before.place,
        text_shape(before),
        mended,
        TextShape(_encoding(own), own["delimiter"], own["container"] == "gzip", columns),
        target,
        [row.line for row in rejected_rows(settings.WORKSPACE, before.import_id)],
    )
    return target, {**before.answers, "encoding": "utf-8"}


def text_shape(sent: UploadView) -> TextShape:
    """Return how an imported text was read."""
    read, look = _manifest(sent)["read"], sent.look or {}
    return TextShape(read["encoding"], read["delimiter"], read["container"] == "gzip", len(look["columns"]))


def _mended(sent: UploadView) -> UploadView | None:
    before = None if sent.mends is None else upload(sent.mends)
    return before if before is not None and before.forgotten_at is None and before.import_id else None


def _manifest(sent: UploadView) -> dict[str, Any]:
    manifest: dict[str, Any] = read_json(settings.WORKSPACE.imports / sent.import_id / "manifest.json")
    return manifest


def _encoding(look: Mapping[str, Any]) -> str:
    encoding = look["encoding"]
    return str(encoding["name"] if isinstance(encoding, Mapping) else encoding)
