"""The only writer of whom campaigns reach, in batches."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from crmeter.records.campaigns.concept import CAMPAIGNS
from crmeter.records.campaigns.models import Campaign
from crmeter.records.change_sets.joining import Joining
from crmeter.records.concept.actions import held_record
from crmeter.records.concept.beside_actions import changed_beside
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import within
from crmeter.records.concept.listing import visible
from crmeter.records.contacts.concept import CONTACTS
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.leads.concept import LEADS
from crmeter.records.leads.models import CampaignMember
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text

# From the first to the last: whoever replied has opened, whatever is told later.
STATES = ("planned", "sent", "opened", "clicked", "replied", "converted", "unsubscribed", "complained")
CONVERTED = "converted"
_BATCH = 500
_MEMBERS: Mapping[str, Concept] = {"customer": CUSTOMERS, "contact": CONTACTS, "lead": LEADS}
_OF = frozenset(each.name for each in _MEMBERS.values())


def add_members(
    person: Person, campaign: int, *, version: int | None, members: Mapping[str, Collection[int]], why: str = ""
) -> int:
    """Put customers, contacts and leads into a campaign, and return how many were not in it before.

    Args:
        person: who does it; each member is one that they may see.
        campaign: its number.
        version: that they have seen.
        members: numbers by `customer`, `contact` or `lead`.
        why: in their words.

    Raises:
        Refusal: they may not, the campaign has changed or is gone, or a member is not there.
    """
    if not members.keys() <= _MEMBERS.keys():
        raise ValueError(sorted(members))
    now = timezone.now()
    with transaction.atomic():
        row = held_record(person, CAMPAIGNS, campaign, version, Deed.CHANGE)
        new = {kind: _add_new(person, row.pk, kind, numbers, now) for kind, numbers in members.items()}
        added = {kind: len(numbers) for kind, numbers in new.items()}
        if not any(added.values()):
            return 0
        changed_beside(person, CAMPAIGNS, row, "members_added", after=added, why=why)
    return sum(added.values())


def take_members_out(person: Person, campaign: int, members: Collection[int], *, why: str = "") -> int:
    """Take members out of a campaign for whom nothing was done in it yet, and return how many those were.

    Args:
        person: who does it.
        campaign: its number.
        members: numbers of the members.
        why: in their words.

    Raises:
        Refused: they may not, or the campaign is gone.
    """
    refuse_unless_changed_by(person, campaign)
    return _take_out(person, campaign, Q(pk__in=list(members)), why)


def set_states(
    person: Person, campaign: int, members: Collection[int], state: str, *, at: datetime | None = None, why: str = ""
) -> int:
    """Date a state of members of a campaign, and return how many had not come to it before.

    Args:
        person: who does it.
        campaign: its number.
        members: numbers of the members.
        state: one of `STATES`.
        at: when; None for now.
        why: in their words.

    Raises:
        Refused: they may not, or the campaign is gone.
    """
    refuse_unless_changed_by(person, campaign)
    return come_to(actor_of(person), campaign, Q(pk__in=list(members)), state, at or timezone.now(), why)


def come_to(actor: Actor, campaign: int, which: Q, state: str, at: datetime, why: str = "") -> int:
    """Date a state of members of a campaign, for whoever has been asked before or is told by the mail.

    Whoever is held out by lot can only convert: nothing is sent to them. Each state is dated once, and a member's
    state is the furthest: an opening that is told after the reply does not take the reply back.

    Args:
        actor: who does it.
        campaign: its number.
        which: of its members.
        state: one of `STATES`.
        at: when.
        why: in their words.
    """
    place = STATES.index(state)
    column = f"{state}_at"
    with transaction.atomic():
        members = CampaignMember.objects.filter(which, campaign=campaign, **{column: None})
        if state != CONVERTED:
            members = members.exclude(held_out=True)
        numbers = list(members.select_for_update().order_by("pk").values_list("pk", flat=True))
        for batch in _batches(numbers):
            CampaignMember.objects.filter(pk__in=batch).update(
                **{column: Coalesce(F(column), Value(at))},
                state=Case(When(state__in=STATES[:place], then=Value(state)), default=F("state")),
            )
        if numbers:
            note_changes(CAMPAIGNS.name, [campaign])
            after: dict[str, Any] = {"state": state, "at": at.isoformat(), "members": len(numbers)}
            audit(actor, "campaigns.members_changed", Campaign(pk=campaign), after=after, why=why)
    return len(numbers)


def note_conversion(actor: Actor, campaign: int, lead: int) -> None:
    """Let the campaign that a lead came from know that it converted; one that it was no member of knows nothing."""
    come_to(actor, campaign, Q(lead=lead), "converted", timezone.now())


def refuse_unless_changed_by(person: Person, campaign: int) -> None:
    """Refuse what is done with members by whoever may not change their campaign.

    Raises:
        Refused: they may not, or the campaign is gone.
    """
    there = Campaign.objects.filter(within(person, CAMPAIGNS, Deed.CHANGE), pk=campaign, removed_at=None)
    if not there.exists():
        raise Refused("unknown", Text("không sửa được chiến dịch này", "this campaign cannot be changed"))


def _join(person: Person, campaign: int, concept: Concept, numbers: Sequence[int]) -> frozenset[int]:
    """Put some of many records into a campaign; its version stays, since nothing that was seen of it is changed."""
    with transaction.atomic():
        # Locked before it is asked for, so that it is not removed in between.
        list(Campaign.objects.select_for_update().filter(pk=campaign))
        refuse_unless_changed_by(person, campaign)
        kind = concept.name.removesuffix("s")
        new = frozenset(_add_new(person, campaign, kind, numbers, timezone.now()))
        if new:
            note_changes(CAMPAIGNS.name, [campaign])
            audit(actor_of(person), "campaigns.members_added", Campaign(pk=campaign), after={kind: len(new)})
    return new


def _leave(person: Person, campaign: int, concept: Concept, numbers: Sequence[int]) -> frozenset[int]:
    with transaction.atomic():
        refuse_unless_changed_by(person, campaign)
        link = concept.name.removesuffix("s")
        theirs = Q(**{f"{link}__in": list(numbers)})
        _take_out(person, campaign, theirs, "")
        left = CampaignMember.objects.filter(theirs, campaign=campaign).values_list(f"{link}_id", flat=True)
    return frozenset(left)


MEMBERSHIP = Joining(CAMPAIGNS.name, _OF, refuse_unless_changed_by, _join, _leave)


def _take_out(person: Person, campaign: int, which: Q, why: str) -> int:
    with transaction.atomic():
        # Whoever has come further has been written to, or has answered: that stays told.
        members = CampaignMember.objects.select_for_update().filter(which, campaign=campaign, state=STATES[0])
        numbers = list(members.order_by("pk").values_list("pk", flat=True))
        for batch in _batches(numbers):
            CampaignMember.objects.filter(pk__in=batch).delete()
        if numbers:
            note_changes(CAMPAIGNS.name, [campaign])
            before = {"members": len(numbers)}
            audit(actor_of(person), "campaigns.members_removed", Campaign(pk=campaign), before=before, why=why)
    return len(numbers)


def _add_new(person: Person, campaign: int, kind: str, numbers: Collection[int], now: datetime) -> list[int]:
    added: list[int] = []
    # Read of a campaign that is locked.
    percent = Campaign.objects.values_list("held_out_percent", flat=True).get(pk=campaign)
    for batch in _batches(sorted(set(numbers))):
        if visible(person, _MEMBERS[kind]).filter(pk__in=batch).count() != len(batch):
            raise Refused("unknown", Text("có bản ghi không còn", "a record is not there any more"))
        # Whoever adds has the campaign locked, so that nobody is added meanwhile.
        there = set(
            CampaignMember.objects.filter(campaign=campaign, **{f"{kind}__in": batch}).values_list(
                f"{kind}_id", flat=True
            )
        )
        new = [each for each in batch if each not in there]
        CampaignMember.objects.bulk_create(
            [
                CampaignMember(
                    campaign_id=campaign,
                    planned_at=now,
                    held_out=is_held_out(campaign, kind, each, percent),
                    **{f"{kind}_id": each},
                )
                for each in new
            ],
            batch_size=_BATCH,
        )
        added += new
    return added


def is_held_out(campaign: int, kind: str, number: int, percent: int) -> bool:
    """Return what the lot says: the same for the same member of the same campaign, whenever they are added.

    Args:
        campaign: its number.
        kind: `customer`, `contact` or `lead`.
        number: of the member there.
        percent: how many in a hundred are left alone.
    """
    lot = hashlib.sha256(f"{campaign}:{kind}:{number}".encode()).digest()
    return int.from_bytes(lot[:8]) % 100 < percent


def _batches(numbers: Collection[int]) -> Iterator[list[int]]:
    left = iter(numbers)
    while batch := list(islice(left, _BATCH)):
        yield batch
