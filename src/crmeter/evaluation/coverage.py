"""Which documents a figure could have used, and why some are left out."""

from collections.abc import Mapping
from types import MappingProxyType

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Coverage, LeftOut, Text
from crmeter.warehouse.engine import Engine
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


def documents_told_apart_sql(tables: Tables, view: View) -> str:
    """Return a SELECT of how many documents of each day are used, under `used`, or left out by reason.

    What becomes of a document does not depend on the period, so that this is worked out once for all of them.

    Args:
        tables: the warehouse tables.
        view: from where they are looked at.
    """
    orders = tables["orders"]
    used = tables["sales"].select(used_key="order_key")
    joined = orders.left_join(used, orders.order_key == used.used_key)
    by_day = joined.mutate(reason=_reason(joined, view)).group_by("ordered_on", "reason")
    return to_sql(by_day.aggregate(n=lambda r: r.count()))


def document_counts(engine: Engine, view: View, whole_history: bool) -> Mapping[str, int]:
    """Return how many documents were used, under `used`, and left out by reason.

    Args:
        engine: where `documents_told_apart` is readable, as its SQL gives it.
        view: the period and from where it is looked at.
        whole_history: all documents up to the end of the period, not only those in it.
    """
    # A past period does not use what was bought between its end and the day of the evaluation.
    within = "ordered_on < ? OR ordered_on >= ?" if whole_history else "ordered_on >= ? AND ordered_on < ?"
    days = (view.period.end, view.seen_until) if whole_history else (view.period.start, view.period.end)
    return dict(
        engine.rows(
            f"SELECT reason, sum(n)::BIGINT FROM documents_told_apart WHERE {within} GROUP BY reason ORDER BY reason",
            days,
        )
    )


def coverage_of(rows: str, counts: Mapping[str, int], n: int) -> Coverage:
    """Return the coverage of a figure over named rows.

    Args:
        rows: the name of the rows.
        counts: documents used and left out, as `document_counts` gives them.
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
