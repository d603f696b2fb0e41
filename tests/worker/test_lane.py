"""What becomes of a job by what its function does."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from crmeter.records.jobs.actions import cancel, enqueue
from crmeter.records.jobs.clock import database_now
from crmeter.records.jobs.lease_actions import Standing, keep_lease, overdue, reap, take
from crmeter.records.jobs.models import Job
from crmeter.records.jobs.queries import JobView, job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.queries import broken_link
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import NotEnoughData, Text, Work
from crmeter.worker.handlers import FRESH, LONG, MANY, QUICK, SCHEDULES, Handler, Order, handler
from crmeter.worker.lane import Lane
from crmeter.worker.reaper import Reaper

# The heartbeat is a thread with a connection of its own, which must see the rows.
pytestmark = pytest.mark.django_db(transaction=True)
STEP = Text("đang làm", "at work")


def worked(does: Handler | None, life: float = 30.0, leaving: threading.Event | None = None) -> JobView:
    pk = enqueue(SYSTEM, "some_work", {"say": "xin chào"})
    lane = Lane("w", frozenset({"some_work"}), lambda _: does, timedelta(seconds=life), leaving or threading.Event())
    assert lane.work_once()
    view = job(pk)
    assert view is not None
    return view


def raising(error: Exception) -> Handler:
    def does(order: Order, work: Work) -> None:
        raise error

    return does


def test_the_result_of_the_function_is_kept() -> None:
    def does(order: Order, work: Work) -> dict[str, Any]:
        work.step(STEP, 1, 2)
        return {"said": order.payload["say"], "attempt": order.attempt}

    view = worked(does)

    assert (view.state, view.result) == ("done", {"said": "xin chào", "attempt": 1})
    assert (view.step, view.done, view.total) == (STEP, 1, 2)


def test_an_unexpected_error_is_tried_again() -> None:
    view = worked(raising(ZeroDivisionError()))

    assert (view.state, view.attempts) == ("waiting", 1)
    assert view.error is not None
    assert "ZeroDivisionError" in view.error.en


@pytest.mark.parametrize(
    "error",
    [
        NotEnoughData("no_orders", Text("không có đơn", "no orders"), Text("đơn hàng", "orders")),
        Refused("no", Text("không được phép", "not allowed")),
    ],
)
def test_what_no_repeat_can_mend_ends_the_job(error: Exception) -> None:
    assert worked(raising(error)).state == "failed"


def test_a_name_that_nobody_knows_ends_the_job() -> None:
    view = worked(None)

    assert view.state == "failed"
    assert view.error == Text("không có công việc tên some_work", "there is no work named some_work")


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    reached = []

    def does(order: Order, work: Work) -> None:
        cancel(SYSTEM, order.job)
        work.step(STEP)
        reached.append("after")

    assert worked(does).state == "cancelled"
    assert not reached


def test_a_worker_that_is_to_go_puts_its_job_down() -> None:
    leaving = threading.Event()

    def does(order: Order, work: Work) -> None:
        leaving.set()
        work.step(STEP)

    view = worked(does, leaving=leaving)

    assert (view.state, view.attempts) == ("waiting", 0)


def test_a_function_that_says_nothing_keeps_its_lease() -> None:
    def does(order: Order, work: Work) -> None:
        threading.Event().wait(1.2)
        assert not overdue()

    assert worked(does, life=0.6).state == "done"


def test_a_function_that_holds_the_one_writer_for_longer_than_its_lease_keeps_it() -> None:
    ended, given_back = threading.Event(), []
    reaper = Reaper(grace=0.5)

    def look() -> None:
        while not ended.wait(0.1):
            given_back.append(reaper.look())
        connection.close()

    def does(order: Order, work: Work) -> None:
        with transaction.atomic():
            enqueue(SYSTEM, "other_work")
            threading.Event().wait(2.0)
        # By now the lease is over, unless the heartbeat could write beside.
        threading.Event().wait(1.5)

    looking = threading.Thread(target=look)
    looking.start()
    view = worked(does, life=0.6)
    ended.set()
    looking.join()

    assert (view.state, view.attempts, sum(given_back)) == ("done", 1, 0)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL lets others write meanwhile")
def test_a_lease_is_not_lost_while_nobody_else_could_write() -> None:
    enqueue(SYSTEM, "some_work")
    lease = take("slow", timedelta(seconds=-1))
    assert lease is not None
    reaper, holds = Reaper(grace=0.2), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            enqueue(SYSTEM, "other_work")
            holds.set()
            threading.Event().wait(1.5)
        connection.close()

    holder = threading.Thread(target=hold)
    at_first = reaper.look()
    holder.start()
    assert holds.wait(5)
    threading.Event().wait(0.3)
    while_held = reaper.look()
    holder.join()
    kept = keep_lease(lease, timedelta(seconds=30))

    assert (at_first, while_held, kept, reaper.look()) == (0, 0, Standing.HELD, 0)


def test_a_worker_that_could_write_and_did_not_is_lost() -> None:
    pk = enqueue(SYSTEM, "some_work")
    lease = take("gone", timedelta(seconds=-1))
    assert lease is not None
    reaper = Reaper(grace=0.2)

    at_first = reaper.look()
    threading.Event().wait(0.3)

    assert (at_first, reaper.look()) == (0, 1)
    view = job(pk)
    assert view is not None and view.state == "waiting"


def test_a_job_that_was_given_to_another_is_left_alone() -> None:
    def does(order: Order, work: Work) -> None:
        Job.objects.filter(pk=order.job).update(lease_until=database_now() - timedelta(seconds=1))
        reap(overdue())
        work.step(STEP)

    view = worked(does)

    assert (view.state, view.attempts) == ("waiting", 1)


def run_named(name: str, payload: dict[str, Any] | None = None) -> JobView:
    pk = enqueue(SYSTEM, name, payload)
    lane = Lane("w", frozenset({name}), handler, timedelta(seconds=30), threading.Event())
    assert lane.work_once()
    view = job(pk)
    assert view is not None
    return view


def test_a_ping_is_answered() -> None:
    assert run_named("ping", {"say": "a"}).result == {"pong": "a"}


def test_the_audit_is_sealed_in_order() -> None:
    add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR)

    assert run_named("seal_audit").result == {"sealed": 1}

    assert not AuditEntry.objects.filter(sequence=None).exists()
    assert broken_link() is None


def test_tidying_up_ends_well() -> None:
    assert run_named("tidy").result == {
        "jobs": 0, "answers": 0, "customers": 0, "files": 0, "parts": 0, "attachments": 0,
    }  # fmt: skip


def test_people_are_reminded_of_what_is_due() -> None:
    assert run_named("remind_of_due").result == {"reminded": 0}


@pytest.mark.parametrize("name", [*QUICK, *LONG])
def test_every_name_has_a_function(name: str) -> None:
    found: Callable[..., Any] | None = handler(name)

    assert callable(found)


def test_no_schedule_asks_for_long_work() -> None:
    assert {job for job, _ in SCHEDULES.values()} <= {*QUICK, *FRESH, *MANY}
    assert not {*QUICK, *FRESH, *MANY} & set(LONG)
