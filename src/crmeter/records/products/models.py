"""Tables of the products and of the competitors."""

from typing import ClassVar

from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.concept.models import LONGEST_NAME, Record


class Competitor(Record):
    """A firm that sells to the same customers."""

    website = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    about = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        abstract = False


class Product(Record):
    """Something that is sold, by the firm or by a competitor."""

    code = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    category = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    unit = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    price = AmountField(null=True, blank=True)
    unit_cost = AmountField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="VND")
    is_sold = models.BooleanField(default=True)
    # None: the firm's own.
    competitor = models.ForeignKey(Competitor, models.PROTECT, null=True, blank=True, related_name="products")
    about = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["code"], name="product_by_code"),
            models.Index(fields=["price", "id"], name="product_by_price"),
        ]
