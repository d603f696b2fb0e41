"""Import a CSV of orders into a new workspace: import_ours.py FILE.csv WORKSPACE."""

import json
import sys
import time
from pathlib import Path

from crmeter.vocabulary import Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.imports import import_file
from crmeter.warehouse.workspace import Workspace

started, started_wall = time.process_time(), time.perf_counter()
steps: dict[str, float] = {}


def told(step: Text, _done: int, _total: int | None) -> None:
    """Keep when each step was last heard of."""
    steps[step.en] = round(time.process_time() - started, 2)


imported = import_file(Workspace(Path(sys.argv[2]).absolute()), Path(sys.argv[1]), Answers(currency="VND"), Work(told))
print(
    json.dumps(
        {
            "cpu_s": time.process_time() - started,
            "wall_s": time.perf_counter() - started_wall,
            "rows": imported.rows,
            "rejected": imported.rejected,
            "cpu_s_at_the_end_of": steps,
        }
    )
)
