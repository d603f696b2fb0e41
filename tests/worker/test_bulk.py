"""A worker that is killed in the middle of a change of many records: each is changed once, none by half."""

from collections.abc import Callable

import pytest
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk import Edit
from crmeter.records.change_sets.bulk_actions import start_bulk
from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow
from crmeter.records.change_sets.queries import change_set
from crmeter.records.change_sets.undo_actions import undo
from crmeter.records.concept.actions import create
from crmeter.records.customers.models import Customer
from crmeter.records.jobs.actions import cancel
from crmeter.records.jobs.models import Job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Cancelled, Work
from crmeter.worker.bulk import bulk_change
from crmeter.worker.handlers import Order

Start = Callable[..., WorkerProcess]
CUSTOMERS = CONCEPTS["customers"]
RECORDS = 45


def director() -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR))
    assert found is not None
    return found


def asked_for(lan: Person, records: int = RECORDS) -> int:
    numbers = [create(lan, CUSTOMERS, {"name": f"Khách {n}", "kind": "firm"}) for n in range(records)]
    return start_bulk(lan, CUSTOMERS, Edit({"segment": "Quán"}), numbers, expected=records)


def histories() -> int:
    return AuditEntry.objects.filter(action="customers.changed").count()


def test_what_a_killed_worker_had_begun_is_done_once(start_worker: Start) -> None:
    lan = director()
    pk = asked_for(lan)
    crashed = start_worker(lease_seconds=2, failpoint="bulk-batch:2")
    assert crashed.process.wait(timeout=40) == -9
    done = Customer.objects.filter(segment="Quán").count()
    assert done == ChangeSet.objects.get(pk=pk).place == ChangeSetRow.objects.count() == histories()
    assert 0 < done < RECORDS

    start_worker(lease_seconds=2)
    job = ChangeSet.objects.get(pk=pk).job
    assert job is not None
    ended = wait_for(job, lambda job: not job.is_open)

    assert (ended.state, ended.result) == ("done", {"done": RECORDS, "failed": 0, "left": 0})
    assert set(Customer.objects.values_list("segment", "version")) == {("Quán", 2)}
    assert histories() == ChangeSetRow.objects.count() == RECORDS


def test_what_a_killed_worker_had_begun_to_take_back_is_taken_back_once(start_worker: Start) -> None:
    lan = director()
    pk = asked_for(lan)
    working = start_worker(lease_seconds=2, failpoint="undo-batch:2")
    job = ChangeSet.objects.get(pk=pk).job
    assert job is not None
    wait_for(job, lambda job: not job.is_open)
    taking_back = undo(lan, pk)
    assert taking_back is not None
    assert working.process.wait(timeout=40) == -9
    back = Customer.objects.filter(segment="").count()
    assert 0 < back == ChangeSetRow.objects.filter(is_undone=True).count() < RECORDS

    start_worker(lease_seconds=2)
    wait_for(taking_back, lambda job: job.state == "done")

    assert set(Customer.objects.values_list("segment", "version")) == {("", 3)}
    assert histories() == 2 * RECORDS
    assert ChangeSet.objects.get(pk=pk).state == "undone"


@pytest.mark.django_db
def test_stopped_it_leaves_the_rest_and_what_was_done_can_be_taken_back() -> None:
    lan = director()
    pk = asked_for(lan)
    row = ChangeSet.objects.get(pk=pk)
    assert row.job is not None
    Job.objects.filter(pk=row.job).update(cancel_requested=True)
    reports: list[int] = []

    with pytest.raises(Cancelled):
        bulk_change(
            Order(row.job, {"change_set": pk}, lan.id, 1),
            Work(lambda _step, done, _total: reports.append(done), lambda: len(reports) > 1),
        )

    view = change_set(lan, pk)
    assert reports == [0, 10]
    assert view is not None and (view.state, view.done, view.not_processed) == ("done", 10, RECORDS - 10)
    assert Customer.objects.filter(segment="Quán").count() == 10


@pytest.mark.django_db
def test_put_down_by_a_worker_that_goes_it_is_not_ended() -> None:
    lan = director()
    pk = asked_for(lan)
    row = ChangeSet.objects.get(pk=pk)

    with pytest.raises(Cancelled):
        bulk_change(Order(row.job or 0, {"change_set": pk}, lan.id, 1), Work(stopped=lambda: True))

    assert ChangeSet.objects.get(pk=pk).state == "running"


@pytest.mark.django_db
def test_stopped_before_it_began_it_can_be_closed_by_undoing() -> None:
    lan = director()
    pk = asked_for(lan, records=2)
    row = ChangeSet.objects.get(pk=pk)
    assert row.job is not None
    cancel(actor_of(lan), row.job)

    view = change_set(lan, pk)

    assert view is not None
    assert (view.is_at_work, view.can_be_undone, view.not_processed) == (False, True, 2)
