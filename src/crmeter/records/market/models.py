"""The table of figures of the market."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.ledger.versioned import Removable
from crmeter.records.market.kinds import Span, Who

LONGEST_NAME = 120
LONGEST_SOURCE = 300


class MarketFigure(Removable):
    """What was said of one period, of one set of products, of one who sells in it."""

    span = models.CharField(max_length=7, choices=Span)
    starts_on = models.DateField()
    # Empty: of everything that the market buys.
    product_set = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    who = models.CharField(max_length=10, choices=Who)
    # Which competitor.
    name = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    # How much was sold: in money, in units, or as a share of the market between 0 and 1.
    amount = AmountField(null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    units = AmountField(null=True)
    share = AmountField(null=True)
    # What one unit costs on average.
    price = AmountField(null=True)
    # Who says so and when: a figure without a source is not kept.
    said_by = models.CharField(max_length=LONGEST_SOURCE)
    said_on = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["span", "starts_on", "product_set", "who", "name"],
                condition=models.Q(is_removed=False),
                name="market_figure_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who} {self.starts_on}"
