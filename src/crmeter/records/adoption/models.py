"""Table of what was taken into the records as one."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.models import LONGEST_SOURCE


class AdoptionState(models.TextChoices):
    """Where it stands. The warehouse counts its records while it is `IN`, and never otherwise."""

    WRITING = "writing"
    IN = "in"
    LEAVING = "leaving"
    GONE = "gone"


class Adoption(models.Model):
    """All that one source holds, as records; they are told by its name, which is their `external_source`."""

    source = models.CharField(max_length=LONGEST_SOURCE)
    state = models.CharField(max_length=10, choices=AdoptionState, default=AdoptionState.WRITING)
    # The imports of files that its records stand for, and the one that holds what could be no record.
    imports = models.JSONField(default=list)
    left_in = models.CharField(max_length=64, blank=True, default="")
    # How many rows could be no record, by reason.
    left = models.JSONField(default=dict)
    # Of a sample, with what it was made up: whoever goes on makes it alike.
    is_sample = models.BooleanField(default=False)
    made_of = models.JSONField(default=dict)
    # How many records were written, by concept: who goes on begins behind them.
    written = models.JSONField(default=dict)
    # Accounts that were opened for those whom only the source names.
    people = models.JSONField(default=list)
    # Tags that were made for it, for nobody had used them.
    tags = models.JSONField(default=list)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["source"], condition=~models.Q(state=AdoptionState.GONE), name="adoption_once"
            ),
        ]
