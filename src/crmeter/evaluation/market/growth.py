"""What our growth owes to the market and what to our share: two parts that add up exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crmeter.evaluation.market.figures import Market, next_period


@dataclass(frozen=True, slots=True)
class Growth:
    """From one period to the same one of the year before.

    Args:
        before: the period before.
        period: the period.
        sold_before: ours then.
        sold: ours now.
        by_market: what the market added, our share being as on average of both.
        by_share: what our share added, the market being as on average of both.
    """

    before: date
    period: date
    sold_before: Decimal
    sold: Decimal
    by_market: Fraction
    by_share: Fraction


def growth_split(sold_before: Decimal, size_before: Decimal, sold: Decimal, size: Decimal) -> tuple[Fraction, Fraction]:
    """Return the parts of the change of what was sold: of the market, and of the share of it.

    Formula: with S the size and s = ours / S: ½ (s₀ + s₁)(S₁ − S₀) + ½ (S₀ + S₁)(s₁ − s₀) = S₁s₁ − S₀s₀. Source: the
    symmetric decomposition of a product, Kitagawa 1955, J. American Statistical Association 50(272).

    Raises:
        ValueError: a market has no size.
    """
    if size_before <= 0 or size <= 0:
        raise ValueError("a market has a size")
    whole0, whole1 = Fraction(size_before), Fraction(size)
    share0, share1 = Fraction(sold_before) / whole0, Fraction(sold) / whole1
    return (share0 + share1) / 2 * (whole1 - whole0), (whole0 + whole1) / 2 * (share1 - share0)


def growths(market: Market) -> Sequence[Growth]:
    """Return the growth of each period against the same one of the year before; newest last."""
    by_day = {
        day: (ours, size)
        for day, ours, size in zip(market.periods, market.ours, market.size, strict=True)
        if ours is not None and size is not None and size > 0
    }
    found = []
    for day, (sold, size) in by_day.items():
        before = next_period("year", day, -1)
        if before in by_day:
            sold_before, size_before = by_day[before]
            by_market, by_share = growth_split(sold_before, size_before, sold, size)
            found.append(Growth(before, day, sold_before, sold, by_market, by_share))
    return found
