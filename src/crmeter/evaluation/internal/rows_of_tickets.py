"""The rows on which the measures of tickets stand, for tables that must not say otherwise than these."""

from dataclasses import replace

from crmeter.evaluation.rows_sql import rows_and_sql
from crmeter.evaluation.tables import all_tables
from crmeter.measures.rows import ROWS
from crmeter.measures.view import View
from crmeter.vocabulary import Period


def ticket_rows_sql(view: View, period: Period | None = None) -> str:
    """Return the SELECT of tickets opened, solved or open in a period; by default in that of the view."""
    return _sql("tickets", view, period)


def ticket_answers_sql(view: View) -> str:
    """Return the SELECT of the answers, given in the period of a view, that name their ticket."""
    return _sql("ticket_answers", view, None)


def _sql(rows: str, view: View, period: Period | None) -> str:
    return rows_and_sql(ROWS[rows], all_tables(), view if period is None else replace(view, period=period))[1]
