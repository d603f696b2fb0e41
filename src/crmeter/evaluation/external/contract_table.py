"""Customers with contracts as a run sees them: how long they have stayed, and what was known of them on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.evaluation.opened_run import OpenedRun

Words = NDArray[np.object_]
DAYS_OF_A_MONTH = 30.4375
# What happened in the days before counts as what goes on now.
LATELY = 90
_MONTHS = "CASE c.period WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'year' THEN 12 END"
# The first day on which a contract is not there any more.
_GONE = "least(coalesce(c.cancelled_on, DATE '9999-12-31'), coalesce(c.ends_on, DATE '9999-12-31'))"


@dataclass(frozen=True, slots=True)
class Stays:
    """How long each customer with a contract was seen.

    Args:
        months: from the first contract until the last one ended, or the day that is looked from.
        left: whether no contract of theirs goes on.
        segment: of each, None where the source says nothing.
    """

    months: Floats
    left: Booleans
    segment: Words


@dataclass(frozen=True, slots=True)
class Periods:
    """How many periods each contract of the most common kind has come to.

    Args:
        period: `month`, `quarter` or `year`.
        renewals: whole; who left within a period left at its end.
        left: whether it ended.
    """

    period: str
    renewals: Integers
    left: Booleans


@dataclass(frozen=True, slots=True)
class Renewals:
    """What became due, and what comes due.

    Args:
        since: the first day of the time that is looked back on.
        renewed: contracts gone on with in it.
        ended: contracts that ended in it.
        due: contracts whose next period begins within the days ahead.
        due_money: of these periods, in the currency of the run; None where a price is not known.
        days_ahead: how many.
    """

    since: date
    renewed: int
    ended: int
    due: int
    due_money: float | None
    days_ahead: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Customers whose contract went on on a day, with what was known of them then.

    Args:
        key: of each customer.
        numbers: by name, shape (n,); NaN where it is not known.
        words: by name, shape (n,); None where it is not known.
        left: whether no contract of theirs went on at the end of the time after it; of nobody for today.
        yearly: what their contracts bring in a year, money of the run; NaN where it is not known.
    """

    key: Integers
    numbers: Mapping[str, Floats]
    words: Mapping[str, Words]
    left: Booleans
    yearly: Floats


def stays_of(opened: OpenedRun) -> Stays:
    """Return how long customers have stayed."""
    day = _day(opened.run.as_of)
    found = opened.engine.rows(
        f"""
        WITH stays AS (
            SELECT c.customer_key, min(c.starts_on) AS began, max({_GONE}) AS gone
            FROM subscriptions c WHERE c.starts_on <= {day} GROUP BY 1
        )
        SELECT (least(gone, {day}) - began)::DOUBLE / {DAYS_OF_A_MONTH}, gone <= {day}, k.segment
        FROM stays LEFT JOIN customers k USING (customer_key) ORDER BY customer_key
        """
    )
    months, left, segment = zip(*found, strict=True) if found else ((), (), ())
    return Stays(
        np.maximum(np.array(months, np.float64), 0.0), np.array(left, np.bool_), np.array(segment, dtype=np.object_)
    )


