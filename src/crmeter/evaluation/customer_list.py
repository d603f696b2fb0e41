"""The customers of a finished run, one after the other, for whoever lists them."""

from collections.abc import Iterator
from typing import Any

from crmeter.evaluation.customer_facts import customer_facts_sql
from crmeter.evaluation.opened_run import opened_run
from crmeter.measures.measure import RFM
from crmeter.vocabulary import Customer
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.workspace import Workspace

_AT_ONCE = 2_000


def customers_of(workspace: Workspace, run_id: str, memory_limit: str = "1GB") -> Iterator[Customer]:
    """Go through the customers on record at the end of a run's period, in the order of their keys.

    Who is on record without having bought is there too. The rows are those that measures are taken over, so the
    spend of all of them adds up to what the measures say.

    Args:
        workspace: where the run lies.
        run_id: which.
        memory_limit: what the engine may hold before it spills; no more than some thousand customers are held here.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
    """
    with opened_run(workspace, run_id, memory_limit, names=True) as opened:
        facts = customer_facts_sql(opened.engine, opened.tables(), opened.view)
        found = opened.engine.connection.execute(
            f"""
            SELECT f.customer_key, f.source, f.source_key, i.name, f.kind, f.segment, f.region, f.owner, i.phone,
                i.email, f.stage, f.first_on, f.last_on, f.purchases, f.spend, f.value, f.value_low, f.value_high,
                f.probability_active, f.value_at_risk, f.last_contact_on, f.country, f.channel, m.code AS rfm,
                f.open_tickets, f.satisfaction
            FROM ({facts}) f
            LEFT JOIN identities i USING (customer_key)
            LEFT JOIN memberships m ON m.customer_key = f.customer_key AND m.cut = '{RFM}'
            ORDER BY 1
            """
        )
        while rows := found.fetchmany(_AT_ONCE):
            for row in rows:
                failpoint("customer-listed")
                yield _customer(row)


def _customer(row: tuple[Any, ...]) -> Customer:
    key, source, source_key, *rest = row
    return Customer(key, source or "", source_key or str(key), *rest)
