"""Which measures are the most exact: how wide their intervals are against the figures themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from crmeter.vocabulary import Reading


@dataclass(frozen=True, slots=True)
class Exactness:
    """A figure with half its 80 % interval.

    Args:
        reading: the figure.
        reach: half the interval over the figure, without sign.
    """

    reading: Reading
    reach: float


def by_exactness(readings: Iterable[Reading], level: float = 0.8) -> list[Exactness]:
    """Return the figures that have an interval, the most exact first; one of 0 has no such ratio and is left out.

    Formula: (high − low) / 2 / |figure|.
    """
    found = []
    for reading in readings:
        interval = reading.interval(level)
        if interval is None or not reading.value:
            continue
        reach = (float(interval.high) - float(interval.low)) / 2 / abs(float(reading.value))
        found.append(Exactness(reading, reach))
    return sorted(found, key=lambda each: each.reach)
