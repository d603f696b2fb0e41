"""Tables of the firm."""

from django.db import models

from crmeter.records.ledger.models import Versioned


class Firm(Versioned):
    """The one firm of an installation."""

    name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True, default="")
    tax_code = models.CharField(max_length=20, blank=True, default="")
    # Empty: that of most orders.
    currency = models.CharField(max_length=3, blank=True)
    # Settings of measures by name; what is not there is as the product has it.
    measures = models.JSONField(default=dict, blank=True)
    # Empty: none. What is not in `methods` is as the sector begins with.
    sector = models.CharField(max_length=30, blank=True, default="")
    methods = models.JSONField(default=dict, blank=True)


class UsedCurrency(Versioned):
    """A currency beside its own that the firm keeps rates of."""

    code = models.CharField(max_length=3, unique=True)


class ExchangeRate(Versioned):
    """What one unit of a currency was worth on a day."""

    currency = models.ForeignKey(UsedCurrency, models.PROTECT, to_field="code", related_name="rates")
    # A rate says nothing without what it leads to, and the firm may change its own currency.
    into = models.CharField(max_length=3)
    rated_on = models.DateField()
    # Written out: SQLite has no decimal column, and a float would lose digits.
    rate = models.CharField(max_length=40)

    class Meta:
        # By its index the last rate on or before a day is found at once.
        constraints = (models.UniqueConstraint(fields=["currency", "into", "rated_on"], name="rate_once_a_day"),)
