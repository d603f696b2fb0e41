"""Scenarios of customer equity that were kept, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crmeter.records.surveys.models import SurveyScenario


@dataclass(frozen=True, slots=True)
class Bounded:
    """A figure with its 80 % bounds; None where there are none."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Kept:
    """The figures of a scenario as of the day it was kept.

    Args:
        us: the key of our brand.
        equity: of our brand without the moves, money.
        share: of it in the equity of all brands.
        change: of equity by the moves, money; None without a move.
        ratio: what comes back of each unit of cost; None without a cost.
        cost: of the moves, money.
        currency: of the money.
        moves: by the key of a driver, in points of the scale.
        n: respondents who count.
        answered: who answered anything.
        made_at: of the data.
    """

    us: str
    equity: Bounded
    share: Bounded
    change: Bounded | None
    ratio: Bounded | None
    cost: float
    currency: str
    moves: Mapping[str, float]
    n: int
    answered: int
    made_at: datetime

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        bounded = {name: getattr(self, name) for name in ("equity", "share", "change", "ratio")}
        return {
            "us": self.us,
            **{name: each and [each.value, each.low, each.high] for name, each in bounded.items()},
            "cost": self.cost,
            "currency": self.currency,
            "moves": dict(self.moves),
            "n": self.n,
            "answered": self.answered,
            "made_at": self.made_at.isoformat(),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Kept":
        """Return what was kept."""
        bounded = {
            name: None if kept[name] is None else Bounded(*kept[name])
            for name in ("equity", "share", "change", "ratio")
        }
        made_at = datetime.fromisoformat(kept["made_at"])
        return cls(**{**kept, **bounded, "made_at": made_at})


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario that was kept; see the model."""

    id: int
    version: int
    name: str
    asked: str
    figures: Kept
    saved_at: datetime


def scenarios_of(survey: int) -> tuple[Scenario, ...]:
    """Return the scenarios of a survey, the newest first."""
    rows = SurveyScenario.objects.filter(survey=survey).order_by("-saved_at", "-id")
    return tuple(
        Scenario(row.pk, row.version, row.name, row.asked, Kept.from_json(row.figures), row.saved_at) for row in rows
    )
