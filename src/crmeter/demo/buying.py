"""When each customer buys: the stated process of the segment, and the planted stories laid over it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.customers import Customers
from crmeter.demo.history import History
from crmeter.demo.plants import QUIET_RATE_KEPT, Plants
from crmeter.demo.segments import QUIET, SEGMENTS, BetaDropout
from crmeter.demo.streams import stream

NEVER = np.iinfo(np.int64).max
# A Beta with a small `a` yields probabilities that no geometric draw can hold; such customers stay anyway.
SMALLEST_PROBABILITY = 1e-9


@dataclass(frozen=True, slots=True)
class Habits:
    """The true parameters of each customer, which no file shows.

    Args:
        rate: shape (buyers,), orders per week of the clock.
        repeats: shape (buyers,), after how many repeat orders the customer leaves; `NEVER` if time decides.
        leaves: shape (buyers,), the moment of the clock at which it leaves; infinite if orders decide.
    """

    rate: NDArray[np.float64]
    repeats: NDArray[np.int64]
    leaves: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Purchases:
    """All purchases, by customer and time; the first of each customer is its first order.

    Args:
        customer: shape (n,), index of the customer.
        day: shape (n,), day number.
        alive: shape (buyers,), whether the customer is still one at the end of the history.
    """

    customer: NDArray[np.int64]
    day: NDArray[np.int64]
    alive: NDArray[np.bool_]


def draw_habits(customers: Customers, born: NDArray[np.float64], plants: Plants, rng: np.random.Generator) -> Habits:
    """Draw what each customer is like, by segment; those of the planted stories never leave by chance.

    Args:
        customers: the customers.
        born: shape (buyers,), the moment of the clock of the first order.
        plants: the stories.
        rng: the stream to draw from.
    """
    n = customers.buyers
    rate, repeats, leaves = np.empty(n), np.full(n, NEVER), np.full(n, np.inf)
    for at, segment in enumerate(SEGMENTS):
        members = np.flatnonzero(customers.segment[:n] == at)
        rate[members] = rng.gamma(segment.r, 1 / segment.alpha, len(members))
        if isinstance(segment.dropout, BetaDropout):
            probability = rng.beta(segment.dropout.a, segment.dropout.b, len(members))
            repeats[members] = rng.geometric(np.maximum(probability, SMALLEST_PROBABILITY))
        else:
            leaving = rng.gamma(segment.dropout.s, 1 / segment.dropout.beta, len(members))
            leaves[members] = born[members] + rng.exponential(size=len(members)) / leaving
    rate[plants.lost] = plants.lost_rate
    rate[plants.won_back] = plants.won_back_rate
    repeats[plants.told_of] = NEVER
    return Habits(rate, repeats, leaves)


def draw_purchases(customers: Customers, plants: Plants, history: History, seed: int) -> Purchases:
    """Draw every purchase of the history.

    Args:
        customers: the customers, with the days of their first orders.
        plants: the stories laid over the process.
        history: the days and the clock.
        seed: the company's seed.
    """
    rng = stream(seed, "purchases")
    n = customers.buyers
    on_first_day = customers.first_order
    born = history.at(on_first_day) + rng.random(n) * history.speed()[on_first_day - history.first]
    habits = draw_habits(customers, born, plants, rng)
    # From the day it goes quiet nobody leaves the quiet segment any more: it is quieter, not smaller.
    stays = (customers.segment[:n] == QUIET) & (habits.leaves > history.at(plants.quiet_from))
    leaves = np.where(stays, np.inf, habits.leaves)

    customer, moment = _poisson(habits.rate, born, history, rng)
    chance = rng.random(len(customer))
    silent_from, silent_until = _silences(n, plants, history)
    silent = (moment >= silent_from[customer]) & (moment < silent_until[customer])
    quiet = (customers.segment[customer] == QUIET) & (moment >= history.at(plants.quiet_from))
    kept = ~silent & ~(quiet & (chance >= QUIET_RATE_KEPT)) & (moment < leaves[customer])
    customer, moment = customer[kept], moment[kept]
    repeat = np.arange(len(customer)) - np.searchsorted(customer, customer, side="left")
    left_by_order = np.bincount(customer, minlength=n) >= habits.repeats
    kept = repeat < habits.repeats[customer]
    customer, moment = customer[kept], moment[kept]

    all_customers = np.concatenate([np.arange(n), customer, plants.won_back])
    all_days = np.concatenate([on_first_day, history.day_at(moment), plants.back])
    order = np.lexsort((all_days, all_customers))
    alive = ~left_by_order & (leaves > history.end)
    alive[plants.lost] = False
    return Purchases(all_customers[order], all_days[order], alive)


def _poisson(
    rate: NDArray[np.float64], born: NDArray[np.float64], history: History, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return customer and moment of the points of one Poisson process per customer, by customer and time."""
    exposure = history.end - born
    count = rng.poisson(rate * exposure)
    customer = np.repeat(np.arange(len(rate)), count)
    moment = born[customer] + rng.random(len(customer)) * exposure[customer]
    return customer, moment[np.lexsort((moment, customer))]


def _silences(n: int, plants: Plants, history: History) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return from when until when the stories leave a customer without orders; infinite where they do not."""
    silent_from, silent_until = np.full(n, np.inf), np.full(n, np.inf)
    silent_from[plants.lost] = history.at(plants.stopped)
    silent_from[plants.won_back] = history.at(plants.silent_from)
    silent_until[plants.won_back] = history.at(plants.back)
    return silent_from, silent_until
