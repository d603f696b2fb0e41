"""Snapshots: which version of which table together make one consistent picture.

A snapshot is a small manifest that pins a Delta Lake version per table, with row counts and the SHA-256 of
every file. It is published by one atomic rename, so a reader sees the picture before or after, never between.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError

from crmeter.vocabulary import NotThere, Text
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.files import read_json, sha256_of, write_atomically, write_json
from crmeter.warehouse.workspace import Workspace

KEPT_SNAPSHOTS = 10


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file, by its path inside the table's folder, with its size in bytes and its checksum."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TableVersion:
    """One table as it stood: its Delta version, how many rows, and the files that hold them.

    Args:
        inputs: what it was built from.
        built_by: the version of the code that built it; equal inputs and equal code need no new build.
    """

    version: int
    rows: int
    files: tuple[DataFile, ...]
    inputs: tuple[str, ...]
    built_by: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A consistent picture of the warehouse."""

    id: str
    made_at: datetime
    tables: Mapping[str, TableVersion]

    def paths(self, workspace: Workspace, table: str) -> list[Path]:
        """Return the Parquet files of a table in this snapshot."""
        return [workspace.tables / table / file.path for file in self.tables[table].files]


def current(workspace: Workspace) -> Snapshot | None:
    """Return the published snapshot, or None in a new workspace."""
    pointer = workspace.snapshots / "current"
    return load(workspace, pointer.read_text().strip()) if pointer.exists() else None


def load(workspace: Workspace, snapshot_id: str) -> Snapshot:
    """Return a kept snapshot by its id.

    Raises:
        NotThere: it was never made, or retention has removed it.
    """
    path = workspace.snapshots / f"{snapshot_id}.json"
    # An id is a number: no name of a path gets through.
    if not snapshot_id.isdigit() or not path.exists():
        kept = ", ".join(sorted(p.stem for p in workspace.snapshots.glob("*.json"))[-KEPT_SNAPSHOTS:])
        raise NotThere(
            "unknown_snapshot",
            Text(
                "không có bản chụp {id}; các bản còn giữ: {kept}", "there is no snapshot {id}; those kept are: {kept}"
            ).fill(id=snapshot_id, kept=kept or "–"),
        )
    held = read_json(path)
    return Snapshot(
        id=held["id"],
        made_at=datetime.fromisoformat(held["made_at"]),
        tables={name: _table_version(entry) for name, entry in held["tables"].items()},
    )


def write_table(
    workspace: Workspace, name: str, rows: Any, inputs: Sequence[str], built_by: str = "", *, begins_anew: bool = False
) -> TableVersion:
    """Write a table whole as a new Delta version; readers of older versions are not disturbed.

    Args:
        workspace: where it lies.
        name: the table's name.
        rows: anything with an Arrow stream, such as a DuckDB relation.
        inputs: what the rows were built from.
        built_by: the version of the code that built them.
        begins_anew: the log of versions is begun anew, for it tells the first and the last value of each column.
    """
    folder = workspace.tables / name
    if begins_anew:
        shutil.rmtree(folder / "_delta_log", ignore_errors=True)
    try:
        write_deltalake(folder, rows, mode="overwrite", schema_mode="overwrite")
    except DeltaError:
        # A damaged log cannot be appended to: it starts anew. The files stay, kept snapshots read them by name.
        shutil.rmtree(folder / "_delta_log")
        write_deltalake(folder, rows, mode="overwrite")
    failpoint("table-written")
    return replace(_sealed(folder, inputs), built_by=built_by)


def publish(workspace: Workspace, tables: Mapping[str, TableVersion]) -> Snapshot:
    """Publish table versions as the current snapshot and let go of old ones."""
    before = current(workspace)
    number = 1 + max((int(path.stem) for path in workspace.snapshots.glob("*.json")), default=0)
    snapshot = Snapshot(f"{number:06d}", datetime.now(UTC), dict(sorted(tables.items())))
    if before is not None and before.tables == snapshot.tables:
        return before
    _write(workspace, snapshot)
    failpoint("snapshot-written")
    write_atomically(workspace.snapshots / "current", snapshot.id.encode())
    return snapshot


