"""What deals brought at their first win: the wins of any period, where rows need more than those of one."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.kept_rows import converted
from crmeter.measures.rows.rows import Tables
from crmeter.measures.view import View

MONEY = "decimal(18, 4)"


def wins(tables: Tables, view: View) -> ir.Table:
    """Return the deals won until the day of the evaluation, with who won them, counted as `won_value` is.

    The amount is empty where nobody wrote it down or no exchange rate of the day is known.
    """
    changes = tables["deal_stages"]
    changes = changes.filter((changes.kind == "won") & (changes.happened_on < view.seen_until))
    # Two changes of one moment are told apart by their keys.
    changes = changes.mutate(at=ibis.struct({"moment": changes.happened_at, "key": changes.event_key}))
    first = changes.group_by("deal_key").aggregate(first_amount=changes.amount.argmin(changes["at"]))
    deals = tables["deals"].filter(lambda r: (r.won_on < view.seen_until) & (r.created_on < view.seen_until))
    deals = deals.left_join(first, "deal_key").drop("deal_key_right")
    deals = deals.mutate(amount=deals.first_amount.coalesce(deals.amount))
    return converted(deals, tables, view, "won_on").select("won_on", "amount", "source", won_by="owner")


def won_of_known(beside: ir.Table) -> ir.DecimalValue:
    """Return what was won where wins stand beside rows: nothing where no deal was, and empty where one has no amount.

    What a part of the wins brought is not what was won.

    Args:
        beside: with `won_amount`, and with `deals_won` and `priced`, which are empty where no deal was won.
    """
    nothing = ibis.literal(0).cast(MONEY)
    known = ibis.ifelse(beside.priced == beside.deals_won, beside.won_amount, ibis.null(MONEY))
    return ibis.ifelse(beside.deals_won.isnull(), nothing, known)
