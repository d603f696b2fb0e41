"""A workspace whose snapshot holds drawn orders and their customers: make_warehouse.py ORDERS WORKSPACE."""

import sys
from pathlib import Path

from crmeter.warehouse.engine import Engine
from crmeter.warehouse.publishing_lock import publishing
from crmeter.warehouse.snapshots import publish, write_table
from crmeter.warehouse.tables import TABLES, identities
from crmeter.warehouse.workspace import Workspace

ORDERS = """
SELECT order_key, customer_key, ordered_at, ordered_on, 'sale' AS kind, status, NULL AS reversed_on, amount,
    'VND' AS currency, NULL AS quantity, channel, NULL AS region, NULL AS campaign, NULL AS owner,
    'bench' AS source, 'o' || order_key AS source_key, 'bench' AS import_id, order_key AS source_line
FROM drawn
"""
CUSTOMERS = """
SELECT customer_key, NULL AS kind, ['household', 'office', 'shop'][1 + customer_key % 3] AS segment,
    ['north', 'central', 'south', 'delta'][1 + customer_key % 4] AS region, 'VN' AS country, NULL AS channel,
    NULL AS owner, min(ordered_on) AS created_on, 'bench' AS source, 'c' || customer_key AS source_key,
    'bench' AS import_id, customer_key AS source_line
FROM drawn GROUP BY customer_key
"""

workspace = Workspace(Path(sys.argv[2]).absolute())
with publishing(workspace), Engine("2GB") as engine:
    engine.attach("drawn", [Path(sys.argv[1])])
    queries = {"orders": ORDERS, "customers": CUSTOMERS}
    versions = {}
    for name, table in TABLES.items():
        columns = ", ".join(f'"{c.name}"::{c.type} AS "{c.name}"' for c in table.columns)
        order = f" ORDER BY {table.date or table.key}" if name in queries else ""
        sql = f"SELECT {columns} FROM ({queries.get(name, table.no_rows_sql())}){order}"
        versions[name] = write_table(workspace, name, engine.connection.sql(sql), ("bench",))
    engine.save(identities.no_rows_sql(), workspace.identities / "customers.parquet")
    publish(workspace, versions)
