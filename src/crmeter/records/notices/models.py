"""Tables of the notices and of who follows what."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class NoticeKind(models.TextChoices):
    """Why somebody is told."""

    MENTION = "mention"
    ASSIGNED = "assigned"
    FOLLOWED = "followed"
    FEEDBACK = "feedback"
    DUE = "due"
    INVITED = "invited"
    ALERT = "alert"


class Notice(models.Model):
    """Something that one person is told of a record."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=NoticeKind)
    concept = models.CharField(max_length=40)
    record = models.BigIntegerField()
    # What the sentence is filled with: the name of the record, fields that changed.
    words = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-id"], name="notice_of_user"),
            models.Index(fields=["user"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=["concept", "record", "user"], name="notice_of_record"),
        ]


class Follow(models.Model):
    """Somebody who is told of the changes of a record."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    concept = models.CharField(max_length=40)
    record = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["concept", "record", "user"], name="follow_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "-id"], name="follow_of_user")]
