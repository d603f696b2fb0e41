"""Customers with a planted story: regulars who stopped, regulars who were won back, a segment gone quiet."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.customers import Customers
from crmeter.demo.draws import pick
from crmeter.demo.history import History
from crmeter.demo.segments import QUIET, SEGMENTS
from crmeter.demo.streams import stream

# Stories are told of customers who have been there since the first nine months.
TOLD_OF_DAYS = 270
LOST_PER_CUSTOMERS = 160
LOST_AT_MOST = 200
LOST_RATE = (0.7, 1.4)
LOST_STOP_MONTHS = (9, 2)
WON_BACK_PER_CUSTOMERS = 200
WON_BACK_AT_MOST = 150
WON_BACK_RATE = (0.5, 1.0)
SILENT_FROM_MONTHS = (14, 10)
CAMPAIGN_MONTHS = 4
BACK_AFTER_DAYS = (3, 28)
QUIET_MONTHS = 8
QUIET_RATE_KEPT = 0.55


@dataclass(frozen=True, slots=True)
class Plants:
    """Who is in which story, and when.

    Args:
        lost: shape (l,), customers who stop; `stopped` their first day without orders.
        lost_rate: shape (l,), their orders per week of the clock until then.
        won_back: shape (w,), customers who fall silent on `silent_from` and order again on `back`.
        won_back_rate: shape (w,), their orders per week of the clock before and after.
        campaign: the day on which the company wrote to silent customers.
        quiet_from: the first day on which the quiet segment buys less.
    """

    lost: NDArray[np.int64]
    lost_rate: NDArray[np.float64]
    stopped: NDArray[np.int64]
    won_back: NDArray[np.int64]
    won_back_rate: NDArray[np.float64]
    silent_from: NDArray[np.int64]
    back: NDArray[np.int64]
    campaign: int
    quiet_from: int

    @property
    def told_of(self) -> NDArray[np.int64]:
        """The customers with a story of their own."""
        return np.concatenate([self.lost, self.won_back])


def draw_plants(customers: Customers, history: History, seed: int) -> Plants:
    """Choose the customers of the planted stories among long-standing firms outside the quiet segment."""
    rng = stream(seed, "plants")
    rows = customers.buyers + len(customers.original)
    firm = np.array([segment.firm for segment in SEGMENTS])[customers.segment[: customers.buyers]]
    quiet = customers.segment[: customers.buyers] == QUIET
    early = customers.first_order < history.first + TOLD_OF_DAYS
    n_lost = min(LOST_AT_MOST, max(5, rows // LOST_PER_CUSTOMERS))
    n_back = min(WON_BACK_AT_MOST, max(5, rows // WON_BACK_PER_CUSTOMERS))
    chosen = pick(np.flatnonzero(firm & early & ~quiet), n_lost + n_back, rng)
    is_lost = np.zeros(len(chosen), dtype=np.bool_)
    is_lost[pick(np.arange(len(chosen)), n_lost, rng)] = True
    campaign = history.ago(CAMPAIGN_MONTHS)
    stop_first, stop_last = (history.ago(months) for months in LOST_STOP_MONTHS)
    silent_first, silent_last = (history.ago(months) for months in SILENT_FROM_MONTHS)
    return Plants(
        lost=chosen[is_lost],
        lost_rate=rng.uniform(*LOST_RATE, n_lost),
        stopped=rng.integers(stop_first, stop_last + 1, n_lost),
        won_back=chosen[~is_lost],
        won_back_rate=rng.uniform(*WON_BACK_RATE, n_back),
        silent_from=rng.integers(silent_first, silent_last + 1, n_back),
        back=campaign + rng.integers(BACK_AFTER_DAYS[0], BACK_AFTER_DAYS[1] + 1, n_back),
        campaign=campaign,
        quiet_from=history.ago(QUIET_MONTHS) + 1,
    )
