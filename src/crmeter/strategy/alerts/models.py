"""The tables of watches and alerts."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.ledger.versioned import Versioned
from crmeter.strategy.alerts.kinds import UNRESOLVED, Side, State, WatchKind

LONGEST_SENTENCE = 600
LONGEST_NOTE = 600


class Watch(Versioned):
    """By what a measure is watched, and who is told. One row for each measure and kind; one that is off was dropped."""

    measure = models.CharField(max_length=80)
    kind = models.CharField(max_length=9, choices=WatchKind)
    # Of a threshold: in the unit of the measure, a share between 0 and 1; money names its currency.
    bound = AmountField(null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    side = models.CharField(max_length=5, choices=Side, blank=True, default="")
    # How many months in a row it must hold.
    persistence = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_on = models.BooleanField(default=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    # The last month that was judged, and why a run could not be; both are no change of the watch itself.
    judged_month = models.DateField(null=True)
    unjudged_vi = models.CharField(max_length=300, blank=True, default="")
    unjudged_en = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["measure", "kind"], name="watch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.kind}"


class Alert(Versioned):
    """A watch that was struck, with the figures as they were said when it was last judged."""

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="alerts")
    # Of which target, where it is of one: an alert ends with it.
    target = models.ForeignKey("strategy.Target", models.SET_NULL, null=True, related_name="+")
    # The month in which it began.
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    last_month = models.DateField()
    value = models.FloatField()
    sentence_vi = models.CharField(max_length=LONGEST_SENTENCE)
    sentence_en = models.CharField(max_length=LONGEST_SENTENCE)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    snoozed_until = models.DateField(null=True)
    # Why it is resolved; what a person wrote stands in both.
    note_vi = models.CharField(max_length=LONGEST_NOTE, blank=True, default="")
    note_en = models.CharField(max_length=LONGEST_NOTE, blank=True, default="")
    # Who brought it into its state, and when; nobody where it came by itself.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    run = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["watch"],
                condition=models.Q(state__in=[each.value for each in UNRESOLVED]),
                name="alert_unresolved_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "-at", "-id"], name="alert_latest"),
        ]

    def __str__(self) -> str:
        return self.sentence_vi
