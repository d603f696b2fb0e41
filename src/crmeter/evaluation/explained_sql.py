"""The SQL behind a figure, from the warehouse tables up: written once for all periods and runs, as the counts are."""

from collections.abc import Mapping
from functools import lru_cache

import ibis.expr.operations as ops
import ibis.expr.types as ir

from crmeter.evaluation.period_sql import dated, nowhen
from crmeter.evaluation.tables import CONTRACTS, written_out
from crmeter.measures.bases import BASES
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import CUSTOMER_CUTS, Measure
from crmeter.measures.rows import ROWS
from crmeter.measures.view import View
from crmeter.warehouse.sql import named_like, readable_sql, to_sql, unbound
from crmeter.warehouse.tables import RUN_TABLES

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
    figures = to_sql(measure.over_listed(named_like(listed, "listed")))
    inner = "\n".join(f"  {line}" for line in rows_sql.splitlines())
    steps = figures.startswith(_WITH)
    return f"WITH listed AS (\n{inner}\n){', ' + figures.removeprefix(_WITH) if steps else chr(10) + figures}"


@lru_cache(maxsize=512)
def _list_behind(name: str, slice_: _Slice, view: View) -> tuple[ir.Table, str]:
    measure = measures()[name]
    rows, sql = _rows(measure.rows, view)
    listed = measure.listed(_of_slice(measure, rows, slice_))
    return listed, readable_sql(listed, CONTRACTS.values(), {f"{measure.rows}_rows": sql})


@lru_cache(maxsize=64)
def _rows(rows: str, view: View) -> tuple[ir.Table, str]:
    built = ROWS[rows].build(written_out(view), view)
    return named_like(built, f"{rows}_rows"), to_sql(built)


@lru_cache(maxsize=512)
def _list_over(name: str, slice_: _Slice, rows_operation: ops.Relation) -> str:
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
