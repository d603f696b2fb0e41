"""From staged imports to published tables.

Each table is built from what was imported: later imports of the same source win, undone ones are gone, orders
get their amounts from their lines and goods sent back are matched to what was bought. A table whose inputs have
not changed, whose files are whole and which the same code built is not built again.
"""

import hashlib
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from crmeter.vocabulary import Text, Work
from crmeter.warehouse import build
from crmeter.warehouse.connectors.own_database.origin import SOURCE as RECORDS
from crmeter.warehouse.connectors.own_database.staging import StagedRecords, staged_records
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.erasure.rewriting import without_source_keys
from crmeter.warehouse.imports import StagedImport, staged_as, staged_files
from crmeter.warehouse.publishing_lock import publishing
from crmeter.warehouse.snapshots import (
    Snapshot,
    TableVersion,
    current,
    damaged,
    publish,
    retain,
    rewrite,
    write_table,
)
from crmeter.warehouse.tables import TABLES
from crmeter.warehouse.workspace import Workspace

# What a table is built from beside its own staged rows.
ALSO_FROM = {
    "customers": ("customer_aliases",),
    "orders": ("order_lines", "returns", "customer_aliases"),
    "order_lines": ("orders",),
    "returns": ("order_lines", "orders", "customer_aliases"),
    "leads": ("customer_aliases",),
    "touches": ("customer_aliases",),
    "tickets": ("customer_aliases",),
    "deals": ("customer_aliases",),
    "warranty_claims": ("customer_aliases", "order_aliases", "product_aliases"),
    "stock_levels": ("product_aliases",),
    "supplier_deliveries": ("product_aliases",),
}


# Tables of people, by what their source calls them too.
_OF_PEOPLE = ("customers", "leads")


def refresh(
    workspace: Workspace,
    work: Work | None = None,
    pinned: Sequence[str] = (),
    memory_limit: str = "1GB",
    erased: Collection[int] = (),
) -> Snapshot:
    """Bring the warehouse up to date with the imports and publish it.

    Args:
        workspace: whose warehouse.
        work: told of each table.
        pinned: snapshots that must be kept, such as those of kept evaluation runs.
        memory_limit: what the engine may hold before it spills.
        erased: keys of customers who were taken out of the imports since; tables of people are built anew, and older
            snapshots forget them too.

    Returns:
        The snapshot that is now current; the one before if nothing changed.
    """
    work = work or Work()
    with publishing(workspace), Engine(memory_limit) as engine:
        imports = _inputs_of(workspace)
        before = current(workspace)
        broken = damaged(workspace, before) if before else ()
        anew = _OF_PEOPLE if erased else ()
        tables: dict[str, TableVersion] = {}
        build.stage(engine, imports)
        for done, name in enumerate(TABLES):
            work.step(
                Text("Dựng bảng {table}", "Building table {table}").fill(table=TABLES[name].title),
                done,
                len(TABLES),
            )
            inputs = _inputs(name, imports)
            if before and name in before.tables and name not in (*broken, *anew):
                kept = before.tables[name]
                if kept.inputs == inputs and kept.built_by == built_by():
                    tables[name] = kept
                    continue
            rows = engine.connection.sql(build.table_sql(name))
            tables[name] = write_table(workspace, name, rows, inputs, built_by(), begins_anew=name in anew)
        engine.save(build.identities_sql(), workspace.identities / "customers.parquet")
        engine.save(build.survey_words_sql(), workspace.survey_words)
        snapshot = publish(workspace, tables)
        for name in anew:
            rewrite(workspace, name, lambda path, aside: without_source_keys(path, erased, aside) > 0)
        retain(workspace, pinned)
    return snapshot


def repaired(workspace: Workspace, work: Work | None = None, pinned: Sequence[str] = ()) -> Snapshot | None:
    """Return the current snapshot, rebuilt first if a file of it is damaged; None in a new workspace."""
    snapshot = current(workspace)
    if snapshot is None or not damaged(workspace, snapshot):
        return snapshot
    return refresh(workspace, work, pinned)


@cache
def built_by() -> str:
    """Return the version of the code that builds tables: a digest of its sources, which nobody can forget to raise."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in (here / "build.py", *sorted((here / "tables").glob("*.py"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _inputs_of(workspace: Workspace) -> tuple[StagedImport, ...]:
    """Return all that counts: files, but for those whose records count in their place, and the records."""
    records = staged_records(workspace)
    if records is None:
        return staged_files(workspace)
    replaced = {import_id for adopted in records.adopted for import_id in adopted.imports}
    return (
        *(each for each in staged_files(workspace) if each.id not in replaced),
        *(staged_as(workspace, adopted.left_in) for adopted in records.adopted if adopted.left_in),
        *_records(workspace, records),
    )


def _records(workspace: Workspace, staged: StagedRecords) -> tuple[StagedImport, ...]:
    """Return the records of the own database, one input for each table: a change of one builds no other anew."""
    return tuple(
        StagedImport(f"{RECORDS}-{table}-{digest[:16]}", {table: (workspace.records / file,)})
        for table, (file, digest) in staged.files.items()
        if staged.rows[table]
    )


def _inputs(table: str, imports: Sequence[StagedImport]) -> tuple[str, ...]:
    wanted = {table, *ALSO_FROM.get(table, ())}
    return tuple(i.id for i in imports if wanted & set(i.files))
