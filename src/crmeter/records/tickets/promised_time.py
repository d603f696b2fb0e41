"""The clock by which promises are kept: that of the calendar, or one that runs in working time only."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol


class WorkingTime(Protocol):
    """When the firm works."""

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from one moment to another."""

    def after(self, start: datetime, time: timedelta) -> datetime:
        """Return the moment when some working time has passed since another."""


# Asked anew for each ticket: working hours and holidays change.
WorkingTimeNow = Callable[[], WorkingTime | None]


def no_working_time() -> None:
    """Say that nobody has told when the firm works, so that promises are kept by the calendar."""


def passed(start: datetime, end: datetime, working: WorkingTime | None) -> timedelta:
    """Return the time that counts from one moment to another."""
    return end - start if working is None else working.between(start, end)


def moment_after(start: datetime, time: timedelta, working: WorkingTime | None) -> datetime:
    """Return the moment when some time that counts has passed since another."""
    return start + time if working is None else working.after(start, time)
