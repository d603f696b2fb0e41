"""The table of the headline."""

from django.conf import settings
from django.db import models

from crmeter.records.ledger.versioned import Versioned


class Headline(Versioned):
    """Which measures stand out, in order. There is one row."""

    measures = models.JSONField(default=list)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return ", ".join(self.measures)
