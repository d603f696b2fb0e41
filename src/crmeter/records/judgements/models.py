"""Tables of decisions."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.judgements.kinds import Purpose, Together, Weighing
from crmeter.records.judgements.pairs import MOST
from crmeter.records.ledger.models import Versioned
from crmeter.records.surveys.options import LONGEST_OPTION

LONGEST_TITLE = 160
_LONGEST_KEY = LONGEST_OPTION + 10


class Decision(Versioned):
    """Criteria whose weights are judged or set, and alternatives, if any, that they rank."""

    title = models.CharField(max_length=LONGEST_TITLE)
    purpose = models.CharField(max_length=8, choices=Purpose)
    about = models.TextField(blank=True)
    # As options of surveys are kept: key, vi, en.
    criteria = models.JSONField(default=list)
    alternatives = models.JSONField(default=list)
    weighing = models.CharField(max_length=6, choices=Weighing, default=Weighing.JUDGED)
    together = models.CharField(max_length=10, choices=Together, default=Together.JUDGEMENTS)
    # Percent of each criterion, by its key; they stay when judged weights are gone back to.
    set_weights = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Evaluator(Versioned):
    """Somebody of the firm who judges alone; nobody else's judgements are shown to them until they have finished."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="evaluators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["decision", "user"], name="evaluator_once"),
        ]


class Judgement(models.Model):
    """One answer of an evaluator; the newest of a pair counts, and undoing takes the newest of all away."""

    evaluator = models.ForeignKey(Evaluator, models.CASCADE, related_name="judgements")
    under = models.CharField(max_length=_LONGEST_KEY, blank=True, default="")
    left = models.CharField(max_length=_LONGEST_KEY)
    right = models.CharField(max_length=_LONGEST_KEY)
    favour = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(favour__gte=-MOST, favour__lte=MOST), name="judgement_on_scale"),
        ]
