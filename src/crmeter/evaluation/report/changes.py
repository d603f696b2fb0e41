"""How a figure stands against the one before: direction, size, and whether it is more than noise."""

import math
from dataclasses import dataclass
from typing import Literal

from crmeter.vocabulary import Good, Reading, Unit

Z_80 = 1.2815515655446004
ChangeKind = Literal["relative", "points", "score", "days", "hours"]


@dataclass(frozen=True, slots=True)
class Change:
    """A change since the period before.

    Args:
        direction: `flat` where it is zero or within its 80% noise.
        size: how much, without sign; a share of the value before for `relative`, else in the unit.
        kind: `points` for shares and net scores (in hundreds), `score` for means on a scale, `days` and `hours` for
            durations, else `relative`.
        tone: whether that is good news, by the measure's own direction.
    """

    direction: Literal["up", "down", "flat"]
    size: float
    kind: ChangeKind
    tone: Literal["good", "bad", "flat"]


def change_between(now: Reading, before: Reading | None, good: Good) -> Change | None:
    """Return the change from one reading to the next, or None where there is nothing to compare.

    A difference counts as noise where it lies within the 80% interval of a difference of two independent
    estimates: |now - before| <= z80 * sqrt(se_now^2 + se_before^2), each se being the half width of its 80%
    interval over z80. Figures without an interval are counts and have no noise.
    """
    if now.value is None or before is None or before.value is None:
        return None
    difference = float(now.value) - float(before.value)
    if now.unit is Unit.SHARE:
        kind: ChangeKind = "points"
        size = abs(difference)
    elif now.unit is Unit.POINTS:
        kind, size = "points", abs(difference) / 100
    elif now.unit is Unit.SCORE:
        kind, size = "score", abs(difference)
    elif now.unit is Unit.DAYS:
        kind, size = "days", abs(difference)
    elif now.unit is Unit.HOURS:
        kind, size = "hours", abs(difference)
    elif float(before.value) == 0:
        return None
    else:
        kind, size = "relative", abs(difference) / abs(float(before.value))
    noise = Z_80 * math.hypot(_standard_error(now), _standard_error(before))
    if abs(difference) <= noise or _shows_as_zero(size, kind):
        return Change("flat", size, kind, "flat")
    direction: Literal["up", "down"] = "up" if difference > 0 else "down"
    if good is Good.NEITHER:
        return Change(direction, size, kind, "flat")
    better = (direction == "up") == (good is Good.HIGHER)
    return Change(direction, size, kind, "good" if better else "bad")


def _standard_error(reading: Reading) -> float:
    interval = reading.interval(0.8)
    return (float(interval.high) - float(interval.low)) / 2 / Z_80 if interval else 0.0


def _shows_as_zero(size: float, kind: str) -> bool:
    return size < {"days": 0.05, "hours": 0.005, "score": 0.005}.get(kind, 0.0005)
