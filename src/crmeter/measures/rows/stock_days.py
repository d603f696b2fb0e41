"""Readings of stock of the period: one product at one place on one day; days without a reading are not there."""

import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _stock_days(tables: Tables, view: View) -> ir.Table:
    read = tables["stock_levels"]
    read = read.filter(
        (read.counted_on >= view.period.start)
        & (read.counted_on < view.period.end)
        & (read.counted_on < view.seen_until)
    )
    products = tables["products"].select("product_key", "category", product="name", code="source_key")
    joined = read.left_join(products, "product_key")
    return joined.select(
        "counted_on",
        "place",
        "product",
        "category",
        "quantity",
        source_key="code",
        whose="product_key",
        is_out=joined.quantity <= 0,
    )


stock_days = Rows(
    name="stock_days",
    grain=Text(
        "một sản phẩm ở một kho vào một ngày có ghi tồn", "one product at one place on one day with a reading of stock"
    ),
    build=_stock_days,
    # A product that is out today is out tomorrow: its days say less than as many products would.
    whose="whose",
)
