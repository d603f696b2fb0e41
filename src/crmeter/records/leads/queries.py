"""Whom campaigns reach, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from crmeter.records.leads.models import CampaignMember


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whom a campaign reaches.

    Args:
        id: of the member.
        concept: `customers`, `contacts` or `leads`.
        record: its number there.
        state: the furthest that they came to.
        moments: when they came to each state that they came to.
    """

    id: int
    concept: str
    record: int
    state: str
    moments: Mapping[str, datetime]


_MOMENTS = ("planned", "sent", "opened", "replied", "converted", "unsubscribed")


def member_counts(campaign: int) -> Mapping[str, int]:
    """Return how many members of a campaign stand in each state; whether it may be seen is asked before."""
    found = CampaignMember.objects.filter(campaign=campaign).order_by().values_list("state")
    return dict(found.annotate(n=Count("pk")))


def members_of(campaign: int, *, after: int = 0, most: int = 50) -> tuple[Member, ...]:
    """Return members of a campaign, page after page.

    Args:
        campaign: its number; whether it may be seen, and who of them, is asked before.
        after: the number of the member that the page comes after.
        most: how many.
    """
    found = CampaignMember.objects.filter(campaign=campaign, pk__gt=after).order_by("pk")[:most]
    return tuple(_member(row) for row in found)


def campaigns_of(concept: str, record: int) -> tuple[tuple[int, str], ...]:
    """Return number and name of the campaigns that reach a customer, contact or lead, the latest first."""
    link = concept.removesuffix("s")
    found = CampaignMember.objects.filter(**{link: record}).order_by("-pk")
    return tuple(found.values_list("campaign_id", "campaign__name"))


def _member(row: CampaignMember) -> Member:
    numbers = {"customers": row.customer_id, "contacts": row.contact_id, "leads": row.lead_id}
    concept, record = next((name, number) for name, number in numbers.items() if number is not None)
    moments = {name: getattr(row, f"{name}_at") for name in _MOMENTS}
    return Member(row.pk, concept, record, row.state, {name: at for name, at in moments.items() if at is not None})
