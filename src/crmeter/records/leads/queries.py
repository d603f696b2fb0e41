"""Whom campaigns reach, as frozen values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from crmeter.records.concept.concept import concept_named
from crmeter.records.concept.listing import visible
from crmeter.records.leads.models import CampaignMember
from crmeter.records.staff.queries import Person


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whom a campaign reaches.

    Args:
        id: of the member.
        concept: `customers`, `contacts` or `leads`.
        record: its number there.
        campaign: the number of what reaches them.
        state: the furthest that they came to.
        moments: when they came to each state that they came to.
        held_out: left alone by lot.
    """

    id: int
    concept: str
    record: int
    campaign: int
    state: str
    moments: Mapping[str, datetime]
    held_out: bool = False


_MOMENTS = ("planned", "sent", "opened", "clicked", "replied", "converted", "unsubscribed", "complained")


def member_counts(campaign: int) -> Mapping[str, int]:
    """Return how many members of a campaign stand in each state; whether it may be seen is asked before."""
    found = CampaignMember.objects.filter(campaign=campaign).order_by().values_list("state")
    return dict(found.annotate(n=Count("pk")))


def member_dates(campaign: int) -> Mapping[str, int]:
    """Return how many members of a campaign ever came to each state, and how many are `held_out` by lot.

    Whether it may be seen is asked before.
    """
    counted = {name: Count(f"{name}_at") for name in _MOMENTS} | {"held_out": Count("pk", filter=Q(held_out=True))}
    return CampaignMember.objects.filter(campaign=campaign).aggregate(**counted)


def members_of(campaign: int, *, state: str = "", after: int = 0, most: int = 50) -> tuple[Member, ...]:
    """Return members of a campaign, page after page.

    Args:
        campaign: its number; whether it may be seen, and who of them, is asked before.
        state: only those that stand in it.
        after: the number of the member that the page comes after.
        most: how many.
    """
    found = CampaignMember.objects.filter(campaign=campaign, pk__gt=after)
    if state:
        found = found.filter(state=state)
    return tuple(_member(row) for row in found.order_by("pk")[:most])


def memberships_of(concept: str, record: int, most: int = 20) -> tuple[tuple[str, Member], ...]:
    """Return in which campaigns a customer, contact or lead is, each with its name, the latest first.

    Args:
        concept: of the record; whether it may be seen is asked before.
        record: its number.
        most: how many.
    """
    link = concept.removesuffix("s")
    found = CampaignMember.objects.filter(**{link: record}, campaign__removed_at=None).select_related("campaign")
    return tuple((row.campaign.name, _member(row)) for row in found.order_by("-pk")[:most])


def names_of_members(person: Person, members: Iterable[Member]) -> Mapping[tuple[str, int], str]:
    """Return what members are called, by concept and number, of those that somebody may see."""
    wanted: dict[str, set[int]] = {}
    for member in members:
        wanted.setdefault(member.concept, set()).add(member.record)
    names: dict[tuple[str, int], str] = {}
    for concept, numbers in wanted.items():
        table = concept_named(concept)
        if table is not None:
            rows = visible(person, table).filter(pk__in=numbers).values_list("pk", "name")
            names |= {(concept, number): name for number, name in rows}
    return names


def campaigns_of(concept: str, record: int) -> tuple[tuple[int, str], ...]:
    """Return number and name of the campaigns that reach a customer, contact or lead, the latest first."""
    link = concept.removesuffix("s")
    found = CampaignMember.objects.filter(**{link: record}).order_by("-pk")
    return tuple(found.values_list("campaign_id", "campaign__name"))


def _member(row: CampaignMember) -> Member:
    numbers = {"customers": row.customer_id, "contacts": row.contact_id, "leads": row.lead_id}
    concept, record = next((name, number) for name, number in numbers.items() if number is not None)
    moments = {name: getattr(row, f"{name}_at") for name in _MOMENTS}
    return Member(
        row.pk,
        concept,
        record,
        row.campaign_id,
        row.state,
        {name: at for name, at in moments.items() if at is not None},
        row.held_out,
    )
