"""Whether partners and suppliers with whom there was business go on with it, as a run sees it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from crmeter.estimators import intervals
from crmeter.evaluation.opened_run import OpenedRun
from crmeter.vocabulary import Interval, NotEnoughData, Period, Text


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


@dataclass(frozen=True, slots=True)
class PartnerStudy:
    """How many partners stayed.

    Args:
        window_days: of each of the two windows.
        before: partners with an order in the window before the last.
        stayed: of them with an order in the last.
        share: stayed / before.
        interval: of it.
        gone: the others, by what they spent.
    """

    window_days: int
    before: int
    stayed: int
    share: float
    interval: Interval
    gone: tuple[Partner, ...]


def study_partners(opened: OpenedRun, partners: Collection[int], level: float = 0.8) -> PartnerStudy:
    """Count partners who had an order in the window before the last, and which of them had one in the last.

    Args:
        opened: the run; what it kept must be readable.
        partners: their keys in the warehouse.
        level: of the interval.

    Raises:
        NotEnoughData: nobody is a partner, or none had an order in the window before.
    """
    if not partners:
        raise NotEnoughData(
            "no_partners",
            Text(
                "chưa khách nào được đánh dấu là đối tác hay nhà cung cấp", "nobody is marked as a partner or supplier"
            ),
            Text(
                "đánh dấu “Là đối tác” hoặc “Là nhà cung cấp” trong hồ sơ khách hàng",
                "“Is a partner” or “Is a supplier” on the record of the customer",
            ),
        )
    days = int(opened.run.settings["window_days"])
    last = Period.trailing(opened.run.as_of, days)
    before = Period(last.start - timedelta(days=days), last.start)
    opened.engine.run("CREATE TEMP TABLE partners (customer_key BIGINT)")
    opened.engine.connection.executemany("INSERT INTO partners VALUES (?)", [[key] for key in partners])
    rows = opened.engine.rows(
        """
        SELECT customer_key, max(ordered_on), max(ordered_on) >= $1 AS stayed,
            sum(amount) FILTER (ordered_on < $1)
        FROM sales JOIN partners USING (customer_key)
        WHERE ordered_on >= $2 AND ordered_on < $3 GROUP BY 1
        HAVING min(ordered_on) < $1 ORDER BY 4 DESC NULLS LAST, 1
        """,
        [last.start, before.start, last.end],
    )
    if not rows:
        raise NotEnoughData(
            "no_orders_before",
            Text(
                "không đối tác nào có đơn trong {days} ngày của kỳ trước",
                "no partner had an order in the {days} days of the window before",
            ).fill(days=days),
            Text("đơn hàng của đối tác trong hai kỳ liền nhau", "orders of partners over two windows"),
        )
    stayed = sum(bool(row[2]) for row in rows)
    interval = intervals.wilson(stayed, len(rows), level)
    assert interval is not None  # noqa: S101 - there are rows
    gone = tuple(
        Partner(key, on, None if amount is None else Decimal(amount)) for key, on, is_, amount in rows if not is_
    )
    return PartnerStudy(days, len(rows), stayed, stayed / len(rows), interval, gone)
