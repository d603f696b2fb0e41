"""Tables of the deals and of the pipelines that they go through."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.concept.models import LONGEST_NAME, Record
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.models import Versioned
from crmeter.records.products.models import Competitor, Product


class Pipeline(Versioned):
    """A way that deals go, stage by stage."""

    name = models.CharField(max_length=120, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_closed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class StageKind(models.TextChoices):
    """What a deal in a stage is."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Stage(Versioned):
    """A step of a pipeline."""

    pipeline = models.ForeignKey(Pipeline, models.CASCADE, related_name="stages")
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4, choices=StageKind, default=StageKind.OPEN)
    # Of being won, in percent, until somebody says otherwise of a deal.
    probability = models.PositiveSmallIntegerField(default=0)
    # A deal that stands longer in the stage is stale.
    stale_after_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # Fields that a deal must have before it enters.
    needs = models.JSONField(default=list, blank=True)
    # Once a deal stands here, a quote or an approval has gone out.
    is_quote = models.BooleanField(default=False)
    # Events tell of stages for ever, so one that deals have been in is not deleted.
    is_removed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pipeline", "name"],
                condition=models.Q(is_removed=False),
                name="stage_once_in_a_pipeline",
            ),
            models.CheckConstraint(condition=models.Q(probability__lte=100), name="stage_probability_is_a_share"),
        ]

    def __str__(self) -> str:
        return self.name


class Deal(Record):
    """Something that may be sold to a customer."""

    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="deals")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="deals")
    pipeline = models.ForeignKey(Pipeline, models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    amount = AmountField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="VND")
    # In percent; empty: that of its stage.
    probability = models.PositiveSmallIntegerField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    next_step = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    next_step_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    entered_stage_at = models.DateTimeField()
    # Of the first time that it was won, and of the last time that it was lost.
    won_on = models.DateField(null=True, blank=True)
    lost_on = models.DateField(null=True, blank=True)
    lost_reason = models.CharField(max_length=40, blank=True, default="")
    competitor = models.ForeignKey(Competitor, models.PROTECT, null=True, blank=True, related_name="+")
    # Kept beside its stage, so that open deals are found by an index.
    is_open = models.BooleanField(default=True)
    about = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["amount", "id"], name="deal_by_amount"),
            models.Index(fields=["expected_on", "id"], name="deal_by_expected_day"),
            models.Index(fields=["entered_stage_at", "id"], name="deal_by_stage_moment"),
            models.Index(fields=["stage", "-entered_stage_at", "-id"], name="deal_by_stage"),
            models.Index(fields=["customer", "-id"], name="deal_of_customer"),
            # Lanes are added up from the index alone.
            models.Index(
                fields=["stage", "currency", "probability", "amount"],
                condition=models.Q(removed_at=None),
                name="deal_sums",
            ),
        ]


class DealLine(models.Model):
    """A product in a deal."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    quantity = AmountField()
    unit_price = AmountField()
    # A share of the price.
    discount = AmountField(default=0)
    amount = AmountField()


class StageEvent(models.Model):
    """A deal that came to a stage; never changed."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="stage_events")
    # `created`, `moved`, `won`, `lost` or `reopened`.
    kind = models.CharField(max_length=10)
    before = models.ForeignKey(Stage, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    amount = AmountField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # When it was written down; a correction may speak of the past.
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["deal", "at"], name="stage_event_of_deal")]
