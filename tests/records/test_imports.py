"""Files that were sent in: each change by its version, each job by its number, undone for 30 days, then forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from crmeter.records.imports import job_actions
from crmeter.records.imports.actions import NewFile, answer, ask_undo, discard, forgotten, receive, start, stop
from crmeter.records.imports.models import Upload
from crmeter.records.imports.queries import (
    UploadView,
    folders_to_forget,
    is_first_import,
    places,
    remembered,
    sources,
    upload,
    uploads,
)
from crmeter.records.jobs.lease_actions import fail, finish, take
from crmeter.records.jobs.models import Job
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.vocabulary import Text

LIFE = timedelta(seconds=60)
LOOK = {"table": "orders", "columns": [{"header": "A"}], "questions": []}
Send = Callable[..., int]


@pytest.fixture
def send(actor: Actor) -> Send:
    """Send a file; each one has another content unless it is told."""

    def sent(name: str = "orders.csv", **more: Any) -> int:
        told = {"size": 10, "sha256": f"{Upload.objects.count():064d}", "source": "shop"} | more
        return receive(actor, NewFile(file_name=name, place=f"files/uploads/{Upload.objects.count()}/{name}", **told))

    return sent


def there(pk: int) -> UploadView:
    found = upload(pk)
    assert found is not None
    return found


def looked(actor: Actor, pk: int, headers: str = "h", **answers: Any) -> UploadView:
    """Let the job look at a file and end."""
    job = there(pk).job
    assert job is not None
    assert job_actions.keep_look(actor, pk, job.id, LOOK, answers=answers, headers_sha256=headers)
    Job.objects.filter(pk=job.id).update(state="done")
    return there(pk)


def imported(actor: Actor, pk: int, import_id: str = "a1", **answers: Any) -> UploadView:
    """Let a file be looked at, accepted and imported."""
    seen = looked(actor, pk, **answers)
    start(actor, pk, without_sample=False, version=seen.version)
    job = there(pk).job
    assert job is not None
    result = {"import_id": import_id, "rows": 9, "rejected": 1, "tables": {"orders": 8}}
    assert job_actions.keep_result(actor, pk, job.id, result, {})
    Job.objects.filter(pk=job.id).update(state="done")
    return there(pk)


def actions_on(pk: int) -> list[str]:
    entries = AuditEntry.objects.filter(object_kind="records.upload", object_id=str(pk)).order_by("id")
    return list(entries.values_list("action", flat=True))


def test_a_file_is_looked_at_accepted_and_imported(actor: Actor, send: Send) -> None:
    pk = send()
    assert (there(pk).standing, there(pk).job.name) == ("looking", "look_at_upload")  # type: ignore[union-attr]
    assert looked(actor, pk).standing == "looked"

    start(actor, pk, without_sample=True, version=there(pk).version)
    assert (there(pk).standing, there(pk).job.name) == ("importing", "import_upload")  # type: ignore[union-attr]

    job = there(pk).job
    assert job is not None
    result = {"import_id": "a", "rows": 9, "rejected": 1, "tables": {"orders": 8}}
    job_actions.keep_result(actor, pk, job.id, result, {})
    done = there(pk)
    assert (done.standing, done.rows, done.rejected, dict(done.tables)) == ("done", 9, 1, {"orders": 8})
    assert actions_on(pk) == ["imports.received", "imports.looked_at", "imports.started", "imports.done"]


def test_two_tabs_that_answer_the_same_file_do_not_overwrite_each_other(actor: Actor, send: Send) -> None:
    pk = send()
    seen = looked(actor, pk)
    answer(actor, pk, {"currency": "VND"}, source="shop", without_sample=False, version=seen.version)

    with pytest.raises(Stale):
        answer(actor, pk, {"currency": "USD"}, source="shop", without_sample=False, version=seen.version)
    with pytest.raises(NoVersion):
        start(actor, pk, without_sample=False, version=None)

    assert there(pk).answers == {"currency": "VND"}


def test_a_file_that_is_worked_on_is_not_changed(actor: Actor, send: Send) -> None:
    pk = send()
    for change in (
        lambda: start(actor, pk, without_sample=False, version=there(pk).version),
        lambda: discard(actor, pk, version=there(pk).version),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code == "busy"


def test_a_job_that_is_no_longer_the_files_own_writes_nothing(actor: Actor, send: Send) -> None:
    pk = send()
    old = there(pk).job
    assert old is not None
    answer(actor, pk, {}, source="shop", without_sample=False, version=looked(actor, pk).version)

    assert not job_actions.keep_look(actor, pk, old.id, LOOK, answers={"currency": "USD"}, headers_sha256="")
    assert not job_actions.keep_failure(actor, pk, old.id, Text("hỏng", "broken"))
    assert (there(pk).standing, there(pk).answers) == ("looking", {})


def test_a_file_that_cannot_be_read_gives_the_next_one_no_source(actor: Actor, send: Send) -> None:
    pk = send()
    send("customers.csv", source="office")
    job = there(pk).job
    assert job is not None
    assert sources() == ["office", "shop"]

    assert job_actions.keep_failure(actor, pk, job.id, Text("không phải một bảng", "not a table"))

    assert sources() == ["office"]


def test_a_stopped_import_may_be_gone_on_with(actor: Actor, send: Send) -> None:
    pk = send()
    start(actor, pk, without_sample=False, version=looked(actor, pk).version)
    stop(actor, pk)

    stopped = there(pk)
    assert stopped.standing == "cancelled"
    start(actor, pk, without_sample=False, version=stopped.version)
    assert there(pk).standing == "importing"


def test_a_job_that_fails_for_good_leaves_its_words_at_the_file(actor: Actor, send: Send) -> None:
    pk = send()
    lease = take("test", LIFE, frozenset({"look_at_upload"}))
    assert lease is not None
    fail(lease, Text("đĩa đầy", "the disk is full"), again=False)

    assert (there(pk).standing, there(pk).error) == ("failed", Text("đĩa đầy", "the disk is full"))


def test_what_only_reading_every_row_left_open_is_asked_and_answered_at_once(actor: Actor, send: Send) -> None:
    pk = send()
    start(actor, pk, without_sample=False, version=looked(actor, pk).version)
    job = there(pk).job
    assert job is not None
    job_actions.keep_questions(actor, pk, job.id, [{"code": "date_order"}, {"code": "currency"}])
    finish_job(job.id)

    asked = there(pk)
    assert asked.look is not None
    assert (asked.standing, [q["code"] for q in asked.look["questions"]]) == ("asked", ["date_order", "currency"])
    start(actor, pk, without_sample=False, version=asked.version, answers={"date_order": "dmy", "currency": "VND"})
    assert (there(pk).standing, there(pk).answers["date_order"]) == ("importing", "dmy")


def finish_job(number: int) -> None:
    lease = take("test", LIFE, frozenset({"import_upload"}))
    assert lease is not None
    assert lease.job == number
    finish(lease)


def test_an_import_is_undone_within_30_days(actor: Actor, send: Send) -> None:
    done = imported(actor, send())
    assert done.can_undo
    ask_undo(actor, done.id, version=done.version)
    assert there(done.id).standing == "undoing"

    assert job_actions.keep_undone(actor, "a1") == 1
    undone = there(done.id)
    assert (undone.standing, undone.undone_at is not None, undone.can_undo) == ("undone", True, False)


def test_an_import_is_not_undone_after_30_days(actor: Actor, send: Send) -> None:
    done = imported(actor, send())
    Upload.objects.filter(pk=done.id).update(finished_at=timezone.now() - timedelta(days=30))

    with pytest.raises(Refused) as refused:
        ask_undo(actor, done.id, version=done.version)
    assert refused.value.code == "too_late"
    assert not there(done.id).can_undo


def test_the_same_rows_sent_twice_are_undone_together(actor: Actor, send: Send) -> None:
    first, second = imported(actor, send()), imported(actor, send())
    assert job_actions.keep_undone(actor, "a1") == 2
    assert {there(first.id).standing, there(second.id).standing} == {"undone"}


def test_the_same_file_read_with_other_answers_counts_as_it_was_read_last(actor: Actor, send: Send) -> None:
    first = imported(actor, send(sha256="f" * 64), "a1")
    second = imported(actor, send(sha256="f" * 64), "b2")
    assert (there(first.id).standing, there(second.id).standing) == ("replaced", "done")


def test_answers_are_offered_for_the_next_file_of_the_same_headers(actor: Actor, send: Send) -> None:
    imported(actor, send("january.csv"), "a1", currency="VND")
    imported(actor, send("other shop.csv", source="other"), "b2", currency="USD")
    third = send("february.csv")

    known = remembered("h", "shop", third)
    assert known is not None
    assert (known.file_name, known.answers) == ("january.csv", {"currency": "VND"})
    assert remembered("h", "elsewhere", third).answers == {"currency": "USD"}  # type: ignore[union-attr]
    assert remembered("others", "shop", third) is None


def test_bytes_are_forgotten_after_30_days_or_when_the_file_is_thrown_away(actor: Actor, send: Send) -> None:
    old, thrown, kept = send(), send(), send()
    Upload.objects.filter(pk=old).update(sent_at=timezone.now() - timedelta(days=31), state="done")
    discard(actor, thrown, version=looked(actor, thrown).version)

    assert [number for number, _ in folders_to_forget()] == [old, thrown]
    for number, _ in folders_to_forget():
        forgotten(SYSTEM, number)
    assert folders_to_forget() == []
    assert places() == {there(kept).place}
    assert there(old).look is None
    assert [each.id for each in uploads()] == [kept, old]


def test_a_forgotten_file_is_not_imported(actor: Actor, send: Send) -> None:
    pk = send()
    looked(actor, pk)
    forgotten(SYSTEM, pk)
    with pytest.raises(Refused) as refused:
        start(actor, pk, without_sample=False, version=there(pk).version)
    assert refused.value.code == "forgotten"


def test_nobody_sends_no_file(db: None) -> None:
    with pytest.raises(Refused):
        receive(SYSTEM, NewFile("a.csv", 1, "0" * 64, "files/uploads/x/a.csv", "shop"))


def test_sources_and_the_first_import_are_known(actor: Actor, send: Send) -> None:
    assert is_first_import()
    imported(actor, send())
    send(source="b")
    assert not is_first_import()
    assert sources() == ["b", "shop"]


def test_a_mended_file_is_named_at_the_one_it_mends(actor: Actor, send: Send) -> None:
    first = imported(actor, send())
    child = send("mended.csv", mends=first.id)
    assert (there(child).mends, there(first.id).mended_by) == (first.id, (child,))
