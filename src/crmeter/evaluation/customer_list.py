"""The customers of a finished run, one after the other, for whoever lists them."""

from collections.abc import Iterator
from typing import Any

from crmeter.evaluation.opened_run import opened_run
from crmeter.measures.rows import ROWS
from crmeter.vocabulary import Customer
from crmeter.vocabulary.customer import NOT_YET
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.sql import to_sql
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
        contacts = to_sql(ROWS["contacts"].build(opened.tables(), opened.view))
        found = opened.engine.connection.execute(
            f"""
            WITH contacts AS ({contacts})
            SELECT
                coalesce(c.customer_key, n.customer_key) AS customer_key,
                w.source, coalesce(w.source_key, n.source_key) AS source_key, i.name,
                w.kind, w.segment, w.region, w.owner, i.phone, i.email,
                coalesce(n.stage, '{NOT_YET}') AS stage, n.first_on, n.last_on,
                coalesce(n.purchases, 0) AS purchases, n.spend_in_window,
                s.lifetime_value, s.lifetime_value_low, s.lifetime_value_high,
                s.probability_active::DOUBLE AS probability_active, s.value_at_risk, c.last_contact_on
            FROM contacts c
            FULL JOIN customers_now n USING (customer_key)
            LEFT JOIN customers w USING (customer_key)
            LEFT JOIN customer_scores s USING (customer_key)
            LEFT JOIN identities i USING (customer_key)
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
