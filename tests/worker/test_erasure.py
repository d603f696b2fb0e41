"""Somebody who asks to be forgotten is: nothing that tells who they were is left, and every total stays."""

import gzip
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from crmeter.engagement.mail.actions import queue_message
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk import Edit
from crmeter.records.change_sets.bulk_actions import change_batch, start_bulk
from crmeter.records.concept.actions import change, create
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.deals.pipeline_actions import StageAsked, add_pipeline
from crmeter.records.deals.queries import pipelines
from crmeter.records.files.actions import attach
from crmeter.records.imports.actions import NewFile, receive, start
from crmeter.records.imports.queries import upload
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.queries import broken_link
from crmeter.records.ledger.seal_actions import seal
from crmeter.records.merge.actions import merge
from crmeter.records.notices.actions import follow
from crmeter.records.privacy.erasure_actions import ask_erasure
from crmeter.records.readings.models import ReadingRow
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.records.staff.roles import Role
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.vocabulary import Work
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.erase import erase_person
from crmeter.worker.evaluate import evaluate
from crmeter.worker.handlers import Order
from crmeter.worker.imports import import_upload, look_at_upload
from crmeter.worker.sync import sync_records

CUSTOMERS = CONCEPTS["customers"]
NAME, EMAIL, PHONE, NOTE = "Trần Thị Hoàng Yến", "hoangyen.canary@example.com", "0905123987", "thích chim hoàng yến"
# However it is written: letters, JSON, without marks, a number in each form.
CANARIES = (
    "Hoàng Yến", "hoang yen", "hoàng yến", "Ho\\u00e0ng", "ho\\u00e0ng", "hoangyen.canary", "905123987", "905 123 987",
    "canaryfile",
)  # fmt: skip
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    return somebody("lan@example.vn", Role.DIRECTOR, is_admin=True)


def somebody(email: str, role: Role, *, is_admin: bool = False) -> Person:
    found = person(add_user(SYSTEM, email, role, is_admin=is_admin))
    assert found is not None
    return found


def test_a_canary_entered_by_every_way_is_found_nowhere_and_readings_stay(lan: Person) -> None:
    yen = planted(lan)
    seal()
    figured(lan)
    before = readings()
    assert where_it_is()

    erased(lan, yen)

    assert where_it_is() == []
    figured(lan)
    assert where_it_is() == []
    assert readings() == before
    assert len(before) > 50
    seal()
    assert broken_link() is None


def planted(lan: Person) -> int:
    """Enter the canary by every way, and return the number of its record."""
    minh = somebody("minh@example.vn", Role.DIRECTOR)
    yen = create(
        lan,
        CUSTOMERS,
        {"name": NAME, "kind": "person", "email": EMAIL, "phone": PHONE, "region": "Huế", "external_id": EMAIL},
    )
    follow(minh, CUSTOMERS, yen)
    follow(lan, CUSTOMERS, yen)
    twin = create(minh, CUSTOMERS, {"name": f"{NAME} 2", "kind": "person", "email": EMAIL, "about": NOTE})
    other = create(lan, CUSTOMERS, {"name": "Cà phê Sáng", "kind": "firm", "region": "Huế"})
    products = [create(lan, CONCEPTS["products"], {"name": "Lõi lọc", "unit_cost": "5"})]
    for number, customer in enumerate((yen, yen, twin, other, other, other)):
        day = f"2026-{number + 3:02d}-05"
        order = {"name": f"DH-{number}", "customer": customer, "ordered_at": day, "amount": "1200"}
        create(lan, CONCEPTS["orders"], order | {"about": f"giao cho {NAME}" if customer != other else ""})
    assert products
    activity = create(
        lan, CONCEPTS["activities"], {"name": f"Gọi {NAME}", "kind": "call", "body": NOTE, "customer": yen}
    )
    change(lan, CONCEPTS["activities"], activity, version=1, values={"body": f"{NOTE}, {PHONE}"})
    create(lan, CONCEPTS["tickets"], {"name": f"{NAME} hỏi", "customer": yen, "description": EMAIL, "queue": queue()})
    create(lan, CONCEPTS["deals"], {"name": f"Máy pha {NAME}", "customer": yen, "amount": "90"} | way())
    create(lan, CONCEPTS["leads"], {"name": NAME, "phone": PHONE, "customer": yen})
    attach(lan, CUSTOMERS, yen, "canaryfile.txt", BytesIO(f"canaryfile {NAME}".encode()))
    state_consent(SYSTEM, EMAIL, Channel.EMAIL, Purpose.MARKETING, yes=False, source=f"{NAME} nói không")
    queue_message(
        actor_of(lan), to=EMAIL, purpose=Purpose.SERVICE, language="vi", subject=f"Chào {NAME}", body=NOTE,
        about=("customers", yen),
    )  # fmt: skip
    changes = start_bulk(lan, CUSTOMERS, Edit({"phone": "0905 123 987", "about": NAME}), [yen], expected=1)
    while change_batch(lan, changes, 50):
        pass
    versions = dict(CUSTOMERS.table._default_manager.values_list("pk", "version"))
    merge(lan, CUSTOMERS, yen, version=versions[yen], others={twin: versions[twin]}, choices={}, why=NAME)
    imported(
        lan,
        "khach.csv",
        f"Mã khách,Họ tên,Email,Điện thoại\nK1,{NAME},{EMAIL},{PHONE}\nK2,Bùi An,an@example.com,0911222333\n",
    )
    imported(lan, "don.csv", "Mã đơn,Mã khách,Ngày,Số tiền\nA1,K1,2026-05-01,700\nA2,K2,2026-06-01,900\n")
    return yen


