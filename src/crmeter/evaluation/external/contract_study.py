"""How long customers with a contract stay, who is about to leave and why, and what that costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from crmeter.estimators import Estimates, KaplanMeier, LogRank, ShiftedBetaGeometric, intervals, log_rank
from crmeter.estimators.arrays import Booleans, Floats
from crmeter.evaluation.external.contract_leaving import HORIZONS, Leaving, who_leaves
from crmeter.evaluation.external.contract_table import (
    Renewals,
    Stays,
    periods_of,
    renewals_of,
    standing_on,
    stays_of,
)
from crmeter.evaluation.opened_run import OpenedRun
from crmeter.vocabulary import Interval, NotEnoughData, Text, Undefined

# A segment with fewer says nothing by itself.
_FEWEST = 10
_MOST_SEGMENTS = 5
_AHEAD = 12
_REST = Text("phân khúc khác", "other segments")


@dataclass(frozen=True, slots=True)
class Curve:
    """Shares of customers who stay longer than so many months.

    Args:
        name: of the segment; None for all.
        n: customers.
        left: of them.
        months: 0, 1, 2, …
        share: with bounds; not a number beyond the longest stay that was seen.
        median: months by which half have left, with bounds; None where it was not reached.
    """

    name: Text | None
    n: int
    left: int
    months: Floats
    share: Estimates
    median: tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Projection:
    """How contracts of one kind go on, beyond what was seen.

    Args:
        period: `month`, `quarter` or `year`.
        n: contracts.
        model: fitted.
        seen: share still there after each renewal that was seen.
        foretold: the same by the model, and for as many renewals more, with bounds.
        next_rate: share that makes the next renewal: of new ones, and of those who made as many as were seen.
    """

    period: str
    n: int
    model: ShiftedBetaGeometric
    seen: Floats
    foretold: Estimates
    next_rate: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ContractStudy:
    """What contracts tell.

    Args:
        as_of: the day that is looked from.
        currency: of money.
        live: customers whose contract goes on.
        left: customers who had one.
        curves: all customers first, then segments.
        test: whether segments stay for different times.
        renewals: what came due and comes due.
        renewal_rate: gone on with, of all that came to an end or were gone on with; with its interval.
        projection: how it goes on.
        leaving: who is about to leave.
    """

    as_of: date
    currency: str
    live: int
    left: int
    curves: tuple[Curve, ...]
    test: LogRank | Undefined
    renewals: Renewals
    renewal_rate: tuple[float, Interval] | None
    projection: Projection | Undefined
    leaving: Leaving | Undefined


def study_contracts(opened: OpenedRun, level: float = 0.8) -> ContractStudy:
    """Study the contracts of a run.

    Args:
        opened: the run; what it kept must be readable.
        level: of intervals.

    Raises:
        NotEnoughData: there is no contract.
    """
    stays = stays_of(opened)
    if not len(stays.left):
        raise NotEnoughData(
            "no_contracts",
            Text("chưa có hợp đồng hay thuê bao nào trong dữ liệu", "there is no contract or subscription in the data"),
            Text(
                "thuê bao: khách nào, bắt đầu ngày nào, giá mỗi kỳ, đã hủy hay kết thúc ngày nào",
                "subscriptions: of whom, from which day, price per period, when cancelled or ended",
            ),
        )
    renewals = renewals_of(opened)
    came_due = renewals.renewed + renewals.ended
    rate = intervals.wilson(renewals.renewed, came_due, level) if renewals.renewed else None
    return ContractStudy(
        as_of=opened.run.as_of,
        currency=opened.run.currency,
        live=int((~stays.left).sum()),
        left=int(stays.left.sum()),
        curves=_curves(stays, level),
        test=_tested(stays),
        renewals=renewals,
        renewal_rate=None if rate is None else (renewals.renewed / came_due, rate),
        projection=_projected(opened, level),
        leaving=_leaving(opened, level),
    )


def _curves(stays: Stays, level: float) -> tuple[Curve, ...]:
    members: list[tuple[Text | None, Booleans]] = [(None, np.ones(len(stays.left), np.bool_))]
    named = _segments(stays)
    different = sorted({each for each in named if each}) if named else []
    if named and len(set(named)) > 1:
        members += [(Text.same(name), np.array([each == name for each in named])) for name in different]
        rest = np.array([not each for each in named])
        members += [(_REST, rest)] if rest.any() else []
    return tuple(_curve(name, stays.months[rows], stays.left[rows], level) for name, rows in members)


def _curve(name: Text | None, months: Floats, left: Booleans, level: float) -> Curve:
    fitted = KaplanMeier().fit(months, left)
    at = np.arange(int(months.max()) + 1, dtype=np.float64)
    return Curve(name, len(left), int(left.sum()), at, fitted.survival(at, level), fitted.quantile(0.5, level))


def _segments(stays: Stays) -> list[str]:
    """Return the segment of each customer; those of small ones and without one are the rest, an empty word."""
    said = ["" if each is None else str(each) for each in stays.segment]
    names, counts = np.unique([each for each in said if each], return_counts=True)
    order = np.argsort(-counts, kind="stable")[:_MOST_SEGMENTS]
    large = {str(names[each]) for each in order if counts[each] >= _FEWEST}
    return [each if each in large else "" for each in said] if large else []


def _tested(stays: Stays) -> LogRank | Undefined:
    named = _segments(stays)
    try:
        groups = np.unique(named, return_inverse=True)[1] if named else np.zeros(len(stays.left), np.int64)
        return log_rank(stays.months, stays.left, groups)
    except NotEnoughData as too_few:
        return too_few.undefined


def _projected(opened: OpenedRun, level: float) -> Projection | Undefined:
    periods = periods_of(opened)
    if periods is None:
        return _NO_PERIOD.undefined
    try:
        model = ShiftedBetaGeometric().fit_durations(periods.renewals, periods.left)
    except NotEnoughData as too_few:
        return too_few.undefined
    most = int(periods.renewals.max())
    seen = KaplanMeier().fit(periods.renewals, periods.left).survival(np.arange(most + 1), level, with_interval=False)
    return Projection(
        period=periods.period,
        n=len(periods.left),
        model=model,
        seen=seen.value,
        foretold=model.survival(np.arange(most + _AHEAD + 1), level=level),
        next_rate=tuple(model.retention_rate([1, most + 1], with_interval=False).value.tolist()),
    )


def _leaving(opened: OpenedRun, level: float) -> Leaving | Undefined:
    """Fit over the shortest time in which enough left: what is nearest says most of what comes next."""
    refused: Sequence[NotEnoughData] = ()
    for days in HORIZONS:
        before = standing_on(opened, opened.run.as_of - timedelta(days=days), days)
        try:
            return who_leaves(before, standing_on(opened, opened.run.as_of), days, opened.run.currency, level)
        except NotEnoughData as too_few:
            refused = (*refused, too_few)
    return refused[-1].undefined


_NO_PERIOD = NotEnoughData(
    "no_period",
    Text("không hợp đồng nào theo tháng, quý hay năm", "no contract is by month, quarter or year"),
    Text("hợp đồng có kỳ", "contracts with a period"),
)
