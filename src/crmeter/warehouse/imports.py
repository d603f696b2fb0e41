"""Imports of files: stage once, list, undo; the refresh builds the warehouse from what is finished."""

import hashlib
import json
import re
import shutil
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from crmeter.vocabulary import Misused, Text, Work
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.connectors.files import Answers, NeedsAnswers
from crmeter.warehouse.connectors.files.answers import about
from crmeter.warehouse.connectors.files.inspection import Inspection, inspect
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.stage import Outcome, stage_file
from crmeter.warehouse.connectors.own_database.staging import staged_records
from crmeter.warehouse.erasure.imports import strip_erased
from crmeter.warehouse.files import read_json, sha256_of, write_json
from crmeter.warehouse.import_lock import importing
from crmeter.warehouse.imported import Imported
from crmeter.warehouse.workspace import Workspace

SCHEMA = "crmeter.import/1"
_MANIFEST = "manifest.json"
_LOCAL = timedelta(hours=7)
IN_RECORDS = Text(
    "nguồn {source} đã ở trong bản ghi; hãy nhập tệp này vào bản ghi",
    "the source {source} lives in the records; import this file into records",
)


@dataclass(frozen=True, slots=True)
class StagedImport:
    """The Parquet files of a finished import, or of the records.

    Args:
        id: of the import, or made of what the records are.
        files: files by table, `identities` and `customer_aliases` among them.
    """

    id: str
    files: Mapping[str, tuple[Path, ...]]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A refused row: its line, why, and what stood there."""

    line: int
    code: str
    reason: Text
    column: str | None
    value: str | None
    raw: str


def import_file(
    workspace: Workspace,
    path: Path,
    answers: Answers = Answers(),
    work: Work | None = None,
    *,
    counts: bool = True,
) -> Imported:
    """Stage a file once; go on where an interrupted import of the same content stopped.

    Args:
        workspace: where it is staged.
        path: CSV, TSV (plain or gzipped), XLSX, XLS or Parquet.
        answers: what was asked before, or is known.
        work: told the progress; stops the import between chunks.
        counts: whether its rows count from the next refresh on; if not, `count_import` makes them count.

    Returns:
        What was staged; `already_imported` if the same content with the same answers was there before.

    Raises:
        FileRefused: if the file is no table, would do harm, or has no usable row.
        NeedsAnswers: if it leaves something open that must not be guessed.
        Misused: if an answer names something that does not exist.
        Cancelled: if `work` was stopped; what was read is kept and used by the next call.
        Busy: if another process imports into the same workspace and is not done in time.
    """
    path = Path(path)
    work = work or Work()
    with about(path), importing(workspace, path.name, work):
        return _imported_file(workspace, path, answers, work, counts=counts)


def _imported_file(workspace: Workspace, path: Path, answers: Answers, work: Work, *, counts: bool) -> Imported:
    found = inspect(path, answers)
    structural = tuple(q for q in found.questions if q.code in ("encoding", "table", "mapping", "sheet"))
    if structural:
        raise NeedsAnswers(structural)
    digest = sha256_of(path)
    import_id = _id(digest, answers.to_json())
    folder = workspace.imports / import_id
    if (folder / _MANIFEST).exists():
        return _counted(workspace, import_id) if counts else _found(folder)
    source = answers.source or slug(path)
    _refuse_adopted(workspace, source)
    drafts = workspace.imports / ".drafts" / _id(digest, {"encoding": answers.encoding, "sheet": answers.sheet})
    outcome = stage_file(
        path,
        found,
        answers,
        source=source,
        secret=workspace.secret().decode(),
        import_id=import_id,
        drafts=drafts,
        folder=folder,
        today=(datetime.now(UTC) + _LOCAL).date().isoformat(),
        work=work,
    )
    manifest = _manifest(import_id, source, path, digest, answers, found, outcome)
    failpoint("import-chunk")
    write_json(folder / _MANIFEST, manifest)
    failpoint("import-chunk")
    if counts:
        manifest = _count(workspace, import_id)
    shutil.rmtree(drafts, ignore_errors=True)
    shutil.rmtree(folder / "facts", ignore_errors=True)
    return _imported(manifest)


def _refuse_adopted(workspace: Workspace, source: str) -> None:
    """Refuse files of a source that lives in the records: what they hold again would count beside its records."""
    records = staged_records(workspace)
    if records is not None and any(adopted.source == source for adopted in records.adopted):
        raise Misused("adopted", IN_RECORDS.fill(source=source))


def _replace_other_readings(workspace: Workspace, import_id: str, source: str, digest: str) -> None:
    """The same file of a source read with other answers counts once: as it was read last."""
    for path in workspace.imports.glob(f"*/{_MANIFEST}"):
        manifest = read_json(path)
        other = manifest["import_id"] != import_id and manifest["source"] == source
        if other and manifest["file"]["sha256"] == digest and manifest["state"] == "finished":
            write_json(path, manifest | {"state": "undone"})


def count_import(workspace: Workspace, import_id: str) -> Imported:
    """Let the rows of a staged or undone import count from the next refresh on, and return it.

    Raises:
        KeyError: if there is no such import.
        Busy: if another process imports into the same workspace and is not done in time.
    """
    with importing(workspace, import_id, Work()):
        return _counted(workspace, import_id)


def _counted(workspace: Workspace, import_id: str) -> Imported:
    already = _manifest_of(workspace, import_id)["state"] == "finished"
    return _imported(_count(workspace, import_id), already=already)


def _count(workspace: Workspace, import_id: str) -> dict[str, Any]:
    manifest = _manifest_of(workspace, import_id)
    if manifest["state"] != "finished":
        # Nobody who was erased comes back by a file that names them again.
        if erased := strip_erased(workspace, workspace.imports / import_id):
            manifest["apart"] |= {"erased": erased}
        # Importing again is how somebody takes back an undo.
        manifest |= {"state": "finished", "imported_at": _now()}
        write_json(workspace.imports / import_id / _MANIFEST, manifest)
    # Again where it counted before: a process may have been killed between the two.
    _replace_other_readings(workspace, import_id, manifest["source"], manifest["file"]["sha256"])
    return manifest


def _manifest_of(workspace: Workspace, import_id: str) -> dict[str, Any]:
    path = workspace.imports / import_id / _MANIFEST
    if not re.fullmatch(r"[0-9a-f]+", import_id) or not path.exists():
        raise KeyError(import_id)
    return dict(read_json(path))


def list_imports(workspace: Workspace) -> tuple[Imported, ...]:
    """Return finished, staged and undone imports, oldest first."""
    if not workspace.imports.exists():
        return ()
    manifests = [read_json(path) for path in workspace.imports.glob(f"*/{_MANIFEST}")]
    return tuple(_imported(m) for m in sorted(manifests, key=lambda m: (m["imported_at"], m["import_id"])))


def undo_import(workspace: Workspace, import_id: str) -> Imported:
    """Mark an import as undone; the next refresh leaves its rows out.

    Raises:
        KeyError: if there is no such import.
        Busy: if another process imports into the same workspace and is not done in time.
    """
    with importing(workspace, import_id, Work()):
        return _undone(workspace, import_id)


def _undone(workspace: Workspace, import_id: str) -> Imported:
    manifest = _manifest_of(workspace, import_id) | {"state": "undone"}
    write_json(workspace.imports / import_id / _MANIFEST, manifest)
    return _imported(manifest)


def supersede(workspace: Workspace, kept: Collection[str], sources: Collection[str]) -> tuple[str, ...]:
    """Mark as undone what was imported before from the same sources and is not among the kept imports.

    Args:
        workspace: where it was staged.
        kept: ids of the imports that tell how the sources are now.
        sources: the names of the sources.

    Returns:
        The ids that no longer count.
    """
    with importing(workspace, ", ".join(sorted(sources)), Work()):
        gone = tuple(
            imported.import_id
            for imported in list_imports(workspace)
            if imported.state == "finished" and imported.source in sources and imported.import_id not in kept
        )
        for import_id in gone:
            _undone(workspace, import_id)
    return gone


def keep_left_over(
    workspace: Workspace, import_id: str, source: str, of: Sequence[str], tables: Mapping[str, int]
) -> Imported:
    """Finish an import whose rows are what is left of others; it counts only where somebody says so.

    Args:
        workspace: where its rows were staged.
        import_id: of it.
        source: whose rows.
        of: the imports that they are from; how well these could be read is what it stands for.
        tables: staged rows by table.
    """
    manifests = [_manifest_of(workspace, each) for each in of]
    manifest = {
        "schema": SCHEMA,
        "import_id": import_id,
        "source": source,
        "file": {"name": source, "bytes": 0, "sha256": ""},
        "answers": {},
        "table": manifests[0]["table"],
        "tables": dict(tables),
        "rows": sum(m["rows"] for m in manifests),
        "rejected": sum(m["rejected"] for m in manifests),
        "apart": {},
        "notes": {},
        "imported_at": max(m["imported_at"] for m in manifests),
        "state": "left",
        "of": list(of),
    }
    write_json(workspace.imports / import_id / _MANIFEST, manifest)
    return _imported(manifest)


def rejected_rows(workspace: Workspace, import_id: str, limit: int | None = None) -> tuple[Rejected, ...]:
    """Return the refused rows of an import by line.

    Args:
        workspace: where it was staged.
        import_id: of the import.
        limit: the most rows to return.
    """
    path = workspace.imports / import_id / "rejected.parquet"
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        rows = connection.execute(
            f'SELECT line, code, reason_vi, reason_en, "column", value, raw FROM read_parquet({literal(str(path))}) '
            f"ORDER BY line, code{f' LIMIT {limit}' if limit is not None else ''}"
        ).fetchall()
    return tuple(
        Rejected(line, code, Text(vi, en), column, value, raw) for line, code, vi, en, column, value, raw in rows
    )


def staged_files(workspace: Workspace) -> tuple[StagedImport, ...]:
    """Return the finished imports in the order in which they came, with their files by table."""
    return tuple(_staged(workspace, each) for each in list_imports(workspace) if each.state == "finished")


def staged_as(workspace: Workspace, import_id: str) -> StagedImport:
    """Return one import with its files by table, whether it counts by itself or not.

    Raises:
        KeyError: if there is no such import.
    """
    return _staged(workspace, _imported(_manifest_of(workspace, import_id)))


def _staged(workspace: Workspace, imported: Imported) -> StagedImport:
    folder = workspace.imports / imported.import_id / "staged"
    files = {table: tuple(sorted((folder / table).glob("*.parquet"))) for table in imported.tables}
    return StagedImport(imported.import_id, files)


def slug(path: Path) -> str:
    """Return a source name made of a file name: `Đơn hàng 2026.csv.gz` is `don-hang-2026`."""
    stem = path.name.lower()
    for ending in (".gz", ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".parquet"):
        stem = stem.removesuffix(ending)
    plain = unicodedata.normalize("NFD", stem.replace("đ", "d"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "file"


def _id(digest: str, answers: Mapping[str, Any]) -> str:
    text = digest + json.dumps(answers, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _found(folder: Path) -> Imported:
    manifest = read_json(folder / _MANIFEST)
    return _imported(manifest, already=manifest["state"] == "finished")


def _manifest(
    import_id: str, source: str, path: Path, digest: str, answers: Answers, found: Inspection, outcome: Outcome
) -> dict[str, Any]:
    assert found.match.form is not None  # noqa: S101 - it was staged
    decisions = outcome.decisions
    orders = {style.order for style in decisions.dates.values() if style.order}
    marks = {style.decimal for style in decisions.numbers.values() if not style.plain}
    return {
        "schema": SCHEMA,
        "import_id": import_id,
        "source": source,
        "file": {"name": path.name, "bytes": path.stat().st_size, "sha256": digest},
        "answers": answers.to_json(),
        "read": {
            "container": found.shape.container,
            "encoding": outcome.encoding,
            "delimiter": found.shape.layout.delimiter,
            "sheet": found.shape.sheet,
            "header_lines": found.shape.layout.header_lines,
            "date_order": sorted(orders),
            "decimal": sorted(marks),
            "currency": decisions.currency,
            "export": found.match.export,
        }
        | ({"phones_of": decisions.phones_of} if "identities.phone" in found.headers_by_field else {}),
        "table": found.match.form.table,
        "mapping": {header: matched.field for header, matched in found.match.columns.items()},
        "tables": dict(outcome.staged.tables),
        "rows": outcome.rows,
        "rejected": outcome.rejected,
        "apart": {kind: n for kind, n in outcome.staged.apart.items() if n},
        "notes": outcome.staged.notes,
        "imported_at": _now(),
        "state": "staged",
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _imported(manifest: Mapping[str, Any], already: bool = False) -> Imported:
    return Imported(
        import_id=manifest["import_id"],
        source=manifest["source"],
        file=manifest["file"]["name"],
        table=manifest["table"],
        tables=manifest["tables"],
        rows=manifest["rows"],
        rejected=manifest["rejected"],
        apart=manifest["apart"],
        notes=manifest["notes"],
        state=manifest["state"],
        imported_at=manifest["imported_at"],
        already_imported=already,
    )
