"""What people ask of jobs: to be done, to be stopped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from crmeter.records.jobs.clock import database_now
from crmeter.records.jobs.models import Job, JobState
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor

_OPEN = (JobState.WAITING, JobState.RUNNING)


def enqueue(
    actor: Actor,
    name: str,
    payload: Mapping[str, Any] | None = None,
    *,
    dedupe_key: str | None = None,
    due_at: datetime | None = None,
    priority: int = 0,
    most_attempts: int = 5,
) -> int:
    """Ask for work in the caller's own transaction, and return the number of the job.

    Args:
        actor: who asks.
        name: what `worker/handlers.py` knows the work by.
        payload: what it is done with; plain values.
        dedupe_key: while a job with this key waits or runs, its number is returned and none is added.
        due_at: not before.
        priority: higher goes first.
        most_attempts: how often a failure or a lost worker is forgiven.
    """
    now = database_now()
    with transaction.atomic():
        if dedupe_key is not None and (there := _open(dedupe_key)) is not None:
            return there
        try:
            with transaction.atomic():
                job = Job.objects.create(
                    name=name,
                    payload=dict(payload or {}),
                    dedupe_key=dedupe_key,
                    priority=priority,
                    due_at=due_at or now,
                    created_at=now,
                    created_by_id=actor.user,
                    most_attempts=most_attempts,
                )
        except IntegrityError:
            # Somebody else asked for the same at the same moment.
            if dedupe_key is not None and (there := _open(dedupe_key)) is not None:
                return there
            raise
        # What the product asks of itself, such as sealing every minute, would drown what people do.
        if actor.user is not None:
            audit(actor, "job.asked_for", job, after={"name": name, "payload": job.payload})
    return job.pk


def cancel(actor: Actor, pk: int) -> None:
    """Ask a job to stop: at once if it waits, at its next step if it runs. An ended job is left as it is."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=pk, state__in=_OPEN).first()
        if job is None or job.cancel_requested:
            return
        before = {"state": job.state}
        job.cancel_requested = True
        if job.state == JobState.WAITING:
            job.state = JobState.CANCELLED
            job.finished_at = database_now()
        job.save(update_fields=["cancel_requested", "state", "finished_at"])
        audit(actor, "job.cancelled", job, before=before, after={"state": job.state, "cancel_requested": True})


def _open(dedupe_key: str) -> int | None:
    return Job.objects.filter(dedupe_key=dedupe_key, state__in=_OPEN).values_list("pk", flat=True).first()
