"""Lines of valid sales in the period, with their cost and discount where these are known."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.measure import WIDE
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _lines(tables: Tables, view: View) -> ir.Table:
    lines = tables["order_lines"].filter(lambda r: r.kind == "sale")
    sold = tables["sales"]
    # Amounts of lines are in the currency of their order: without a rate they cannot be added to the others.
    sold = sold.filter(
        (sold.ordered_on >= view.period.start) & (sold.ordered_on < view.period.end) & sold.amount.notnull()
    )
    sold = sold.select("order_key", "segment", "region", "owner", "month")
    joined = lines.inner_join(sold, "order_key")
    paid_in = tables["orders"].select("order_key", order_currency="currency")
    joined = joined.inner_join(paid_in, "order_key")
    products = tables["products"].select("product_key", "category", product_cost="unit_cost")
    joined = joined.left_join(products, "product_key")
    # Lines of orders in other currencies are not mixed in: what their cost is in is not known.
    cost = ibis.ifelse(
        joined.order_currency == view.currency,
        joined.unit_cost.coalesce(joined.product_cost),
        ibis.null("decimal(18, 4)"),
    )
    discount = ibis.ifelse(joined.order_currency == view.currency, joined.discount, ibis.null("decimal(18, 4)"))
    return joined.select(
        "source_key",
        "ordered_on",
        "quantity",
        "amount",
        "category",
        "segment",
        "region",
        "owner",
        "month",
        discount=discount,
        list_amount=(joined.amount.cast(WIDE) + discount).cast("decimal(18, 4)"),
        cost=(cost.cast(WIDE) * joined.quantity).cast("decimal(18, 4)"),
    )


lines = Rows(
    name="lines",
    grain=Text("một dòng của một đơn bán hợp lệ", "one line of a valid sale"),
    build=_lines,
)
