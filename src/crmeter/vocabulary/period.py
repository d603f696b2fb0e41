"""Half-open spans of local days."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, not including, `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period ends after it starts, not {self.start} to {self.end}")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """The last day inside it."""
        return self.end - timedelta(days=1)

    def before(self) -> "Period":
        """Return the period of the same length that ends where this one starts."""
        return Period(self.start - timedelta(days=self.days), self.start)

    @classmethod
    def trailing(cls, as_of: date, days: int) -> "Period":
        """Return the `days` days that end with the whole day `as_of`."""
        end = as_of + timedelta(days=1)
        return cls(end - timedelta(days=days), end)

    @classmethod
    def month_of(cls, day: date) -> "Period":
        """Return the calendar month that a day lies in."""
        start = day.replace(day=1)
        return cls(start, (start + timedelta(days=32)).replace(day=1))
