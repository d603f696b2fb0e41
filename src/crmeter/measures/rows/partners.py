"""One row per partner or supplier with orders, as they stand at the end of the period."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.customers import customers
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _partners(tables: Tables, view: View) -> ir.Table:
    who = tables["partners"]
    # Whoever only sells is no customer, so what is known of them is taken from here.
    nothing = ibis.null("string")
    own = who.select("customer_key", "segment", "region", "owner", "source_key", country=nothing, channel=nothing)
    ordered = tables["purchases"].semi_join(who, "customer_key")
    return customers.build({**tables, "purchases": ordered, "customers": own}, view)


partners = Rows(
    name="partners",
    grain=Text(
        "một đối tác hoặc nhà cung cấp đã có đơn, tính đến cuối kỳ",
        "one partner or supplier with orders, at the end of the period",
    ),
    build=_partners,
)
