"""The clock by which promises are kept: that of the calendar, or one that runs in working time only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from crmeter.records.calendar.queries import working_calendar
from crmeter.vocabulary.working_time import WorkingCalendar, after_working_time, working_time_between


class WorkingTime(Protocol):
    """When the firm works."""

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from one moment to another."""

    def after(self, start: datetime, time: timedelta) -> datetime:
        """Return the moment when some working time has passed since another."""


# Asked anew for tickets that are changed together: working hours and holidays change.
WorkingTimeNow = Callable[[], WorkingTime | None]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The working time of the firm's calendar."""

    calendar: WorkingCalendar

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from one moment to another."""
        return working_time_between(start, end, self.calendar)

    def after(self, start: datetime, time: timedelta) -> datetime:
        """Return the moment when some working time has passed since another."""
        return after_working_time(start, time, self.calendar)


def working_time() -> WorkingTime | None:
    """Return when the firm works; None while nobody has said so, and promises are kept by the calendar."""
    calendar = working_calendar()
    return None if calendar is None else _Calendar(calendar)


def passed(start: datetime, end: datetime, working: WorkingTime | None) -> timedelta:
    """Return the time that counts from one moment to another."""
    return end - start if working is None else working.between(start, end)


def moment_after(start: datetime, time: timedelta, working: WorkingTime | None) -> datetime:
    """Return the moment when some time that counts has passed since another."""
    return start + time if working is None else working.after(start, time)
