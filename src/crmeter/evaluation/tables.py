"""Warehouse tables bound to an engine and to expressions."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import ibis.expr.types as ir

from crmeter.evaluation.rows_sql import rows_and_sql
from crmeter.measures.rows import Rows, Tables, first_seen, purchases, sales, tries
from crmeter.measures.view import View
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import Snapshot
from crmeter.warehouse.sql import unbound
from crmeter.warehouse.tables import RUN_TABLES, TABLES, survey_words
from crmeter.warehouse.workspace import Workspace

CONTRACTS = {**TABLES, **RUN_TABLES}


def attach_snapshot(engine: Engine, workspace: Workspace, snapshot: Snapshot, schema: str = "main") -> None:
    """Make every table of a snapshot readable by its own name."""
    for name in {**TABLES, **snapshot.tables}:
        # Snapshots of older releases lack tables that are there now.
        paths = snapshot.paths(workspace, name) if name in snapshot.tables else []
        if paths:
            engine.attach(name, paths, schema)
        else:
            # A table without a row has no file either.
            engine.name(name, TABLES[name].no_rows_sql(), schema)
    _add_new_columns(engine, workspace, snapshot, schema)


def _add_new_columns(engine: Engine, workspace: Workspace, snapshot: Snapshot, schema: str) -> None:
    """Give tables that an older release built the columns that came since, without a value in any row."""
    held = "SELECT table_name, list(column_name) FROM duckdb_columns() WHERE schema_name = ? GROUP BY 1"
    for name, there in engine.rows(held, [schema]):
        lacking = TABLES[name].empty_beside(there) if name in TABLES else ""
        if lacking:
            engine.attach(name, snapshot.paths(workspace, name), schema, also=lacking)


def attach_personal(engine: Engine, workspace: Workspace, schema: str = "main") -> None:
    """Make who customers are and what they wrote to surveys readable; both are as they stand now, without history."""
    engine.attach("identities", [workspace.identities / "customers.parquet"], schema)
    if workspace.survey_words.exists():
        engine.attach(survey_words.name, [workspace.survey_words], schema)
    else:
        # The last refresh was that of an older release.
        engine.name(survey_words.name, survey_words.no_rows_sql(), schema)


def attach_scores(engine: Engine, folder: Path, schema: str = "main") -> None:
    """Make the tables that a run wrote readable by their own names; without a model they hold no row."""
    for name, table in RUN_TABLES.items():
        path = folder / f"{name}.parquet"
        if path.exists():
            engine.attach(name, [path], schema)
        else:
            engine.name(name, table.no_rows_sql(), schema)


def written_out(view: View) -> Tables:
    """Return all tables with the kept rows written out down to the warehouse, so that SQL stands alone."""
    tables = all_tables()
    tables["sales"] = sales.build(tables, view)
    tables["purchases"] = purchases.build(tables, view)
    tables["first_seen"] = first_seen.build(tables, view)
    tables["tries"] = tries.build(tables, view)
    return tables


def all_tables() -> dict[str, ir.Table]:
    """Return the tables of the warehouse and of a run by their own names."""
    return {name: unbound(table) for name, table in CONTRACTS.items()}


def keep_sales(engine: Engine, view: View, folder: Path) -> Tables:
    """Work out the valid sales, keep them, and return all tables with them."""
    tables = all_tables()
    return {**tables, "sales": _kept(engine, sales, tables, view, folder)}


def keep_customers_days(engine: Engine, tables: Tables, view: View, folder: Path) -> Tables:
    """Work out on which days customers bought and were first seen, keep that, and return all tables with it.

    A fitted rhythm must be in the view by now: each purchase says until when it lets silence pass.
    """
    return {**tables, **{rows.name: _kept(engine, rows, tables, view, folder) for rows in (purchases, first_seen)}}


def keep_tries(engine: Engine, tables: Tables, view: View, folder: Path) -> Tables:
    """Number the contacts by which the firm reached out to each person, keep that, and return all tables with it."""
    return {**tables, "tries": _kept(engine, tries, tables, view, folder)}


def _kept(engine: Engine, rows: Rows, tables: Tables, view: View, folder: Path) -> ir.Table:
    named, sql = rows_and_sql(rows, tables, view)
    path = folder / f"{rows.name}.parquet"
    # What is there already is not worked out again.
    if not path.exists():
        engine.save(sql, path)
    engine.attach(rows.name, [path])
    return named


def filled_tables(snapshot: Snapshot) -> Mapping[str, int]:
    """Return the tables of a snapshot that hold any row, with how many."""
    return {name: table.rows for name, table in snapshot.tables.items() if table.rows}


def first_and_last_sale(engine: Engine) -> tuple[date, date] | None:
    """Return the days of the first and the last valid sale, or None where there is none."""
    first, last = engine.rows("SELECT min(ordered_on), max(ordered_on) FROM sales")[0]
    return None if first is None else (first, last)
