"""What campaigns cost, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from crmeter.records.campaigns.models import CampaignCost


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent on a campaign on a day."""

    id: int
    on: date
    amount: Decimal
    currency: str
    what: str


def costs_of(campaign: int) -> tuple[Cost, ...]:
    """Return what was spent on a campaign, the latest first; whether it may be seen is asked before."""
    found = CampaignCost.objects.filter(campaign=campaign).order_by("-on", "-pk")
    return tuple(Cost(cost.pk, cost.on, cost.amount, cost.currency, cost.what) for cost in found)


def cost_count(campaign: int) -> int:
    """Return how many costs of a campaign are written down."""
    return CampaignCost.objects.filter(campaign=campaign).count()


def cost_totals(campaign: int) -> Mapping[str, Decimal]:
    """Return what was spent on a campaign by currency: money of two currencies has no sum."""
    found = CampaignCost.objects.filter(campaign=campaign).order_by().values_list("currency")
    return dict(found.annotate(total=Sum("amount")))
