"""Tables of the cases of customers at risk."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.activities.models import Activity
from crmeter.records.concept.amount import AmountField
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.models import Versioned
from crmeter.records.retention_cases.kinds import Arm, Outcome, RiskKind


class RetentionRound(Versioned):
    """Cases that were begun at once; who was held out was drawn among those of the round."""

    kind = models.CharField(max_length=8, choices=RiskKind)
    # The run whose list it was.
    run = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)
    held_out_percent = models.PositiveSmallIntegerField(default=0)
    # Draws the same customers once more.
    seed = models.BigIntegerField()
    opened_on = models.DateField()
    # What happens from the day after it up to this day counts.
    ends_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-opened_at", "-id"], name="retention_round_newest"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(held_out_percent__lte=50), name="retention_round_mostly_treated"),
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("opened_on")), name="retention_round_lasts"),
        ]


class RetentionCase(models.Model):
    """One customer at risk, as they stood when the round began, and what became of them."""

    round = models.ForeignKey(RetentionRound, models.CASCADE, related_name="cases", db_index=False)
    # None for a customer whom only evaluated data know.
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="+")
    customer_key = models.BigIntegerField()
    # How the data called who looked after them.
    of_owner = models.CharField(max_length=100, blank=True, default="")
    arm = models.CharField(max_length=10, choices=Arm)
    expected_loss = AmountField(null=True)
    # That they are still there: active, or going on with the contract.
    chance_of_staying = models.FloatField(null=True)
    # As `Text` is kept.
    reason = models.JSONField(default=dict)
    task = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.RUNNING)
    # The first day on which they bought again, or the day on which the contract ended.
    happened_on = models.DateField(null=True)
    # What they bought within the window as far as it was seen.
    spent = AmountField(null=True)
    seen_until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["customer_key"], condition=models.Q(outcome=Outcome.RUNNING), name="retention_case_one_at_once"
            ),
            models.CheckConstraint(
                condition=models.Q(task=None) | models.Q(arm=Arm.TREATED), name="retention_case_task_of_treated"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.RUNNING) ^ ~models.Q(closed_at=None),
                name="retention_case_closed_has_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["round", "arm", "id"], name="retention_case_of_round"),
            models.Index(fields=["customer", "-id"], name="retention_case_of_customer"),
        ]
