"""The tables of the mission, of goals, and of who agreed to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.ledger.versioned import Versioned

LONGEST_NAME = 200
LONGEST_MISSION = 1000
LONGEST_UNIT = 40


class Mission(Versioned):
    """What the firm is for. There is one row."""

    statement = models.CharField(max_length=LONGEST_MISSION)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.statement


class Goal(Versioned):
    """What is to be reached under the mission: a number in a unit by a day. One that is off was dropped."""

    name = models.CharField(max_length=LONGEST_NAME)
    number = AmountField()
    unit = models.CharField(max_length=LONGEST_UNIT)
    reach_by = models.DateField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_on = models.BooleanField(default=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["is_on", "reach_by", "id"], name="goal_in_order")]

    def __str__(self) -> str:
        return self.name


class GoalAgreement(models.Model):
    """Somebody who agreed to a goal as it was said in a version."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="agreements")
    of_version = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["goal", "of_version", "user"], name="goal_agreed_once"),
        ]
