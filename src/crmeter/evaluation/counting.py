"""What each row of a period adds to each measure, written out once for all periods."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis.expr.operations as ops
import ibis.expr.types as ir

from crmeter.evaluation.period_sql import nowhen
from crmeter.measures.measure import Measure
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.warehouse.sql import named_like, to_sql


@dataclass(frozen=True, slots=True)
class Counting:
    """How rows count for some measures.

    Args:
        rows_sql: the columns of the rows that the measures read, as SQL for `dated`.
        sql: what each row of the table `rows_taken` adds to each measure, and whose it is where intervals must know.
        counted: the result of this as the table `counted`.
        cuts: the columns to cut by.
    """

    rows_sql: str
    sql: str
    counted: ir.Table
    cuts: tuple[str, ...]


def counting_of(rows: str, measures: Sequence[Measure], tables: Tables, view: View, by: Sequence[str]) -> Counting:
    """Return how rows count for measures.

    Args:
        rows: the name of the rows.
        measures: that are taken over them.
        tables: what the rows are built from.
        view: from where they are looked at, in any period.
        by: slices to take, where a measure has them.
    """
    built = ROWS[rows].build(tables, nowhen(view))
    cuts = tuple(dict.fromkeys(c for m in measures for c in m.slices if c in by and c in built.columns))
    taken = named_like(built, "rows_taken")
    contributions = {
        name: part for measure in measures for name, part in measure.contributions(taken, f"{measure.name}__").items()
    }
    apart = [m.apart for m in measures if m.apart and m.apart not in cuts]
    beside = (*cuts, *apart, *([ROWS[rows].whose] if ROWS[rows].whose else []))
    counted = taken.select(**contributions, **{column: taken[column] for column in beside})
    read = {field.name for field in counted.op().find(ops.Field)}
    # Who only counts rows reads none of their columns; a table has at least one.
    columns = [column for column in built.columns if column in read] or built.columns[:1]
    return Counting(to_sql(built.select(*columns)), to_sql(counted), named_like(counted, "counted"), cuts)
