"""Customer summaries as an evaluation makes them: summary_ours.py WORKSPACE DAY."""

import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np

from crmeter.evaluation.buying import histories_until
from crmeter.evaluation.tables import attach_snapshot, keep_rows
from crmeter.measures.view import View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

workspace, day = Workspace(Path(sys.argv[1]).absolute()), date.fromisoformat(sys.argv[2])
snapshot = current(workspace)
assert snapshot is not None
started, started_wall = time.process_time(), time.perf_counter()
with Engine() as engine, tempfile.TemporaryDirectory() as folder:
    attach_snapshot(engine, workspace, snapshot)
    keep_rows(engine, View(Period.trailing(day, 365), day, "VND"), Path(folder))
    kept = time.process_time()
    histories = histories_until(engine, day)
    done, done_wall = time.process_time(), time.perf_counter()
print(
    json.dumps(
        {
            "cpu_s": done - started,
            "wall_s": done_wall - started_wall,
            "rows_cpu_s": kept - started,
            "histories_cpu_s": done - kept,
            "customers": len(histories),
            "repeats": int(histories.frequency.sum()),
            "recency_days": int(histories.recency_days.sum()),
            "age_days": int(histories.age_days.sum()),
            "spend": round(float(np.nansum(histories.mean_spend)) / len(histories), 2),
        }
    )
)