def rewrite(workspace: Workspace, table: str, rewritten: Callable[[Path, Path], bool]) -> None:
    """Let kept snapshots read other files of a table where something had to be taken out; whoever publishes does it.

    Args:
        workspace: where they lie.
        table: its name.
        rewritten: writes the file that it is given first anew as the second one where it has to be, and tells whether.
    """
    folder = workspace.tables / table
    others: dict[str, DataFile | None] = {}
    for path in sorted(workspace.snapshots.glob("*.json")):
        snapshot = load(workspace, path.stem)
        version = snapshot.tables.get(table)
        if version is None:
            continue
        for file in version.files:
            if file.path not in others and (folder / file.path).exists():
                aside = folder / f"{uuid4().hex}.parquet"
                others[file.path] = _data_file(aside) if rewritten(folder / file.path, aside) else None
        files = tuple(others.get(file.path) or file for file in version.files)
        if files != version.files:
            _write(workspace, replace(snapshot, tables={**snapshot.tables, table: replace(version, files=files)}))


def damaged(workspace: Workspace, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of tables of which a file is missing or differs from its checksum, or the log is unreadable."""
    return tuple(
        name
        for name, table in snapshot.tables.items()
        if any(_is_damaged(workspace.tables / name / file.path, file) for file in table.files)
        or _log(workspace.tables / name) is None
    )


def retain(workspace: Workspace, pinned: Sequence[str] = (), keep: int = KEPT_SNAPSHOTS) -> tuple[str, ...]:
    """Remove all but the newest snapshots and those that a run is pinned to, with the files only they used.

    Args:
        workspace: where they lie.
        pinned: ids that must stay, such as those of kept evaluation runs.
        keep: how many of the newest stay.

    Returns:
        The ids that were removed.
    """
    ids = sorted(path.stem for path in workspace.snapshots.glob("*.json"))
    gone = tuple(i for i in ids[:-keep] if i not in pinned)
    kept = [load(workspace, i) for i in ids if i not in gone]
    for snapshot_id in gone:
        (workspace.snapshots / f"{snapshot_id}.json").unlink()
    for folder in workspace.tables.glob("*"):
        _sweep(folder, {file.path for s in kept if folder.name in s.tables for file in s.tables[folder.name].files})
    return gone


def _write(workspace: Workspace, snapshot: Snapshot) -> None:
    write_json(
        workspace.snapshots / f"{snapshot.id}.json",
        {
            "id": snapshot.id,
            "made_at": snapshot.made_at.isoformat(),
            "tables": {name: _as_json(table) for name, table in snapshot.tables.items()},
        },
    )


def _sweep(folder: Path, kept: set[str]) -> None:
    """Remove the files of a table that neither a kept snapshot nor the table's own newest version reads.

    Delta's vacuum would go by version numbers, which start anew when a damaged log is replaced.
    """
    log = _log(folder)
    if log is None:
        return
    newest = {Path(uri).name for uri in log.file_uris()}
    for path in folder.glob("*.parquet"):
        if path.name not in kept | newest:
            path.unlink()


def _log(folder: Path) -> DeltaTable | None:
    try:
        return DeltaTable(folder)
    except DeltaError:
        return None


def _sealed(folder: Path, inputs: Sequence[str]) -> TableVersion:
    table = DeltaTable(folder)
    # Addresses come with blanks and accents of folder names escaped; tables have no partitions, so names will do.
    paths = sorted(Path(uri).name for uri in table.file_uris())
    files = tuple(_data_file(folder / path) for path in paths)
    return TableVersion(table.version(), table.count(), files, tuple(inputs))


def _data_file(path: Path) -> DataFile:
    return DataFile(path.name, path.stat().st_size, sha256_of(path))


def _is_damaged(path: Path, file: DataFile) -> bool:
    return not path.exists() or path.stat().st_size != file.size or sha256_of(path) != file.sha256


def _as_json(table: TableVersion) -> dict[str, Any]:
    return {
        "version": table.version,
        "rows": table.rows,
        "inputs": table.inputs,
        "built_by": table.built_by,
        "files": [{"path": f.path, "size": f.size, "sha256": f.sha256} for f in table.files],
    }


def _table_version(entry: Mapping[str, Any]) -> TableVersion:
    files = tuple(DataFile(**file) for file in entry["files"])
    # Snapshots of older releases do not say which code built them.
    return TableVersion(entry["version"], entry["rows"], files, tuple(entry["inputs"]), entry.get("built_by", ""))
