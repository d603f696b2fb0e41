"""Customer summaries by the evaluation's own query over valid sales: summary_ours.py WORKSPACE DAY."""

import json
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

from crmeter.evaluation.buying import histories_until
from crmeter.evaluation.tables import attach_snapshot, written_out
from crmeter.measures.view import View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.sql import to_sql
from crmeter.warehouse.workspace import Workspace

workspace, day = Workspace(Path(sys.argv[1]).absolute()), date.fromisoformat(sys.argv[2])
snapshot = current(workspace)
assert snapshot is not None
started, started_wall = time.process_time(), time.perf_counter()
# What an evaluation may be given on a small machine; beyond it the engine spills.
with Engine("512MB") as engine:
    attach_snapshot(engine, workspace, snapshot)
    sales = written_out(View(Period.trailing(day, 365), day, "VND"))["sales"]
    engine.run(f"CREATE VIEW sales AS {to_sql(sales)}")
    histories = histories_until(engine, day)
    done, done_wall = time.process_time(), time.perf_counter()
print(
    json.dumps(
        {
            "cpu_s": done - started,
            "wall_s": done_wall - started_wall,
            "customers": len(histories),
            "repeats": int(histories.frequency.sum()),
            "recency_days": int(histories.recency_days.sum()),
            "age_days": int(histories.age_days.sum()),
            "spend": round(float(np.nansum(histories.mean_spend)) / len(histories), 2),
        }
    )
)