def queue() -> int:
    return add_queue(SYSTEM, "Bảo hành canh")


def way() -> dict[str, int]:
    stages = [StageAsked("Tiếp cận"), StageAsked("Thắng", "won"), StageAsked("Mất", "lost")]
    number = add_pipeline(SYSTEM, "Bán lẻ canh", stages)
    made = next(each for each in pipelines() if each.id == number)
    return {"pipeline": number, "stage": made.stages[0].id}


def imported(lan: Person, name: str, text: str) -> None:
    folder = settings.WORKSPACE.root / "files" / "uploads" / name.replace(".", "-")
    folder.mkdir(parents=True)
    (folder / name).write_text(text)
    place = (folder / name).relative_to(settings.WORKSPACE.root).as_posix()
    number = receive(actor_of(lan), NewFile(name, len(text), "0" * 64, place, "cua-hang", {"currency": "VND"}))
    run(look_at_upload, number)
    found = upload(number)
    assert found is not None
    assert found.look is not None, found.error
    start(actor_of(lan), number, without_sample=False, version=found.version)
    run(import_upload, number)
    found = upload(number)
    assert found is not None
    assert found.state == "done", (found.error, found.look)


def run(handler: object, number: int) -> None:
    found = upload(number)
    assert found is not None
    assert found.job is not None
    handler(Order(found.job.id, {"upload": number}, None, 1), Work())  # type: ignore[operator]


def figured(lan: Person) -> None:
    sync_records(Order(1, {}, None, 1), Work())
    evaluate(Order(timezone.now().microsecond, {"as_of": "2026-11-20"}, lan.id, 1), Work())


def erased(lan: Person, number: int) -> None:
    version = CUSTOMERS.table._default_manager.values_list("version", flat=True).get(pk=number)
    pk = ask_erasure(lan, CUSTOMERS, number, version=version, confirmation=NAME)
    asked = job(pk)
    assert asked is not None
    erase_person(Order(pk, asked.payload, lan.id, 1), Work())


def readings() -> list[tuple[object, ...]]:
    current = ReadingRow.objects.filter(run__is_current=True)
    return list(current.order_by("position").values_list("measure", "slice", "period_start", "value", "n"))


def where_it_is() -> list[str]:
    """Return every place of the database and of the workspace where the canary sings."""
    return [*in_tables(), *in_files()]


def in_tables() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {table}")
            columns = [each[0] for each in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield from (f"{table}.{column}: {each}" for each in CANARIES if each in str(value))


def in_files() -> Iterator[str]:
    for path in sorted(settings.WORKSPACE.root.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            for text in (content.decode("utf-8", "ignore"), decoded(path, content)):
                yield from (f"{path.name}: {each}" for each in CANARIES if each in text or each in path.name)
    if connection.vendor == "sqlite":
        # Free pages and the journal too.
        database = Path(str(connection.settings_dict["NAME"]))
        for path in database.parent.glob(f"{database.name}*"):
            text = path.read_bytes().decode("utf-8", "ignore")
            yield from (f"{path.name}: {each}" for each in CANARIES if each in text)


def decoded(path: Path, content: bytes) -> str:
    if content.startswith(b"PAR1"):
        with duckdb.connect(":memory:") as engine:
            return json.dumps(
                engine.sql(f"SELECT * FROM read_parquet('{path}')").fetchall(), ensure_ascii=False, default=str
            )
    return gzip.decompress(content).decode("utf-8", "ignore") if content.startswith(b"\x1f\x8b") else ""
