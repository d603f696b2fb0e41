"""The tables of targets, and of the chances that they are missed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.ledger.versioned import Versioned
from crmeter.strategy.targets.kinds import Perspective, Review, Span, Whose

LONGEST_WAY = 600
LONGEST_SOURCE = 300


class Target(Versioned):
    """What a measure is to reach. One row for each measure, holder and period; one that is off was dropped."""

    measure = models.CharField(max_length=80)
    whose = models.CharField(max_length=6, choices=Whose, default=Whose.FIRM)
    # The number of the team or person; nought of the whole firm.
    whose_id = models.BigIntegerField(default=0)
    span = models.CharField(max_length=7, choices=Span, default=Span.DAY)
    # Nothing of one that is to be reached by a day, whenever it began.
    starts_on = models.DateField(null=True)
    reach_by = models.DateField()
    # In the unit of the measure: money, or a share between 0 and 1.
    value = AmountField()
    currency = models.CharField(max_length=3, blank=True, default="")
    # At this figure the score is nought.
    floor = AmountField(null=True)
    benchmark = AmountField(null=True)
    benchmark_source = models.CharField(max_length=LONGEST_SOURCE, blank=True, default="")
    benchmark_sector = models.CharField(max_length=LONGEST_SOURCE, blank=True, default="")
    weight = AmountField(default=1)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Under which goal it hangs.
    goal = models.ForeignKey("strategy.Goal", models.PROTECT, null=True, related_name="targets")
    perspective = models.CharField(max_length=8, choices=Perspective, blank=True, default="")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    # How a proposed one came about.
    way_vi = models.CharField(max_length=LONGEST_WAY, blank=True, default="")
    way_en = models.CharField(max_length=LONGEST_WAY, blank=True, default="")
    review = models.CharField(max_length=7, choices=Review, blank=True, default="")
    # On which day it was last looked at, and for which its owner was last reminded; neither changes the target.
    reviewed_on = models.DateField(null=True)
    reminded_for = models.DateField(null=True)
    is_on = models.BooleanField(default=True)
    # What stood there before the last change, for whoever takes that back.
    previous = models.JSONField(null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["measure", "whose", "whose_id", "span", "starts_on"],
                condition=~models.Q(span=Span.DAY),
                name="target_once_a_period",
            ),
            models.UniqueConstraint(
                fields=["measure", "whose", "whose_id"], condition=models.Q(span=Span.DAY), name="target_by_a_day_once"
            ),
        ]

    def __str__(self) -> str:
        return self.measure


class TargetChance(models.Model):
    """How probable it is that a target is missed, as the last evaluation tells; empty with the reason."""

    target = models.OneToOneField(Target, models.CASCADE, related_name="chance")
    run = models.CharField(max_length=64)
    # A target that was set later waits for the next evaluation.
    judged_at = models.DateTimeField()
    # The last day that was seen.
    as_of = models.DateField()
    missed = models.FloatField(null=True)
    why_vi = models.CharField(max_length=LONGEST_WAY, blank=True, default="")
    why_en = models.CharField(max_length=LONGEST_WAY, blank=True, default="")
    # What is foreseen at the end, with its 80 % band, and how much of it has come already.
    expected = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    so_far = models.FloatField(null=True)
    method = models.CharField(max_length=20, blank=True, default="")
    # Past periods on which chances were tried, their Brier score, and that of the base rate.
    tried = models.PositiveIntegerField(default=0)
    brier = models.FloatField(null=True)
    base_brier = models.FloatField(null=True)
    # What was told at first for this period, held against what came once the period is over.
    first_low = models.FloatField(null=True)
    first_high = models.FloatField(null=True)
    first_as_of = models.DateField(null=True)
    # Whether whoever it is of was told that it is likely missed, and it was not on track again since.
    is_warned = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.target_id}: {self.missed}"
