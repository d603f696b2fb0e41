"""Products of the valid sales of the period, with whether anybody claimed under warranty for them."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _sold_products(tables: Tables, view: View) -> ir.Table:
    orders = tables["orders"]
    placed = orders.filter(
        (orders.kind == "sale")
        & (orders.status == "valid")
        & (orders.amount > 0)
        & (orders.ordered_on >= view.period.start)
        & (orders.ordered_on < view.period.end)
        & (orders.ordered_on < view.seen_until)
    )
    lines = tables["order_lines"].filter(lambda r: (r.kind == "sale") & r.product_key.notnull())
    lines = lines.semi_join(placed, "order_key")
    sold = lines.group_by("order_key", "product_key").aggregate(quantity=lines.quantity.sum())
    claims = _claims(tables, view, sold)
    by_product = claims.group_by(claimed_order="order_key", claimed_product="product_key").aggregate(
        claims=claims.count(), first_claimed_on=claims.claimed_on.min()
    )
    of_order = claims.group_by(order_claimed="order_key").aggregate(claims_of_order=claims.count())
    is_of_it = (sold.order_key == by_product.claimed_order) & (sold.product_key == by_product.claimed_product)
    joined = sold.left_join(by_product, is_of_it)
    joined = joined.left_join(of_order, joined.order_key == of_order.order_claimed)
    placed_claims = joined.claims.coalesce(0).sum().over(ibis.window(group_by="order_key"))
    joined = joined.mutate(is_placed=joined.claims_of_order.coalesce(0) == placed_claims)
    joined = joined.inner_join(placed, "order_key")
    products = tables["products"].select("product_key", "category", product="name")
    who = tables["customers"].select("customer_key", "segment", customer_region="region")
    joined = joined.left_join(products, "product_key").left_join(who, "customer_key")
    return joined.select(
        "source_key",
        "ordered_on",
        "first_claimed_on",
        "product",
        "category",
        "channel",
        "segment",
        "owner",
        "is_placed",
        region=joined.region.coalesce(joined.customer_region),
        has_claim=joined.claims.notnull(),
    )


def _claims(tables: Tables, view: View, sold: ir.Table) -> ir.Table:
    """Return the claims of orders; one that names no product is for the only one of its order."""
    claims = tables["warranty_claims"]
    claims = claims.filter(claims.claimed_on < view.seen_until)
    only = sold.group_by("order_key").aggregate(products=sold.count(), only_key=sold.product_key.max())
    joined = claims.inner_join(only, "order_key")
    meant = ibis.ifelse(joined.products == 1, joined.only_key, ibis.null("int64"))
    return joined.select("order_key", "claimed_on", product_key=joined.product_key.coalesce(meant))


sold_products = Rows(
    name="sold_products",
    grain=Text("một sản phẩm trong một đơn bán hợp lệ đặt trong kỳ", "one product of one valid sale of the period"),
    build=_sold_products,
)
