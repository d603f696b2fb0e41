"""Deals forecast by the history of their stages, tried on months that are over, beside what simpler ways say."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.estimators.pipeline.calibration import brier
from crmeter.estimators.pipeline.won_value import unlikeness
from crmeter.evaluation.internal.deal_history import NEVER, DealHistory, day_number
from crmeter.evaluation.internal.deal_outlook import DealOutlook, outlook_from, won_in
from crmeter.vocabulary import NotEnoughData, Period

MOST_MONTHS = 12
MODEL, TYPED, LAST_MONTH, RATE_TIMES_VALUE = "model", "typed", "last_month", "rate_times_value"
METHODS = (MODEL, TYPED, RATE_TIMES_VALUE, LAST_MONTH)
# Deals open on a day are judged by their end once so many of them have ended.
_SETTLED = 0.9


@dataclass(frozen=True, slots=True)
class MonthTried:
    """One month that is over, forecast on the eve of it.

    Args:
        month: which.
        actual: money won in it.
        deals: how many were won.
        seen: how it looked on the eve.
        said: what each way said, by method; None where it says nothing.
    """

    month: Period
    actual: float
    deals: int
    seen: DealOutlook
    said: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Trial:
    """How one way did on the months that are over; None where it has no meaning.

    wape: Σ|error| / Σ actual. bias: Σ error / Σ actual. coverage: share of months within the 80% interval.
    brier_month: mean squared error of the chances of deals to be won in the month. brier_ever: of those to be won at
    all. n: months.
    """

    method: str
    wape: float | None
    bias: float | None
    coverage: float | None
    brier_month: float | None
    brier_ever: float | None
    n: int


@dataclass(frozen=True, slots=True)
class DealChancesTold:
    """Chances that were told of deals on the eve of months, and whether they came true; of shape (n,) each."""

    told: Floats
    came: Booleans


def months_tried(history: DealHistory, as_of: date) -> list[MonthTried]:
    """Forecast the months that are over, each from its eve, the oldest first; those that had enough before them."""
    month = Period.month_of(as_of)
    if as_of < month.last_day:
        month = _before(month)
    months = [month]
    while len(months) < MOST_MONTHS:
        months.append(_before(months[-1]))
    found: list[MonthTried] = []
    for month in reversed(months):
        days = (month.end - month.start).days
        try:
            seen = outlook_from(history, month.start - timedelta(days=1), (days,), unlike=unlike_so_far(found))
        except NotEnoughData:
            continue
        actual, deals = won_in(history, month)
        found.append(MonthTried(month, actual, deals, seen, rivals(history, seen, month)))
    return found


def unlike_so_far(tried: list[MonthTried]) -> float:
    """Return how unlike each other months have been beyond chance."""
    known = [each for each in tried if each.seen.won[0].value > 0]
    return unlikeness(
        [each.actual for each in known],
        [each.seen.won[0].value for each in known],
        [each.seen.won[0].variance for each in known],
    )


def _before(month: Period) -> Period:
    return Period.month_of(month.start - timedelta(days=1))


def rivals(history: DealHistory, seen: DealOutlook, month: Period) -> dict[str, float | None]:
    """Return what each way says of the money won in the month after the eve that was looked from."""
    expected = history.expected_on[seen.open.deal]
    said = ((expected < day_number(month.end)) | (expected == NEVER)) & np.isfinite(seen.typed)
    last, _ = won_in(history, _before(month))
    return {
        MODEL: seen.won[0].value,
        TYPED: float(seen.worth[said] @ seen.typed[said]) if said.any() else None,
        RATE_TIMES_VALUE: float(seen.worth.sum() * seen.win_rate),
        LAST_MONTH: last,
    }


def trials(history: DealHistory, tried: list[MonthTried], as_of: date) -> list[Trial]:
    """Return how each way did, in the order of `METHODS`; the ways that say nothing of some month are left out."""
    found = []
    for method in METHODS:
        said: list[Any] = [each.said[method] for each in tried]
        if any(each is None for each in said):
            continue
        actual = np.array([each.actual for each in tried])
        error, volume = np.array(said) - actual, float(actual.sum())
        inside = [each.seen.won[0].value_intervals[0] for each in tried]
        found.append(
            Trial(
                method=method,
                wape=float(np.abs(error).sum()) / volume if volume > 0 else None,
                bias=float(error.sum()) / volume if volume > 0 else None,
                coverage=float(np.mean([i.low <= a <= i.high for i, a in zip(inside, actual, strict=True)]))
                if method == MODEL
                else None,
                brier_month=_brier(told_of_month(history, tried)) if method == MODEL else None,
                brier_ever=_brier(told_at_all(history, tried, method, as_of)),
                n=len(tried),
            )
        )
    return found


def told_of_month(history: DealHistory, tried: list[MonthTried]) -> DealChancesTold:
    """Return the chances of open deals to be won in the month, from the eve of each."""
    told, came = [np.empty(0)], [np.empty(0, np.bool_)]
    for each in tried:
        told.append(each.seen.within(each.seen.ahead.horizons[0]))
        came.append(history.won_on[each.seen.open.deal] < day_number(each.month.end))
    return DealChancesTold(np.concatenate(told), np.concatenate(came))


def told_at_all(history: DealHistory, tried: list[MonthTried], method: str, as_of: date) -> DealChancesTold:
    """Return the chances to be won at all, from eves of which nine of ten deals have ended since, and how they ended.

    Deals that are still open are left out; of a way that tells no chances there is nothing.
    """
    told, came = [np.empty(0)], [np.empty(0, np.bool_)]
    stays = history.stays
    still = np.zeros(len(history.won_on), np.bool_)
    still[stays.deal[stays.left > day_number(as_of)]] = True
    for each in tried:
        there = each.seen.open
        ended = ~still[there.deal]
        if not len(ended) or ended.mean() < _SETTLED:
            continue
        chances = {
            MODEL: each.seen.ahead.at_all(there.stage, there.age),
            TYPED: each.seen.typed,
            RATE_TIMES_VALUE: np.full(len(ended), each.seen.win_rate),
        }.get(method)
        if chances is not None:
            known = ended & np.isfinite(chances)
            told.append(chances[known])
            came.append(history.won_on[there.deal[known]] < NEVER)
    return DealChancesTold(np.concatenate(told), np.concatenate(came))


def _brier(chances: DealChancesTold) -> float | None:
    return brier(chances.told, chances.came) if len(chances.told) else None
