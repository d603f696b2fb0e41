"""Of orders of which anything came, whether all that was ordered did."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Tables
from crmeter.measures.view import View


def delivered_in_full(tables: Tables, view: View) -> ir.Table:
    """Return orders with `is_in_full`: all that was ordered had come by the day of the evaluation; empty if not known.

    What was ordered is told by the lines of the order; of an order without any, or with one that has no quantity, by
    the papers of its deliveries, else by the quantity of the order. Product by product, where both name them; else by
    the sum.

    Args:
        tables: the tables of the warehouse.
        view: of the day.
    """
    brought = _brought(tables, view)
    ordered = _ordered(tables, brought)
    came = brought.select("order_key", "product_key", "quantity", is_named=brought.product_key.notnull(), ordered=None)
    wanted = ordered.select(
        "order_key", "product_key", quantity=None, is_named=ordered.product_key.notnull(), ordered="quantity"
    )
    number = "decimal(38, 4)"
    both = came.mutate(quantity=came.quantity.cast(number), ordered=came.ordered.cast(number)).union(
        wanted.mutate(quantity=wanted.quantity.cast(number), ordered=wanted.ordered.cast(number))
    )
    by_product = both.group_by("order_key", "product_key").aggregate(
        brought=both.quantity.sum().coalesce(0),
        ordered=both.ordered.sum().coalesce(0),
        is_named=both.is_named.all(),
        is_wanted=both.ordered.notnull().any(),
    )
    each = by_product.group_by("order_key").aggregate(
        is_named=by_product.is_named.all(),
        is_wanted=by_product.is_wanted.any(),
        is_short_of_one=(by_product.brought < by_product.ordered).any(),
        is_short_in_all=by_product.brought.sum() < by_product.ordered.sum(),
    )
    in_full = ~ibis.ifelse(each.is_named, each.is_short_of_one, each.is_short_in_all)
    return each.select("order_key", is_in_full=ibis.ifelse(each.is_wanted, in_full, ibis.null("boolean")))


def _brought(tables: Tables, view: View) -> ir.Table:
    """Return how much of each product came with each delivery that had come."""
    sent = tables["deliveries"]
    sent = sent.filter((sent.delivered_on < view.seen_until).coalesce(False)).select("delivery_key")
    lines = tables["delivery_lines"].semi_join(sent, "delivery_key")
    return lines.group_by("order_key", "delivery_key", "product_key").aggregate(
        quantity=lines.quantity.sum(),
        quantity_ordered=lines.quantity_ordered.sum(),
        is_told=lines.quantity_ordered.notnull().all(),
    )


def _ordered(tables: Tables, brought: ir.Table) -> ir.Table:
    """Return how much of each product was ordered, by the best that tells."""
    lines = tables["order_lines"].semi_join(brought, "order_key")
    lines = lines.filter(lines.kind.isin(["sale", "free"]))
    told = lines.group_by("order_key").aggregate(is_told=lines.quantity.notnull().all())
    by_lines = lines.semi_join(told.filter(told.is_told), "order_key")
    by_lines = by_lines.group_by("order_key", "product_key").aggregate(quantity=by_lines.quantity.sum())
    # Each delivery of an order that comes in parts repeats what was ordered.
    papers = brought.anti_join(by_lines, "order_key")
    complete = papers.group_by("order_key").aggregate(is_told=papers.is_told.all())
    papers = papers.semi_join(complete.filter(complete.is_told), "order_key")
    by_papers = papers.group_by("order_key", "product_key").aggregate(quantity=papers.quantity_ordered.max())
    orders = tables["orders"].semi_join(brought, "order_key")
    orders = orders.filter(orders.quantity > 0).anti_join(by_lines, "order_key").anti_join(by_papers, "order_key")
    by_order = orders.select("order_key", product_key=ibis.null("int64"), quantity="quantity")
    number = "decimal(38, 4)"
    return ibis.union(*(part.mutate(quantity=part.quantity.cast(number)) for part in (by_lines, by_papers, by_order)))
