"""How each warehouse table is built from staged rows, as SQL."""

from collections.abc import Sequence
from pathlib import Path

from crmeter.warehouse.engine import Engine
from crmeter.warehouse.imports import StagedImport
from crmeter.warehouse.tables import PERSONAL, TABLES, Table, identities, survey_words

# Tables whose rows name a customer that an alias may stand for.
_WITH_CUSTOMER = (
    *("orders", "returns", "leads", "touches", "campaign_members", "survey_answers", "survey_words"),
    *("tickets", "deals", "warranty_claims", "segment_members", "page_views"),
)
# Master data: a later empty cell does not erase what is known.
_MASTER_DATA = ("customers", "products", "partners", "identities")
_ALIASES = "customer_aliases"
# Records that came from a file are known by other keys there; rows that only files hold follow them.
_FOLLOWING = {
    "order_aliases": ("order_key", ("warranty_claims",)),
    "product_aliases": ("product_key", ("warranty_claims", "stock_levels", "supplier_deliveries")),
}


def stage(engine: Engine, imports: Sequence[StagedImport]) -> None:
    """Make the tables buildable: views `staged_<table>`, and the steps that several tables share."""
    for table in (*TABLES.values(), *PERSONAL.values()):
        engine.run(f'CREATE VIEW "staged_{table.name}" AS {_staged(table, imports)}')
    engine.run(f"CREATE VIEW {_ALIASES} AS {_aliases(imports, _ALIASES, 'customer_key')}")
    for aliases, (key, _) in _FOLLOWING.items():
        engine.run(f"CREATE VIEW {aliases} AS {_aliases(imports, aliases, key)}")
    for table in (*TABLES.values(), survey_words):
        engine.run(f'CREATE VIEW "folded_{table.name}" AS {_folded(engine, table)}')
    engine.run(f"CREATE VIEW line_totals AS {_LINE_TOTALS}")
    engine.run(f"CREATE VIEW priced_orders AS {_PRICED_ORDERS}")
    # Matching is asked for by two tables; it is worked out once.
    engine.run(f"CREATE TABLE matched_returns AS {_MATCHED_RETURNS}")
    engine.run(f"CREATE TABLE reversals AS {_REVERSALS}")


def table_sql(name: str) -> str:
    """Return the query that builds one table, its columns in the order of the contract."""
    sources = {
        "orders": (
            "SELECT o.* REPLACE (coalesce(o.reversed_on, r.reversed_on) AS reversed_on)"
            " FROM priced_orders o LEFT JOIN reversals r USING (order_key)"
        ),
        "returns": "SELECT * FROM matched_returns",
        "order_lines": (
            "SELECT l.* REPLACE (coalesce(l.ordered_on, o.ordered_on) AS ordered_on) "
            "FROM folded_order_lines l LEFT JOIN folded_orders o USING (order_key) "
            "WHERE coalesce(l.ordered_on, o.ordered_on) IS NOT NULL"
        ),
    }
    source = sources.get(name, f'SELECT * FROM "folded_{name}"')
    columns = ", ".join(f'"{c.name}"::{c.type} AS "{c.name}"' for c in TABLES[name].columns)
    order = TABLES[name].date or TABLES[name].key
    return f"SELECT {columns} FROM ({source}) ORDER BY {order}"


def identities_sql() -> str:
    """Return the query of names and contact details, one row per customer."""
    return _last_known(identities)


def survey_words_sql() -> str:
    """Return the query of what people wrote to surveys, one row per answer."""
    columns = ", ".join(f'"{column.name}"' for column in survey_words.columns)
    return f"SELECT {columns} FROM folded_survey_words ORDER BY answered_on, answer_key"


def _staged(table: Table, imports: Sequence[StagedImport]) -> str:
    parts = [
        f"SELECT *, {sequence} AS sequence FROM read_parquet({_list(staged.files[table.name])})"
        for sequence, staged in enumerate(imports)
        if table.name in staged.files
    ]
    parts.append(f"SELECT *, NULL::INTEGER AS sequence FROM ({table.no_rows_sql()})")
    return " UNION ALL BY NAME ".join(parts)


def _aliases(imports: Sequence[StagedImport], name: str, key: str) -> str:
    files = [path for staged in imports for path in staged.files.get(name, ())]
    if not files:
        return f"SELECT NULL::BIGINT AS alias_key, NULL::BIGINT AS {key} WHERE false"
    return f"SELECT alias_key, max({key}) AS {key} FROM read_parquet({_list(files)}) GROUP BY 1"


