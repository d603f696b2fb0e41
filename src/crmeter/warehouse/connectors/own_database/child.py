"""The process that reads the own database: the order comes on its standard input, what was staged goes out as JSON."""

import json
import sys
from pathlib import Path

from crmeter.vocabulary import Text, Work
from crmeter.warehouse.connectors.own_database.database import Database
from crmeter.warehouse.connectors.own_database.staging import stage_records
from crmeter.warehouse.workspace import Workspace


def _tell(words: Text, done: int, total: int | None) -> None:
    _write({"step": words.to_json(), "done": done, "total": total})


def _write(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Stage the records once."""
    order = json.loads(sys.stdin.readline())
    workspace, database = Workspace(Path(order["workspace"])), Database.from_json(order["database"])
    staged = stage_records(workspace, database, order["zone"], Work(_tell))
    _write({"result": {"horizon": staged.horizon, "rows": dict(staged.rows)}})


if __name__ == "__main__":
    main()
