"""Rounds of keeping customers at risk: who was looked after, who was left alone by lot, and the tasks of the first.

Customers are at risk who have been silent for longer than their rhythm. What became of them is what their orders say;
an evaluation reads it there. So the effect is planted by who falls to which lot: among those looked after a larger
share had bought again by the end of the window than among those left alone.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.people import FIRST_MINUTE, customer_code
from crmeter.demo.as_records.reader import READER
from crmeter.demo.books import Books
from crmeter.demo.bought import Bought
from crmeter.demo.csv_files import CURRENCY, code_of
from crmeter.demo.people import STAFF
from crmeter.demo.streams import stream
from crmeter.vocabulary import ForeignRecord, Text

# Days before the last one on which each round began; the last of them still runs.
BEGAN_BEFORE = (160, 90, 14)
WINDOW_DAYS, DUE_DAYS = 60, 7
HELD_OUT_PERCENT = 35
# Of all customers, so many are chosen in a round.
PER_CUSTOMERS, MOST, FEWEST = 40, 200, 3
KEPT_TREATED, KEPT_HELD_OUT = 0.65, 0.35
WATCHED = 60
# At risk: so many orders, and silent for so many times their usual gap.
ORDERS, RHYTHM, SILENT_AT_LEAST, SILENT_AT_MOST = 4, (1.5, 6.0), 21, 240
TREATED, HELD_OUT, NOT_CHOSEN = "treated", "held_out", "not_chosen"
# How tasks ended, and which of those that still run are the reader's.
OUTCOMES = ("answered", "answered", "no_answer", "left_message")
READERS_EVERY = 6
_TITLE = "Giữ khách: {customer}"
_BODY = "Dấu hiệu: {sign}.\nViệc nên làm: gọi hỏi thăm, nhắc đợt mua tới."
_SIGN = Text(
    "im lặng {days} ngày, thường {gap} ngày mua một lần", "silent for {days} days, orders every {gap} days as a rule"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A customer at risk when a round began.

    Args:
        customer: index of the customer.
        arm: `TREATED`, `HELD_OUT` or `NOT_CHOSEN`.
        silent: days since their last order.
        gap: days between their orders as a rule.
        yearly: đồng that they bought for in the year before.
        is_kept: they bought within the window, as far as the history goes.
    """

    customer: int
    arm: str
    silent: int
    gap: int
    yearly: int
    is_kept: bool

    @property
    def chance_of_staying(self) -> float:
        """What somebody would have guessed that day: the longer the silence against the rhythm, the less."""
        return round(1 / (1 + (self.silent / self.gap / 2.2) ** 2), 2)

    @property
    def expected_loss(self) -> int:
        """What is lost in a year if they leave, times the chance that they do."""
        return round(self.yearly * (1 - self.chance_of_staying))

    @property
    def sign(self) -> Text:
        """Why they are at risk."""
        return _SIGN.fill(days=self.silent, gap=self.gap)


@dataclass(frozen=True, slots=True)
class Round:
    """Cases that were begun at once, those chosen in the order of their codes first.

    Args:
        began: the day.
        seed: of the lot.
        cases: of it.
    """

    began: int
    seed: int
    cases: tuple[Case, ...]


def drawn_rounds(books: Books) -> tuple[Round, ...]:
    """Return the rounds of a company, the first one first; a customer is in one of them only."""
    rng, bought = stream(books.seed, "retention rounds"), Bought.of(books.orders, books.lines)
    taken: set[int] = set()
    rounds = []
    for before in BEGAN_BEFORE:
        began = books.history.last - before
        at_risk = [each for each in _at_risk(books, bought, began) if each.customer not in taken]
        found = _lots(at_risk, books, is_over=before >= WINDOW_DAYS, rng=rng)
        if found is None:
            continue
        seed, chosen = found
        members = {each.customer for each in chosen}
        others = [each for each in at_risk if each.customer not in members][:WATCHED]
        taken |= members | {each.customer for each in others}
        rounds.append(Round(began, seed, (*chosen, *others)))
    return tuple(rounds)


def _at_risk(books: Books, bought: Bought, day: int) -> list[Case]:
    """Return those at risk on a day in the order of their codes, in no lot yet."""
    buyers = books.customers.buyers
    seen = bought.day <= day
    whose, on = bought.customer[seen], bought.day[seen]
    n = np.bincount(whose, minlength=buyers)
    first, last = np.full(buyers, np.iinfo(np.int64).max), np.full(buyers, -1)
    np.minimum.at(first, whose, on)
    np.maximum.at(last, whose, on)
    gap = np.maximum((last - first) / np.maximum(n - 1, 1), 1.0)
    silent = day - last
    # One day has several orders of some: what has no rhythm cannot break it.
    is_at_risk = (n >= ORDERS) & (silent > RHYTHM[0] * gap) & (silent < RHYTHM[1] * gap)
    is_at_risk &= (silent >= SILENT_AT_LEAST) & (silent <= SILENT_AT_MOST)
    found = np.flatnonzero(is_at_risk)
    found = found[np.argsort(books.customers.number[found], kind="stable")]
    yearly, _ = bought.in_year_before(found, np.full(len(found), day))
    within = (bought.day > day) & (bought.day <= day + WINDOW_DAYS)
    kept = np.isin(found, bought.customer[within])
    return [
        Case(customer, NOT_CHOSEN, int(silent[customer]), round(float(gap[customer])), money, stayed)
        for customer, money, stayed in zip(found.tolist(), yearly.tolist(), kept.tolist(), strict=True)
    ]


