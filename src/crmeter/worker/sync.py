"""Changes of the records brought to the warehouse, and then to the figures."""

import fcntl

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from crmeter.evaluation.store import pinned_snapshots
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.change_actions import forget_changes
from crmeter.records.ledger.change_queries import waits
from crmeter.vocabulary import Work
from crmeter.vocabulary.failpoints import failpoint
from crmeter.vocabulary.zone import ZONE
from crmeter.warehouse.connectors.own_database.database import Database
from crmeter.warehouse.connectors.own_database.plan_shapes import PLANS
from crmeter.warehouse.connectors.own_database.staging import staged_records
from crmeter.warehouse.connectors.own_database.sync import read_records
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.snapshots import Snapshot, TableVersion, current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.asking import ask_for_figures
from crmeter.worker.handlers import Order


def sync_records(_: Order, work: Work) -> dict[str, object] | None:
    """Read what changed in the records, publish it as a snapshot and ask for the figures; nothing where nothing did."""
    if not waits():
        return None
    before = current(settings.WORKSPACE)
    snapshot, rows = bring_records(work)
    if before is None or _asking(before) != _asking(snapshot):
        ask_for_figures(SYSTEM)
    return {"snapshot": snapshot.id, "rows": rows}


def _asking(snapshot: Snapshot) -> dict[str, TableVersion]:
    """Return the tables of which another version asks for figures: each evaluation itself makes one of the others."""
    return {name: version for name, version in snapshot.tables.items() if name not in PLANS}


def bring_records(work: Work) -> tuple[Snapshot, dict[str, int]]:
    """Read what changed in the records, and return the snapshot in which it stands with the rows of each table."""
    workspace = settings.WORKSPACE
    rows = stage_records(workspace, work)
    snapshot = refresh(workspace, work, pinned_snapshots(workspace))
    failpoint("records-synced")
    staged = staged_records(workspace)
    if staged is not None:
        forget_changes(staged.horizon)
    return snapshot, rows


def stage_records(workspace: Workspace, work: Work) -> dict[str, int]:
    """Stage what changed in the records, one process at a time, and return how many rows each table has."""
    workspace.records.mkdir(parents=True, exist_ok=True)
    with (workspace.records / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return read_records(workspace, own_database(), ZONE, work)


def own_database() -> Database:
    """Return where the database is that this process works with."""
    if connection.vendor == "sqlite":
        return Database("sqlite", str(connection.settings_dict["NAME"]))
    told = connection.get_connection_params()
    known = {name: str(told[name]) for name in ("dbname", "user", "password", "host", "port") if told.get(name)}
    return Database("postgresql", make_conninfo(**known))
