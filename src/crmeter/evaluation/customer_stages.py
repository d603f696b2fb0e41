"""On which days a customer went from one lifecycle stage to another, as far as a day is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from crmeter.measures.view import Settings


@dataclass(frozen=True, slots=True)
class DayOfPurchase:
    """A day on which the customer bought.

    Args:
        on: the day.
        risky_on: until the next purchase, the day from which the silence is longer than the rhythm lets expect.
        lost_on: the day from which it is too long; both None where the rhythm gives no limit.
    """

    on: date
    risky_on: date | None
    lost_on: date | None


def stage_changes(days: Sequence[DayOfPurchase], settings: Settings, as_of: date) -> list[tuple[date, str]]:
    """Return each change of the stage with its day, by the rules of `lifecycle_stage`.

    A fall in spend puts a customer at risk too, but on no single day, since the windows move daily: it is left out.

    Args:
        days: the days of purchase, in their order.
        settings: how long a customer is new, from when on loyal, how long the window is.
        as_of: the last day that is seen.
    """
    if not days:
        return []
    first, window = days[0].on, timedelta(days=settings.window_days)
    candidates = {first + timedelta(days=settings.new_days)}
    for day in days:
        candidates |= {day.on, day.on + window, day.on + window + timedelta(days=1)}
        candidates |= {limit for limit in (day.risky_on, day.lost_on) if limit is not None}
    changes: list[tuple[date, str]] = []
    for day_seen in sorted(d for d in candidates if first <= d <= as_of):
        stage = _stage_on(day_seen, days, settings)
        if not changes or changes[-1][1] != stage:
            changes.append((day_seen, stage))
    return changes


def _stage_on(day: date, days: Sequence[DayOfPurchase], settings: Settings) -> str:
    """Return the stage at the end of a day, leaving falls in spend aside; the first rule that holds decides."""
    seen = [d for d in days if d.on <= day]
    last = seen[-1]
    window_start = day + timedelta(days=1) - timedelta(days=settings.window_days)
    if _reached(last.lost_on, day):
        return "lost"
    if (day - seen[0].on).days < settings.new_days:
        return "new"
    if _reached(last.risky_on, day) or (len(seen) == 1 and (day - last.on).days > settings.window_days):
        return "at_risk"
    broken = (then for d, then in pairwise(seen) if d.lost_on is not None and then.on > d.lost_on)
    if any(then.on >= window_start for then in broken):
        return "won_back"
    return "loyal" if len(seen) >= settings.loyal_purchases else "growing"


def _reached(limit: date | None, day: date) -> bool:
    return limit is not None and limit <= day
