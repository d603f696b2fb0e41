"""Where to begin: drivers by how much they matter and how well they do."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.vocabulary import Interval, Text


class Place(Enum):
    """A quarter of the map, or none of them."""

    FIX_FIRST = "fix_first"
    KEEP_UP = "keep_up"
    LOW_PRIORITY = "low_priority"
    MORE_THAN_NEEDED = "more_than_needed"
    CANNOT_BE_TOLD = "cannot_be_told"

    @property
    def words(self) -> Text:
        """How the place is called."""
        return _WORDS[self]


_WORDS = {
    Place.FIX_FIRST: Text("quan trọng mà làm chưa tốt: cải thiện trước", "matters and does badly: improve first"),
    Place.KEEP_UP: Text("quan trọng và làm tốt: giữ vững", "matters and does well: keep it up"),
    Place.LOW_PRIORITY: Text("ít quan trọng và làm chưa tốt: để sau", "matters less and does badly: later"),
    Place.MORE_THAN_NEEDED: Text(
        "ít quan trọng mà làm tốt: có thể đang quá mức cần", "matters less and does well: perhaps more than is needed"
    ),
    Place.CANNOT_BE_TOLD: Text("chưa phân biệt được với mức trung bình", "cannot be told from the average"),
}


@dataclass(frozen=True, slots=True)
class MappedDriver:
    """A driver on the map.

    Args:
        name: what it is called.
        importance: its share of R².
        importance_interval: bounds of that; the mean of all drivers is 1/k.
        performance: mean answer.
        lead: mean answer minus the mean over all drivers.
        lead_interval: bounds of that; None where every row says the same.
        place: the quarter; cannot be told where an interval holds its mean.
    """

    name: str
    importance: float
    importance_interval: Interval
    performance: float
    lead: float
    lead_interval: Interval | None
    place: Place


def map_drivers(
    names: tuple[str, ...], shares: Floats, bounds: tuple[Floats, Floats], answers: Floats, level: float
) -> tuple[MappedDriver, ...]:
    """Put each driver into its quarter.

    Args:
        names: of the drivers.
        shares: of R², shape (k,).
        bounds: of the shares, each of shape (k,).
        answers: on one scale, shape (n, k).
        level: probability of the bounds.

    Formula: importance above or below 1/k; performance above or below the mean of all drivers, by a paired t interval
    of answer minus the mean of the row. Source: Martilla & James 1977, J. Marketing 41(1).
    """
    ahead = answers - answers.mean(axis=1, keepdims=True)
    n = len(answers)
    reach = float(special.stdtrit(n - 1, (1 + level) / 2)) * ahead.std(axis=0, ddof=1) / np.sqrt(n)
    mapped = []
    for place, name in enumerate(names):
        importance = Interval(level, float(bounds[0][place]), float(bounds[1][place]), "delta_logit")
        lead, half = float(ahead[:, place].mean()), float(reach[place])
        lead_interval = Interval(level, lead - half, lead + half, "paired_t") if half > 0 else None
        matters = _side(importance, 1 / len(names))
        does_well = None if lead_interval is None else _side(lead_interval, 0.0)
        mapped.append(
            MappedDriver(
                name,
                float(shares[place]),
                importance,
                float(answers[:, place].mean()),
                lead,
                lead_interval,
                _quarter(matters, does_well),
            )
        )
    return tuple(mapped)


def _side(interval: Interval, middle: float) -> bool | None:
    """Return whether an interval lies above, False where below, None where it holds the middle."""
    if interval.low > middle:
        return True
    return False if interval.high < middle else None


def _quarter(matters: bool | None, does_well: bool | None) -> Place:
    if matters is None or does_well is None:
        return Place.CANNOT_BE_TOLD
    if matters:
        return Place.KEEP_UP if does_well else Place.FIX_FIRST
    return Place.MORE_THAN_NEEDED if does_well else Place.LOW_PRIORITY