def _folded(engine: Engine, table: Table) -> str:
    """One row per key: the last import wins."""
    staged = f'"staged_{table.name}"'
    if table.name in _MASTER_DATA:
        return _last_known(table)
    # Folding ten million rows costs more than looking whether there is a reason to.
    total, keys = engine.rows(f"SELECT count(*), count(DISTINCT {table.key}) FROM {staged}")[0]
    if table.name == "orders":
        rows = _FOLDED_ORDERS if total != keys else _UNIQUE_ORDERS
    elif total != keys:
        latest = f"row_number() OVER (PARTITION BY {table.key} ORDER BY sequence DESC, source_line DESC)"
        rows = f"SELECT * EXCLUDE (sequence) FROM {staged} QUALIFY {latest} = 1"
    else:
        rows = f"SELECT * EXCLUDE (sequence) FROM {staged}"
    for aliases, (key, tables) in _FOLLOWING.items():
        if table.name in tables:
            rows = (
                f"SELECT r.* REPLACE (coalesce(a.{key}, r.{key}) AS {key}) "
                f"FROM ({rows}) r LEFT JOIN {aliases} a ON a.alias_key = r.{key}"
            )
    if table.name in _WITH_CUSTOMER:
        return (
            "SELECT r.* REPLACE (coalesce(a.customer_key, r.customer_key) AS customer_key) "
            f"FROM ({rows}) r LEFT JOIN {_ALIASES} a ON a.alias_key = r.customer_key"
        )
    return rows


def _last_known(table: Table) -> str:
    """One row per key, each column as it was last told."""
    columns = ", ".join(
        f'arg_max("{c.name}", (sequence, source_line)) FILTER ("{c.name}" IS NOT NULL) AS "{c.name}"'
        if any(column.name == "source_line" for column in table.columns)
        else f'arg_max("{c.name}", sequence) FILTER ("{c.name}" IS NOT NULL) AS "{c.name}"'
        for c in table.columns
        if c.name != table.key
    )
    aliased = f"WHERE {table.key} NOT IN (SELECT alias_key FROM {_ALIASES})" if "customer" in table.key else ""
    return f'SELECT {table.key}, {columns} FROM "staged_{table.name}" {aliased} GROUP BY {table.key}'


def _list(files: Sequence[Path]) -> str:
    return "[" + ", ".join("'" + str(file).replace("'", "''") + "'" for file in files) + "]"


# An order of a flat file may come in several pieces of one import: they are one order. Of several imports the
# last one counts.
_FOLDED_ORDERS = """
SELECT * EXCLUDE (sequence) FROM (
    SELECT
        order_key,
        sequence,
        arg_min(customer_key, source_line) FILTER (customer_key IS NOT NULL) AS customer_key,
        min(ordered_at) AS ordered_at,
        min(ordered_on) AS ordered_on,
        CASE
            WHEN bool_or(kind = 'sale') THEN 'sale'
            WHEN bool_or(kind = 'return') THEN 'return'
            WHEN bool_or(kind = 'free') THEN 'free'
            ELSE min(kind)
        END AS kind,
        CASE WHEN bool_or(status = 'cancelled') THEN 'cancelled' ELSE 'valid' END AS status,
        -- A state that says "sent back" and no day: the day of the order is the only one known.
        min(ordered_on) FILTER (status = 'reversed') AS reversed_on,
        sum(amount) AS amount,
        min(currency) AS currency,
        sum(quantity) AS quantity,
        arg_min(channel, source_line) AS channel,
        arg_min(region, source_line) AS region,
        arg_min(campaign, source_line) AS campaign,
        arg_min(owner, source_line) AS owner,
        min(source) AS source,
        min(source_key) AS source_key,
        min(import_id) AS import_id,
        min(source_line) AS source_line
    FROM staged_orders
    GROUP BY order_key, sequence
)
QUALIFY row_number() OVER (PARTITION BY order_key ORDER BY sequence DESC) = 1
"""

# Where every order comes once, only its state has to be told apart.
_UNIQUE_ORDERS = """
SELECT * EXCLUDE (sequence) REPLACE (
    CASE WHEN status = 'cancelled' THEN 'cancelled' ELSE 'valid' END AS status,
    CASE WHEN status = 'reversed' THEN ordered_on END AS reversed_on
)
FROM staged_orders
"""

