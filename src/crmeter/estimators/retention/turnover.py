"""How many of those who work somewhere leave."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.intervals import wilson
from crmeter.vocabulary import Interval, NotEnoughData, Text


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who left within a period.

    Args:
        left: people who left in it, those who came in it among them.
        at_start: people there when it began.
        at_end: people there when it ended.
        rate: left / ((at_start + at_end) / 2).
        stayed: share of those there at its start who were there at its end.
        stayed_interval: of that share.
    """

    left: int
    at_start: int
    at_end: int
    rate: float
    stayed: float
    stayed_interval: Interval


def turnover(joined: ArrayLike, left: ArrayLike, since: float, until: float, level: float = 0.8) -> Turnover:
    """Count who left within [since, until).

    Formula: leavers over the mean of the people at the start and at the end (ISO 30414:2018, 4.7.11). People leave one
    after the other and come anew, so the rate is no share and may be above 1; its interval would be none. The share of
    those there at the start who stayed is one, with Wilson's interval.

    Args:
        joined: the day on which each came, as a number, shape (n,).
        left: the day on which each left, shape (n,); NaN for who is still there.
        since: the first day.
        until: the day after the last one.
        level: probability that the interval holds the share.

    Raises:
        ValueError: shapes differ, or the period has no day.
        NotEnoughData: nobody was there at its start.
    """
    came, gone = np.asarray(joined, dtype=np.float64), np.asarray(left, dtype=np.float64)
    if came.shape != gone.shape or came.ndim != 1 or until <= since:
        raise ValueError("there is one day of coming and one of leaving for each, and a period with days")
    ended = np.where(np.isnan(gone), np.inf, gone)
    first = (came < since) & (ended >= since)
    last = (came < until) & (ended >= until)
    n_first, n_last = int(first.sum()), int(last.sum())
    if not n_first:
        raise NotEnoughData(
            "nobody_at_start",
            Text("chưa ai có mặt từ đầu kỳ", "nobody was there when the period began"),
            Text(
                "ngày vào và ngày nghỉ của nhân viên trong cả kỳ",
                "days on which people came and left over the whole period",
            ),
        )
    leavers = int(((came < until) & (ended >= since) & (ended < until)).sum())
    stayed = int((first & last).sum())
    interval = wilson(stayed, n_first, level)
    assert interval is not None  # noqa: S101 - somebody was there
    return Turnover(leavers, n_first, n_last, leavers / ((n_first + n_last) / 2), stayed / n_first, interval)
