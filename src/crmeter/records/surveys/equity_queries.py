"""What was said to be assumed where evaluations compare brands, as frozen values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from crmeter.records.surveys.models import Survey


@dataclass(frozen=True, slots=True)
class EquityAssumed:
    """What equity stands on beside answers.

    Args:
        brand: the key of our brand.
        margin: contribution margin, share of the money of a purchase, 0 to 1.
        discount_rate: yearly, such as .12.
        years: how far ahead purchases count; None without an end.
        customers: of the market.
    """

    brand: str
    margin: float
    discount_rate: float
    years: float | None
    customers: float

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "brand": self.brand,
            "margin": self.margin,
            "discount_rate": self.discount_rate,
            "years": self.years,
            "customers": self.customers,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return what was kept."""
        return cls(kept["brand"], kept["margin"], kept["discount_rate"], kept["years"], kept["customers"])


@dataclass(frozen=True, slots=True)
class EquityStated:
    """What evaluations assume.

    Args:
        survey: the number of the survey on which it was said.
        name: of that survey.
        assumed: what was said.
        stated_at: when.
    """

    survey: int
    name: str
    assumed: EquityAssumed
    stated_at: datetime


def equity_stated() -> EquityStated | None:
    """Return what was said last, on whichever survey; None where nobody has said anything."""
    row = Survey.objects.exclude(equity_stated_at=None).order_by("-equity_stated_at", "-id").first()
    if row is None or row.equity_stated_at is None:
        return None
    return EquityStated(row.pk, row.name, EquityAssumed.from_json(row.equity), row.equity_stated_at)
