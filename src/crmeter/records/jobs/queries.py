"""Where jobs stand, for whoever waits for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crmeter.records.jobs.models import Job, JobState
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it is shown."""

    id: int
    name: str
    payload: dict[str, Any]
    state: JobState
    step: Text | None
    done: int
    total: int | None
    note: Text | None
    result: Any
    error: Text | None
    attempts: int
    cancel_requested: bool
    created_by: int | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Return whether it waits or runs."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def share(self) -> float | None:
        """Return how much of the present step is done, from 0 to 1, or None where that is not known."""
        return min(1.0, self.done / self.total) if self.total else None


def job(pk: int) -> JobView | None:
    """Return one job."""
    found = Job.objects.filter(pk=pk).first()
    return _view(found) if found else None


def jobs_by_number(numbers: Collection[int]) -> dict[int, JobView]:
    """Return several jobs; those that are not there (any more) are left out."""
    return {found.pk: _view(found) for found in Job.objects.filter(pk__in=numbers)}


def latest(name: str | None = None, *, created_by: int | None = None, most: int = 50) -> list[JobView]:
    """Return the latest jobs, newest first.

    Args:
        name: only of this kind.
        created_by: only those that this person asked for.
        most: how many.
    """
    jobs = Job.objects.order_by("-id")
    if name is not None:
        jobs = jobs.filter(name=name)
    if created_by is not None:
        jobs = jobs.filter(created_by_id=created_by)
    return [_view(found) for found in jobs[:most]]


def open_job(*dedupe_keys: str) -> JobView | None:
    """Return a job that waits or runs under one of these keys."""
    found = Job.objects.filter(dedupe_key__in=dedupe_keys, state__in=[JobState.WAITING, JobState.RUNNING]).first()
    return _view(found) if found else None


def last_job(dedupe_key: str) -> JobView | None:
    """Return the job that was last asked for under this key, however it stands."""
    found = Job.objects.filter(dedupe_key=dedupe_key).order_by("-id").first()
    return _view(found) if found else None


def _view(found: Job) -> JobView:
    return JobView(
        id=found.pk,
        name=found.name,
        payload=found.payload,
        state=JobState(found.state),
        step=Text(**found.step) if found.step else None,
        done=found.done,
        total=found.total,
        note=Text(**found.note) if found.note else None,
        result=found.result,
        error=Text(**found.error) if found.error else None,
        attempts=found.attempts,
        cancel_requested=found.cancel_requested,
        created_by=found.created_by_id,
        created_at=found.created_at,
        started_at=found.started_at,
        finished_at=found.finished_at,
    )
