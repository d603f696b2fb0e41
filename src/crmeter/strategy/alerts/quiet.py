"""When nobody is to be written to: figures of the clock in, yes or no out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAY_MINUTES = 24 * 60
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which mail waits.

    Args:
        starts: minutes from midnight; with an end that is not later, it goes over midnight.
        ends: likewise; the same as the start is no stretch at all.
        days: the days of the week (Monday is 0) on which the stretch begins.
        whole_days: those that are quiet from midnight to midnight.
        on_holidays: whether days off of the calendar are quiet too.
    """

    starts: int = 0
    ends: int = 0
    days: frozenset[int] = EVERY_DAY
    whole_days: frozenset[int] = frozenset()
    on_holidays: bool = False


NEVER = Quiet()


def is_quiet(quiet: Quiet, now: datetime, is_day_off: Callable[[date], bool]) -> bool:
    """Return whether mail waits at a moment.

    Args:
        quiet: the hours.
        now: by the clock of the firm.
        is_day_off: whether the calendar has a day off.
    """
    minute, today = now.hour * 60 + now.minute, now.weekday()
    if today in quiet.whole_days or (quiet.on_holidays and is_day_off(now.date())):
        return True
    if quiet.starts < quiet.ends:
        return today in quiet.days and quiet.starts <= minute < quiet.ends
    if quiet.starts == quiet.ends:
        return False
    yesterday = (now - timedelta(days=1)).weekday()
    return (today in quiet.days and minute >= quiet.starts) or (yesterday in quiet.days and minute < quiet.ends)
