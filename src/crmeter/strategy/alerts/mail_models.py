"""The tables of what owners are written of alerts, and of when they are not to be."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.ledger.versioned import Versioned
from crmeter.strategy.alerts.kinds import NewsKind
from crmeter.strategy.alerts.models import Alert


class QuietHours(Versioned):
    """When mail of alerts waits: one row of the firm, and one of each person who has said so."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    is_firm = models.BooleanField(default=False)
    starts = models.PositiveSmallIntegerField(default=0)
    ends = models.PositiveSmallIntegerField(default=0)
    # Days of the week, Monday is 0: on which the stretch begins, and which are quiet altogether.
    days = models.JSONField(default=list)
    whole_days = models.JSONField(default=list)
    is_on_holidays = models.BooleanField(default=False)
    # Of a person: whether they are written to at all, and whether severe alerts do not wait.
    is_mailed = models.BooleanField(default=True)
    is_severe_let_through = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["is_firm"], condition=models.Q(is_firm=True), name="quiet_of_firm_once"),
            models.CheckConstraint(
                condition=models.Q(user=None, is_firm=True) | models.Q(user__isnull=False, is_firm=False),
                name="quiet_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.starts}-{self.ends}"


class AlertNews(models.Model):
    """Something of an alert that somebody is to be written: it waits while hours are quiet."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="news")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=NewsKind)
    at = models.DateTimeField()
    # When it was seen to, and by which mail: none where there was nothing to write, or no way to.
    ended_at = models.DateTimeField(null=True)
    message = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["alert", "user"], condition=models.Q(ended_at=None), name="alert_news_waiting_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user"], condition=models.Q(ended_at=None), name="alert_news_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.alert_id}: {self.kind}"
