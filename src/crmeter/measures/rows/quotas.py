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
    every = converted(every.mutate(amount=every["value"]), tables, view, "ends_on")
    ended = _not_covered(every).filter(
        lambda r: (r.ends_on >= view.period.start) & (r.ends_on < view.period.end) & (r.ends_on < view.seen_until)
    )
    quotas = _not_within_longer(ended)
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


def _not_covered(every: ir.Table) -> ir.Table:
    """Return quotas but for those whose whole period shorter ones of the same person cover that have an amount.

    Whether one gives way is the same for every period that is measured.
    """
    parts = every.filter(every.amount.notnull())
    longer = _as_longer(every)
    parts = parts.inner_join(longer, _lies_within(parts, longer))
    before = ibis.window(group_by="longer_key", order_by=["starts_on", "ends_on"], preceding=(None, 1))
    parts = parts.mutate(covered_until=parts.ends_on.max().over(before))
    parts = parts.mutate(
        comes_after_gap=ibis.ifelse(
            parts.covered_until.isnull(),
            parts.starts_on > parts.longer_from,
            parts.starts_on.delta(parts.covered_until, unit="day") > 1,
        )
    )
    covered = parts.group_by("longer_key").aggregate(
        has_gap=parts.comes_after_gap.any(), is_covered_to_its_end=(parts.ends_on == parts.longer_until).any()
    )
    covered = covered.filter(covered.is_covered_to_its_end & ~covered.has_gap)
    return every.anti_join(covered, every.quota_key == covered.longer_key)


def _not_within_longer(quotas: ir.Table) -> ir.Table:
    """Return quotas but for those that lie within a longer one with an amount, so that what was won counts once."""
    longer = _as_longer(quotas.filter(quotas.amount.notnull()))
    return quotas.anti_join(longer, _lies_within(quotas, longer))


def _as_longer(quotas: ir.Table) -> ir.Table:
    return quotas.select(longer_key="quota_key", longer_of="owner", longer_from="starts_on", longer_until="ends_on")


def _lies_within(quotas: ir.Table, longer: ir.Table) -> list[ir.BooleanValue]:
    return [
        quotas.owner == longer.longer_of,
        quotas.starts_on >= longer.longer_from,
        quotas.ends_on <= longer.longer_until,
        (quotas.starts_on > longer.longer_from) | (quotas.ends_on < longer.longer_until),
    ]


quotas = Rows(
    name="quotas",
    grain=Text(
        "một chỉ tiêu doanh số của một người, kết thúc trong kỳ",
        "one quota of a person that ended in the period",
    ),
    build=_quotas,
)
