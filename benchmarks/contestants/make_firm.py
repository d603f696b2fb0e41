"""A workspace whose snapshot holds a drawn firm of so many orders: make_firm.py ORDERS WORKSPACE.

Of ten orders there are one customer, one ticket, five contacts and a third of a lead; everything is drawn from hashes
of its number, so that the same size gives the same firm.
"""

import sys
from pathlib import Path

from crmeter.warehouse.engine import Engine
from crmeter.warehouse.publishing_lock import publishing
from crmeter.warehouse.snapshots import publish, write_table
from crmeter.warehouse.tables import TABLES, identities
from crmeter.warehouse.workspace import Workspace

FIRST, DAYS = "DATE '2023-01-01'", 1096
orders = int(sys.argv[1])
workspace = Workspace(Path(sys.argv[2]).absolute())


def some(what: int, of: int) -> str:
    """Return a number below `of`, drawn from the row's number."""
    return f"(hash(n * 64 + {what}) % {of})::INTEGER"


def one_of(what: int, *words: str) -> str:
    """Return one of some words, drawn from the row's number."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"[{listed}][1 + {some(what, len(words))}]"


CUSTOMERS, TICKETS, TOUCHES, LEADS, DEALS = orders // 10, orders // 10, orders // 2, orders // 30, orders // 50
CHANNEL = one_of(1, "web", "shop", "phone", "zalo")
OWNER = f"'owner ' || {some(2, 15)}"
DAY = f"({FIRST} + {some(3, DAYS)})"
MOMENT = f"({DAY}::TIMESTAMP + to_minutes(480 + {some(4, 540)}))"
ROWS = {
    "customers": (
        CUSTOMERS,
        f"n AS customer_key, {one_of(1, 'household', 'office', 'shop')} AS segment,"
        f" {one_of(2, 'north', 'central', 'south', 'delta')} AS region, 'VN' AS country, {OWNER} AS owner,"
        f" {DAY} AS created_on",
    ),
    "orders": (
        orders,
        f"n AS order_key, {some(5, CUSTOMERS)} AS customer_key, {MOMENT} AS ordered_at, {DAY} AS ordered_on,"
        f" 'sale' AS kind, CASE WHEN {some(6, 50)} = 0 THEN 'cancelled' ELSE 'valid' END AS status,"
        f" 50000 + {some(7, 900)} * 1000 AS amount, 'VND' AS currency, {CHANNEL} AS channel, {OWNER} AS owner",
    ),
    "deliveries": (
        orders,
        f"n AS delivery_key, n AS order_key, {DAY} + 3 AS promised_on, {DAY} + 1 AS shipped_on,"
        f" {DAY} + 1 + {some(8, 4)} AS delivered_on",
    ),
    "leads": (
        LEADS,
        f"n AS lead_key, CASE WHEN {some(9, 5)} = 0 THEN {some(5, CUSTOMERS)} END AS customer_key, {DAY} AS created_on,"
        f" {MOMENT} AS created_at, CASE WHEN {some(9, 5)} = 0 THEN {DAY} + {some(10, 60)} END AS converted_on,"
        f" 'new' AS status, {CHANNEL} AS channel, {OWNER} AS owner",
    ),
    "touches": (
        TOUCHES,
        f"n AS touch_key, CASE WHEN {some(11, 4)} > 0 THEN {some(5, CUSTOMERS)} END AS customer_key,"
        f" CASE WHEN {some(11, 4)} = 0 THEN {some(12, LEADS)} END AS lead_key, {MOMENT} AS touched_at,"
        f" {DAY} AS touched_on, {one_of(13, 'call', 'email', 'visit')} AS channel,"
        f" {one_of(14, 'out', 'out', 'in')} AS direction, {one_of(15, 'answered', 'none')} AS outcome",
    ),
    "tickets": (
        TICKETS,
        f"n AS ticket_key, {some(5, CUSTOMERS)} AS customer_key, {one_of(1, 'care', 'technical')} AS queue,"
        f" {one_of(2, 'water', 'bill', 'leak', 'quality')} AS category,"
        f" {one_of(16, 'low', 'normal', 'high')} AS priority,"
        f" CASE WHEN {some(17, 20)} = 0 THEN 'open' ELSE 'solved' END AS status, {CHANNEL} AS channel,"
        f" {MOMENT} AS opened_at, {DAY} AS opened_on, {MOMENT} + to_minutes({some(18, 600)}) AS first_responded_at,"
        f" CASE WHEN {some(17, 20)} > 0 THEN {MOMENT} + to_minutes(600 + {some(19, 4000)}) END AS solved_at,"
        f" {MOMENT} + to_minutes(240) AS answer_due_at, {MOMENT} + to_minutes(2880) AS due_at, 0 AS paused_seconds,"
        f" ({some(20, 12)} = 0)::INTEGER AS reopened, {OWNER} AS owner",
    ),
    "deals": (
        DEALS,
        f"n AS deal_key, {some(5, CUSTOMERS)} AS customer_key, {DAY} AS created_on, 'sales' AS pipeline,"
        f" {one_of(21, 'talk', 'offer', 'contract')} AS stage, {one_of(22, 'open', 'won', 'lost')} AS status,"
        f" 1000000 + {some(23, 90)} * 100000 AS amount, 'VND' AS currency, 50 AS probability,"
        f" CASE WHEN {some(22, 3)} = 1 THEN {DAY} + {some(24, 90)} END AS won_on,"
        f" CASE WHEN {some(22, 3)} = 2 THEN {DAY} + {some(24, 90)} END AS lost_on,"
        f" {CHANNEL} AS channel, {OWNER} AS owner",
    ),
    "deal_stages": (
        DEALS,
        f"n AS event_key, n AS deal_key, 'created' AS kind, 'talk' AS to_stage, {MOMENT} AS happened_at,"
        f" {DAY} AS happened_on, {MOMENT} AS recorded_at",
    ),
}

with publishing(workspace), Engine("2GB") as engine:
    versions = {}
    for name, table in TABLES.items():
        if name not in ROWS:
            sql = table.no_rows_sql()
        else:
            n, drawn = ROWS[name]
            origin = f"'bench' AS source, '{name}' || n AS source_key, 'bench' AS import_id, n AS source_line"
            engine.run(f"CREATE VIEW drawn_{name} AS SELECT {drawn}, {origin} FROM range({n}) r(n)")
            there = {row[0] for row in engine.rows(f"DESCRIBE drawn_{name}")}
            columns = ", ".join(
                f'"{c.name}"::{c.type} AS "{c.name}"' if c.name in there else f'NULL::{c.type} AS "{c.name}"'
                for c in table.columns
            )
            sql = f"SELECT {columns} FROM drawn_{name} ORDER BY {table.date or table.key}"
        versions[name] = write_table(workspace, name, engine.connection.sql(sql), ("bench",))
    engine.save(identities.no_rows_sql(), workspace.identities / "customers.parquet")
    publish(workspace, versions)