def _lots(
    at_risk: list[Case], books: Books, *, is_over: bool, rng: np.random.Generator
) -> tuple[int, list[Case]] | None:
    """Return the seed of a lot and who was chosen, with their arms; None where too few are at risk."""
    for n in range(min(books.customers.buyers // PER_CUSTOMERS, MOST, len(at_risk)), FEWEST - 1, -2):
        seed = int(rng.integers(2**48))
        alone = left_alone(n, seed)
        wanted = _wanted(alone, rng) if is_over else None
        chosen = _matched(at_risk, alone, wanted)
        if chosen is not None:
            return seed, chosen
    return None


def left_alone(n: int, seed: int) -> NDArray[np.bool_]:
    """Return which of so many customers in their order a lot leaves alone, as records draw it."""
    count = (n * HELD_OUT_PERCENT + 50) // 100
    alone = np.zeros(n, dtype=np.bool_)
    alone[random.Random(seed).sample(range(n), count)] = True  # noqa: S311 - a lot, no secret
    return alone


def _wanted(alone: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return which places are to be filled with customers who bought again."""
    kept = np.zeros(len(alone), dtype=np.bool_)
    for share, places in ((KEPT_HELD_OUT, np.flatnonzero(alone)), (KEPT_TREATED, np.flatnonzero(~alone))):
        kept[rng.permutation(places)[: round(share * len(places))]] = True
    return kept


def _matched(at_risk: list[Case], alone: NDArray[np.bool_], wanted: NDArray[np.bool_] | None) -> list[Case] | None:
    """Return a customer for each place, in their order; None where they do not suffice."""
    chosen: list[Case] = []
    for case in at_risk:
        place = len(chosen)
        if place == len(alone):
            break
        if wanted is None or case.is_kept == wanted[place]:
            arm = HELD_OUT if alone[place] else TREATED
            chosen.append(Case(case.customer, arm, case.silent, case.gap, case.yearly, case.is_kept))
    return chosen if len(chosen) == len(alone) else None


def tasks_of_keeping(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the tasks of those who were looked after."""
    people = books.customers
    for at, each in enumerate(drawn_rounds(books)):
        is_over = each.began + WINDOW_DAYS <= books.history.last
        for place, case in enumerate(each.cases):
            if case.arm != TREATED:
                continue
            written = dates.at(each.began, FIRST_MINUTE + 30)
            done = None
            if is_over or place % 3:
                done = dates.at(each.began + 1 + place % DUE_DAYS, FIRST_MINUTE + 60 + place)
            readers = done is None and place % READERS_EVERY == 0
            yield ForeignRecord(
                task_code(at, case),
                _TITLE.format(customer=people.names[case.customer]),
                written,
                {
                    "kind": "task",
                    "body": _BODY.format(sign=case.sign.vi),
                    "happened_at": written,
                    "due_on": dates.day(each.began + DUE_DAYS),
                    "done_at": done,
                    "is_open": done is None,
                    "outcome": "" if done is None else OUTCOMES[place % len(OUTCOMES)],
                },
                {"customer": customer_code(books, case.customer)},
                READER if readers else STAFF[int(people.owner[case.customer])],
            )


def retention_rounds(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the rounds with their cases; what became of these is for an evaluation to see."""
    people = books.customers
    for at, each in enumerate(drawn_rounds(books)):
        cases: list[dict[str, Any]] = [
            {
                "customer": customer_code(books, case.customer),
                "arm": case.arm,
                "owner": STAFF[int(people.owner[case.customer])],
                "expected_loss": case.expected_loss,
                "chance_of_staying": case.chance_of_staying,
                "reason": {} if case.arm == NOT_CHOSEN else case.sign.to_json(),
                "task": task_code(at, case) if case.arm == TREATED else "",
            }
            for case in each.cases
        ]
        yield ForeignRecord(
            code_of("LG", 2, at + 1),
            "",
            dates.at(each.began, FIRST_MINUTE + 30),
            {
                "kind": "silence",
                "currency": CURRENCY,
                "held_out_percent": HELD_OUT_PERCENT,
                "seed": each.seed,
                "opened_on": dates.day(each.began),
                "ends_on": dates.day(each.began + WINDOW_DAYS),
            },
            owner=STAFF[0],
            beside={"cases": cases},
        )


def task_code(place: int, case: Case) -> str:
    """Return how the company calls the task of a case in a round."""
    return f"GK{place + 1}-{case.customer}"
