"""Staging the own database: whole tables, only those that something changed, published together."""

import fcntl
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crmeter.vocabulary import Text, Work
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.connectors.own_database.database import Database, Reading, reading
from crmeter.warehouse.connectors.own_database.origin import SOURCE
from crmeter.warehouse.connectors.own_database.origins import ORIGINS
from crmeter.warehouse.connectors.own_database.shapes import SHAPES
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.files import read_json, sha256_of, write_json
from crmeter.warehouse.publishing_lock import publishing
from crmeter.warehouse.workspace import Workspace

SCHEMA = "crmeter.records/1"
READING = Text("Đọc {table}", "Reading {table}")


@dataclass(frozen=True, slots=True)
class Adopted:
    """A source whose records count in place of its files.

    Args:
        source: its name.
        imports: those that count no more.
        left_in: the import that holds what could be no record, and counts instead; empty where there are no files.
    """

    source: str
    imports: tuple[str, ...]
    left_in: str


@dataclass(frozen=True, slots=True)
class StagedRecords:
    """The records as they were last read.

    Args:
        horizon: up to where changes have been seen.
        files: by warehouse table, the file of its rows and the digest of it.
        rows: by warehouse table, how many.
        adopted: the sources that are among them; told with them in one file, so that files stop to count when these
            records begin to.
    """

    horizon: int
    files: Mapping[str, tuple[str, str]]
    rows: Mapping[str, int]
    adopted: tuple[Adopted, ...] = ()


class RowsMissingError(Exception):
    """Raised where what was staged is not what was read."""


def staged_records(workspace: Workspace) -> StagedRecords | None:
    """Return the records as they were last read, or None where they never were."""
    path = workspace.records / "manifest.json"
    if not path.exists():
        return None
    held = read_json(path)
    adopted = tuple(Adopted(a["source"], tuple(a["imports"]), a["left_in"]) for a in held.get("adopted", ()))
    return StagedRecords(held["horizon"], {n: tuple(f) for n, f in held["files"].items()}, held["rows"], adopted)


def stage_records(workspace: Workspace, database: Database, zone: str, work: Work | None = None) -> StagedRecords:
    """Read what changed since the records were last staged, and publish it; what did not change stays.

    Everything is read within one transaction of the database.

    Args:
        workspace: where it is staged.
        database: the own one.
        zone: the time zone of the firm, by its name.
        work: told of each table.

    Raises:
        RowsMissingError: a file does not hold what was read.
    """
    work = work or Work()
    workspace.records.mkdir(parents=True, exist_ok=True)
    with (workspace.records / ".lock").open("a") as lock:
        # Two that stage at once would write the same drafts; whoever comes second sees what the first has seen.
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _staged(workspace, database, zone, work)


def _staged(workspace: Workspace, database: Database, zone: str, work: Work) -> StagedRecords:
    before = staged_records(workspace)
    with reading(database) as source, Engine(threads=1) as engine:
        engine.run(f"SET VARIABLE zone = '{zone}'")
        horizon = source.horizon()
        adopted = tuple(Adopted(name, tuple(json.loads(ids)), left) for name, ids, left in source.adopted())
        changed = None if before is None else source.changed_concepts(before.horizon)
        wanted = [
            name
            for name, shape in SHAPES.items()
            if changed is None or before is None or _is_touched(name, changed, before)
        ]
        _load(engine, source, {origin for name in wanted for origin in SHAPES[name].of})
        files = {} if before is None else {n: f for n, f in before.files.items() if n in SHAPES}
        rows = {} if before is None else {n: r for n, r in before.rows.items() if n in SHAPES}
        for done, name in enumerate(wanted):
            work.step(READING.fill(table=name), done, len(wanted))
            files[name], rows[name] = _written(workspace, engine, name)
    failpoint("records-read")
    staged = StagedRecords(horizon, files, rows, adopted)
    write_json(
        workspace.records / "manifest.json",
        {
            "schema": SCHEMA,
            "source": SOURCE,
            "horizon": horizon,
            "files": files,
            "rows": rows,
            "adopted": [{"source": a.source, "imports": a.imports, "left_in": a.left_in} for a in adopted],
        },
    )
    failpoint("records-staged")
    # A snapshot may be building from the files before; whoever begins one now finds those of the manifest.
    with publishing(workspace):
        _sweep(workspace.records, staged)
    return staged


def _is_touched(name: str, changed: frozenset[str], before: StagedRecords) -> bool:
    concepts = SHAPES[name].concepts
    return name not in before.files or not concepts or bool(concepts & changed)


def _load(engine: Engine, source: Reading, wanted: set[str]) -> None:
    """Copy tables of the database into the engine."""
    for name in sorted(wanted):
        origin = ORIGINS[name]
        engine.connection.from_arrow(source.rows(origin.select())).project(origin.typed()).create(name)


def _written(workspace: Workspace, engine: Engine, name: str) -> tuple[tuple[str, str], int]:
    """Write the rows of a warehouse table under the name of their content, and return file, digest and count."""
    draft = workspace.records / f".{name}.parquet"
    shaped = SHAPES[name].sql
    engine.save(shaped, draft)
    rows = engine.rows(f"SELECT count(*) FROM read_parquet('{_quoted(draft)}')")[0][0]
    read = engine.rows(f"SELECT count(*) FROM ({shaped})")[0][0]
    if rows != read:
        raise RowsMissingError(f"{name}: {rows} rows of {read}")
    digest = sha256_of(draft)
    kept = workspace.records / f"{name}-{digest[:16]}.parquet"
    draft.replace(kept)
    return (kept.name, digest), rows


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _sweep(folder: Path, staged: StagedRecords) -> None:
    kept = {file for file, _ in staged.files.values()}
    for path in folder.glob("*.parquet"):
        if path.name not in kept:
            path.unlink()
