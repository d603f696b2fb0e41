"""Customer summaries by the plainest query: summary_duckdb.py ORDERS_GLOB DAY."""

import json
import sys
import time

import duckdb
import numpy as np

QUERY = """
WITH days AS (
    SELECT customer_key, ordered_on, sum(amount) AS amount FROM read_parquet(?)
    WHERE kind = 'sale' AND status = 'valid' AND amount > 0 AND currency = 'VND' AND ordered_on <= ?::DATE
    GROUP BY ALL
)
SELECT customer_key, count(*) - 1 AS frequency, max(ordered_on) - min(ordered_on) AS recency_days,
    ?::DATE - min(ordered_on) AS age_days,
    (sum(amount) - arg_min(amount, ordered_on))::DOUBLE / nullif(count(*) - 1, 0) AS mean_spend
FROM days GROUP BY customer_key
"""

started, started_wall = time.process_time(), time.perf_counter()
connection = duckdb.connect(":memory:", config={"memory_limit": "1GB"})
found = connection.execute(QUERY, [sys.argv[1], sys.argv[2], sys.argv[2]]).fetchnumpy()
done, done_wall = time.process_time(), time.perf_counter()
spend = np.ma.filled(found["mean_spend"], 0.0)
print(
    json.dumps(
        {
            "cpu_s": done - started,
            "wall_s": done_wall - started_wall,
            "customers": len(found["customer_key"]),
            "repeats": int(found["frequency"].sum()),
            "recency_days": int(found["recency_days"].sum()),
            "age_days": int(found["age_days"].sum()),
            "spend": round(float(spend.sum()) / len(spend), 2),
        }
    )
)
