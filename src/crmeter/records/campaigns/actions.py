"""The only writer of what campaigns cost."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from crmeter.records.campaigns.concept import CAMPAIGNS, COST_FIELDS
from crmeter.records.campaigns.models import CampaignCost
from crmeter.records.concept.actions import held_record
from crmeter.records.concept.beside_actions import changed_beside
from crmeter.records.concept.currency import settle_currency
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text


def add_cost(
    person: Person, campaign: int, *, version: int | None, values: Mapping[str, Any], why: str = ""
) -> tuple[int, int]:
    """Write down what was spent on a campaign, and return the number of the cost and the campaign's new version.

    Args:
        person: who does it.
        campaign: its number.
        version: that they have seen.
        values: `on`, `amount` above zero, `what`, and `currency` where it is not that of the campaign.
        why: in their words.

    Raises:
        WrongValue: a value cannot be kept.
        Refusal: they may not, or the campaign has changed or is gone.
    """
    with transaction.atomic():
        row: Any = held_record(person, CAMPAIGNS, campaign, version, Deed.CHANGE)
        read = {field.name: kept(field, values.get(field.name)) for field in COST_FIELDS}
        cost = CampaignCost(campaign_id=row.pk, **read)
        if cost.amount <= 0:
            raise WrongValue(COST_FIELDS[1], Text("phải lớn hơn 0", "must be above 0"))
        cost.currency = cost.currency or row.currency
        settle_currency(cost)
        cost.save()
        new = changed_beside(person, CAMPAIGNS, row, "cost_added", after=_shown(cost), why=why)
    return cost.pk, new


def remove_cost(person: Person, campaign: int, cost: int, *, version: int | None, why: str = "") -> int:
    """Take a cost away from a campaign, and return the campaign's new version.

    Raises:
        Refusal: they may not, or the campaign has changed or is gone, or the cost is.
    """
    with transaction.atomic():
        row: Any = held_record(person, CAMPAIGNS, campaign, version, Deed.CHANGE)
        found = CampaignCost.objects.filter(pk=cost, campaign=campaign).first()
        if found is None:
            raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
        before = _shown(found)
        found.delete()
        return changed_beside(person, CAMPAIGNS, row, "cost_removed", before=before, why=why)


def _shown(cost: CampaignCost) -> dict[str, Any]:
    return {"on": cost.on, "amount": cost.amount, "currency": cost.currency, "what": cost.what}
