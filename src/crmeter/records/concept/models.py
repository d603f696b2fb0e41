"""What the tables of all concepts have, and what is kept beside the records of any of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.ledger.models import Versioned

# Long enough to put names in order; an index has no room for a text of any length.
SORTED_LETTERS = 100
LONGEST_NAME = 300
LONGEST_SOURCE = 100
LONGEST_KEY = 200


class Record(Versioned):
    """A record that people work with. One that was removed stays for a while, so that it can be brought back."""

    name = models.CharField(max_length=LONGEST_NAME)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # How another system calls it, so that what comes from there again finds it.
    external_source = models.CharField(max_length=LONGEST_SOURCE, blank=True, default="")
    external_id = models.CharField(max_length=LONGEST_KEY, blank=True, default="")
    # Fields that the firm defines for itself.
    custom = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    # The record of the same concept that it was merged into; it stays, removed, with its own history.
    merged_into = models.BigIntegerField(null=True, blank=True)
    # When who it was about was erased: what is left is nobody's name, and stays as it is.
    erased_at = models.DateTimeField(null=True, blank=True)
    # Folded: what it is sorted and found by.
    by_name = models.CharField(max_length=SORTED_LETTERS)
    by_words = models.CharField(max_length=SORTED_LETTERS, default="")
    folded = models.TextField()

    class Meta:
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["by_name", "id"], name="%(class)s_named"),
            models.Index(fields=["by_words"], name="%(class)s_same_words"),
            models.Index(fields=["merged_into"], condition=~models.Q(merged_into=None), name="%(class)s_merged"),
            models.Index(fields=["-changed_at", "-id"], name="%(class)s_changed"),
            models.Index(fields=["-created_at", "-id"], name="%(class)s_created"),
            models.Index(fields=["owner", "-changed_at", "-id"], name="%(class)s_owned"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=models.Q(removed_at=None) & ~models.Q(external_id=""),
                name="%(class)s_external_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Share(models.Model):
    """A record that somebody, or a team, may see or change beside those who may anyway."""

    concept = models.CharField(max_length=40)
    record = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey("records.Team", models.CASCADE, null=True, related_name="+")
    may_change = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(user=None) ^ models.Q(team=None), name="share_with_one"),
            models.UniqueConstraint(
                fields=["concept", "record", "user"], condition=~models.Q(user=None), name="share_with_user_once"
            ),
            models.UniqueConstraint(
                fields=["concept", "record", "team"], condition=~models.Q(team=None), name="share_with_team_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "concept"], name="share_of_user"),
            models.Index(fields=["team", "concept"], name="share_of_team"),
        ]


class Tag(Versioned):
    """A word that records of any concept are marked with."""

    name = models.CharField(max_length=60)
    folded = models.CharField(max_length=60, unique=True)


class Tagging(models.Model):
    """A tag on a record."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")
    concept = models.CharField(max_length=40)
    record = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["concept", "record", "tag"], name="tagging_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["tag", "concept", "record"], name="tagging_of_tag"),
        ]
