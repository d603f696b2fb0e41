"""Tables of the jobs."""

from django.conf import settings
from django.db import models


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(models.Model):
    """A name and what it is to be done with; the worker knows which function has that name."""

    name = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    # While such a job waits or runs, no second one is taken in.
    dedupe_key = models.CharField(max_length=200, null=True)
    priority = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    # The lease: whoever holds the token may report and end the job, until the time is over.
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    most_attempts = models.PositiveSmallIntegerField(default=5)
    cancel_requested = models.BooleanField(default=False)

    step = models.JSONField(null=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    note = models.JSONField(null=True)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="job_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(lease_token__isnull=False, lease_until__isnull=False),
                name="job_running_is_leased",
            ),
        )
        indexes = (
            models.Index(
                fields=["-priority", "due_at", "id"], condition=models.Q(state="waiting"), name="job_next_waiting"
            ),
            models.Index(fields=["lease_until"], condition=models.Q(state="running"), name="job_expiring"),
            models.Index(fields=["name", "-id"], name="job_by_name"),
        )


class Schedule(models.Model):
    """A job that comes again and again."""

    name = models.CharField(max_length=80, unique=True)
    job = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    every = models.DurationField()
    next_at = models.DateTimeField()
    enabled = models.BooleanField(default=True)
