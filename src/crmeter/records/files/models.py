"""Table of the files that are kept with records."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Attachment(models.Model):
    """A file of a record."""

    concept = models.CharField(max_length=40)
    record = models.BigIntegerField()
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    # By what its bytes begin with, whatever its name says.
    media_type = models.CharField(max_length=100)
    # Under the folder of the workspace; a name that nobody can guess.
    place = models.CharField(max_length=100, unique=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    # When the bytes were removed.
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["concept", "record", "-id"], name="attachment_of_record"),
            models.Index(
                fields=["removed_at"],
                condition=models.Q(forgotten_at=None) & ~models.Q(removed_at=None),
                name="attachment_removed",
            ),
        ]