_LINE_TOTALS = """
SELECT
    order_key,
    sum(amount) AS amount,
    sum(quantity) AS quantity,
    min(currency) AS currency,
    bool_or(kind = 'sale') AS has_sale,
    bool_or(kind = 'return') AS has_return,
    bool_or(kind = 'free') AS has_free
FROM folded_order_lines
GROUP BY order_key
"""

# An order without an amount of its own is worth what its lines are worth; without lines either, nothing is known
# of its worth: it is kept with amount zero as `unpriced`.
_PRICED_ORDERS = """
SELECT o.* REPLACE (
    coalesce(o.amount, l.amount, 0) AS amount,
    coalesce(o.quantity, l.quantity) AS quantity,
    coalesce(o.currency, l.currency) AS currency,
    CASE
        WHEN o.amount IS NOT NULL THEN o.kind
        WHEN l.order_key IS NULL THEN 'unpriced'
        WHEN l.has_sale THEN 'sale'
        WHEN l.has_return THEN 'return'
        WHEN l.has_free THEN 'free'
        ELSE 'adjustment'
    END AS kind
)
FROM folded_orders o LEFT JOIN line_totals l USING (order_key)
"""

# A return that names no order is the return of the last line of the same customer, product and quantity bought on
# or before its day; failing that, of the largest line of the last day on which at least that quantity was bought.
# A line answers for one return only; where several stand side by side, their hours and amounts decide, then the keys,
# so that every build agrees, and a source that is called by other keys from now on stays as it is.
_MATCHED_RETURNS = """
WITH bought AS (
    SELECT l.line_key, l.order_key, o.customer_key, l.product_key, l.quantity,
        coalesce(l.ordered_on, o.ordered_on) AS ordered_on, o.ordered_at, l.amount
    FROM folded_order_lines l JOIN folded_orders o USING (order_key)
    WHERE l.kind = 'sale' AND o.customer_key IS NOT NULL AND l.product_key IS NOT NULL
), open_returns AS (
    SELECT * FROM folded_returns
    WHERE order_key IS NULL AND customer_key IS NOT NULL AND product_key IS NOT NULL
), alike AS (
    SELECT customer_key, product_key, quantity, ordered_on,
        list({'line_key': line_key, 'order_key': order_key} ORDER BY ordered_at, amount, line_key) AS lines
    FROM bought GROUP BY customer_key, product_key, quantity, ordered_on
), exact AS (
    SELECT return_key, lines[place].line_key AS line_key, lines[place].order_key AS order_key
    FROM (
        SELECT r.return_key, a.lines, row_number() OVER (
            PARTITION BY a.customer_key, a.product_key, a.quantity, a.ordered_on
            ORDER BY r.returned_on, r.amount, r.return_key
        ) AS place
        FROM open_returns r ASOF JOIN alike a
            ON r.customer_key = a.customer_key AND r.product_key = a.product_key AND r.quantity = a.quantity
            AND r.returned_on >= a.ordered_on
    )
    WHERE place <= len(lines)
), largest AS (
    SELECT customer_key, product_key, ordered_on,
        arg_max(
            {'order_key': order_key, 'quantity': quantity}, (quantity, -epoch_us(ordered_at), -amount, -line_key)
        ) AS line
    FROM bought WHERE line_key NOT IN (SELECT line_key FROM exact)
    GROUP BY customer_key, product_key, ordered_on
), partial AS (
    SELECT r.return_key, l.line.order_key AS order_key
    FROM open_returns r ASOF JOIN largest l
        ON r.customer_key = l.customer_key AND r.product_key = l.product_key AND r.returned_on >= l.ordered_on
    WHERE r.return_key NOT IN (SELECT return_key FROM exact) AND r.quantity <= l.line.quantity
    QUALIFY row_number() OVER (
        PARTITION BY l.customer_key, l.product_key, l.ordered_on ORDER BY r.returned_on, r.amount, r.return_key
    ) = 1
)
SELECT r.* REPLACE (coalesce(r.order_key, e.order_key, p.order_key) AS order_key)
FROM folded_returns r
LEFT JOIN exact e USING (return_key)
LEFT JOIN partial p USING (return_key)
"""

# An order is reversed when all the money that was in it went back; where less of it did, the firm kept the rest.
_REVERSALS = """
SELECT o.order_key, r.reversed_on
FROM priced_orders o
JOIN (
    SELECT order_key, max(returned_on) AS reversed_on, sum(amount) AS amount
    FROM matched_returns
    WHERE order_key IS NOT NULL
    GROUP BY order_key
) r USING (order_key)
WHERE o.kind = 'sale' AND r.amount >= o.amount
"""