def periods_of(opened: OpenedRun) -> Periods | None:
    """Return the periods of contracts of the most common kind, or None where there is no contract."""
    day = _day(opened.run.as_of)
    common = opened.engine.rows(
        f"SELECT period FROM subscriptions WHERE starts_on <= {day} AND period IN ('month', 'quarter', 'year')"
        " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    if not common:
        return None
    found = opened.engine.arrays(
        f"""
        SELECT floor(date_sub('month', c.starts_on, CASE WHEN {_GONE} <= {day} THEN {_GONE} - 1 ELSE {day} END)
                / ({_MONTHS}))::BIGINT + ({_GONE} <= {day})::INT AS renewals,
            {_GONE} <= {day} AS gone
        FROM subscriptions c WHERE c.starts_on <= {day} AND c.period = ? ORDER BY c.subscription_key
        """,
        [common[0][0]],
    )
    return Periods(
        common[0][0], np.asarray(found["renewals"], dtype=np.int64), np.asarray(found["gone"], dtype=np.bool_)
    )


def renewals_of(opened: OpenedRun, days_back: int = 365, days_ahead: int = 90) -> Renewals:
    """Return how many contracts were gone on with or ended, and how many come due."""
    as_of = opened.run.as_of
    since, day, until = as_of - timedelta(days=days_back - 1), _day(as_of), _day(as_of + timedelta(days=days_ahead))
    between = f"BETWEEN {_day(since)} AND {day}"
    ((renewed, ended, due, priced, money),) = opened.engine.rows(
        f"""
        SELECT
            (SELECT count(*) FROM subscription_events e WHERE e.kind = 'renewed' AND e.happened_on {between}),
            (SELECT count(*) FROM subscriptions c WHERE {_GONE} {between}),
            count(*), count(price * coalesce(quantity, 1)) FILTER (currency = ?),
            sum(price * coalesce(quantity, 1)) FILTER (currency = ?)
        FROM subscriptions
        WHERE status = 'active' AND renews_on > {day} AND renews_on <= {until}
            AND (ends_on IS NULL OR renews_on < ends_on)
        """,
        [opened.run.currency, opened.run.currency],
    )
    return Renewals(since, renewed, ended, due, None if priced < due else float(money or 0), days_ahead)


def standing_on(opened: OpenedRun, on: date, days: int = 0) -> Standing:
    """Return the customers whose contract went on on a day.

    Args:
        opened: the run.
        on: the day.
        days: how long after it one looks who has left; 0 for nobody.
    """
    day, then = _day(on), _day(on + timedelta(days=days))
    between = f"BETWEEN {_day(on - timedelta(days=LATELY - 1))} AND {day}"
    monthly = f"c.price * coalesce(c.quantity, 1) / ({_MONTHS})"
    found = opened.engine.connection.execute(
        f"""
        WITH live AS (
            SELECT c.customer_key, count(*) AS contracts,
                CASE WHEN count(c.price) FILTER (c.currency = $currency) = count(*)
                    THEN sum(({monthly})::DOUBLE) END AS monthly,
                mode(c.period) AS period
            FROM subscriptions c WHERE c.starts_on <= {day} AND {_GONE} > {day} GROUP BY 1
        ), began AS (
            SELECT customer_key, min(starts_on) AS on_ FROM subscriptions WHERE starts_on <= {day} GROUP BY 1
        ), after AS (
            SELECT DISTINCT c.customer_key FROM subscriptions c WHERE c.starts_on <= {then} AND {_GONE} > {then}
        ), asked AS (
            SELECT customer_key, count(*) AS n FROM tickets WHERE opened_on {between} GROUP BY 1
        ), bought AS (
            SELECT customer_key, count(*) AS n FROM sales WHERE ordered_on {between} GROUP BY 1
        ), spoken AS (
            SELECT customer_key, count(*) AS n FROM touches WHERE touched_on {between} GROUP BY 1
        )
        SELECT l.customer_key, ({day} - began.on_)::DOUBLE / {DAYS_OF_A_MONTH} AS tenure,
            l.contracts::DOUBLE AS contracts, l.monthly,
            coalesce(asked.n, 0)::DOUBLE AS tickets, coalesce(bought.n, 0)::DOUBLE AS orders,
            coalesce(spoken.n, 0)::DOUBLE AS touches, l.period, k.segment, k.region,
            after.customer_key IS NULL AS gone
        FROM live l JOIN began USING (customer_key) LEFT JOIN after USING (customer_key)
            LEFT JOIN asked USING (customer_key) LEFT JOIN bought USING (customer_key)
            LEFT JOIN spoken USING (customer_key) LEFT JOIN customers k USING (customer_key)
        ORDER BY 1
        """,
        {"currency": opened.run.currency},
    )
    names = [column[0] for column in found.description or ()]
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if (rows := found.fetchall()) else {}
    numbers = {name: np.array(columns.get(name, ()), dtype=np.float64) for name in NUMBERS}
    return Standing(
        key=np.array(columns.get("customer_key", ()), dtype=np.int64),
        numbers=numbers,
        words={name: np.array(columns.get(name, ()), dtype=np.object_) for name in WORDS},
        left=np.array(columns.get("gone", ()), dtype=np.bool_) & (days > 0),
        yearly=12 * numbers["monthly"],
    )


NUMBERS = ("tenure", "contracts", "monthly", "tickets", "orders", "touches")
WORDS = ("period", "segment", "region")


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
