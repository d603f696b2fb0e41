"""Tables of the customers, and of what evaluations say of them."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.models import LONGEST_NAME, SORTED_LETTERS, Record

# Amounts are kept as whole ten-thousandths, as exact as the warehouse has them: SQLite has no decimal column, and
# pages are cut by comparing them.
_PARTS = 10_000
_LARGEST = 2**63 - 1


class CustomerList(models.Model):
    """The customers of one run. Pages read it from when it is whole and its run is current."""

    run = models.CharField(max_length=64, unique=True)
    begun_at = models.DateTimeField()
    is_whole = models.BooleanField(default=False)
    customers = models.PositiveIntegerField(default=0)
    has_values = models.BooleanField(default=False)
    # What can be chosen in each filter, so that no page has to look for it among all rows.
    choices = models.JSONField(default=dict)


class CustomerRow(models.Model):
    """One customer of a list."""

    of = models.ForeignKey(CustomerList, models.CASCADE, related_name="rows", db_index=False)
    customer_key = models.BigIntegerField()
    source = models.TextField()
    source_key = models.TextField()
    name = models.TextField(null=True)
    kind = models.TextField(null=True)
    segment = models.TextField(null=True)
    region = models.TextField(null=True)
    owner = models.TextField(null=True)
    phone = models.TextField(null=True)
    email = models.TextField(null=True)
    stage = models.CharField(max_length=20)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    purchases = models.PositiveIntegerField()
    spend = models.BigIntegerField(null=True)
    value = models.BigIntegerField(null=True)
    value_low = models.BigIntegerField(null=True)
    value_high = models.BigIntegerField(null=True)
    probability_active = models.FloatField(null=True)
    value_at_risk = models.BigIntegerField(null=True)
    last_contact_on = models.DateField(null=True)
    country = models.TextField(null=True)
    channel = models.TextField(null=True)
    rfm = models.CharField(max_length=20, null=True)
    open_tickets = models.PositiveIntegerField(null=True)
    satisfaction = models.FloatField(null=True)
    # Folded: what is sorted, filtered and searched by; but owners, for marks tell people apart, are spelled.
    by_name = models.CharField(max_length=SORTED_LETTERS)
    by_given_name = models.CharField(max_length=SORTED_LETTERS)
    of_segment = models.CharField(max_length=SORTED_LETTERS)
    of_region = models.CharField(max_length=SORTED_LETTERS)
    of_owner = models.CharField(max_length=SORTED_LETTERS)
    of_source = models.CharField(max_length=SORTED_LETTERS)
    folded = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["of", "customer_key"], name="customer_once_in_a_list"),
        ]
        # Each order is read along its own index, in both directions, from any customer on.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["of", "by_name", "customer_key"], name="customer_by_name"),
            models.Index(fields=["of", "by_given_name", "customer_key"], name="customer_by_given_name"),
            models.Index(fields=["of", "value", "customer_key"], name="customer_by_value"),
            models.Index(fields=["of", "value_at_risk", "customer_key"], name="customer_by_risk"),
            models.Index(fields=["of", "last_on", "customer_key"], name="customer_by_last"),
            models.Index(fields=["of", "spend", "customer_key"], name="customer_by_spend"),
            models.Index(fields=["of", "purchases", "customer_key"], name="customer_by_purchases"),
            # Stages go with figures: who is lost has not bought of late, who is new has not bought often. Along the
            # order alone, the first fifty of a stage may lie behind all customers of the others.
            models.Index(fields=["of", "stage", "value", "customer_key"], name="customer_stage_by_value"),
            models.Index(fields=["of", "stage", "value_at_risk", "customer_key"], name="customer_stage_by_risk"),
            models.Index(fields=["of", "stage", "last_on", "customer_key"], name="customer_stage_by_last"),
            models.Index(fields=["of", "stage", "spend", "customer_key"], name="customer_stage_by_spend"),
            models.Index(fields=["of", "stage", "purchases", "customer_key"], name="customer_stage_by_purchases"),
            # A filter that leaves few finds them here.
            models.Index(fields=["of", "of_segment"], name="customer_of_segment"),
            models.Index(fields=["of", "of_region"], name="customer_of_region"),
            models.Index(fields=["of", "of_owner"], name="customer_of_owner"),
            models.Index(fields=["of", "of_source"], name="customer_of_source"),
        ]


def stored(amount: Decimal | None) -> int | None:
    """Return an amount as it is kept; one beyond nine hundred trillion is kept as not known."""
    if amount is None:
        return None
    parts = int(amount * _PARTS)
    return parts if abs(parts) <= _LARGEST else None


def amount_of(parts: int | None) -> Decimal | None:
    """Return a kept amount."""
    return None if parts is None else Decimal(parts) / _PARTS


class Customer(Record):
    """A firm or a person whom the firm deals with: a customer, a partner, a supplier, or several of these."""

    kind = models.CharField(max_length=10, default="firm")
    is_customer = models.BooleanField(default=True)
    is_partner = models.BooleanField(default=False)
    is_supplier = models.BooleanField(default=False)
    segment = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    region = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    country = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    channel = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    phone = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    email = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    website = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    address = models.TextField(blank=True, default="")
    tax_code = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    preferred_channel = models.CharField(max_length=20, blank=True, default="")
    since_on = models.DateField(null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="branches")
    steward = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.TextField(blank=True, default="")
    # The key of the warehouse, of a customer that came from a file; others go by their number.
    customer_key = models.BigIntegerField(null=True, blank=True, unique=True)

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["phone"], name="customer_by_phone"),
            models.Index(fields=["email"], name="customer_by_email"),
            models.Index(fields=["tax_code"], name="customer_by_tax_code"),
        ]
