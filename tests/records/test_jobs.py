"""Jobs are asked for once, leased to one worker, given back when it is lost, and repeated on time."""

from datetime import timedelta

import pytest

from crmeter.records.jobs.actions import cancel, enqueue
from crmeter.records.jobs.clock import database_now
from crmeter.records.jobs.lease_actions import (
    Lease,
    Standing,
    fail,
    finish,
    forget_ended,
    keep_lease,
    overdue,
    pause,
    put_down,
    reap,
    report,
    stop,
    take,
)
from crmeter.records.jobs.models import Job, Schedule
from crmeter.records.jobs.queries import JobView, job, latest, open_job
from crmeter.records.jobs.schedule_actions import declare, enqueue_due
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.queries import history
from crmeter.vocabulary import Text

pytestmark = pytest.mark.django_db
LIFE = timedelta(seconds=30)
STEP = Text("đang làm", "at work")


def taken() -> Lease:
    lease = take("w", LIFE)
    assert lease is not None
    return lease


def seen(pk: int) -> JobView:
    view = job(pk)
    assert view is not None
    return view


def lose(lease: Lease) -> None:
    Job.objects.filter(pk=lease.job).update(lease_until=database_now() - timedelta(seconds=1))


def test_a_job_that_a_person_asks_for_is_audited(actor: Actor) -> None:
    pk = enqueue(actor, "ping", {"say": "a"})

    assert [c.action for c in history("records.job", str(pk))] == ["job.asked_for"]
    assert seen(pk).created_by == actor.user


def test_the_same_work_is_taken_in_once_at_a_time(db: None) -> None:
    first = enqueue(SYSTEM, "ping", dedupe_key="k")
    assert enqueue(SYSTEM, "ping", dedupe_key="k") == first
    lease = taken()
    assert enqueue(SYSTEM, "ping", dedupe_key="k") == first
    assert open_job("k") == seen(first)

    finish(lease)

    assert enqueue(SYSTEM, "ping", dedupe_key="k") != first


def test_what_is_more_urgent_or_older_goes_first(db: None) -> None:
    old, new = enqueue(SYSTEM, "ping"), enqueue(SYSTEM, "ping")
    urgent = enqueue(SYSTEM, "ping", priority=5)
    enqueue(SYSTEM, "ping", due_at=database_now() + timedelta(hours=1))

    assert [taken().job for _ in range(3)] == [urgent, old, new]
    assert take("w", LIFE) is None


def test_a_worker_takes_only_names_that_it_knows(db: None) -> None:
    enqueue(SYSTEM, "ping")

    assert take("w", LIFE, frozenset({"other"})) is None
    assert take("w", LIFE, frozenset({"ping"})) is not None


def test_progress_and_result_are_seen(db: None) -> None:
    pk = enqueue(SYSTEM, "ping")
    lease = taken()

    assert report(lease, STEP, 3, 10) is Standing.HELD
    running = seen(pk)
    assert (running.state, running.step, running.done, running.total) == ("running", STEP, 3, 10)

    assert finish(lease, {"rows": 5})
    ended = seen(pk)
    assert (ended.state, ended.result, ended.is_open) == ("done", {"rows": 5}, False)
    assert ended.finished_at is not None


def test_a_job_whose_worker_is_lost_is_given_to_another(db: None) -> None:
    pk = enqueue(SYSTEM, "ping")
    first = taken()
    assert reap(overdue()) == 0
    lose(first)

    assert reap(overdue()) == 1
    second = taken()

    assert second.attempt == 2
    assert keep_lease(first, LIFE) is Standing.LOST
    assert report(first, STEP, 1, 1) is Standing.LOST
    assert not finish(first, "wrong")
    assert finish(second, "right")
    assert seen(pk).result == "right"


def test_a_lease_that_is_kept_is_not_lost(db: None) -> None:
    enqueue(SYSTEM, "ping")
    lease = taken()
    lose(lease)

    assert keep_lease(lease, LIFE) is Standing.HELD
    assert reap(overdue()) == 0


