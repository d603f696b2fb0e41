"""Table of the contacts."""

from typing import ClassVar

from django.db import models

from crmeter.records.concept.models import LONGEST_NAME, Record
from crmeter.records.customers.models import Customer


class Contact(Record):
    """A person, most often one of a customer that is a firm."""

    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="contacts")
    position = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    decides = models.BooleanField(default=False)
    phone = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    email = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    preferred_channel = models.CharField(max_length=20, blank=True, default="")
    birthday = models.DateField(null=True, blank=True)
    about = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["phone"], name="contact_by_phone"),
            models.Index(fields=["email"], name="contact_by_email"),
        ]
