"""What was won day by day and by whom, as frozen values, for the floors above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from crmeter.records.deals.models import Deal, StageEvent
from crmeter.vocabulary import Period


@dataclass(frozen=True, slots=True)
class WonOnDay:
    """Deals of one owner that were won on one day, in one currency.

    Args:
        owner: the number of their owner; None of nobody.
        on: the day of the first win of each, which never moves.
        currency: of their amounts.
        amount: together, as they were worth at their first win, as measures count them; deals without an amount add
            nothing.
        deals: how many.
        unpriced: how many of them have no amount.
    """

    owner: int | None
    on: date
    currency: str
    amount: Decimal
    deals: int
    unpriced: int


def won_by_day(period: Period) -> Sequence[WonOnDay]:
    """Return what was won in a period; whether the reader sees whose it is, is asked before.

    Args:
        period: the days.
    """
    won = Deal.objects.filter(removed_at=None, won_on__gte=period.start, won_on__lt=period.end)
    wins = StageEvent.objects.filter(deal=OuterRef("pk"), kind="won", amount__isnull=False).order_by("at", "pk")
    grouped = (
        won.annotate(worth=Coalesce(Subquery(wins.values("amount")[:1]), F("amount")))
        .order_by()
        .values("owner_id", "won_on", "currency")
        .annotate(n=Count("*"), priced=Count("worth"), total=Sum("worth"))
    )
    return [
        WonOnDay(
            each["owner_id"],
            each["won_on"],
            each["currency"],
            each["total"] or Decimal(0),
            each["n"],
            each["n"] - each["priced"],
        )
        for each in grouped
        if each["won_on"] is not None
    ]


def has_deals() -> bool:
    """Return whether any deal is on record."""
    return Deal.objects.filter(removed_at=None).exists()
