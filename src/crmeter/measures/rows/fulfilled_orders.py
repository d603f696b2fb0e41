"""Sales whose deliveries fell due in the period, with the four parts of a perfect order, each empty where not known."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.delivered_in_full import delivered_in_full
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _fulfilled_orders(tables: Tables, view: View) -> ir.Table:
    due = _due(tables, view)
    placed = tables["orders"].filter(lambda r: (r.kind == "sale") & (r.status == "valid"))
    joined = placed.inner_join(due, "order_key").left_join(delivered_in_full(tables, view), "order_key")
    who = tables["customers"].select("customer_key", "segment", customer_region="region")
    joined = joined.left_join(who, "customer_key")
    # Of what never came nothing is damaged and no paper is wrong; that all of it is missing is known all the same.
    in_full = ibis.ifelse(
        joined.has_come,
        ibis.ifelse(joined.quantities_are_told, joined.is_in_full, ibis.null("boolean")),
        ibis.ifelse(joined.quantities_are_kept, ibis.literal(value=False), ibis.null("boolean")),
    )
    told = joined.mutate(in_full=in_full, region=joined.region.coalesce(joined.customer_region))
    every_part = told.on_time & told.in_full & told.undamaged & told.documents_right
    parts_of_what_came = told.in_full.notnull() & told.undamaged.notnull() & told.documents_right.notnull()
    return told.select(
        "source_key",
        "ordered_on",
        "due_on",
        "delivered_on",
        "on_time",
        "in_full",
        "undamaged",
        "documents_right",
        "channel",
        "region",
        "segment",
        "owner",
        is_perfect=every_part.coalesce(False),
        is_known=told.on_time.notnull() & ibis.ifelse(told.has_come, parts_of_what_came, told.all_are_kept),
    )


def _due(tables: Tables, view: View) -> ir.Table:
    """Return the orders of whose deliveries the last fell due in the period, none of them still on its way in time."""
    sent = tables["deliveries"].left_join(_told_of_lines(tables), "delivery_key")
    of_source = ibis.window(group_by="source")
    has_come = (sent.delivered_on < view.seen_until).coalesce(False)
    sent = sent.mutate(
        has_come=has_come,
        due_on=sent.promised_on.coalesce(sent.delivered_on),
        quantities_are_told=sent.quantities_are_told.coalesce(False),
        is_damaged=sent.damaged.coalesce(sent.damaged_by_lines),
    )
    # What a source never writes down is not known of any of its orders; what it keeps, is missing where it is missing.
    sent = sent.mutate(
        arrivals_are_kept=sent.delivered_on.notnull().any().over(of_source),
        quantities_are_kept=sent.quantities_are_told.any().over(of_source),
        all_are_kept=sent.quantities_are_told.any().over(of_source)
        & sent.is_damaged.notnull().any().over(of_source)
        & sent.documents_right.notnull().any().over(of_source),
    )
    overdue = (sent.promised_on < view.seen_until).coalesce(False) & sent.arrivals_are_kept
    nothing = ibis.null("boolean")
    sent = sent.mutate(
        is_settled=sent.has_come | overdue,
        came_in_time=ibis.ifelse(
            sent.promised_on.isnull(), nothing, sent.has_come & (sent.delivered_on <= sent.promised_on)
        ),
        came_damaged=ibis.ifelse(sent.has_come, sent.is_damaged, nothing),
        damage_is_told=~sent.has_come | sent.is_damaged.notnull(),
        came_documented=ibis.ifelse(sent.has_come, sent.documents_right, nothing),
        documents_are_told=~sent.has_come | sent.documents_right.notnull(),
        came_told=~sent.has_come | sent.quantities_are_told,
    )
    due = sent.group_by("order_key").aggregate(
        due_on=sent.due_on.max(),
        last_on=sent.delivered_on.max(),
        is_settled=sent.is_settled.all(),
        has_come=sent.has_come.any(),
        all_have_come=sent.has_come.all(),
        is_promised=sent.came_in_time.notnull().all(),
        came_in_time=sent.came_in_time.all(),
        quantities_are_told=sent.came_told.all(),
        quantities_are_kept=sent.quantities_are_kept.all(),
        all_are_kept=sent.all_are_kept.all(),
        some_damaged=sent.came_damaged.any(),
        damage_is_told=sent.damage_is_told.all(),
        all_documented=sent.came_documented.all(),
        documents_are_told=sent.documents_are_told.all(),
    )
    due = due.filter(due.is_settled & (due.due_on >= view.period.start) & (due.due_on < view.period.end))
    # One damaged delivery is enough to know; that none is, all of them have to say.
    return due.select(
        "order_key",
        "due_on",
        "has_come",
        "quantities_are_told",
        "quantities_are_kept",
        "all_are_kept",
        delivered_on=ibis.ifelse(due.all_have_come, due.last_on, ibis.null("date")),
        on_time=ibis.ifelse(due.is_promised, due.came_in_time, nothing),
        undamaged=ibis.ifelse(
            due.some_damaged.coalesce(False), False, ibis.ifelse(due.damage_is_told & due.has_come, True, nothing)
        ),
        documents_right=ibis.ifelse(
            (~due.all_documented).coalesce(False),
            False,
            ibis.ifelse(due.documents_are_told & due.has_come, True, nothing),
        ),
    )


def _told_of_lines(tables: Tables) -> ir.Table:
    """Return by delivery whether each of its lines has a quantity, and whether any of them was damaged."""
    lines = tables["delivery_lines"]
    each = lines.group_by("delivery_key").aggregate(
        quantities_are_told=lines.quantity.notnull().all(),
        some_damaged=(lines.damaged > 0).any(),
        all_told=lines.damaged.notnull().all(),
    )
    return each.select(
        "delivery_key",
        "quantities_are_told",
        damaged_by_lines=ibis.ifelse(
            each.some_damaged.coalesce(False), True, ibis.ifelse(each.all_told, False, ibis.null("boolean"))
        ),
    )


fulfilled_orders = Rows(
    name="fulfilled_orders",
    grain=Text(
        "một đơn bán có chuyến giao cuối đến hạn trong kỳ",
        "one sale whose last delivery fell due in the period",
    ),
    build=_fulfilled_orders,
)
