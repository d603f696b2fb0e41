"""Deals: what the company tries to sell to firms beside their ordinary orders, through the stages."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.goods import COMPETITORS
from crmeter.demo.as_records.people import FIRST_MINUTE, LAST_MINUTE, customer_code
from crmeter.demo.as_records.reader import READER
from crmeter.demo.as_records.tags import of_deal
from crmeter.demo.books import Books
from crmeter.demo.channels import CHANNEL_NAMES
from crmeter.demo.csv_files import CURRENCY, code_of
from crmeter.demo.people import STAFF
from crmeter.demo.products import PRODUCTS, PriceList
from crmeter.demo.segments import SEGMENTS
from crmeter.demo.streams import stream
from crmeter.vocabulary import ForeignRecord

PER_CUSTOMERS = 10
# What each is about, its goods, and between how many.
KINDS = (
    ("Lắp máy lọc nước nóng lạnh", "AK-MH9", (1, 4)),
    ("Hệ thống lọc tổng", "AK-MT", (1, 3)),
    ("Cây nước nóng lạnh cho văn phòng", "AK-CNL", (2, 9)),
    ("Hợp đồng nước bình cả năm", "AK-B20", (120, 600)),
    ("Nước chai cho hội nghị", "AK-C500", (40, 300)),
)
OPEN_STAGES = 5
WON_SHARE = 0.48
STAGE_DAYS = 9.0
# Who began within this time is still at it.
OPEN_DAYS = 45
REOPENED_SHARE = 0.03
# Where no competitor was named, why deals were lost.
LOST_REASONS = ("no_need", "budget", "no_answer", "price", "no_need", "other")
# In so many of the deals that ended, and of those that are open, a competitor was named.
NAMED_SHARES = {"won": 0.55, "lost": 0.65, "open": 0.35}
# By competitor, in the order of `COMPETITORS`: how often of a hundred deals that are won, lost and open.
RIVALS = {"won": (22, 26, 38, 14), "lost": (48, 20, 18, 14), "open": (35, 25, 25, 15)}
# Why deals were lost to each: of ten.
RIVAL_REASONS = (
    ("price",) * 7 + ("delivery",) * 1 + ("budget",) * 2,
    ("quality",) * 5 + ("price",) * 3 + ("delivery",) * 2,
    ("quality",) * 6 + ("delivery",) * 3 + ("price",) * 1,
    ("price",) * 6 + ("delivery",) * 2 + ("no_need",) * 2,
)
# Of the open ones, the reader has one of so many.
READERS_EVERY = 4
# What sellers took off the list price, and of a hundred deals how many have that: it wins nothing.
DISCOUNTS = ((0.0, 45), (0.05, 20), (0.1, 20), (0.15, 10), (0.25, 5))
NEXT_STEPS = ("Gọi lại hỏi ý kiến", "Gửi báo giá sửa", "Hẹn khảo sát", "Trình hợp đồng", "Gửi mẫu nước thử")


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal with its way.

    Args:
        customer: index of the customer.
        kind: index into `KINDS`.
        quantity: of its goods.
        rival: index into `COMPETITORS`; None where none was named.
        reason: why it was lost; empty where it was not.
        stages: ((kind of stage, place among these), kind of event, day, minute), in their order.
        readers: it is the reader's to work on.
    """

    customer: int
    kind: int
    quantity: int
    rival: int | None
    reason: str
    stages: tuple[tuple[tuple[str, int], str, int, int], ...]
    readers: bool

    @property
    def began(self) -> int:
        """The day on which it began."""
        return self.stages[0][2]

    @property
    def last(self) -> tuple[tuple[str, int], str, int, int]:
        """Where it stands."""
        return self.stages[-1]


def deal_code(index: int) -> str:
    """Return how the company calls one of its deals."""
    return code_of("CH", 5, index + 1)


def drawn_deals(books: Books) -> tuple[Deal, ...]:
    """Return the deals of a company in the order in which they began."""
    return tuple(_draw(books))


