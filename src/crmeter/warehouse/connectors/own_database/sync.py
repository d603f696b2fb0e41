"""Records to the warehouse: staged by a child process, then built into the tables by the next refresh."""

import json
import os
import subprocess
import sys
from pathlib import Path

from crmeter.vocabulary import Text, Work
from crmeter.warehouse.connectors.own_database.database import Database
from crmeter.warehouse.workspace import Workspace

# The address of the database may hold a password, so it goes by the input that nobody else can read.
_PASSED_ON = ("PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "CRMETER_FAILPOINT")


class ReadingFailedError(Exception):
    """Raised where the child that reads the own database ended without a result."""


def read_records(workspace: Workspace, database: Database, zone: str, work: Work | None = None) -> dict[str, int]:
    """Stage what changed in the own database, and return how many rows each warehouse table has.

    Args:
        workspace: where it is staged.
        database: the own one.
        zone: the time zone of the firm, by its name.
        work: told of each table; stops the reading.

    Raises:
        ReadingFailedError: the child died; what was staged before stands.
        Cancelled: `work` was stopped.
    """
    work = work or Work()
    order = {"workspace": str(workspace.root), "database": database.to_json(), "zone": zone}
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment["PYTHONPATH"] = str(Path(__file__).parents[4])
    with subprocess.Popen(
        [sys.executable, "-m", "crmeter.warehouse.connectors.own_database.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as child:
        try:
            if child.stdin is None or child.stdout is None:
                raise ReadingFailedError("no way to speak to the child")
            child.stdin.write(json.dumps(order) + "\n")
            child.stdin.close()
            for line in child.stdout:
                told = json.loads(line)
                if "result" in told:
                    rows: dict[str, int] = told["result"]["rows"]
                    return rows
                work.step(Text(**told["step"]), told["done"], told["total"])
        finally:
            child.kill()
    raise ReadingFailedError(f"the reader of the database ended with {child.returncode}")
