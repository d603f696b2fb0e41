"""What suppliers promised for a day of the period, or brought in it, with whether it came in time."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _supplies(tables: Tables, view: View) -> ir.Table:
    period = view.period
    ordered = tables["supplier_deliveries"]
    # Where nobody writes down when anything came, what is past its day need not be late.
    kept = ordered.received_on.notnull().any().over(ibis.window(group_by="source"))
    ordered = ordered.mutate(arrivals_are_kept=kept)
    promised_in_period = (ordered.promised_on >= period.start) & (ordered.promised_on < period.end)
    has_come = (ordered.received_on < view.seen_until).coalesce(False)
    came_in_period = has_come & (ordered.received_on >= period.start) & (ordered.received_on < period.end)
    ordered = ordered.mutate(
        promised_in_period=promised_in_period.coalesce(False),
        came_in_period=came_in_period.coalesce(False),
        has_come=has_come,
    )
    ordered = ordered.filter(ordered.promised_in_period | ordered.came_in_period)
    products = tables["products"].select("product_key", "category", product="name")
    joined = ordered.left_join(products, "product_key")
    overdue = (joined.promised_on < view.seen_until).coalesce(False) & joined.arrivals_are_kept
    received, rejected = joined.quantity_received, joined.quantity_rejected
    return joined.select(
        "source_key",
        "supplier",
        "product",
        "category",
        "ordered_on",
        "promised_on",
        "received_on",
        "quantity_ordered",
        "quantity_received",
        "quantity_rejected",
        "promised_in_period",
        "came_in_period",
        is_told=joined.has_come | overdue,
        in_time=joined.has_come & (joined.received_on <= joined.promised_on).coalesce(False),
        defects_are_told=((received > 0) & (rejected <= received)).coalesce(False),
    )


supplies = Rows(
    name="supplies",
    grain=Text(
        "một dòng hàng đặt nhà cung cấp, hẹn hoặc nhận trong kỳ",
        "one line of what was ordered of a supplier, promised or received in the period",
    ),
    build=_supplies,
)
