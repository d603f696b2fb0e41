"""A worker that is killed while rows become records: each becomes one once, none by half."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.records.contacts.models import Contact
from crmeter.records.imports.models import Upload, UploadState
from crmeter.records.jobs.actions import cancel
from crmeter.records.jobs.models import Job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.record_imports import actions
from crmeter.records.record_imports.models import FailedRow, RecordImport
from crmeter.records.record_imports.plan import Plan
from crmeter.records.record_imports.queries import record_import
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Cancelled, Work
from crmeter.worker.handlers import Order
from crmeter.worker.import_records import WRITING, import_records

Start = Callable[..., WorkerProcess]
ROWS = 47


@pytest.fixture(autouse=True)
def empty_workspace() -> Iterator[None]:
    yield
    shutil.rmtree(settings.WORKSPACE.root / "files", ignore_errors=True)


def asked_for(rows: int = ROWS) -> tuple[Person, int, int]:
    """Contacts without anything to tell one from the other; each seventh cannot be."""
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR))
    assert lan is not None
    place = Path("files") / "uploads" / "x" / "contacts.csv"
    path = settings.WORKSPACE.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"Hà {n},{'nobody' if n % 7 == 0 else f'ha{n}@firm.vn'}" for n in range(rows)]
    path.write_text("name,email\n" + "\n".join(lines) + "\n", "utf-8")
    file = Upload.objects.create(
        file_name="contacts.csv", size=path.stat().st_size, sha256="0" * 64, place=str(place), source="crm",
        sent_by_id=lan.id, sent_at=timezone.now(), state=UploadState.LOOKED,
    )  # fmt: skip
    pk = actions.begin(lan, file.pk, "contacts", ["name", "email"])
    actions.start(lan, pk, Plan("crm", {"name": "name", "email": "email"}), version=1)
    job = RecordImport.objects.get(pk=pk).job
    assert job is not None
    return lan, pk, job


def made() -> int:
    """Records, of which each has its history once."""
    histories = AuditEntry.objects.filter(action="contacts.created").count()
    assert Contact.objects.count() == histories
    return histories


def is_whole(rows: int = ROWS) -> bool:
    failed = (rows + 6) // 7
    names = Contact.objects.values_list("name", flat=True)
    return len(set(names)) == len(names) == made() == rows - failed and FailedRow.objects.count() == failed


def test_what_a_killed_worker_had_begun_is_done_once(start_worker: Start) -> None:
    _, pk, job = asked_for()
    crashed = start_worker(lease_seconds=2, failpoint="record-batch:2")
    assert crashed.process.wait(timeout=40) == -9
    assert 0 < made() < ROWS

    start_worker(lease_seconds=2)
    ended = wait_for(job, lambda view: not view.is_open)

    assert (ended.state, ended.result) == ("done", {"created": 40, "changed": 0, "skipped": 0})
    assert is_whole()
    assert RecordImport.objects.get(pk=pk).state == "done"


@pytest.mark.prove
def test_however_often_it_is_killed(start_worker: Start) -> None:
    _, _, job = asked_for(200)
    # A job may be lost five times; a busy machine may lose one more of them.
    for place in range(1, 4):
        crashed = start_worker(lease_seconds=1, failpoint=f"record-batch:{1 + place % 2}")
        assert crashed.process.wait(timeout=60) == -9

    start_worker(lease_seconds=3)
    ended = wait_for(job, lambda view: not view.is_open, seconds=90)

    assert ended.state == "done"
    assert ended.attempts >= 4
    assert is_whole(200)


@pytest.mark.django_db
def test_whoever_stops_it_keeps_what_is_in_and_is_told_what_is_not() -> None:
    lan, pk, job = asked_for()

    def stops(step: object, done: int, total: int | None) -> None:
        if step is WRITING and done >= 10:
            cancel(actor_of(lan), job)
            raise Cancelled

    with pytest.raises(Cancelled):
        import_records(Order(job, {"record_import": pk}, lan.id, 1), Work(stops))

    row = RecordImport.objects.get(pk=pk)
    assert row.state == "stopped"
    assert row.change_set is not None
    assert 0 < made() < ROWS
    assert row.change_set.done + row.change_set.failed == row.change_set.place < row.change_set.total == ROWS


@pytest.mark.django_db
def test_what_was_lost_five_times_is_gone_on_with_by_hand() -> None:
    lan, pk, job = asked_for()
    with pytest.raises(Refused):
        actions.go_on(lan, pk)

    def is_lost(step: object, done: int, total: int | None) -> None:
        if step is WRITING and done >= 10:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_records(Order(job, {"record_import": pk}, lan.id, 5), Work(is_lost))
    before = made()
    with pytest.raises(Refused):
        actions.go_on(lan, pk)
    Job.objects.filter(pk=job).update(state="failed")
    found = record_import(lan, pk)
    assert found is not None
    assert found.was_lost

    actions.go_on(lan, pk)
    again = RecordImport.objects.get(pk=pk).job
    assert again not in (None, job)
    import_records(Order(again, {"record_import": pk}, lan.id, 1), Work())

    assert 0 < before < ROWS
    assert is_whole()
    assert RecordImport.objects.get(pk=pk).state == "done"
