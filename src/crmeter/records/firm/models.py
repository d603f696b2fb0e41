"""Table of the firm."""

from django.db import models

from crmeter.records.ledger.models import Versioned


class Firm(Versioned):
    """The one firm of an installation."""

    name = models.CharField(max_length=120, blank=True)
    # Empty: that of most orders.
    currency = models.CharField(max_length=3, blank=True)
    # Settings of measures by name; what is not there is as the product has it.
    measures = models.JSONField(default=dict, blank=True)
