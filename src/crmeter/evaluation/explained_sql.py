"""The SQL behind a figure, from the warehouse tables up: written once for all periods and runs, as the counts are."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import ibis.expr.operations as ops
import ibis.expr.types as ir

from crmeter.evaluation.period_sql import dated, nowhen
from crmeter.evaluation.rows_sql import tables_told
from crmeter.evaluation.tables import CONTRACTS, written_out
from crmeter.measures.bases import BASES
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import CUSTOMER_CUTS, Measure
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.warehouse.sql import named_like, readable_sql, to_sql, unbound
from crmeter.warehouse.tables import RUN_TABLES
from crmeter.warehouse.written_statements import columns_of, with_columns, written_once

_WITH = "WITH "
# Values of the columns that a figure is cut by.
_Slice = tuple[tuple[str, str], ...]


def list_behind(measure: Measure, slice_: Mapping[str, str], view: View) -> tuple[ir.Table, str]:
    """Return the rows behind a figure: their columns, and the SELECT that gives them from the warehouse tables.

    Args:
        measure: of the catalogue.
        slice_: what the figure is cut by.
        view: of its period.
    """
    listed, sql = _list_behind(measure.name, tuple(sorted(slice_.items())), nowhen(view))
    return listed, dated(sql, view)


def rows_behind(rows: str, view: View) -> tuple[ir.Table, str]:
    """Return rows by name: their columns, and the SELECT that gives them from the warehouse tables."""
    built, sql = _rows(rows, nowhen(view))
    return built, dated(sql, view)


def list_over(measure: Measure, slice_: Mapping[str, str], rows: ir.Table) -> str:
    """Return the SELECT of the rows behind a figure from rows that are there by name."""
    return _list_over(measure.name, tuple(sorted(slice_.items())), rows.op())


def figure_sql_of(measure: Measure, listed: ir.Table, rows_sql: str) -> str:
    """Return the SQL of a figure whose first part are the rows behind it.

    Args:
        measure: of the figure.
        listed: the rows behind it, as the measure lists them.
        rows_sql: their SQL.
    """
    over = named_like(listed, "listed")
    # A measure that is no part of the catalogue is not told by its name.
    figures = _figures_over(measure.name, over.op()) if measures().tells(measure) else to_sql(measure.over_listed(over))
    inner = "\n".join(f"  {line}" for line in rows_sql.splitlines())
    steps = figures.startswith(_WITH)
    return f"WITH listed AS (\n{inner}\n){', ' + figures.removeprefix(_WITH) if steps else chr(10) + figures}"


@lru_cache(maxsize=512)
def _list_behind(name: str, slice_: _Slice, view: View) -> tuple[ir.Table, str]:
    if not _is_of_own_words(name, slice_):
        return _list_behind_now(name, slice_, view)

    def write() -> dict[str, Any]:
        listed, sql = _list_behind_now(name, slice_, view)
        return {"columns": columns_of(listed), "sql": sql}

    found = written_once("list", repr((name, slice_, view)), write)
    return with_columns(found["columns"], name), found["sql"]


def _is_of_own_words(name: str, slice_: _Slice) -> bool:
    """Whether a figure and what it is cut by are words of measures: others may be the name of somebody."""
    stages = ("stage",) if measures()[name].rows == "customers" else ()
    return measures().tells(measures()[name]) and all(column in ("part", *stages) for column, _ in slice_)


def _list_behind_now(name: str, slice_: _Slice, view: View) -> tuple[ir.Table, str]:
    measure = measures()[name]
    rows, sql = _rows(measure.rows, view)
    listed = measure.listed(_of_slice(measure, rows, slice_))
    return listed, readable_sql(listed, CONTRACTS.values(), {f"{measure.rows}_rows": sql})


@lru_cache(maxsize=64)
def _rows(rows: str, view: View) -> tuple[ir.Table, str]:
    built = ROWS[rows].build(_written_out(view), view)
    return named_like(built, f"{rows}_rows"), to_sql(built)


@lru_cache(maxsize=8)
def _written_out(view: View) -> Tables:
    return written_out(view)


@lru_cache(maxsize=512)
def _figures_over(name: str, listed: ops.Relation) -> str:
    def write() -> dict[str, str]:
        return {"sql": to_sql(measures()[name].over_listed(listed.to_expr()))}

    return str(written_once("figures of a list", repr((name, tables_told([listed]))), write)["sql"])


@lru_cache(maxsize=512)
def _list_over(name: str, slice_: _Slice, rows_operation: ops.Relation) -> str:
    told = tables_told([rows_operation])
    if told is None or not _is_of_own_words(name, slice_):
        return _list_over_now(name, slice_, rows_operation)

    def write() -> dict[str, str]:
        return {"sql": _list_over_now(name, slice_, rows_operation)}

    return str(written_once("list over rows", repr((name, slice_, told)), write)["sql"])


def _list_over_now(name: str, slice_: _Slice, rows_operation: ops.Relation) -> str:
    measure = measures()[name]
    return to_sql(measure.listed(_of_slice(measure, rows_operation.to_expr(), slice_)))


def _of_slice(measure: Measure, rows: ir.Table, slice_: _Slice) -> ir.Table:
    for column, value in slice_:
        if column in CUSTOMER_CUTS:
            groups = unbound(RUN_TABLES["memberships"])
            members = groups.filter((groups["cut"] == column) & (groups.code == value)).customer_key
            rows = rows.filter(rows[BASES[measure.rows].customer].isin(members))
        else:
            rows = rows.filter(rows[column].cast("string") == value)
    if measure.apart and measure.apart not in dict(slice_):
        rows = rows.filter(rows[measure.apart].isnull())
    return rows
