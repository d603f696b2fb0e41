"""Tables of the imports into records."""

from typing import ClassVar

from django.db import models

from crmeter.records.change_sets.models import ChangeSet
from crmeter.records.concept.models import LONGEST_KEY, LONGEST_SOURCE
from crmeter.records.imports.models import Upload
from crmeter.records.ledger.models import Versioned


class ImportState(models.TextChoices):
    """How far an import has come."""

    MAPPING = "mapping"
    READING = "reading"
    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class RecordImport(Versioned):
    """A file that is written into records of one concept."""

    of = models.OneToOneField(Upload, models.PROTECT, related_name="record_import")
    concept = models.CharField(max_length=40)
    plan = models.JSONField()
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.MAPPING)
    # What the whole file leaves open, and the words of it that are none of the product's.
    questions = models.JSONField(default=list)
    unknown = models.JSONField(default=dict)
    error = models.JSONField(null=True)
    job = models.PositiveBigIntegerField(null=True)
    change_set = models.ForeignKey(ChangeSet, models.PROTECT, null=True, related_name="+")
    # How many bytes of the lines are gone through.
    offset = models.PositiveBigIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)


class FailedRow(models.Model):
    """A row that did not become a record, as the file has it, and why."""

    of = models.ForeignKey(RecordImport, models.CASCADE, related_name="failures", db_index=False)
    line = models.PositiveBigIntegerField()
    field = models.JSONField(null=True)
    reason = models.JSONField()
    cells = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["of", "line"], name="record_import_row_once"),
        ]


class OtherKey(models.Model):
    """Another key by which a system knows a record: one that gives a customer a number for each order, for example."""

    # The import that told it; taken back with it.
    of = models.ForeignKey(ChangeSet, models.CASCADE, related_name="+", db_index=False)
    concept = models.CharField(max_length=40)
    record = models.BigIntegerField()
    source = models.CharField(max_length=LONGEST_SOURCE)
    key = models.CharField(max_length=LONGEST_KEY)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["concept", "source", "key"], name="other_key_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["concept", "record"], name="other_key_of_record"),
        ]
