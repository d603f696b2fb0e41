"""`crmeter doctor`: is the installation sound, and are the data whole?"""

import argparse
import platform
import sys
from importlib.metadata import version
from typing import Any

from crmeter.cli.console import DONE, FAILED, Console
from crmeter.evaluation.store import pinned_snapshots
from crmeter.vocabulary import Text
from crmeter.warehouse.imports import list_imports
from crmeter.warehouse.refresh import repaired
from crmeter.warehouse.snapshots import current, damaged
from crmeter.warehouse.workspace import Workspace

LIBRARIES = ("duckdb", "deltalake", "ibis-framework", "numpy", "scipy", "openpyxl", "xlsxwriter", "phonenumbers")


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("--repair", action="store_true", help="dựng lại bảng hỏng / rebuild damaged tables")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    snapshot = current(workspace)
    broken = damaged(workspace, snapshot) if snapshot else ()
    if broken and arguments.repair:
        snapshot = repaired(workspace, console.work(), pinned_snapshots(workspace))
        broken = damaged(workspace, snapshot) if snapshot else ()
    imports = list_imports(workspace)
    report: dict[str, Any] = {
        "python": sys.version.split()[0],
        "platform": platform.platform(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "workspace": str(workspace.root),
        "snapshot": snapshot.id if snapshot else None,
        "tables": {name: table.rows for name, table in snapshot.tables.items()} if snapshot else {},
        "damaged": list(broken),
        "imports": {
            "finished": sum(i.state == "finished" for i in imports),
            "undone": sum(i.state == "undone" for i in imports),
        },
    }
    if console.as_json:
        console.data({"schema": "crmeter.doctor/1", **report})
    else:
        console.show(f"Python {report['python']}, {report['platform']}")
        console.show(", ".join(f"{name} {number}" for name, number in report["libraries"].items()))
        console.show(f"{workspace.root}")
        if snapshot is None:
            console.show(Text("Chưa có dữ liệu", "No data yet").in_(console.language))
        for name, rows in report["tables"].items():
            state = Text("hỏng", "damaged") if name in broken else Text("nguyên vẹn", "whole")
            console.show(f"  {name:<16} {rows:>12}  {state.in_(console.language)}")
    if broken:
        console.say(Text("Dựng lại bằng crmeter doctor --repair", "Rebuild them by crmeter doctor --repair"))
        return FAILED
    return DONE
