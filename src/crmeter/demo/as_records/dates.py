"""Days and minutes of the history as dates and moments, each made once."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crmeter.demo.history import EPOCH, History, day_of

# Some things are promised for later, and some were known before the history begins.
_AROUND_DAYS = 400


class Dates:
    """The calendar of a history in the time of the company.

    Args:
        history: whose days they are.
        zone: by its name.
    """

    def __init__(self, history: History, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._first = history.first - _AROUND_DAYS
        self._days = [day_of(n) for n in range(self._first, history.last + _AROUND_DAYS)]
        self._midnights = [datetime.combine(day, time(), self._zone) for day in self._days]
        self.last = history.last

    def day(self, number: int) -> date:
        """Return a day by its number."""
        return self._days[number - self._first]

    def midnight(self, number: int) -> datetime:
        """Return when a day begins."""
        return self._midnights[number - self._first]

    def at(self, number: int, minute: int) -> datetime:
        """Return a moment of a day."""
        return self._midnights[number - self._first] + timedelta(minutes=minute)

    def moment(self, minute: int) -> datetime:
        """Return a moment by its minutes since the start of 1970, in the time of the company."""
        return self.at(*divmod(minute, 1440))

    def number(self, day: date) -> int:
        """Return the number of a day."""
        return (day - EPOCH).days
