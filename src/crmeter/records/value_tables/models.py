"""The table of tables that were sent in for a value map."""

from django.conf import settings
from django.db import models

from crmeter.records.ledger.models import Versioned


class ValueTableState(models.TextChoices):
    """How far a table has come."""

    RECEIVED = "received"
    LOOKED = "looked"
    READING = "reading"
    READY = "ready"
    FAILED = "failed"
    DISCARDED = "discarded"


class ValueTable(Versioned):
    """A file with what was found in it and what its columns were said to be."""

    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    # Under the folder of the workspace; the rows that were read lie beside it.
    place = models.CharField(max_length=400)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ValueTableState, default=ValueTableState.RECEIVED)
    # The headers, so that what was said of one table is offered for the next of its kind.
    headers_sha256 = models.CharField(max_length=64, blank=True)
    look = models.JSONField(null=True)
    # How its cells are written, and what its columns are.
    answers = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    # The job that works on it, or did last.
    job = models.PositiveBigIntegerField(null=True)
    error = models.JSONField(null=True)
    rows = models.PositiveBigIntegerField(null=True)
    read_at = models.DateTimeField(null=True)
    # When the bytes were removed.
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["-id"], name="value_table_by_age"),
            models.Index(fields=["headers_sha256", "-id"], name="value_table_by_headers"),
        )
