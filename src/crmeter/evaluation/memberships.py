"""Which customers stand in which cell and segment at the end of a run's period: what figures of customers are cut by.

Cells by recency, frequency and money are each customer's one. Built segments overlap, so each is held against the
rest: a customer on record is in it or outside of it. Whoever is on no record stands in neither.
"""

import json
from pathlib import Path

from crmeter.estimators.retention.rfm import CELLS
from crmeter.evaluation.customer_facts import customer_facts_sql
from crmeter.evaluation.internal.rfm_cells import cells_of
from crmeter.evaluation.segment_sql import rule_sql
from crmeter.measures.measure import BUILT_SEGMENT, RFM
from crmeter.measures.rows import Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Misused, NotEnoughData
from crmeter.vocabulary.segment_rule import MOST_MEASURED, OUTSIDE, rule_of
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.tables import RUN_TABLES

TABLE = "memberships"
# Beyond so many ways to write a word nobody has built a segment of it.
_MOST_WRITINGS = 100_000


def save_memberships(engine: Engine, tables: Tables, view: View, path: Path) -> None:
    """Write the `memberships` table of a run and make it readable.

    Args:
        engine: where the tables of the snapshot, `sales` and `customers_now` are readable; scores where there is a
            model.
        tables: their expressions.
        view: of the main period.
        path: the Parquet file to write.
    """
    if not path.exists():
        _find_cells(engine, view)
        engine.run(
            "CREATE OR REPLACE TEMP TABLE customer_facts AS SELECT f.*, c.rfm FROM"
            f" ({customer_facts_sql(engine, tables, view)}) f LEFT JOIN cells_now c USING (customer_key)"
        )
        parts = [f"SELECT customer_key, '{RFM}' AS cut, rfm AS code FROM cells_now", *_built(engine, view)]
        found = " UNION ALL ".join(parts)
        columns = ", ".join(f'"{c.name}"::{c.type} AS "{c.name}"' for c in RUN_TABLES[TABLE].columns)
        engine.save(
            f"SELECT {columns} FROM (SELECT row_number() OVER (ORDER BY cut, code, customer_key) AS membership_key,"
            f" customer_key, cut, code FROM ({found})) ORDER BY membership_key",
            path,
        )
        engine.run("DROP TABLE customer_facts")
        engine.run("DROP TABLE cells_now")
    engine.attach(TABLE, [path])


def _find_cells(engine: Engine, view: View) -> None:
    engine.run("CREATE OR REPLACE TEMP TABLE cells_now (customer_key BIGINT, rfm VARCHAR)")
    try:
        cells, keys, _ = cells_of(engine, view.as_of)
    except NotEnoughData:
        return
    engine.connection.register("cells_found", {"customer_key": keys, "place": cells})
    names = ", ".join(f"'{name}'" for name in CELLS)
    engine.run(f"INSERT INTO cells_now SELECT customer_key, [{names}][place + 1] FROM cells_found")
    engine.connection.unregister("cells_found")


def _built(engine: Engine, view: View) -> list[str]:
    """Return the SELECT of the members of each measured segment, and of whoever is outside of it."""
    parts = []
    told = engine.rows("SELECT segment_key, name, is_live, rule FROM segments ORDER BY segment_key")
    for key, name, is_live, rule in told[:MOST_MEASURED]:
        try:
            held = _holds(engine, view, rule) if is_live else _kept(key)
        except Misused:
            # The rule of another version, which this one cannot read: not measured, and the page says so.
            continue
        quoted = name.replace("'", "''")
        parts.append(
            f"SELECT customer_key, '{BUILT_SEGMENT}' AS cut,"
            f" CASE WHEN {held} THEN '{quoted}' ELSE '{OUTSIDE}{quoted}' END AS code FROM customer_facts"
        )
    return parts


def _holds(engine: Engine, view: View, rule: str) -> str:
    def writings(column: str) -> list[str]:
        found = engine.rows(
            f'SELECT DISTINCT "{column}" FROM customer_facts WHERE "{column}" IS NOT NULL LIMIT {_MOST_WRITINGS}'
        )
        return [word for (word,) in found]

    return rule_sql(rule_of(json.loads(rule)), view.as_of, writings)


def _kept(segment: int) -> str:
    return f"customer_key IN (SELECT customer_key FROM segment_members WHERE segment_key = {int(segment)})"