def test_a_job_that_loses_every_worker_ends(db: None) -> None:
    pk = enqueue(SYSTEM, "ping", most_attempts=2)
    for _ in range(2):
        lose(taken())
        reap(overdue())

    assert seen(pk).state == "failed"
    assert seen(pk).error is not None


def test_a_failure_is_tried_again_later_and_not_for_ever(db: None) -> None:
    pk = enqueue(SYSTEM, "ping", most_attempts=2)
    assert fail(taken(), Text("hỏng", "broken"))
    waiting = Job.objects.get(pk=pk)
    assert waiting.state == "waiting"
    assert waiting.due_at > database_now()
    assert take("w", LIFE) is None

    Job.objects.update(due_at=database_now())
    assert fail(taken(), Text("vẫn hỏng", "still broken"))

    assert seen(pk).state == "failed"
    assert seen(pk).error == Text("vẫn hỏng", "still broken")


def test_a_failure_that_no_repeat_can_mend_ends_at_once(db: None) -> None:
    pk = enqueue(SYSTEM, "ping")

    fail(taken(), Text("hỏng", "broken"), again=False)

    assert seen(pk).state == "failed"


def test_pauses_grow_and_have_an_end() -> None:
    assert pause(1) <= timedelta(seconds=5)
    assert timedelta(seconds=20) <= pause(4) <= timedelta(seconds=40)
    assert pause(500) <= timedelta(minutes=10)


def test_a_waiting_job_is_cancelled_at_once(actor: Actor) -> None:
    pk = enqueue(actor, "ping")

    cancel(actor, pk)

    assert seen(pk).state == "cancelled"
    assert take("w", LIFE) is None
    assert history("records.job", str(pk))[0].action == "job.cancelled"


def test_a_running_job_hears_that_it_is_cancelled(actor: Actor) -> None:
    pk = enqueue(actor, "ping")
    lease = taken()

    cancel(actor, pk)

    assert report(lease, STEP, 1, 2) is Standing.CANCEL
    assert keep_lease(lease, LIFE) is Standing.CANCEL
    assert stop(lease)
    assert seen(pk).state == "cancelled"


def test_a_cancelled_job_of_a_lost_worker_is_not_begun_again(actor: Actor) -> None:
    pk = enqueue(actor, "ping")
    lease = taken()
    cancel(actor, pk)
    lose(lease)

    reap(overdue())

    assert seen(pk).state == "cancelled"


def test_an_ended_job_cannot_be_cancelled(actor: Actor) -> None:
    pk = enqueue(actor, "ping")
    finish(taken())

    cancel(actor, pk)

    assert seen(pk).state == "done"
    assert not seen(pk).cancel_requested


def test_a_job_put_down_waits_without_losing_an_attempt(db: None) -> None:
    pk = enqueue(SYSTEM, "ping")

    assert put_down(taken())

    assert (seen(pk).state, seen(pk).attempts) == ("waiting", 0)
    assert taken().attempt == 1


def test_a_schedule_comes_once_however_long_nobody_worked(db: None) -> None:
    declare("nightly", "ping", timedelta(hours=1))
    Schedule.objects.update(next_at=database_now() - timedelta(hours=5, minutes=30))

    assert enqueue_due() == 1
    assert enqueue_due() == 0

    assert len(latest("ping")) == 1
    left = Schedule.objects.get().next_at - database_now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)


def test_declaring_a_schedule_again_keeps_its_time(db: None) -> None:
    declare("nightly", "ping", timedelta(hours=1))
    enqueue_due()
    at = Schedule.objects.get().next_at

    declare("nightly", "ping", timedelta(hours=1))

    assert Schedule.objects.get().next_at == at


def test_only_old_work_of_the_product_itself_is_forgotten(actor: Actor) -> None:
    enqueue(actor, "ping")
    finish(taken())
    enqueue(SYSTEM, "ping")
    finish(taken())
    enqueue(SYSTEM, "ping")

    assert forget_ended(timedelta()) == 1
    assert len(latest()) == 2
