"""Which periods an evaluation measures: the main one, the one before it, and twelve whole months."""

from dataclasses import dataclass
from datetime import date, timedelta

from crmeter.measures.view import Settings
from crmeter.vocabulary import Period

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of an evaluation.

    Args:
        main: the trailing window that ends with the as-of day, no longer than the history.
        before: the one of the same length just before, or None where no order is that old.
        months: the last whole calendar months, oldest first, at most twelve.
    """

    main: Period
    before: Period | None
    months: tuple[Period, ...]


def periods_of(first_day: date, as_of: date, settings: Settings) -> Periods:
    """Return the periods that a history from `first_day` to `as_of` carries."""
    main = Period.trailing(as_of, settings.window_days)
    if first_day > main.start:
        main = Period(first_day, main.end)
    before = main.before()
    months: list[Period] = []
    month = Period.month_of(as_of)
    if month.end > main.end:
        # The running month is not over.
        month = Period.month_of(month.start - timedelta(days=1))
    while len(months) < MONTHS_SHOWN and month.end > first_day:
        months.append(month)
        month = Period.month_of(month.start - timedelta(days=1))
    return Periods(main, before if before.start >= first_day else None, tuple(reversed(months)))
