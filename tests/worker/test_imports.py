"""Imports by a real worker: killed, stopped and begun again, rows count once; figures follow; undone is undone."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.demo import SOURCE
from crmeter.evaluation.tables import attach_snapshot
from crmeter.records.imports.actions import NewFile, ask_undo, discard, receive, start, stop
from crmeter.records.imports.models import Upload
from crmeter.records.imports.queries import UploadView, upload
from crmeter.records.jobs.models import Job
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.models import AuditEntry, ChangeEntry
from crmeter.records.readings.queries import current_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import actor_of, person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Scope, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.imports import import_file, list_imports
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.snapshots import current
from crmeter.worker.handlers import Order
from crmeter.worker.housekeeping import tidy

Start = Callable[..., WorkerProcess]
Send = Callable[..., int]
# On a machine that does much else at the same time.
LONG = 120.0


@pytest.fixture
def keeper(transactional_db: None) -> Actor:
    found = person(add_user(Actor(None, "test"), "lan@example.vn", Role.STEWARD))
    assert found is not None
    return actor_of(found)


@pytest.fixture(autouse=True)
def empty_workspace() -> Iterator[None]:
    """The workspace of the tests, without what earlier ones left."""
    yield
    for name in ("files", "warehouse", "runs"):
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)


def orders(count: int, *, bad_every: int = 0) -> str:
    """A list of orders of 40 customers over two years, each of 1,000 to 9,000 đ."""
    lines = ["Mã đơn,Ngày,Khách hàng,Số tiền"]
    for n in range(count):
        day = f"{1 + n % 28:02d}/{1 + n // 28 % 12:02d}/{2024 + n // 336 % 2}"
        amount = "?" if bad_every and n % bad_every == 0 else f"{1 + n % 9}000"
        lines.append(f"D{n},{day},K{n % 40},{amount}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def send(keeper: Actor) -> Send:
    """Send a text as a file."""

    def sent(text: str, name: str = "orders.csv", answers: dict[str, Any] | None = None, **more: Any) -> int:
        place = f"files/uploads/{Upload.objects.count() + 1}/{name}"
        path = settings.WORKSPACE.root / place
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        known = {"currency": "VND", "date_order": "dmy"} if answers is None else answers
        new = NewFile(file_name=name, size=len(text), sha256=digest, place=place, source="shop", answers=known, **more)
        return receive(keeper, new)

    return sent


def there(pk: int) -> UploadView:
    found = upload(pk)
    assert found is not None
    return found


def wait_until(pk: int, *standings: str, seconds: float = LONG) -> UploadView:
    end = time.monotonic() + seconds
    while (found := there(pk)).standing not in standings:
        assert time.monotonic() < end, (found.standing, found.job, found.error)
        time.sleep(0.1)
    return found


def accept(keeper: Actor, pk: int, *, without_sample: bool = False) -> int:
    """Accept a file that was looked at, and return the number of its job."""
    seen = wait_until(pk, "looked")
    start(keeper, pk, without_sample=without_sample, version=seen.version)
    job = there(pk).job
    assert job is not None
    return job.id


def orders_that_count() -> tuple[int, int]:
    """How many orders the tables hold, and what they add up to."""
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with Engine() as engine:
        attach_snapshot(engine, settings.WORKSPACE, snapshot)
        ((count, total),) = engine.rows("SELECT count(*), coalesce(sum(amount), 0) FROM orders")
    return int(count), int(total)


def test_rows_come_in_and_the_figures_follow_by_themselves(start_worker: Start, keeper: Actor, send: Send) -> None:
    start_worker()
    pk = send(orders(900, bad_every=100))
    accept(keeper, pk)

    done = wait_until(pk, "done")
    assert (done.rows, done.rejected, done.tables["orders"]) == (900, 9, 891)
    assert [(row["line"], row["column"], row["value"]) for row in done.details["rejected"]][:2] == [
        (2, "Số tiền", "?"),
        (102, "Số tiền", "?"),
    ]
    (evaluation,) = Job.objects.filter(name="evaluate").values_list("pk", flat=True)
    assert wait_for(evaluation, lambda job: not job.is_open, seconds=LONG).state == "done"
    run = current_run(Scope())
    assert run is not None


@pytest.mark.parametrize("point", ["upload-staged", "upload-kept"])
def test_a_crash_between_two_steps_counts_nothing_twice(
    start_worker: Start, keeper: Actor, send: Send, point: str
) -> None:
    pk = send(orders(900))
    # No change of the records asks for figures of its own.
    ChangeEntry.objects.all().delete()
    crashed = start_worker(lease_seconds=2, failpoint=f"{point}:1")
    job = accept(keeper, pk)
    assert crashed.process.wait(timeout=60) == -9

    start_worker(lease_seconds=20)
    ended = wait_for(job, lambda job: not job.is_open, seconds=LONG)

    assert (ended.state, ended.attempts > 1) == ("done", True)
    assert there(pk).standing == "done"
    assert not there(pk).details["already"]
    assert orders_that_count() == (900, 9 * 1000 * 10 // 2 * 100)
    assert [i.state for i in list_imports(settings.WORKSPACE)] == ["finished"]
    assert AuditEntry.objects.filter(action="imports.done").count() == 1
    assert Job.objects.filter(name="evaluate").count() == 1


def test_a_worker_killed_in_the_middle_of_a_file_loses_and_doubles_no_row(
    start_worker: Start, keeper: Actor, send: Send
) -> None:
    pk = send(orders(450_000))
    first = start_worker(lease_seconds=2)
    job = accept(keeper, pk)
    wait_for(job, lambda job: job.done > 0)
    first.kill()
    assert there(pk).standing == "importing"

    start_worker(lease_seconds=20)
    ended = wait_for(job, lambda job: not job.is_open, seconds=LONG)

    assert (ended.state, ended.attempts > 1) == ("done", True)
    assert (there(pk).rows, there(pk).rejected) == (450_000, 0)
    assert orders_that_count() == (450_000, 45_000 * 50_000)


def test_a_stopped_import_counts_nothing_and_goes_on_when_asked(start_worker: Start, keeper: Actor, send: Send) -> None:
    pk = send(orders(450_000))
    start_worker()
    job = accept(keeper, pk)
    wait_for(job, lambda job: job.done > 0)
    stop(keeper, pk)

    stopped = wait_until(pk, "cancelled")
    assert list_imports(settings.WORKSPACE) == ()
    start(keeper, pk, without_sample=False, version=stopped.version)
    wait_until(pk, "done", seconds=LONG)
    assert orders_that_count()[0] == 450_000


def test_a_file_that_is_no_table_ends_with_its_reason(start_worker: Start, keeper: Actor, send: Send) -> None:
    start_worker()
    pk = send("%PDF-1.7\n1 0 obj\n", "orders.csv")
    failed = wait_until(pk, "failed")
    assert failed.error is not None
    assert "a PDF document" in failed.error.en
    assert "tài liệu PDF" in failed.error.vi
    assert failed.job is not None
    assert wait_for(failed.job.id, lambda job: not job.is_open).state == "done"


@pytest.mark.once
def test_what_only_every_row_tells_is_asked_once_and_then_goes_on(
    start_worker: Start, keeper: Actor, send: Send
) -> None:
    # The first thousand rows write days as 2024-01-31; only later ones leave open what comes first.
    early = "\n".join(f"D{n},2024-01-{1 + n % 28:02d},K{n % 40},5000" for n in range(1500))
    late = "\n".join(f"E{n},0{1 + n % 9}/0{1 + n % 7}/2024,K{n % 40},5000" for n in range(500))
    pk = send(f"Mã đơn,Ngày,Khách hàng,Số tiền\n{early}\n{late}\n", answers={"currency": "VND"})
    start_worker()
    accept(keeper, pk)

    asked = wait_until(pk, "asked")
    assert asked.look is not None
    assert [question["code"] for question in asked.look["questions"]] == ["date_order"]
    answers = {**asked.answers, "date_order": "dmy"}
    start(keeper, pk, without_sample=False, version=asked.version, answers=answers)
    done = wait_until(pk, "done")
    assert (done.rows, done.rejected) == (2000, 0)


@pytest.mark.once
def test_undoing_the_only_data_shows_how_to_begin(start_worker: Start, keeper: Actor, send: Send) -> None:
    start_worker()
    pk = send(orders(900))
    wait_for(accept(keeper, pk), lambda job: job.state == "done", seconds=LONG)
    done = there(pk)
    # The first reading of the records asks for one too, which may have ended by now for want of orders.
    evaluations = list(Job.objects.filter(name="evaluate").order_by("pk").values_list("pk", flat=True))
    wait_for(evaluations[-1], lambda job: not job.is_open, seconds=LONG)

    ask_undo(keeper, pk, version=done.version)
    wait_until(pk, "undone")

    assert orders_that_count() == (0, 0)
    assert current_run(Scope()) is None
    assert Job.objects.filter(name="evaluate").count() == len(evaluations)


@pytest.mark.once
def test_figures_of_orders_that_are_undone_are_not_shown_with_the_rest(
    start_worker: Start, keeper: Actor, send: Send
) -> None:
    start_worker()
    people = send("Mã khách,Tên khách\nK1,An\nK2,Bình\n", "customers.csv")
    accept(keeper, people)
    wait_until(people, "done")
    pk = send(orders(900))
    done = accept(keeper, pk)
    wait_for(done, lambda job: job.state == "done", seconds=LONG)
    for evaluation in Job.objects.filter(name="evaluate").values_list("pk", flat=True):
        wait_for(evaluation, lambda job: not job.is_open, seconds=LONG)
    assert current_run(Scope()) is not None

    ask_undo(keeper, pk, version=there(pk).version)
    wait_until(pk, "undone")

    assert current_run(Scope()) is None
    assert there(people).standing == "done"


@pytest.mark.once
def test_the_first_file_of_ones_own_takes_the_sample_out(start_worker: Start, keeper: Actor, send: Send) -> None:
    sample = settings.WORKSPACE.root / "sample-orders.csv"
    sample.write_text(orders(700).replace(",K", ",S"), "utf-8")
    import_file(settings.WORKSPACE, sample, Answers(source=SOURCE, currency="VND", date_order="dmy"))
    refresh(settings.WORKSPACE)
    start_worker()
    pk = send(orders(900))
    job = accept(keeper, pk, without_sample=True)

    wait_for(job, lambda job: job.state == "done", seconds=LONG)
    assert orders_that_count()[0] == 900
    assert {imported.source for imported in list_imports(settings.WORKSPACE)} == {"shop"}


@pytest.mark.once
def test_mended_rows_take_their_places_among_the_good_ones(start_worker: Start, keeper: Actor, send: Send) -> None:
    """An order of two lines, one of them bad: mended, the order is worth both."""
    text = (
        "Mã đơn,Ngày,Khách hàng,Mã sản phẩm,Số lượng,Đơn giá\n"
        "D1,13/01/2025,K1,A,1,1000\n"
        "D1,13/01/2025,K1,B,hai,2000\n"
        "D2,14/01/2025,K2,A,3,1000\n"
    )
    start_worker()
    pk = send(text)
    accept(keeper, pk)
    done = wait_until(pk, "done")
    assert (done.rejected, orders_that_count()) == (1, (2, 4000))

    mended = (
        "\ufeffcrmeter_line;crmeter_reason;Mã đơn;Ngày;Khách hàng;Mã sản phẩm;Số lượng;Đơn giá\n"
        "3;Không phải số;D1;13/01/2025;K1;B;2;2000\n"
    )
    child = send(mended, "mended.csv", answers={}, mends=pk)
    accept(keeper, child)
    fixed = wait_until(child, "done")

    assert (fixed.rows, fixed.rejected) == (3, 0)
    assert orders_that_count() == (2, 8000)


@pytest.mark.once
def test_answers_to_january_are_offered_for_february(start_worker: Start, keeper: Actor, send: Send) -> None:
    start_worker()
    first = send(orders(300).replace("Khách hàng", "Ai mua"), "january.csv", {"currency": "VND", "date_order": "dmy"})
    seen = wait_until(first, "looked")
    mapping = {"Mã đơn": "orders.source_key", "Ngày": "orders.ordered_at", "Ai mua": "customers.source_key"}
    mapping["Số tiền"] = "orders.amount"
    answers = {"currency": "VND", "date_order": "dmy", "table": "orders", "mapping": mapping}
    start(keeper, first, without_sample=False, version=seen.version, answers=answers)
    wait_until(first, "done")

    second = send(orders(400).replace("Khách hàng", "Ai mua"), "february.csv", {})
    offered = wait_until(second, "looked")
    assert offered.look is not None
    assert (offered.look["remembered"], offered.look["questions"]) == ("january.csv", [])
    assert offered.answers == answers


def test_files_are_forgotten_with_their_bytes(keeper: Actor, send: Send) -> None:
    pk = send(orders(10))
    folder = settings.WORKSPACE.root / Path(there(pk).place).parent
    Job.objects.filter(pk=there(pk).job.id).update(state="done")  # type: ignore[union-attr]
    discard(keeper, pk, version=there(pk).version)

    assert tidy(Order(1, {}, None, 1), Work())["files"] == 1
    assert not folder.exists()


def test_a_sending_that_broke_off_leaves_nothing_for_long(db: None) -> None:
    root = settings.WORKSPACE.root / "files" / "uploads"
    old, fresh = root / "old", root / "fresh"
    for folder in (old, fresh):
        folder.mkdir(parents=True)
        (folder / "part.csv").write_text("a")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))

    tidy(Order(1, {}, None, 1), Work())

    assert [folder.name for folder in root.iterdir()] == ["fresh"]