def _draw(books: Books) -> Iterator[Deal]:
    people, history, rng = books.customers, books.history, stream(books.seed, "deals")
    against = stream(books.seed, "rivals")
    firms = np.flatnonzero(np.array([each.firm for each in SEGMENTS])[people.segment[: people.buyers]])
    n = max(40, people.buyers // PER_CUSTOMERS)
    whose = rng.choice(firms, n)
    kind = rng.integers(0, len(KINDS), n)
    # A third of them lately, so that boards are full.
    back = np.where(rng.random(n) < 0.25, rng.integers(0, OPEN_DAYS, n), rng.integers(OPEN_DAYS, history.days, n))
    began = np.maximum(history.last - back, np.minimum(people.first_order[whose] + 5, history.last))
    order = np.argsort(began, kind="stable")
    open_seen = 0
    for at in order.tolist():
        low, high = KINDS[int(kind[at])][2]
        stages = tuple(_way(int(began[at]), history.last, rng))
        is_open = stages[-1][0][0] == "open"
        open_seen += is_open
        yield Deal(
            int(whose[at]),
            int(kind[at]),
            int(rng.integers(low, high + 1)),
            *_rival(stages[-1][0][0], against),
            stages,
            is_open and open_seen % READERS_EVERY == 1,
        )


def _rival(state: str, rng: np.random.Generator) -> tuple[int | None, str]:
    """Return which competitor was named in a deal that stands so, and why it was lost."""
    shares = np.array(RIVALS[state]) / 100
    named, rival, reason = rng.random() < NAMED_SHARES[state], int(rng.choice(len(shares), p=shares)), rng.random()
    reasons = RIVAL_REASONS[rival] if named else LOST_REASONS
    return rival if named else None, reasons[int(reason * len(reasons))] if state == "lost" else ""


def _way(began: int, last: int, rng: np.random.Generator) -> Iterator[tuple[tuple[str, int], str, int, int]]:
    minute = int(rng.integers(FIRST_MINUTE, LAST_MINUTE))
    yield ("open", 0), "created", began, minute
    day, place = began, 0
    ends_at = int(rng.integers(1, OPEN_STAGES + 1))
    wins = rng.random() < WON_SHARE
    while True:
        day += 1 + int(rng.exponential(STAGE_DAYS))
        if day > last:
            return
        minute = int(rng.integers(FIRST_MINUTE, LAST_MINUTE))
        if place < (OPEN_STAGES - 1 if wins else min(ends_at, OPEN_STAGES - 1)):
            place += 1
            yield ("open", place), "moved", day, minute
            continue
        yield (("won", 0), "won", day, minute) if wins else (("lost", 0), "lost", day, minute)
        if wins or rng.random() >= REOPENED_SHARE:
            return
        day += 20
        if day > last:
            return
        yield ("open", 2), "reopened", day, minute
        wins, place = True, 2


def deals(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the deals in the order in which they began."""
    prices = PriceList.over(books.history)
    place = {good.code: at for at, good in enumerate(PRODUCTS)}
    people, drawn = books.customers, drawn_deals(books)
    shares, weights = zip(*DISCOUNTS, strict=True)
    # The amounts stay what they are: a discount stands on a higher list price.
    off = stream(books.seed, "discounts").choice(shares, len(drawn), p=np.array(weights) / 100).tolist()
    for i, deal in enumerate(drawn):
        title, code, _ = KINDS[deal.kind]
        year = int(prices.year_index(np.array([deal.began]))[0])
        price = int(prices.price[year, place[code]])
        (state, _), _, day, _ = deal.last
        values: dict[str, Any] = {
            "amount": price * deal.quantity,
            "currency": CURRENCY,
            "channel": CHANNEL_NAMES[int(people.channel[deal.customer])],
            "expected_on": dates.day(deal.began + 35),
        }
        links = {"customer": customer_code(books, deal.customer)}
        if deal.rival is not None:
            links["competitor"] = COMPETITORS[deal.rival][0]
        won = [day for (kind, _), _, day, _ in deal.stages if kind == "won"]
        if won:
            values["won_on"] = dates.day(won[0])
        if state == "lost":
            values |= {"lost_on": dates.day(day), "lost_reason": deal.reason}
        elif state == "open":
            values["expected_on"] = dates.day(max(deal.began + 35, dates.last - 3 + i % 25))
            if i % 4:
                values |= {
                    "next_step": NEXT_STEPS[i % len(NEXT_STEPS)],
                    "next_step_on": dates.day(dates.last + (i * 7) % 12 - 1),
                }
        yield ForeignRecord(
            deal_code(i),
            f"{title} – {people.names[deal.customer]}",
            dates.at(deal.began, deal.stages[0][3]),
            values,
            links,
            READER if deal.readers else STAFF[int(people.owner[deal.customer])],
            {
                "lines": [
                    {
                        "product": code,
                        "quantity": deal.quantity,
                        **_listed(price, off[i]),
                        "amount": price * deal.quantity,
                    }
                ],
                "stages": [
                    {"stage": stage, "kind": kind, "at": dates.at(on, at)} for stage, kind, on, at in deal.stages
                ],
            },
            of_deal(int(people.segment[deal.customer]), price * deal.quantity),
        )


def _listed(price: int, off: float) -> dict[str, Any]:
    """Return the list price of what is sold at a price, in whole thousands, and the share that is off it."""
    if not off:
        return {"unit_price": price}
    listed = math.ceil(price / (1 - off) / 1_000) * 1_000
    return {"unit_price": listed, "discount": round(Decimal(listed - price) / listed, 4)}
