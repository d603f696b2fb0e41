"""Which partners and suppliers with whom there was business have not gone on with it, as a run sees it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from crmeter.evaluation.opened_run import OpenedRun
from crmeter.vocabulary import Period


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner without an order in the last window.

    Args:
        key: in the warehouse.
        last_on: the day of their last order.
        spend_before: their orders of the window before, in the currency of the run; None where no amount is known.
    """

    key: int
    last_on: date
    spend_before: Decimal | None


def partners_gone(opened: OpenedRun) -> tuple[Partner, ...]:
    """Return the partners who had an order in the window before the last and none in the last, by what they spent.

    Args:
        opened: the run; what it kept must be readable.
    """
    days = int(opened.run.settings["window_days"])
    last = Period.trailing(opened.run.as_of, days)
    rows = opened.engine.rows(
        """
        SELECT customer_key, max(ordered_on), sum(amount) FROM sales SEMI JOIN partners USING (customer_key)
        WHERE ordered_on >= $2 AND ordered_on < $3 GROUP BY 1 HAVING max(ordered_on) < $1 ORDER BY 3 DESC NULLS LAST, 1
        """,
        [last.start, last.start - timedelta(days=days), last.end],
    )
    return tuple(Partner(key, on, None if amount is None else Decimal(amount)) for key, on, amount in rows)
