"""Every table of a run that looks ahead: forecasts, their short and long term, what scenarios stand on, the market."""

from collections.abc import Sequence
from datetime import date

from crmeter.evaluation.forecast_horizons import horizons_table
from crmeter.evaluation.forecasts import Outlook, back_test_table, outlook_table
from crmeter.evaluation.kept_and_new import kept_and_new
from crmeter.evaluation.market.tables import market_tables
from crmeter.evaluation.result import ResultTable
from crmeter.measures.rows import Tables
from crmeter.measures.view import View
from crmeter.warehouse.engine import Engine


def looked_ahead(
    engine: Engine, tables: Tables, view: View, first_day: date, outlooks: Sequence[Outlook], *, of_all: bool
) -> dict[str, ResultTable]:
    """Return the tables by name.

    Args:
        engine: where the tables are readable.
        tables: their expressions.
        view: from where they are looked at.
        first_day: the day of the first valid sale.
        outlooks: the targets seen ahead.
        of_all: the rows are those of the whole firm, no part of them.
    """
    found = [
        *(outlook_table(outlook) for outlook in outlooks),
        back_test_table(tuple(outlooks)),
        horizons_table(outlooks),
        kept_and_new(engine, tables, view, first_day),
        *market_tables(engine, tables, view, of_all=of_all),
    ]
    return {table.name: table for table in found if table is not None}
