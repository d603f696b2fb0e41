"""The days on which subscriptions renew: counted from their first day, so that a short month moves none after it."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}


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
