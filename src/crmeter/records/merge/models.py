"""Table of records that look alike and are not one."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class ToldApart(models.Model):
    """Two records of a concept that somebody has looked at and found to be two; the lower number comes first."""

    concept = models.CharField(max_length=40)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["concept", "first", "second"], name="told_apart_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["concept", "second"], name="told_apart_second"),
        ]
