"""Table of the erasures."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Erasure(models.Model):
    """Somebody of whom everything that tells who they are is erased, or was."""

    # The record that it was asked for; others of the same person are in `records`.
    concept = models.CharField(max_length=40)
    record = models.BigIntegerField()
    # By concept, the numbers of the records of that person.
    records = models.JSONField(default=dict)
    # The keys of the warehouse that they are kept by there: numbers that say nothing, so that no file names them again.
    keys = models.JSONField(default=list)
    # Who they are, as long as it takes to find it everywhere; emptied at the end.
    traces = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    job = models.PositiveBigIntegerField(null=True)
    # How much was erased, by what it was.
    counts = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["concept", "record"], name="erasure_once"),
        ]
