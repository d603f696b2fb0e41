"""The bare scans of the same columns: scan_columns.py WORKSPACE FOLDER, after take_measures.py."""

import json
import sys
import time
from pathlib import Path

from crmeter.evaluation.tables import attach_snapshot
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

workspace, folder = Workspace(Path(sys.argv[1]).absolute()), Path(sys.argv[2])
snapshot = current(workspace)
assert snapshot is not None
with Engine("1GB") as engine:
    attach_snapshot(engine, workspace, snapshot)
    for path in folder.glob("*.parquet"):
        engine.attach(path.stem, [path])
    started = time.perf_counter(), time.process_time()
    scans = json.loads((folder / "scans.json").read_text())
    for table, columns in scans:
        there = {row[0] for row in engine.rows(f'DESCRIBE "{table}"')}
        # The largest value of a column cannot be told without reading it.
        wanted = ", ".join(f'max("{column}")' for column in columns if column in there)
        if wanted:
            engine.rows(f'SELECT {wanted} FROM "{table}" WHERE random() >= 0')
    print(json.dumps({"wall_s": time.perf_counter() - started[0], "cpu_s": time.process_time() - started[1]}))
