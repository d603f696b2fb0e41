"""The tables of summaries, and of who wants them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.ledger.versioned import Versioned
from crmeter.strategy.summary.kinds import Every


class Summary(models.Model):
    """What figures did until a day, as it was said then. It is never changed."""

    every = models.CharField(max_length=5, choices=Every)
    # The first day that it speaks of, and the last.
    since = models.DateField()
    until = models.DateField()
    run = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    # Sentences in both languages with the address of their number and how good the news is.
    said = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["every", "until"], name="summary_once"),
        ]

    def __str__(self) -> str:
        return f"{self.every} {self.until}"


class SummaryChoice(Versioned):
    """How often somebody wants a summary, and whether by mail too."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    every = models.CharField(max_length=5, choices=Every, blank=True, default="")
    by_mail = models.BooleanField(default=False)
