"""What workers do with jobs: take one under a lease, keep the lease, report, end, give back what a lost worker held."""

import random
import time
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from django.db import connection, transaction

from crmeter.records.jobs.clock import database_now
from crmeter.records.jobs.models import Job, JobState
from crmeter.vocabulary import Text

_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=10)
_LOST = Text(
    "tiến trình xử lý dừng đột ngột quá nhiều lần",
    "the process that worked on it stopped suddenly too often",
)


@dataclass(frozen=True, slots=True)
class Lease:
    """A job in the hands of one worker; the token tells its reports from those of one who was given up."""

    job: int
    token: uuid.UUID
    name: str
    payload: dict[str, Any]
    attempt: int
    created_by: int | None


class Standing(Enum):
    """What a worker learns when it reports."""

    HELD = "held"
    CANCEL = "cancel"
    LOST = "lost"


def take(worker: str, lease: timedelta, names: frozenset[str] | None = None) -> Lease | None:
    """Take the next job that is due; nobody else gets it until the lease is over.

    Args:
        worker: who takes it, for people who look.
        lease: for how long, unless it is kept.
        names: only work of these names.
    """
    waiting = Job.objects.filter(state=JobState.WAITING, due_at__lte=database_now())
    if names is not None:
        waiting = waiting.filter(name__in=names)
    # Without a write transaction at each look, SQLite's one writer is left to those who have something to write.
    if not waiting.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.order_by("-priority", "due_at", "id").first()
        if job is None:
            return None
        now = database_now()
        job.state = JobState.RUNNING
        job.lease_token = token = uuid.uuid4()
        job.lease_until = now + lease
        job.heartbeat_at = now
        job.worker = worker
        job.attempts += 1
        job.started_at = job.started_at or now
        job.error = None
        job.save()
    return Lease(job.pk, token, job.name, job.payload, job.attempts, job.created_by_id)


def keep_lease(lease: Lease, life: timedelta) -> Standing:
    """Say that the worker lives, and learn whether the job is still its own."""
    # Whoever waits for SQLite's one writer at the beginning of a transaction is next as soon as that one ends.
    with transaction.atomic():
        now = database_now()
        kept = _held(lease).update(lease_until=now + life, heartbeat_at=now)
        return _standing(lease) if kept else Standing.LOST


def report(lease: Lease, step: Text, done: int, total: int | None) -> Standing:
    """Write down how far the job is, and learn whether it is to go on."""
    written = _held(lease).update(step=step.to_json(), done=done, total=total)
    return _standing(lease) if written else Standing.LOST


def finish(lease: Lease, result: Any = None, note: Text | None = None) -> bool:
    """End a job well; False if it was no longer this worker's to end."""
    return _end(lease, JobState.DONE, result=result, note=note and note.to_json())


def stop(lease: Lease) -> bool:
    """End a job as somebody asked; False if it was no longer this worker's to end."""
    return _end(lease, JobState.CANCELLED)


def fail(lease: Lease, error: Text, *, again: bool = True) -> bool:
    """Write down a failure and try again later; after the last attempt, or if it would be in vain, end the job.

    Args:
        lease: of the job.
        error: what happened, in words for people.
        again: whether another attempt could succeed.
    """
    with transaction.atomic():
        job = _held(lease).select_for_update().first()
        if job is None:
            return False
        if not again or job.attempts >= job.most_attempts:
            return _end(lease, JobState.FAILED, error=error.to_json())
        job.error = error.to_json()
        _give_back(job, pause(job.attempts))
    return True


def put_down(lease: Lease) -> bool:
    """Give a job back unfinished, at once and without counting the attempt: the worker is asked to go."""
    with transaction.atomic():
        job = _held(lease).select_for_update().first()
        if job is None:
            return False
        job.attempts -= 1
        _give_back(job, timedelta())
    return True


def overdue() -> frozenset[uuid.UUID]:
    """Return the tokens of the leases that were not kept in time."""
    return frozenset(_expired().values_list("lease_token", flat=True))


def writes_within(seconds: float) -> bool:
    """Return whether a transaction can begin to write in so short a time; somebody else may hold the one writer."""
    began = time.monotonic()
    with transaction.atomic():
        return time.monotonic() - began <= seconds


def reap(tokens: Collection[uuid.UUID]) -> int:
    """Give back the jobs of lost workers, and return how many they were.

    Args:
        tokens: of their leases; those that were kept by now are left alone.
    """
    expired = _expired().filter(lease_token__in=tokens)
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            expired = expired.select_for_update(skip_locked=True)
        jobs = list(expired)
        for job in jobs:
            if job.cancel_requested:
                _close(job, JobState.CANCELLED)
            elif job.attempts >= job.most_attempts:
                job.error = _LOST.to_json()
                _close(job, JobState.FAILED)
            else:
                _give_back(job, timedelta())
    return len(jobs)


def forget_ended(older_than: timedelta = timedelta(days=1)) -> int:
    """Remove ended jobs that the product asked of itself, and return how many they were; failures are kept longer."""
    ended = Job.objects.filter(created_by=None, state=JobState.DONE, finished_at__lt=database_now() - older_than)
    return ended.delete()[0]


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: twice as long each time, and never all at the same moment."""
    longest = min(_FIRST_PAUSE * 2.0 ** min(attempts - 1, 16), _LONGEST_PAUSE)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads retries, guards nothing


def _expired() -> Any:
    return Job.objects.filter(state=JobState.RUNNING, lease_until__lt=database_now())


def _held(lease: Lease) -> Any:
    return Job.objects.filter(pk=lease.job, state=JobState.RUNNING, lease_token=lease.token)


def _standing(lease: Lease) -> Standing:
    return Standing.CANCEL if _held(lease).filter(cancel_requested=True).exists() else Standing.HELD


def _end(lease: Lease, state: JobState, **fields: Any) -> bool:
    ended = _held(lease).update(state=state, lease_token=None, lease_until=None, finished_at=database_now(), **fields)
    return bool(ended)


def _close(job: Job, state: JobState) -> None:
    job.state, job.lease_token, job.lease_until, job.finished_at = state, None, None, database_now()
    job.save(update_fields=["state", "lease_token", "lease_until", "finished_at", "error"])


def _give_back(job: Job, wait: timedelta) -> None:
    job.state, job.lease_token, job.lease_until = JobState.WAITING, None, None
    job.due_at = database_now() + wait
    job.save(update_fields=["state", "lease_token", "lease_until", "due_at", "attempts", "error"])
