"""The table of files that were sent in."""

from django.conf import settings
from django.db import models

from crmeter.records.ledger.models import Versioned


class UploadState(models.TextChoices):
    """How far a file has come. Whether a job for it is under way or was stopped is told by the job."""

    RECEIVED = "received"
    LOOKED = "looked"
    IMPORTING = "importing"
    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"
    UNDONE = "undone"
    # The same file of the same source was read again with other answers: it counts as it was read last.
    REPLACED = "replaced"
    # Its rows are records, or are becoming them: none of them counts as a row of a file.
    RECORDED = "recorded"
    DISCARDED = "discarded"


class Upload(Versioned):
    """A file with what is known of it, what was answered about it and what became of its rows."""

    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    # Under the folder of the workspace.
    place = models.CharField(max_length=400)
    # Files of one firm share it: the customer of the orders is then the customer of the list of customers.
    source = models.CharField(max_length=120)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.RECEIVED)
    mends = models.ForeignKey("self", models.PROTECT, null=True, related_name="mended_by")
    # Take the sample company out once its rows are in.
    without_sample = models.BooleanField(default=False)

    # The headers, so that the answers to one file are offered for the next of its kind.
    headers_sha256 = models.CharField(max_length=64, blank=True)
    answers = models.JSONField(default=dict)
    look = models.JSONField(null=True)
    # The job that works on it, or did last.
    job = models.PositiveBigIntegerField(null=True)
    error = models.JSONField(null=True)

    import_id = models.CharField(max_length=32, blank=True)
    rows = models.PositiveBigIntegerField(null=True)
    rejected = models.PositiveBigIntegerField(null=True)
    tables = models.JSONField(default=dict)
    # What the page shows of the result without opening the warehouse: first refused rows, rows told apart.
    details = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    # When the bytes were removed.
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["-id"], name="upload_by_age"),
            models.Index(fields=["headers_sha256", "-id"], name="upload_by_headers"),
            models.Index(fields=["import_id"], name="upload_by_import"),
            models.Index(fields=["sent_at"], condition=models.Q(forgotten_at=None), name="upload_kept"),
        )
