"""What each row of a period adds to each measure, and the sums of that: SQL written once for all periods and runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from crmeter.evaluation.period_sql import nowhen
from crmeter.evaluation.rows_sql import tables_told
from crmeter.measures.bases import BASES
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import CUSTOMER_CUTS, Measure
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.warehouse.sql import named_like, to_sql
from crmeter.warehouse.written_statements import columns_of, with_columns, written_once

# Which of the periods that are counted together a row is of, from 0.
NTH_PERIOD = "nth_period"


@dataclass(frozen=True, slots=True)
class Counting:
    """How rows count for some measures.

    Args:
        rows_sql: the rows that the measures read, as SQL for `dated`.
        columns: those of their columns that are read.
        sql: what each row of the table `rows_taken` adds to each measure, of which period it is, and whose where
            intervals must know.
        counted: the result of this as the table `counted`.
        cuts: the columns to cut by.
    """

    rows_sql: str
    columns: tuple[str, ...]
    sql: str
    counted: ir.Table
    cuts: tuple[str, ...]


def counting_of(rows: str, taken: Sequence[Measure], tables: Tables, view: View, by: Sequence[str]) -> Counting:
    """Return how rows count for measures.

    Args:
        rows: the name of the rows.
        taken: the measures that are taken over them.
        tables: what the rows are built from.
        view: from where they are looked at, in any period.
        by: slices to take, where a measure has them.
    """
    bound = tuple((name, table.op()) for name, table in tables.items())
    return _counting(rows, tuple(_known(taken)), bound, nowhen(view), tuple(by))


def figures_sql(taken: Sequence[Measure], counted: ir.Table, columns: Sequence[str]) -> str:
    """Return the aggregates of measures over `counted`, for each of its periods and values of some columns."""
    return _figures_sql(tuple(_known(taken)), counted.op(), tuple(columns))


def by_customers(counting: Counting, rows: str, cut: str) -> Counting:
    """Return the same rows joined to the groups that a run put their customers into: whoever is in two counts in both.

    Args:
        counting: of the rows.
        rows: their name.
        cut: one of `CUSTOMER_CUTS`.
    """
    customer = BASES[rows].customer
    sql = (
        f'SELECT c.*, m.code AS "{cut}" FROM ({counting.sql}) c'
        f" JOIN memberships m ON m.customer_key = c.\"{customer}\" AND m.cut = '{cut}'"
    )
    counted = named_like(counting.counted.mutate(**{cut: ibis.literal("")}), "counted")
    return replace(counting, sql=sql, counted=counted, cuts=(cut,))


# A measure holds functions and is told by its name; one of the firm's own or of the tests' is no part of the catalogue.
_Known = tuple[str, Measure | None]


def _known(taken: Sequence[Measure]) -> list[_Known]:
    return [(m.name, None if measures().tells(m) else m) for m in taken]


def _measure(known: _Known) -> Measure:
    name, own = known
    return own or measures()[name]


# Processes evaluate more than once: a worker for every change of the records, and for the part of every owner.
@lru_cache(maxsize=256)
def _counting(
    rows: str, known: tuple[_Known, ...], bound: tuple[tuple[str, ops.Relation], ...], view: View, by: tuple[str, ...]
) -> Counting:
    told_by = _told_by(known, [operation for _, operation in bound])
    if told_by is None:
        return _counting_now(rows, known, bound, view, by)

    def write() -> dict[str, Any]:
        now = _counting_now(rows, known, bound, view, by)
        return {
            "rows_sql": now.rows_sql,
            "columns": now.columns,
            "sql": now.sql,
            "counted": columns_of(now.counted),
            "cuts": now.cuts,
        }

    found = written_once("counting", repr((rows, told_by, [name for name, _ in bound], view, by)), write)
    counted = with_columns(found["counted"], "counted")
    return Counting(found["rows_sql"], tuple(found["columns"]), found["sql"], counted, tuple(found["cuts"]))


def _told_by(known: tuple[_Known, ...], tables: Sequence[ops.Relation]) -> str | None:
    """Return what tells measures and tables apart in any process; None where that takes more than their names."""
    told = tables_told(tables)
    own = [measure for _, measure in known if measure is not None]
    return None if told is None or own else repr(([name for name, _ in known], told))


def _counting_now(
    rows: str, known: tuple[_Known, ...], bound: tuple[tuple[str, ops.Relation], ...], view: View, by: tuple[str, ...]
) -> Counting:
    taken = [_measure(each) for each in known]
    built = _built(rows, bound, view)
    cuts = tuple(dict.fromkeys(c for m in taken for c in m.slices if c in by and c in built.columns))
    taking = named_like(built.mutate(**{NTH_PERIOD: ibis.literal(0, "int64")}), "rows_taken")
    contributions = {
        name: part for measure in taken for name, part in measure.contributions(taking, f"{measure.name}__").items()
    }
    apart = [m.apart for m in taken if m.apart and m.apart not in cuts]
    whose = [ROWS[rows].whose] if ROWS[rows].whose else []
    customer = [BASES[rows].customer] if BASES[rows].customer and set(by) & set(CUSTOMER_CUTS) else []
    beside = dict.fromkeys((NTH_PERIOD, *cuts, *apart, *whose, *customer))
    counted = taking.select(**contributions, **{column: taking[column] for column in beside})
    read = {field.name for field in counted.op().find(ops.Field)}
    # Who only counts rows reads none of their columns; a table has at least one.
    columns = tuple(column for column in built.columns if column in read) or tuple(built.columns[:1])
    return Counting(to_sql(built.select(*columns)), columns, to_sql(counted), named_like(counted, "counted"), cuts)


@lru_cache(maxsize=256)
def _built(rows: str, bound: tuple[tuple[str, ops.Relation], ...], view: View) -> ir.Table:
    tables: Mapping[str, ir.Table] = {name: operation.to_expr() for name, operation in bound}
    return ROWS[rows].build(tables, view)


@lru_cache(maxsize=1024)
def _figures_sql(known: tuple[_Known, ...], counted_operation: ops.Relation, columns: tuple[str, ...]) -> str:
    told_by = _told_by(known, [counted_operation])
    if told_by is None:
        return _figures_sql_now(known, counted_operation, columns)
    sql: str = written_once(
        "figures", repr((told_by, columns)), lambda: {"sql": _figures_sql_now(known, counted_operation, columns)}
    )["sql"]
    return sql


def _figures_sql_now(known: tuple[_Known, ...], counted_operation: ops.Relation, columns: tuple[str, ...]) -> str:
    counted: ir.Table = counted_operation.to_expr()
    figures: dict[str, ir.Value] = {}
    for measure in map(_measure, known):
        among, prefix = _among(measure, counted, columns), f"{measure.name}__"
        figures |= measure.figures(counted, among, prefix)
        if measure.scale is not None:
            figures[f"{prefix}lowest"] = counted[f"{prefix}lowest"].min(where=among)
            figures[f"{prefix}highest"] = counted[f"{prefix}highest"].max(where=among)
        if measure.left_out is not None:
            figures[f"{prefix}left_out"] = counted[f"{prefix}left_out"].sum()
        if measure.tells_zero_from_unknown:
            figures[f"{prefix}unknown"] = counted[f"{prefix}unknown"].sum()
    by = [NTH_PERIOD, *columns]
    return to_sql(counted.aggregate(**figures, by=by).order_by(by))


def _among(measure: Measure, counted: ir.Table, columns: Sequence[str]) -> ir.BooleanValue:
    """Return which rows are of a figure that is cut by some columns."""
    counts: ir.BooleanColumn = counted[f"{measure.name}__counts"]
    return counts & counted[measure.apart].isnull() if measure.apart and measure.apart not in columns else counts
