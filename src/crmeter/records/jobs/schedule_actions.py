"""Work that comes again and again: declared by the worker, put in the queue when its time comes."""

from datetime import timedelta

from django.db import connection, transaction

from crmeter.records.jobs.actions import enqueue
from crmeter.records.jobs.clock import database_now
from crmeter.records.jobs.models import Schedule
from crmeter.records.ledger.actor import SYSTEM


def declare(name: str, job: str, every: timedelta) -> None:
    """Make sure that a schedule is there; its next time is kept, so that a restart repeats nothing."""
    with transaction.atomic():
        schedule, is_new = Schedule.objects.get_or_create(
            name=name, defaults={"job": job, "every": every, "next_at": database_now()}
        )
        if not is_new and (schedule.job, schedule.every) != (job, every):
            schedule.job, schedule.every = job, every
            schedule.save(update_fields=["job", "every"])


def enqueue_due() -> int:
    """Put in the queue what is due, once however many times were missed, and return how many there were."""
    due = Schedule.objects.filter(enabled=True, next_at__lte=database_now())
    if not due.exists():
        return 0
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        schedules = list(due)
        now = database_now()
        for schedule in schedules:
            enqueue(SYSTEM, schedule.job, schedule.payload, dedupe_key=f"schedule:{schedule.name}")
            missed = (now - schedule.next_at) // schedule.every
            schedule.next_at += schedule.every * (missed + 1)
            schedule.save(update_fields=["next_at"])
    return len(schedules)
