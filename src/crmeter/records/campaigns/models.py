"""Tables of the campaigns."""

from typing import ClassVar

from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.concept.models import LONGEST_NAME, Record


class Campaign(Record):
    """Something that marketing does for a while to win or keep customers."""

    channel = models.CharField(max_length=20, blank=True, default="")
    status = models.CharField(max_length=10, default="planned")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    budget = AmountField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="VND")
    # A share of those who are written to.
    expected_response = AmountField(null=True, blank=True)
    # Of those who are added from now on, how many in a hundred a lot leaves alone.
    held_out_percent = models.PositiveSmallIntegerField(default=0)
    about = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["starts_on", "id"], name="campaign_by_first_day"),
            models.Index(fields=["budget", "id"], name="campaign_by_budget"),
        ]


class CampaignCost(models.Model):
    """What was spent on a campaign on a day; never changed, but taken away and written anew."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="costs")
    on = models.DateField()
    amount = AmountField()
    currency = models.CharField(max_length=3)
    what = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["campaign", "on"], name="cost_of_campaign")]
