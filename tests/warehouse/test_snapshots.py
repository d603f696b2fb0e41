"""Published tables survive crashes and damage, and old pictures stay as long as somebody needs them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.imports import import_file
from crmeter.warehouse.refresh import refresh, repaired
from crmeter.warehouse.snapshots import Snapshot, current, damaged, load, retain
from crmeter.warehouse.workspace import Workspace

HEADER = "order id,order date,total vnd,customer id\n"


def bring(workspace: Workspace, *rows: str) -> None:
    """Import one file of orders under the one source name."""
    path = workspace.root.parent / "orders.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    import_file(workspace, path, Answers(source="shop"))


def orders(workspace: Workspace, snapshot: Snapshot | None = None) -> list[tuple[object, ...]]:
    """Key, day and amount of every order of a snapshot, read by DuckDB alone."""
    snapshot = snapshot or current(workspace)
    assert snapshot is not None
    files = [str(path) for path in snapshot.paths(workspace, "orders")]
    with duckdb.connect() as connection:
        return connection.execute(
            f"SELECT source_key, ordered_on::VARCHAR, amount::INTEGER FROM read_parquet({files}) ORDER BY ALL"
        ).fetchall()


FIRST = ("1", "2026-01-05", 10)
SECOND = ("2", "2026-01-06", 20)


def test_a_new_workspace_has_no_snapshot(workspace: Workspace) -> None:
    assert current(workspace) is None
    assert repaired(workspace) is None
    with pytest.raises(FileNotFoundError):
        load(workspace, "000001")


def test_a_snapshot_tells_rows_files_and_checksums(workspace: Workspace) -> None:
    bring(workspace, "1,2026-01-05,10,A", "2,2026-01-06,20,B")

    snapshot = refresh(workspace)

    assert snapshot == current(workspace) == load(workspace, snapshot.id)
    assert (snapshot.tables["orders"].rows, snapshot.tables["customers"].rows) == (2, 2)
    assert orders(workspace) == [FIRST, SECOND]
    assert damaged(workspace, snapshot) == ()
    held = json.loads((workspace.snapshots / f"{snapshot.id}.json").read_text())
    assert len(held["tables"]["orders"]["files"][0]["sha256"]) == 64


def test_nothing_new_makes_no_new_snapshot(workspace: Workspace) -> None:
    bring(workspace, "1,2026-01-05,10,A")
    first = refresh(workspace)

    assert refresh(workspace) == first
    assert [path.name for path in workspace.snapshots.glob("*.json")] == ["000001.json"]


def test_an_older_snapshot_is_not_changed_by_a_newer_one(workspace: Workspace) -> None:
    bring(workspace, "1,2026-01-05,10,A")
    first = refresh(workspace)
    bring(workspace, "2,2026-01-06,20,B")
    second = refresh(workspace)

    assert first.id != second.id
    assert orders(workspace, first) == [FIRST]
    assert orders(workspace, second) == [FIRST, SECOND]


REFRESH = """
import sys
from pathlib import Path
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace
refresh(Workspace(Path(sys.argv[1])))
"""


@pytest.mark.parametrize(
    "failpoint",
    ["table-written:1", "table-written:3", "file-before-rename:1", "snapshot-written:1", "file-before-rename:2"],
)
def test_a_crash_leaves_the_old_picture_and_the_next_refresh_publishes(workspace: Workspace, failpoint: str) -> None:
    bring(workspace, "1,2026-01-05,10,A")
    before = refresh(workspace)
    bring(workspace, "2,2026-01-06,20,B")

    crashed = subprocess.run(
        [sys.executable, "-c", REFRESH, str(workspace.root)],
        check=False,
        capture_output=True,
        env={"CRMETER_FAILPOINT": failpoint},
    )

    assert crashed.returncode == -9, crashed.stderr.decode()
    assert current(workspace) == before
    assert damaged(workspace, before) == ()
    assert orders(workspace) == [FIRST]

    after = refresh(workspace)

    assert current(workspace) == after != before
    assert not list(workspace.snapshots.glob(".*"))
    assert damaged(workspace, after) == ()
    assert orders(workspace) == [FIRST, SECOND]


def garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize("harm", [garble, cut, Path.unlink], ids=["garbled", "cut off", "deleted"])
def test_a_damaged_file_is_found_and_its_table_rebuilt(workspace: Workspace, harm: Callable[[Path], None]) -> None:
    bring(workspace, "1,2026-01-05,10,A", "2,2026-01-06,20,B")
    before = refresh(workspace)
    [file] = before.paths(workspace, "orders")

    harm(file)

    assert damaged(workspace, before) == ("orders",)
    after = repaired(workspace)
    assert after is not None
    assert damaged(workspace, after) == ()
    assert orders(workspace) == [FIRST, SECOND]
    # The others were whole and were not built again.
    assert after.tables["customers"] == before.tables["customers"]


@pytest.mark.parametrize("content", [b"\x00garbage{", b"", None], ids=["garbled", "empty", "deleted"])
def test_a_damaged_log_is_found_and_begun_anew(workspace: Workspace, content: bytes | None) -> None:
    bring(workspace, "1,2026-01-05,10,A")
    first = refresh(workspace)
    bring(workspace, "2,2026-01-06,20,B")
    second = refresh(workspace)

    for log in (workspace.tables / "orders" / "_delta_log").glob("*.json"):
        log.unlink() if content is None else log.write_bytes(content)

    assert damaged(workspace, second) == ("orders",)
    after = refresh(workspace)
    assert damaged(workspace, after) == ()
    assert orders(workspace, after) == [FIRST, SECOND]
    # Snapshots go by their files, so that those from before can still be read.
    assert orders(workspace, first) == [FIRST]
    assert orders(workspace, second) == [FIRST, SECOND]
    bring(workspace, "3,2026-01-07,30,C")
    assert len(orders(workspace, refresh(workspace))) == 3


def test_retention_keeps_the_newest_and_the_pinned_with_their_files(workspace: Workspace) -> None:
    made = []
    for number in range(5):
        bring(workspace, f"{number},2026-01-05,10,A")
        made.append(refresh(workspace))
    kept = [made[1], made[3], made[4]]

    gone = retain(workspace, pinned=[made[1].id], keep=2)

    assert gone == (made[0].id, made[2].id)
    assert [len(orders(workspace, snapshot)) for snapshot in kept] == [2, 4, 5]
    assert all(damaged(workspace, snapshot) == () for snapshot in kept)
    with pytest.raises(FileNotFoundError):
        load(workspace, made[0].id)
    named = {path for snapshot in kept for path in snapshot.paths(workspace, "orders")}
    assert set((workspace.tables / "orders").glob("*.parquet")) == named
    assert retain(workspace, pinned=[made[1].id], keep=2) == ()


def test_an_interrupted_write_leaves_no_rubbish_behind_for_long(workspace: Workspace) -> None:
    bring(workspace, "1,2026-01-05,10,A")
    refresh(workspace)
    orphan = workspace.tables / "orders" / "part-of-nothing.parquet"
    orphan.write_bytes(b"half")

    refresh(workspace)

    assert not orphan.exists()
