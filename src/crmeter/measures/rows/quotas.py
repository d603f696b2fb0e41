"""Quotas of people whose period ended in the measured one, each with what its holder won in its period."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.kept_rows import converted
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.wins import MONEY, wins, won_of_known
from crmeter.measures.view import View
from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.own_database.origin import SOURCE as RECORDS


def _quotas(tables: Tables, view: View) -> ir.Table:
    every = tables["quotas"]
    shorter = every.view()
    # What was won counts once: of a quarter that has months, the months count.
    quotas = every.anti_join(
        shorter,
        [
            every.owner == shorter.owner,
            shorter.starts_on >= every.starts_on,
            shorter.ends_on <= every.ends_on,
            (shorter.starts_on > every.starts_on) | (shorter.ends_on < every.ends_on),
        ],
    )
    quotas = quotas.filter(
        lambda r: (r.ends_on >= view.period.start) & (r.ends_on < view.period.end) & (r.ends_on < view.seen_until)
    )
    quotas = converted(quotas.mutate(amount=quotas["value"]), tables, view, "ends_on")
    # Deals of files count in no quota, whomever they name: the page of quotas reads the records alone.
    won = wins(tables, view).filter(lambda r: r.source == RECORDS).rename(amount_won="amount")
    won = quotas.select("quota_key", "owner", "starts_on", "ends_on").inner_join(
        won, [ibis._.owner == won.won_by, ibis._.starts_on <= won.won_on, ibis._.ends_on >= won.won_on]
    )
    won = won.group_by("quota_key").aggregate(
        won_amount=won.amount_won.sum().cast(MONEY), deals_won=won.count(), priced=won.amount_won.count()
    )
    beside = quotas.left_join(won, "quota_key").drop("quota_key_right")
    return beside.select(
        "source_key",
        "owner",
        "is_countable",
        quota_from=beside.starts_on,
        quota_until=beside.ends_on,
        quota_value=beside.amount,
        won_amount=won_of_known(beside),
        deals_won=beside.deals_won.coalesce(0),
        without_amount=(beside.deals_won - beside.priced).coalesce(0),
    )


quotas = Rows(
    name="quotas",
    grain=Text(
        "một chỉ tiêu doanh số của một người, kết thúc trong kỳ",
        "one quota of a person that ended in the period",
    ),
    build=_quotas,
)
