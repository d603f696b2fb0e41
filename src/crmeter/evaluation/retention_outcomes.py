"""What customers at risk did in the time after somebody began to watch them, as a run sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crmeter.evaluation.opened_run import opened_run
from crmeter.warehouse.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Watched:
    """A customer who is watched.

    Args:
        case: a number of whoever watches.
        key: of the customer.
        has_contract: look whether the contract goes on, not whether they buy.
        after: what happens after this day counts.
        until: the last day that counts.
    """

    case: int
    key: int
    has_contract: bool
    after: date
    until: date


@dataclass(frozen=True, slots=True)
class Happened:
    """What a customer did within the time.

    Args:
        case: the number of whoever watches.
        on: the first day on which they bought, or from which no contract of theirs goes on; None for neither.
        spent: money bought for in the currency of the run; None where amounts of it are not known.
    """

    case: int
    on: date | None
    spent: Decimal | None


def outcomes_of(
    workspace: Workspace, run_id: str, watched: Sequence[Watched], memory_limit: str = "1GB"
) -> tuple[date, tuple[Happened, ...]]:
    """Return the last day that a run sees, and what each customer did up to it.

    Args:
        workspace: where the run lies.
        run_id: which.
        watched: whom to look at.
        memory_limit: what the engine may hold before it spills.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
    """
    with opened_run(workspace, run_id, memory_limit, names=True) as opened:
        engine, as_of = opened.engine, opened.run.as_of
        engine.run(
            "CREATE TEMP TABLE watched"
            " (case_number BIGINT, customer_key BIGINT, has_contract BOOLEAN, after DATE, until DATE)"
        )
        if watched:
            rows = [[each.case, each.key, each.has_contract, each.after, min(each.until, as_of)] for each in watched]
            engine.connection.executemany("INSERT INTO watched VALUES (?, ?, ?, ?, ?)", rows)
        found = engine.rows(
            """
            WITH bought AS (
                SELECT w.case_number, min(s.ordered_on) AS first_on, count(*) AS n, count(s.amount) AS priced,
                    sum(s.amount) AS spent
                FROM watched w JOIN sales s USING (customer_key)
                WHERE s.ordered_on > w.after AND s.ordered_on <= w.until
                GROUP BY ALL
            ), contracts AS (
                SELECT w.case_number, max(coalesce(c.cancelled_on, c.ends_on, DATE '9999-12-31')) AS ended_on
                FROM watched w JOIN subscriptions c USING (customer_key)
                WHERE w.has_contract AND c.starts_on <= w.until
                GROUP BY ALL
            )
            SELECT w.case_number,
                CASE WHEN NOT w.has_contract THEN b.first_on
                    WHEN c.ended_on > w.after AND c.ended_on <= w.until THEN c.ended_on END,
                CASE WHEN b.n IS NULL THEN 0 WHEN b.priced = b.n THEN b.spent END
            FROM watched w LEFT JOIN bought b USING (case_number) LEFT JOIN contracts c USING (case_number)
            ORDER BY 1
            """
        )
    return as_of, tuple(Happened(case, on, None if spent is None else Decimal(spent)) for case, on, spent in found)
