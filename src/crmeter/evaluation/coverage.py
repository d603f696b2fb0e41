"""Which documents a figure could have used, and why some are left out."""

from collections.abc import Mapping
from types import MappingProxyType

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Coverage, LeftOut, Text
from crmeter.warehouse.sql import to_sql

REASONS: Mapping[str, Text] = MappingProxyType(
    {
        "return": Text("chứng từ trả hàng, tính riêng", "credit notes, counted apart"),
        "free": Text("không thu tiền", "nothing charged"),
        "adjustment": Text("bút toán điều chỉnh", "corrections of the books"),
        "unpriced": Text("không có số tiền cũng không có dòng hàng", "neither an amount nor lines"),
        "cancelled": Text("đơn đã hủy", "cancelled"),
        "reversed": Text("đã trả lại toàn bộ", "sent back whole"),
        "not_positive": Text("số tiền không dương", "amount not positive"),
        "no_rate": Text("tiền tệ khác, không có tỷ giá của ngày", "another currency without a rate of the day"),
        "no_customer": Text("không rõ khách hàng", "customer not known"),
        "later": Text("sau ngày đánh giá", "after the day of the evaluation"),
    }
)


def document_counts_sql(tables: Tables, view: View, whole_history: bool) -> str:
    """Return a SELECT of how many documents were used, under `used`, and left out by reason.

    Args:
        tables: the warehouse tables.
        view: from where they are looked at.
        whole_history: all documents up to the end of the period, not only those in it.
    """
    orders = tables["orders"]
    if whole_history:
        # A past period does not use what was bought between its end and the day of the evaluation.
        orders = orders.filter((orders.ordered_on < view.period.end) | (orders.ordered_on >= view.seen_until))
    else:
        orders = orders.filter((orders.ordered_on >= view.period.start) & (orders.ordered_on < view.period.end))
    used = tables["sales"].select(used_key="order_key")
    joined = orders.left_join(used, orders.order_key == used.used_key)
    counts = joined.mutate(reason=_reason(joined, view)).group_by("reason").aggregate(n=lambda r: r.count())
    return to_sql(counts.select("reason", "n").order_by("reason"))


def coverage_of(rows: str, counts: Mapping[str, int], n: int) -> Coverage:
    """Return the coverage of a figure over named rows.

    Args:
        rows: the name of the rows.
        counts: documents used and left out, as `document_counts_sql` gives them.
        n: how many rows the figure itself stands on, for rows that are not made of documents.
    """
    stands_on = ROWS[rows].stands_on
    if stands_on == "own":
        return Coverage(n)
    used = counts.get("used", 0)
    without_customer = counts.get("no_customer", 0)
    left = {code: k for code, k in counts.items() if code not in ("used", "no_customer")}
    if stands_on == "customers":
        left["no_customer"] = without_customer
    else:
        used += without_customer
    return Coverage(used, tuple(LeftOut(code, REASONS[code], k) for code, k in sorted(left.items()) if k))


def _reason(orders: ir.Table, view: View) -> ir.Value:
    return ibis.cases(
        (orders.used_key.notnull() & orders.customer_key.isnull(), "no_customer"),
        (orders.used_key.notnull(), "used"),
        (orders.ordered_on >= view.seen_until, "later"),
        (orders.status == "cancelled", "cancelled"),
        (orders.kind != "sale", orders.kind),
        (orders.reversed_on < view.seen_until, "reversed"),
        (orders.amount <= 0, "not_positive"),
        else_="no_rate",
    )
