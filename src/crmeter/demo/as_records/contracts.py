"""What firms have subscribed to: renewed until now, or given up, most often after something was amiss.

A contract can be left on the day on which its next period would begin. Few do without a reason. Something is amiss now
and then, and whoever had to ask for help within some months before that day leaves far more often.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.people import FIRST_MINUTE, LAST_MINUTE, customer_code
from crmeter.demo.books import Books
from crmeter.demo.csv_files import CURRENCY, code_of
from crmeter.demo.history import day_number, day_of
from crmeter.demo.people import STAFF
from crmeter.demo.segments import SEGMENTS
from crmeter.demo.streams import stream
from crmeter.vocabulary import ForeignRecord

PER_CUSTOMERS, FEWEST = 3, 20
# By name: goods, price for a period, period, its months, how many of a hundred have it.
PLANS = (
    ("Gói nước văn phòng", "AK-B20", 52_000, "month", 1, 66),
    ("Gói thay lõi lọc", "AK-L123", 230_000, "quarter", 3, 24),
    ("Bảo trì máy lọc", "", 900_000, "year", 12, 10),
)
# Most began in the first months after the first order.
BEGUN_WITHIN = 540
TROUBLE_A_MONTH = 0.05
DAYS_OF_A_MONTH = 30.4
# It is not mended at once: so often they ask again, after so many days each time.
ASKED_AGAIN, ASKED_AGAIN_AFTER = 1.5, (10, 50)
# What leaves at the end of a month without a reason, and of a period within so many days after trouble.
LEAVES_A_MONTH = 0.001
TROUBLES_FOR_DAYS = 120
LEAVES_AFTER_TROUBLE = 0.35
REASONS = ("price", "no_need", "competitor", "payment")
OF_TROUBLE, OF_TROUBLE_SHARE = "quality", 0.85


@dataclass(frozen=True, slots=True)
class Contract:
    """What a firm has subscribed to.

    Args:
        customer: index of the customer.
        plan: index into `PLANS`.
        turns: the day of its beginning, then those on which a further period began.
        renews: the day on which the next one would begin; on it the contract ended, where it did.
        reason: why it was left; empty where it goes on.
        troubles: the minutes at which they had to ask for help.
    """

    customer: int
    plan: int
    turns: tuple[date, ...]
    renews: date
    reason: str
    troubles: tuple[int, ...]


def drawn_contracts(books: Books) -> tuple[Contract, ...]:
    """Return the contracts of a company in the order of its customers."""
    return tuple(_draw(books))


def _draw(books: Books) -> Iterator[Contract]:
    people, history, rng = books.customers, books.history, stream(books.seed, "subscriptions")
    firms = np.flatnonzero(np.array([each.firm for each in SEGMENTS])[people.segment[: people.buyers]])
    n = max(FEWEST, people.buyers // PER_CUSTOMERS)
    shares = np.array([plan[-1] for plan in PLANS]) / 100
    for customer in np.sort(rng.choice(firms, min(n, len(firms)), replace=False)).tolist():
        first = int(people.first_order[customer])
        begins = int(rng.integers(first, min(first + BEGUN_WITHIN, history.last) + 1))
        plan = int(rng.choice(len(PLANS), p=shares))
        yield _walk(customer, plan, day_of(begins), history.as_of, rng)


def _walk(customer: int, plan: int, begins: date, last: date, rng: np.random.Generator) -> Contract:
    months = PLANS[plan][4]
    turns, troubles = [begins], list[int]()
    while True:
        renews = months_after(begins, months * len(turns))
        ends = day_number(last)
        troubles += _troubles(day_number(turns[-1]), min(day_number(renews), ends), ends, rng)
        if renews > last:
            return Contract(customer, plan, tuple(turns), renews, "", tuple(sorted(troubles)))
        until = day_number(renews)
        is_hurt = any(0 < until - minute // 1440 <= TROUBLES_FOR_DAYS for minute in troubles)
        leaves = LEAVES_AFTER_TROUBLE if is_hurt else 1 - (1 - LEAVES_A_MONTH) ** months
        if rng.random() < leaves:
            of_trouble = is_hurt and rng.random() < OF_TROUBLE_SHARE
            reason = OF_TROUBLE if of_trouble else REASONS[int(rng.integers(len(REASONS)))]
            asked = (minute for minute in sorted(troubles) if minute // 1440 < until)
            return Contract(customer, plan, tuple(turns), renews, reason, tuple(asked))
        turns.append(renews)


def _troubles(since: int, until: int, last: int, rng: np.random.Generator) -> list[int]:
    """Return the minutes at which help was asked for in trouble that began from one day up to another."""
    days: list[int] = []
    for _ in range(int(rng.poisson(TROUBLE_A_MONTH * (until - since) / DAYS_OF_A_MONTH))):
        began = int(rng.integers(since, until))
        again = began + np.cumsum(rng.integers(*ASKED_AGAIN_AFTER, int(rng.poisson(ASKED_AGAIN))))
        days += [began, *(day for day in again.tolist() if day < last)]
    return [day * 1440 + int(rng.integers(FIRST_MINUTE, LAST_MINUTE)) for day in days]


def subscriptions(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return what firms have subscribed to, with what happened to it."""
    people, rng = books.customers, stream(books.seed, "subscribed quantities")
    for i, contract in enumerate(drawn_contracts(books)):
        title, product, price, period, months, _ = PLANS[contract.plan]
        begins = contract.turns[0]
        values: dict[str, Any] = {
            "quantity": 1 + int(rng.integers(0, 12)) if months == 1 else 1,
            "price": price,
            "currency": CURRENCY,
            "period": period,
            "starts_on": begins,
            "status": "active",
            "renews_on": contract.renews,
        }
        if contract.reason:
            values |= {
                "status": "cancelled",
                "cancelled_on": contract.renews,
                "ends_on": contract.renews,
                "renews_on": None,
                "cancel_reason": contract.reason,
            }
        yield ForeignRecord(
            code_of("TB", 4, i + 1),
            f"{title} – {people.names[contract.customer]}",
            dates.midnight(day_number(begins)),
            values,
            {"customer": customer_code(books, contract.customer)} | ({"product": product} if product else {}),
            STAFF[int(people.owner[contract.customer])],
            {"events": list(_events(contract))},
        )


def _events(contract: Contract) -> Iterator[dict[str, Any]]:
    following = (*contract.turns[1:], contract.renews)
    for on, next_on in zip(contract.turns, following, strict=True):
        yield {"kind": "started" if on == contract.turns[0] else "renewed", "on": on, "renews_on": next_on}
    if contract.reason:
        yield {"kind": "cancelled", "on": contract.renews, "renews_on": None}


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, on the 28th at the latest."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, min(day.day, 28))
