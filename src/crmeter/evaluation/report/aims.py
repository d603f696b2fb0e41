"""What a figure is to reach, as whoever draws it is told."""

from dataclasses import dataclass
from datetime import date

from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Aim:
    """A target beside a figure.

    Args:
        value: in the unit of the figure.
        reached: how far the figure is over the last period as long as that of the target; None where nobody knows.
        period: what the period of the target is called.
        reach_by: the day by which it is to be reached.
        chance_missed: how likely it is that it will not be; None where nobody can tell.
        why_unknown: why nobody can tell.
    """

    value: float
    reached: float | None
    period: Text
    reach_by: date
    chance_missed: float | None = None
    why_unknown: Text | None = None
