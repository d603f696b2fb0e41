"""The SQL of rows over whatever tables they are bound to: written once for all periods, runs and processes."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import ibis.expr.operations as ops
import ibis.expr.types as ir

from crmeter.evaluation.period_sql import dated, nowhen
from crmeter.measures.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.warehouse.sql import named_like, to_sql
from crmeter.warehouse.written_statements import columns_of, with_columns, written_once

_Bound = tuple[tuple[str, ops.Relation], ...]


def rows_and_sql(rows: Rows, tables: Tables, view: View) -> tuple[ir.Table, str]:
    """Return an unbound table with the columns of rows, by their name, and the SELECT that gives them.

    Args:
        rows: which.
        tables: what they are built from.
        view: from where they are looked at.
    """
    named, sql = _written(rows, tuple((name, table.op()) for name, table in tables.items()), nowhen(view))
    return named, dated(sql, view)


def tables_told(tables: Iterable[ops.Relation]) -> str | None:
    """Return what tells tables apart in any process; None where one of them is more than a name with columns."""
    listed = list(tables)
    return repr([_table_told(each) for each in listed]) if all(map(_is_unbound, listed)) else None


def _is_unbound(table: ops.Relation) -> bool:
    return isinstance(table, ops.UnboundTable)


@lru_cache(maxsize=256)
def _table_told(table: ops.Relation) -> str:
    return repr((table.to_expr().get_name(), columns_of(table.to_expr())))


@lru_cache(maxsize=128)
def _written(rows: Rows, bound: _Bound, view: View) -> tuple[ir.Table, str]:
    told = tables_told(operation for _, operation in bound)
    if told is None:
        return _written_now(rows, bound, view)

    def write() -> dict[str, Any]:
        named, sql = _written_now(rows, bound, view)
        return {"columns": columns_of(named), "sql": sql}

    found = written_once("rows", repr((rows.name, [name for name, _ in bound], told, view)), write)
    return with_columns(found["columns"], rows.name), found["sql"]


def _written_now(rows: Rows, bound: _Bound, view: View) -> tuple[ir.Table, str]:
    built = rows.build({name: operation.to_expr() for name, operation in bound}, view)
    return named_like(built, rows.name), to_sql(built)
