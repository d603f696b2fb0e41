"""Valid sales of the period, those without a known customer too."""

import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _valid_orders(tables: Tables, view: View) -> ir.Table:
    sold = tables["sales"]
    return sold.filter((sold.ordered_on >= view.period.start) & (sold.ordered_on < view.period.end))


valid_orders = Rows(
    name="valid_orders",
    grain=Text("một đơn bán hợp lệ trong kỳ", "one valid sale in the period"),
    build=_valid_orders,
)
