"""One measured figure with everything that makes it believable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from crmeter.vocabulary.interval import Interval
from crmeter.vocabulary.period import Period
from crmeter.vocabulary.text import Text
from crmeter.vocabulary.undefined import Undefined
from crmeter.vocabulary.unit import Unit

Value = int | float | Decimal


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that a figure does not use, and why."""

    code: str
    reason: Text
    n: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many rows a figure could have used, used, and left out by reason."""

    used: int
    left_out: tuple[LeftOut, ...] = ()


TRUST_PARTS = ("completeness", "uniqueness", "timeliness", "consistency", "validity")


@dataclass(frozen=True, slots=True)
class Trust:
    """How far the rows behind a figure can be trusted, each part on 0 to 100; an unknown part is absent."""

    parts: Mapping[str, float]
    reasons: Mapping[str, Text] = field(default_factory=dict)

    @property
    def score(self) -> float | None:
        """The lowest known part, or None where no part is known."""
        return min(self.parts.values(), default=None)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts that could not be judged."""
        return tuple(part for part in TRUST_PARTS if part not in self.parts)


@dataclass(frozen=True, slots=True)
class Freshness:
    """The newest day in the rows behind a figure, and when they were taken into the warehouse."""

    newest: date | None
    loaded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure taken over a period, or a slice of it."""

    measure: str
    period: Period
    unit: Unit
    value: Value | None
    n: int
    slice: Mapping[str, str] = field(default_factory=dict)
    currency: str | None = None
    top: Value | None = None
    bottom: Value | None = None
    intervals: tuple[Interval, ...] = ()
    undefined: Undefined | None = None
    coverage: Coverage = Coverage(0)
    trust: Trust = field(default_factory=lambda: Trust({}))
    freshness: Freshness = Freshness(None, None)

    def interval(self, level: float = 0.8) -> Interval | None:
        """Return the interval of a level, or None where the statistic has none."""
        return next((i for i in self.intervals if i.level == level), None)
