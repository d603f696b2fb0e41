"""Workers come and go, are killed and follow one another: each job ends once."""

from collections.abc import Callable

import pytest
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.records.jobs.actions import cancel, enqueue
from crmeter.records.jobs.models import Job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role

Start = Callable[..., WorkerProcess]


def test_a_job_of_a_killed_worker_is_taken_again_and_ends_once(start_worker: Start) -> None:
    pk = enqueue(SYSTEM, "count", {"to": 30, "pause": 0.1})
    first = start_worker(lease_seconds=2)
    wait_for(pk, lambda job: job.done > 3)

    first.kill()
    second = start_worker(lease_seconds=2)
    ended = wait_for(pk, lambda job: not job.is_open)

    assert (ended.state, ended.attempts, ended.result) == ("done", 2, {"counted": 30})
    # A worker says that it is done just after it has written it down.
    assert second.ask_to_go() == 0
    assert second.told().count(f"job {pk} count: done") == 1
    assert f"job {pk} count: done" not in first.told()


@pytest.mark.parametrize("point", ["ping-taken", "ping-worked-on"])
def test_a_crash_between_two_commits_loses_no_job(start_worker: Start, point: str) -> None:
    pk = enqueue(SYSTEM, "ping", {"say": "a"}, priority=9)
    crashed = start_worker(lease_seconds=2, failpoint=f"{point}:1")
    assert crashed.process.wait(timeout=40) == -9

    start_worker(lease_seconds=2)
    ended = wait_for(pk, lambda job: not job.is_open)

    assert (ended.state, ended.attempts, ended.result) == ("done", 2, {"pong": "a"})


def test_a_worker_that_is_asked_to_go_leaves_its_job_for_the_next(start_worker: Start) -> None:
    pk = enqueue(SYSTEM, "count", {"to": 200, "pause": 0.05})
    worker = start_worker()
    wait_for(pk, lambda job: job.done > 3)

    assert worker.ask_to_go() == 0

    left = wait_for(pk, lambda job: job.state == "waiting")
    assert left.attempts == 0


def test_small_work_does_not_wait_for_long_work(start_worker: Start) -> None:
    add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR)
    pk = enqueue(SYSTEM, "count", {"to": 1000, "pause": 0.05})
    start_worker()
    wait_for(pk, lambda job: job.state == "running")

    small = enqueue(SYSTEM, "ping", {"say": "a"})

    wait_for(small, lambda job: job.state == "done")
    # The audit is sealed by work of its own, which may follow the small one.
    long = wait_for(pk, lambda _: not AuditEntry.objects.filter(sequence=None, action="staff.added").exists())
    assert long.state == "running"
    cancel(SYSTEM, pk)
    wait_for(pk, lambda job: job.state == "cancelled")


def test_two_workers_do_each_job_once(start_worker: Start) -> None:
    jobs = [enqueue(SYSTEM, "count", {"to": 1, "pause": 0}) for _ in range(60)]
    workers = [start_worker(), start_worker()]

    for pk in jobs:
        wait_for(pk, lambda job: job.state == "done")

    assert set(Job.objects.filter(name="count").values_list("attempts", flat=True)) == {1}
    told = "".join(worker.told() for worker in workers)
    assert all(told.count(f"job {pk} count: attempt") == 1 for pk in jobs)
