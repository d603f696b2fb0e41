"""What the deals of a firm looked like ahead from one day, and what simpler ways would have said on it."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.pipeline.deal_chances import DealChances
from crmeter.estimators.pipeline.deals_ahead import DealsAhead
from crmeter.estimators.pipeline.won_value import Begun, WonValue, won_value
from crmeter.evaluation.internal.deal_history import (
    NEVER,
    DealHistory,
    OpenDeals,
    day_number,
    learnt_by,
    open_on,
)
from crmeter.vocabulary import Period

DRAWS = 200
# New deals are taken to come as in so many whole months before.
_MONTHS_LEARNT = 6
_YEAR = 365


@dataclass(frozen=True, slots=True)
class DealOutlook:
    """Deals ahead, seen from the end of a day.

    Args:
        day: which, counted from 1970.
        open: the deals that are open.
        ahead: their chances.
        won: what is won in each window, by the horizons of `ahead`.
        worth: of each open deal; where its amount is not known, the mean of those won in the year before.
        win_rate: deals won of those that ended in the year before.
        typed: the chance that each open deal is said to have, by its stage as it is called today; not a number where
            nobody says.
    """

    day: int
    open: OpenDeals
    ahead: DealsAhead
    won: tuple[WonValue, ...]
    worth: Floats
    win_rate: float
    typed: Floats

    def within(self, days: int) -> Floats:
        """Return the chance of each open deal to be won within one of the horizons."""
        return np.asarray(self.ahead.within(days, self.open.stage, self.open.age)[0])


def outlook_from(
    history: DealHistory, day: date, horizons: tuple[int, ...], wanted: tuple[int, ...] = (), *, unlike: float = 0.0
) -> DealOutlook:
    """Look ahead from the end of a day by nothing that came later, but for the chances and days that people state.

    Args:
        history: of all deals.
        day: from which.
        horizons: the ends of the windows in which money is forecast, in days.
        wanted: further days by which the chances of deals are told.
        unlike: how unlike each other months have been beyond chance.

    Raises:
        NotEnoughData: too few deals had ended, or no amount of a deal won was known.
    """
    today = day_number(day)
    model = DealChances(len(history.names)).fit(*learnt_by(history, today))
    there = open_on(history, today)
    windows = model.ahead(horizons, draws=DRAWS)
    since = (history.won_on <= today) & (history.won_on > today - _YEAR) & history.is_own
    paid = history.won_amount[since]
    paid = paid[np.isfinite(paid)]
    ahead = model.ahead((*horizons, *wanted)) if wanted else windows
    return DealOutlook(
        day=today,
        open=there,
        ahead=ahead,
        won=won_value(windows, there.stage, there.age, there.amount, _begun(history, day), paid, unlike=unlike),
        worth=np.where(np.isfinite(there.amount), there.amount, paid.mean()),
        win_rate=_win_rate(history, today),
        typed=_typed(history, there),
    )


def won_in(history: DealHistory, month: Period) -> tuple[float, int]:
    """Return the money of own deals won in a month, of those whose amount is known, and how many were won."""
    won = (history.won_on >= day_number(month.start)) & (history.won_on < day_number(month.end)) & history.is_own
    return float(np.nansum(history.won_amount[won])), int(won.sum())


def _begun(history: DealHistory, day: date) -> Begun:
    stays = history.stays
    mine = stays.entered[stays.begins & history.is_own[stays.deal]]
    end = (day + timedelta(days=1)).replace(day=1)
    first = int(mine.min(initial=NEVER))
    counts, days = [], 0
    for _ in range(_MONTHS_LEARNT):
        month = Period.month_of(end - timedelta(days=1))
        if day_number(month.start) < first:
            break
        counts.append(int(((mine >= day_number(month.start)) & (mine < day_number(month.end))).sum()))
        days += (month.end - month.start).days
        end = month.start
    if counts:
        return Begun(np.array(counts), days / len(counts))
    # Not one whole month yet: as in the days that there have been.
    today = day_number(day)
    return Begun(np.array([int((mine <= today).sum())]), float(max(1, today + 1 - first)))


def _win_rate(history: DealHistory, today: int) -> float:
    stays = history.stays
    ended = (stays.left <= today) & (stays.left > today - _YEAR) & np.isin(stays.cause, (1, 2))
    return float((stays.cause[ended] == 1).mean()) if ended.any() else 0.0


def _typed(history: DealHistory, there: OpenDeals) -> Floats:
    """Return the chance that is said of most deals that stand at the stage of each today."""
    now = open_on(history, NEVER - 1)
    found = np.full(len(history.names), np.nan)
    for stage in np.unique(now.stage):
        said = history.typed[now.deal[now.stage == stage]]
        said = said[np.isfinite(said)]
        if len(said):
            values, counts = np.unique(said, return_counts=True)
            found[stage] = values[np.argmax(counts)]
    return np.asarray(found[there.stage])
