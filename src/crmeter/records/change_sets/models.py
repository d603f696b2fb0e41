"""Tables of the change sets."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class SetKind(models.TextChoices):
    """What changed the records."""

    BULK = "bulk"
    IMPORT = "import"
    MERGE = "merge"
    REMOVAL = "removal"


class SetState(models.TextChoices):
    """Where a set stands."""

    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


class RowDeed(models.TextChoices):
    """What was done with a record of a set."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"
    # It links to another record than before; so may a row beside a record, which has no version.
    MOVED = "moved"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    # It was put into a record of another concept, such as a campaign.
    JOINED = "joined"
    # Nothing, for a reason.
    NONE = "none"


class ChangeSet(models.Model):
    """Changes that somebody made at once."""

    kind = models.CharField(max_length=10, choices=SetKind)
    title = models.JSONField()
    concept = models.CharField(max_length=40)
    # Of a merge: the record that stays.
    record = models.BigIntegerField(null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SetState, default=SetState.RUNNING)
    # What is done with each record, of a bulk change.
    asked = models.JSONField(default=dict)
    job = models.BigIntegerField(null=True)
    undo_job = models.BigIntegerField(null=True)
    # How many records there are to change, and how many of them were gone through.
    total = models.PositiveIntegerField(default=0)
    place = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["concept", "-id"], name="change_set_of_concept"),
            models.Index(fields=["actor", "-id"], name="change_set_of_actor"),
        ]


class ChangeSetPart(models.Model):
    """Some of the records that a set is to change, as they were when it was asked for: numbers and versions."""

    of = models.ForeignKey(ChangeSet, models.CASCADE, related_name="parts", db_index=False)
    first = models.PositiveIntegerField()
    records = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["of", "first"], name="change_set_part_once"),
        ]


class ChangeSetRow(models.Model):
    """What a set did to one record, or to a row beside one, and what is needed to take it back."""

    of = models.ForeignKey(ChangeSet, models.CASCADE, related_name="rows", db_index=False)
    # Of a row beside a record: its table, as Django names it.
    concept = models.CharField(max_length=80)
    record = models.BigIntegerField()
    deed = models.CharField(max_length=10, choices=RowDeed)
    before = models.JSONField(default=dict)
    version_after = models.PositiveIntegerField(null=True)
    error = models.JSONField(null=True)
    # Whether it was taken back; None: nobody has tried.
    is_undone = models.BooleanField(null=True)
    undo_error = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["of", "concept", "record"], name="change_set_row_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["concept", "record", "-of"], name="change_set_row_of_record"),
            models.Index(fields=["of", "-id"], condition=models.Q(is_undone=None), name="change_set_row_to_undo"),
        ]
