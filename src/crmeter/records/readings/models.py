"""Tables of published runs."""

from django.db import models


class PublishedRun(models.Model):
    """A finished evaluation as pages read it. It is never changed; only which one is current changes."""

    # The name of the run's folder: publishing the same run again finds it here.
    id = models.CharField(primary_key=True, max_length=64)
    as_of = models.DateField()
    snapshot = models.CharField(max_length=80)
    currency = models.CharField(max_length=3)
    period_start = models.DateField()
    period_end = models.DateField()
    made_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField()
    # JSON as text: a JSON column of PostgreSQL would neither keep the order of names nor 1.0 apart from 1.
    document = models.TextField()
    is_current = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="published_run_one_current"
            ),
        )
        indexes = (models.Index(fields=["-published_at"], name="published_run_by_age"),)


class ForetoldMonth(models.Model):
    """What a run foretold of the deals won in a month that had not begun. Never changed, it goes with its run."""

    run = models.ForeignKey(PublishedRun, models.CASCADE, related_name="foretold")
    # The last day that the run had seen, and the day on which it was told.
    as_of = models.DateField()
    told_on = models.DateField()
    # The first day of it.
    month = models.DateField()
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=20)
    # In whole ten-thousandths, as all amounts of the records are kept.
    value = models.BigIntegerField()
    # The 80 % band.
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    # What simpler ways said, where they said anything.
    typed = models.BigIntegerField(null=True)
    rate_times_value = models.BigIntegerField(null=True)
    last_month = models.BigIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "month"], name="foretold_month_once"),)


class PublishedPart(models.Model):
    """The current run for the rows of some owners, as pages read it; gone when another run becomes current."""

    run = models.ForeignKey(PublishedRun, models.CASCADE, related_name="parts")
    # Of the spelled names of the owners: whoever sees the same rows reads the same part.
    words_hash = models.CharField(max_length=64)
    # Who asked first, to ask again for the next run.
    scope_kind = models.CharField(max_length=6)
    scope_names = models.JSONField()
    # No row belongs to these owners, and there is no document.
    is_empty = models.BooleanField(default=False)
    document = models.TextField(blank=True)
    made_at = models.DateTimeField()
    opened_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "words_hash"], name="published_part_once"),)


class StoredReading(models.Model):
    """A reading as rows keep it."""

    # The order of the run, which pages keep.
    position = models.PositiveIntegerField()
    measure = models.CharField(max_length=80)
    # By which columns it is cut, such as `segment`; empty for all rows together.
    cut = models.CharField(max_length=80, blank=True)
    slice = models.TextField()
    period_start = models.DateField()
    period_end = models.DateField()
    unit = models.CharField(max_length=40)
    # The exact digits, and a number beside them for queries.
    value = models.TextField(null=True)
    value_number = models.FloatField(null=True)
    n = models.BigIntegerField()
    rest = models.TextField()

    class Meta:
        abstract = True


class ReadingRow(StoredReading):
    """One reading of a published run, of all rows."""

    run = models.ForeignKey(PublishedRun, models.CASCADE, related_name="readings")

    class Meta:
        db_table = "records_reading"
        constraints = (models.UniqueConstraint(fields=["run", "position"], name="reading_once"),)
        indexes = (models.Index(fields=["run", "cut", "measure"], name="reading_by_cut"),)


class PartReadingRow(StoredReading):
    """One reading of a part."""

    part = models.ForeignKey(PublishedPart, models.CASCADE, related_name="readings")

    class Meta:
        db_table = "records_part_reading"
        constraints = (models.UniqueConstraint(fields=["part", "position"], name="part_reading_once"),)
        indexes = (models.Index(fields=["part", "cut", "measure"], name="part_reading_by_cut"),)
