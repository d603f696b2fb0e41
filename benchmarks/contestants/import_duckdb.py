"""A CSV of orders to typed Parquet by bare DuckDB: import_duckdb.py FILE.csv FOLDER."""

import json
import sys
import time
from pathlib import Path

import duckdb

folder = Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
started, started_wall = time.process_time(), time.perf_counter()
with duckdb.connect(":memory:", config={"memory_limit": "1GB"}) as connection:
    rows = connection.execute(
        f"COPY (SELECT * FROM read_csv('{sys.argv[1]}')) TO '{folder}/orders.parquet' (FORMAT parquet)"
    ).fetchall()[0][0]
print(
    json.dumps(
        {"cpu_s": time.process_time() - started, "wall_s": time.perf_counter() - started_wall, "rows": rows},
    )
)
