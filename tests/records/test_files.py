"""Files of records: kept, taken away, and told from what they say they are."""

import hashlib
import io
import os
import time
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create, remove
from crmeter.records.files.actions import FOLDER, attach, detach, forget_files_of_nobody
from crmeter.records.files.media_type import media_type_of
from crmeter.records.files.models import Attachment
from crmeter.records.files.queries import bytes_of, file_at, files_of
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.warehouse.workspace import Workspace

pytestmark = pytest.mark.django_db
CUSTOMERS = CONCEPTS["customers"]
PDF = b"%PDF-1.7\n" + b"x" * 200_000


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path) -> Iterator[None]:
    with override_settings(WORKSPACE=Workspace(tmp_path)):
        yield


def customer_of(person: Person) -> int:
    return create(person, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": person.id})


def on_disk() -> list[Path]:
    folder = settings.WORKSPACE.root / FOLDER
    return list(folder.iterdir()) if folder.exists() else []


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


def test_a_file_comes_back_as_it_was(lan: Person) -> None:
    pk = customer_of(lan)

    number = attach(lan, CUSTOMERS, pk, "../../hợp đồng.html", io.BytesIO(PDF))

    (file,) = files_of(lan, CUSTOMERS, pk)
    assert (file.id, file.name, file.size, file.media_type) == (
        number, "hợp đồng.html", len(PDF), "application/pdf",
    )  # fmt: skip
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert b"".join(bytes_of(file)) == PDF
    assert history("records.attachment", str(number))[0].action == "files.added"
    assert len(on_disk()) == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<script>alert(1)</script>", "text/plain"),
        ("đ".encode() * 4000, "text/plain"),
        (b"x" + "đ".encode() * 4000, "text/plain"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"RIFF1234WEBPVP8 ", "image/webp"),
        (zipped("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (zipped("a.txt"), "application/zip"),
        (b"PK\x03\x04broken", "application/octet-stream"),
        (b"MZ\x90\0", "application/octet-stream"),
        (b"\xff\xfe\xfd", "application/octet-stream"),
    ],
)
def test_bytes_say_what_a_file_is(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "image.png"
    path.write_bytes(content)

    assert media_type_of(path) == found


@pytest.mark.parametrize(("content", "code"), [(b"", "file_empty"), (b"x" * 1025, "file_too_large")])
def test_nothing_is_left_of_a_file_that_is_refused(lan: Person, content: bytes, code: str) -> None:
    pk = customer_of(lan)

    with override_settings(ATTACHMENT_LIMIT_BYTES=1024), pytest.raises(Refused) as refused:
        attach(lan, CUSTOMERS, pk, "a.txt", io.BytesIO(content))

    assert refused.value.code == code
    assert (on_disk(), files_of(lan, CUSTOMERS, pk)) == ([], ())


def test_a_file_of_the_largest_size_is_kept(lan: Person) -> None:
    with override_settings(ATTACHMENT_LIMIT_BYTES=1024):
        attach(lan, CUSTOMERS, customer_of(lan), "a.txt", io.BytesIO(b"x" * 1024))

    assert len(on_disk()) == 1


def test_files_are_seen_and_kept_by_whoever_sees_and_changes_the_record(lan: Person, minh: Person) -> None:
    pk = customer_of(lan)
    number = attach(lan, CUSTOMERS, pk, "a.pdf", io.BytesIO(PDF))

    assert (files_of(minh, CUSTOMERS, pk), file_at(minh, number)) == ((), None)
    for refused in (
        lambda: attach(minh, CUSTOMERS, pk, "b.pdf", io.BytesIO(PDF)),
        lambda: detach(minh, number),
    ):
        with pytest.raises(Refused):
            refused()
    assert len(on_disk()) == 1
    assert file_at(lan, number) is not None


def test_files_of_a_removed_record_are_not_shown(lan: Person) -> None:
    pk = customer_of(lan)
    number = attach(lan, CUSTOMERS, pk, "a.pdf", io.BytesIO(PDF))

    remove(lan, CUSTOMERS, pk, version=1)

    assert (files_of(lan, CUSTOMERS, pk), file_at(lan, number)) == ((), None)


def test_a_file_that_was_taken_away_is_forgotten_after_a_month(lan: Person) -> None:
    pk = customer_of(lan)
    first, second = (attach(lan, CUSTOMERS, pk, "a.pdf", io.BytesIO(PDF)) for _ in range(2))
    detach(lan, first)
    detach(lan, second)
    Attachment.objects.filter(pk=first).update(removed_at=timezone.now() - timedelta(days=31))

    forgotten = forget_files_of_nobody()

    assert forgotten == 1
    assert files_of(lan, CUSTOMERS, pk) == ()
    assert [path.name for path in on_disk()] == [Attachment.objects.get(pk=second).place.rpartition("/")[2]]
    assert forget_files_of_nobody() == 0


def test_bytes_that_came_to_no_record_are_removed_after_a_day(lan: Person) -> None:
    attach(lan, CUSTOMERS, customer_of(lan), "a.pdf", io.BytesIO(PDF))
    folder = settings.WORKSPACE.root / FOLDER
    kept = on_disk()[0]
    for name, hours in (("old", 25), ("new", 1)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (time.time() - hours * 3600,) * 2)
    os.utime(kept, (0, 0))

    forgotten = forget_files_of_nobody()

    assert forgotten == 1
    assert {path.name for path in on_disk()} == {kept.name, "new"}
