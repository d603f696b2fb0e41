"""Who worked for the firm in the period, and for how many of its days."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.own_database.origin import SOURCE as RECORDS


def _employees(tables: Tables, view: View) -> ir.Table:
    period = view.period
    told = tables["employees"]
    # A list of the firm knows more than the accounts of this product, and would count the same people twice.
    is_listed = told.source != RECORDS
    told = told.mutate(is_counted=is_listed | ~is_listed.any().over()).filter(ibis._.is_counted)
    told = told.mutate(
        days_known=(
            told.started_on.notnull()
            & (told.ended_on.notnull() | ~told.has_left.coalesce(ibis.literal(value=False)))
            & (told.ended_on >= told.started_on).coalesce(ibis.literal(value=True))
        )
    )
    there = told.days_known & (told.started_on < period.end) & (told.ended_on >= period.start).coalesce(True)
    told = told.filter(there | ~told.days_known)
    first = ibis.greatest(told.started_on, ibis.literal(period.start))
    last = ibis.least(told.ended_on.coalesce(ibis.literal(period.last_day)), ibis.literal(period.last_day))
    rows = told.mutate(
        days_there=ibis.ifelse(told.days_known, last.delta(first, unit="day") + 1, ibis.null("int64")),
        # As dates, so that the SQL of one period serves the others.
        days_of_period=ibis.literal(period.end).delta(ibis.literal(period.start), unit="day"),
        was_there_at_start=ibis.ifelse(told.days_known, told.started_on < period.start, ibis.null("boolean")),
        left_in_period=told.days_known & (told.ended_on < period.end).coalesce(False),
    )
    # Before anybody was there, or known to be, nobody could leave.
    is_begun = rows.was_there_at_start.coalesce(ibis.literal(value=False)).any().over()
    return rows.mutate(is_begun=is_begun | ~rows.days_known).filter(ibis._.is_begun)


employees = Rows(
    name="employees",
    grain=Text(
        "một nhân viên có mặt trong kỳ mà đầu kỳ đã có người",
        "one employee there in a period at whose start somebody was there",
    ),
    build=_employees,
)
