"""The table of targets."""

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.ledger.versioned import Versioned


class Target(Versioned):
    """What a measure is to reach. One row for each."""

    measure = models.CharField(max_length=80, unique=True)
    # In the unit of the measure: money, or a share between 0 and 1.
    value = AmountField()
    currency = models.CharField(max_length=3, blank=True, default="")
    reach_by = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.measure
