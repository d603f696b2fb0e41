"""How many tickets and how many orders came in the period, by customer."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.ticket_course import own_requests
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _asked_and_ordered(tables: Tables, view: View) -> ir.Table:
    asked, sold = own_requests(tables, view), tables["sales"]
    asked = asked.filter(
        (asked.opened_on >= view.period.start)
        & (asked.opened_on < view.period.end)
        & (asked.opened_on < view.seen_until)
    )
    sold = sold.filter((sold.ordered_on >= view.period.start) & (sold.ordered_on < view.period.end))
    # Whoever is not known is somebody else each time.
    nobody = ibis.null("string")
    both = asked.select(
        "customer_key",
        nobodys=ibis.ifelse(asked.customer_key.isnull(), asked.source_key, nobody),
        tickets=1,
        orders=0,
    ).union(
        sold.select(
            "customer_key",
            nobodys=ibis.ifelse(sold.customer_key.isnull(), sold.source_key, nobody),
            tickets=0,
            orders=1,
        )
    )
    each = both.group_by("customer_key", "nobodys").aggregate(
        tickets=both.tickets.sum(),
        orders=both.orders.sum(),
    )
    who = tables["customers"].select("customer_key", "segment", "region", "owner", known_key="source_key")
    joined = each.left_join(who, "customer_key")
    return joined.select(
        "segment",
        "region",
        "owner",
        "tickets",
        "orders",
        source_key=joined.known_key.coalesce(joined.nobodys),
    )


asked_and_ordered = Rows(
    name="asked_and_ordered",
    grain=Text(
        "một khách có phiếu hoặc có đơn trong kỳ; phiếu hay đơn không rõ khách đứng riêng",
        "one customer with tickets or orders in the period; a ticket or order that names nobody stands alone",
    ),
    build=_asked_and_ordered,
)
