"""Build the warehouse from what was imported: refresh_ours.py WORKSPACE."""

import json
import sys
import time
from pathlib import Path

from crmeter.vocabulary import Text, Work
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

started, started_wall = time.process_time(), time.perf_counter()
steps: dict[str, float] = {}


def told(step: Text, _done: int, _total: int | None) -> None:
    """Keep when each step began."""
    steps.setdefault(step.en, round(time.process_time() - started, 2))


snapshot = refresh(Workspace(Path(sys.argv[1]).absolute()), Work(told))
print(
    json.dumps(
        {
            "cpu_s": time.process_time() - started,
            "wall_s": time.perf_counter() - started_wall,
            "rows": snapshot.tables["orders"].rows,
            "cpu_s_at_the_beginning_of": steps,
        }
    )
)
