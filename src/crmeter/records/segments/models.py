"""Tables of the built segments."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.ledger.versioned import Removable
from crmeter.vocabulary.segment_rule import LONGEST_SEGMENT_NAME


class Segment(Removable):
    """Customers of whom a rule holds: of a live one whoever it holds now, of a kept one whoever it held that day."""

    name = models.CharField(max_length=LONGEST_SEGMENT_NAME)
    # See `segment_rule` of the vocabulary.
    rule = models.JSONField()
    is_live = models.BooleanField(default=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_shared = models.BooleanField(default=False)
    # Evaluations cut the figures of customers by it.
    is_measured = models.BooleanField(default=False)
    set_at = models.DateTimeField()
    # Of a kept one: as of which day of the data, by whom, and how many.
    kept_on = models.DateField(null=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    kept = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class SegmentMember(models.Model):
    """A customer of a kept segment, by the key of the warehouse: whom only files name can be one too."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="members", db_index=False)
    customer_key = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["segment", "customer_key"], name="segment_member_once"),
        ]
