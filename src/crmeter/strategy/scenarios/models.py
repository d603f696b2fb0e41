"""The table of scenarios."""

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.ledger.versioned import Removable

LONGEST_NAME = 80
LONGEST_REASON = 600


class Scenario(Removable):
    """Assumptions about the coming year; shares, so 0.05 is five per cent. An empty one is not made."""

    name = models.CharField(max_length=LONGEST_NAME)
    # Why these assumptions, in the words of whoever makes them.
    reason = models.CharField(max_length=LONGEST_REASON, blank=True, default="")
    market_growth = AmountField(null=True)
    price_change = AmountField(null=True)
    volume_response = AmountField(null=True)
    new_customer_change = AmountField(null=True)
    retention_change = AmountField(null=True)
    headcount_change = AmountField(null=True)
    headcount_effect = AmountField(null=True)
    tickets_per_order = AmountField(null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
