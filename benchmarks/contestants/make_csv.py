"""Orders as a shop exports them: make_csv.py ORDERS FILE.csv."""

import sys
from pathlib import Path

import duckdb

target = Path(sys.argv[2])
draft = target.with_name(f"draft-{target.name}")
with duckdb.connect(":memory:") as connection:
    connection.execute(
        "COPY (SELECT 'SO' || lpad(order_key::VARCHAR, 9, '0') AS \"Order ID\","
        " 'C' || lpad(customer_key::VARCHAR, 8, '0') AS \"Customer ID\","
        ' strftime(ordered_at, \'%Y-%m-%d %H:%M:%S\') AS "Order Date", amount::BIGINT AS "Amount",'
        " if(status = 'valid', 'Completed', 'Cancelled') AS \"Status\", channel AS \"Channel\""
        f" FROM '{sys.argv[1]}') TO '{draft}' (FORMAT csv, HEADER)"
    ).fetchall()
draft.replace(target)
