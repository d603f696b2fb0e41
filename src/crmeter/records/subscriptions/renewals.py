"""The days on which subscriptions renew: counted from their first day, so that a short month moves none after it."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class NextPeriod:
    """The period that a renewal lets begin.

    Args:
        begins: its first day.
        following: the day on which the one after it is due.
        ends: its last day, which is earlier where the subscription ends within it.
    """

    begins: date
    following: date
    ends: date


def next_period(
    *, status: str, starts_on: date, period: str, renews_on: date | None, ends_on: date | None
) -> NextPeriod:
    """Return the period that is due next.

    Args:
        status: only an active subscription is renewed.
        starts_on: the first day of the first period.
        period: `month`, `quarter` or `year`.
        renews_on: the day on which the period is due.
        ends_on: the first day on which the subscription is not there any more.

    Raises:
        Refused: none is.
    """
    if status != "active" or renews_on is None:
        raise Refused("not_active", Text("thuê bao không đang dùng", "the subscription is not active"))
    if ends_on is not None and renews_on >= ends_on:
        raise Refused("ends", Text("thuê bao kết thúc trước kỳ sau", "the subscription ends before the next period"))
    following = renewal_from(starts_on, period, renews_on + timedelta(days=1))
    after = following if ends_on is None else min(following, ends_on)
    return NextPeriod(renews_on, following, after - timedelta(days=1))


def period_begins(starts_on: date, period: str, number: int) -> date:
    """Return the first day of a period; where a month is too short, its last day.

    Args:
        starts_on: the first day of the first one.
        period: `month`, `quarter` or `year`.
        number: how many periods are before it.
    """
    months = starts_on.year * 12 + starts_on.month - 1 + number * MONTHS[period]
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(starts_on.day, last))


def renewal_from(starts_on: date, period: str, day: date) -> date:
    """Return the first renewal on a day or after it; the first day of all is none.

    Args:
        starts_on: the first day of the first period.
        period: `month`, `quarter` or `year`.
        day: from which on; of a renewal, the day after it finds the next one.
    """
    months = (day.year - starts_on.year) * 12 + day.month - starts_on.month
    # Of the month of the day, or the one before it where that was too early.
    number = max(months // MONTHS[period], 1)
    found = period_begins(starts_on, period, number)
    return found if found >= day else period_begins(starts_on, period, number + 1)
