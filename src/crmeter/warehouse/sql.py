"""Expressions to SQL: the one place where Ibis is used as a compiler.

Only unbound tables and `to_sql` are used. Ibis's own connections do not work with DuckDB 2; should the
compiler ever have to be replaced, the golden SQL files in the tests say what must come out.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import ibis
import ibis.expr.types as ir
import sqlglot
from ibis.expr.operations import Node
from sqlglot import exp
from sqlglot.optimizer.eliminate_ctes import eliminate_ctes
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify

from crmeter.warehouse.tables import Table

_TYPES = {
    "BIGINT": "int64",
    "INTEGER": "int32",
    "VARCHAR": "string",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "BOOLEAN": "boolean",
    "DECIMAL(18,4)": "decimal(18, 4)",
    "DECIMAL(18,9)": "decimal(18, 9)",
    "DECIMAL(38,12)": "decimal(38, 12)",
}


def unbound(table: Table) -> ir.Table:
    """Return a contract as a table that expressions can be built over."""
    return ibis.table({column.name: _TYPES[column.type] for column in table.columns}, name=table.name)


def named_like(expression: ir.Table, name: str) -> ir.Table:
    """Return an unbound table with the columns of an expression, to stand for its stored result."""
    return ibis.table(expression.schema(), name=name)


def to_sql(expression: ir.Expr) -> str:
    """Return an expression as DuckDB SQL, complete: its literals are inside."""
    return _written(expression.op())


# Some hundred expressions make an evaluation, and those of its parts are the same ones.
@lru_cache(maxsize=512)
def _written(operation: Node) -> str:
    # Of operations, unlike expressions, equality is a matter of what they say.
    return str(ibis.to_sql(operation.to_expr(), dialect="duckdb"))


def readable_sql(expression: ir.Expr, tables: Iterable[Table], parts: Mapping[str, str] | None = None) -> str:
    """Return the SQL of an expression without the columns and steps that its result does not use.

    Args:
        expression: what to write.
        tables: the contracts that it reads.
        parts: SQL of named parts that the expression reads as tables; it goes in front as WITH.
    """
    schema: dict[str, object] = {
        table.name: {column.name: str(column.type) for column in table.columns} for table in tables
    }
    tree = sqlglot.parse_one(to_sql(expression), dialect="duckdb")
    if not isinstance(tree, exp.Query):
        raise TypeError(f"only a query can be written out, not {type(tree).__name__}")
    for name, sql in (parts or {}).items():
        tree = tree.with_(name, sqlglot.parse_one(sql, dialect="duckdb"), copy=False)
    tree = qualify(tree, schema=schema, dialect="duckdb", quote_identifiers=False)
    return str(eliminate_ctes(pushdown_projections(tree)).sql("duckdb", pretty=True))
