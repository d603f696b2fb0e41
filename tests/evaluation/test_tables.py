"""Tables of a snapshot by their own names, whatever release built them."""

from pathlib import Path

import pytest
from tests.measures.conftest import write_firm

from crmeter.evaluation.tables import attach_snapshot
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.owned_rows import WHOLE, Part, show_part
from crmeter.warehouse.publishing_lock import publishing
from crmeter.warehouse.snapshots import Snapshot, current, publish, write_table
from crmeter.warehouse.workspace import Workspace

DEAL = {"deal_key": 1, "created_on": "2025-03-01", "status": "open", "owner": "An", "is_quoted": True}
SINCE = ("is_quoted", "quoted_on", "order_key")


@pytest.fixture
def of_older_release(tmp_path: Path) -> tuple[Workspace, Snapshot]:
    """A snapshot whose deals lack the columns that came since."""
    workspace = Workspace(tmp_path)
    write_firm(workspace, {"deals": [DEAL]})
    now = current(workspace)
    assert now is not None
    with publishing(workspace), Engine() as engine:
        engine.attach("deals", now.paths(workspace, "deals"))
        older = engine.connection.sql(f"SELECT * EXCLUDE ({', '.join(SINCE)}) FROM deals")
        deals = write_table(workspace, "deals", older, [])
        return workspace, publish(workspace, {**now.tables, "deals": deals})


def test_columns_that_came_since_hold_nothing(of_older_release: tuple[Workspace, Snapshot]) -> None:
    with Engine() as engine:
        attach_snapshot(engine, *of_older_release)

        [row] = engine.records("SELECT deal_key, owner, is_quoted, quoted_on, order_key FROM deals")

    assert row == {"deal_key": 1, "owner": "An", "is_quoted": None, "quoted_on": None, "order_key": None}


def test_the_part_of_an_owner_has_them_too(of_older_release: tuple[Workspace, Snapshot]) -> None:
    with Engine() as engine:
        engine.run(f"CREATE SCHEMA {WHOLE}")
        attach_snapshot(engine, *of_older_release, WHOLE)
        show_part(engine, Part(("An",)), kept=False)

        assert engine.rows("SELECT deal_key, quoted_on FROM deals") == [(1, None)]
