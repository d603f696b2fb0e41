"""The 36 months that the sample company has behind it, and the clock its customers buy by.

Customers buy faster in the hot season and before Tết, slower on Sundays and during Tết. The clock runs at
that speed: in weeks of the clock every customer's purchases are a plain Poisson process (time deformation),
and over the whole history the clock runs exactly as fast as the calendar.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

MONTHS = 36
EPOCH = date(1970, 1, 1)

# The first day of the lunar year in Vietnam (UTC+7).
TET = {
    2020: date(2020, 1, 25),
    2021: date(2021, 2, 12),
    2022: date(2022, 2, 1),
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 2),
    2031: date(2031, 1, 23),
    2032: date(2032, 2, 11),
}
# The last day that a history can end on.
LAST_DAY = date(max(TET), 12, 31)
MONTH_SPEED = (1.00, 0.95, 1.00, 1.08, 1.15, 1.18, 1.15, 1.08, 0.98, 0.93, 0.92, 0.98)
BEFORE_TET_SPEED = 1.20
DURING_TET_SPEED = 0.35
SUNDAY_SPEED = 0.5


def day_number(day: date) -> int:
    """Return the days from 1970-01-01 to a day."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the day that lies a number of days after 1970-01-01."""
    return EPOCH + timedelta(days=int(number))


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last day of that month where it is shorter."""
    first = date((day.year * 12 + day.month - 1 - months) // 12, (day.month - 1 - months) % 12 + 1, 1)
    next_first = (first + timedelta(days=32)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), next_first - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class History:
    """The days of the history and its clock.

    Args:
        first: first day, as a day number.
        last: last day (`as_of`), as a day number.
        clock: shape (days + 1,), weeks of the clock at the start of each day and at the end of the last.
    """

    first: int
    last: int
    clock: NDArray[np.float64]

    @classmethod
    def ending(cls, as_of: date) -> "History":
        """Return the 36 months whose last day is `as_of`.

        Raises:
            ValueError: the history would reach beyond the years whose Tết is known here.
        """
        first = months_before(as_of, MONTHS) + timedelta(days=1)
        if first.year < min(TET) or as_of.year > max(TET):
            raise ValueError(f"the sample company can end between 2022-12-31 and 2032-12-31, not on {as_of}")
        days = [first + timedelta(days=n) for n in range((as_of - first).days + 1)]
        speed = np.array([_speed(day) for day in days])
        weeks = np.concatenate([[0.0], np.cumsum(speed)])
        return cls(day_number(first), day_number(as_of), weeks * (len(days) / 7 / weeks[-1]))

    @property
    def as_of(self) -> date:
        """The last day."""
        return day_of(self.last)

    @property
    def days(self) -> int:
        """How many days there are."""
        return self.last - self.first + 1

    @property
    def end(self) -> float:
        """The clock at the end of the last day, in weeks."""
        return float(self.clock[-1])

    def ago(self, months: int) -> int:
        """Return the day number of the day some months before `as_of`."""
        return day_number(months_before(self.as_of, months))

    def at(self, day: NDArray[np.int64] | int) -> NDArray[np.float64]:
        """Return the clock at the start of days given by number."""
        return np.asarray(self.clock[np.asarray(day) - self.first])

    def speed(self) -> NDArray[np.float64]:
        """Return how fast the clock runs on each day, in weeks per day."""
        return np.diff(self.clock)

    def day_at(self, moment: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the day numbers in which moments of the clock lie."""
        index = np.searchsorted(self.clock, moment, side="right") - 1
        return np.asarray(np.clip(index, 0, self.days - 1) + self.first, dtype=np.int64)


def _speed(day: date) -> float:
    speed = MONTH_SPEED[day.month - 1]
    to_tet = (TET[day.year] - day).days
    if 2 < to_tet <= 21:
        speed *= BEFORE_TET_SPEED
    elif -5 <= to_tet <= 2:
        speed *= DURING_TET_SPEED
    if day.isoweekday() == 7:
        speed *= SUNDAY_SPEED
    return speed
