"""Somebody who asks to be forgotten is: nothing that tells who they were is left, and every total stays."""

import gzip
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.engagement.gate import may_send
from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.bounce_actions import came_back
from crmeter.engagement.mail.models import Message
from crmeter.evaluation.document import from_document, to_document
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk import Edit
from crmeter.records.change_sets.bulk_actions import change_batch, start_bulk
from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, SetKind
from crmeter.records.change_sets.set_actions import open_set
from crmeter.records.change_sets.undo_actions import undo, undo_batch
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.export_actions import ask_for_workbook
from crmeter.records.concept.listing import Asked
from crmeter.records.concept.workbook import write_workbook
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.models import ConsentStatement
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.deals.pipeline_actions import StageAsked, add_pipeline
from crmeter.records.deals.queries import pipelines
from crmeter.records.files.actions import attach
from crmeter.records.imports.actions import NewFile, receive, start
from crmeter.records.imports.models import Upload
from crmeter.records.imports.queries import upload, uploads
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actions import remember_answer
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.queries import broken_link
from crmeter.records.ledger.refusals import Refused
from crmeter.records.ledger.seal_actions import seal
from crmeter.records.merge.actions import merge
from crmeter.records.notices.actions import follow
from crmeter.records.privacy.erasure_actions import ask_erasure
from crmeter.records.readings.models import PublishedRun, ReadingRow
from crmeter.records.record_imports.models import FailedRow, RecordImport
from crmeter.records.record_imports.plan import Plan
from crmeter.records.record_imports.reading import FileRow, Reader
from crmeter.records.record_imports.row_actions import Batch
from crmeter.records.saved_views.models import SavedView
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.records.staff.roles import Role
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.vocabulary import Text, Work
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


@pytest.fixture
def empty_workspace() -> Iterator[None]:
    """The one that processes know; nothing of another test is in it, and nothing is left."""
    folders = ("files", "warehouse", "runs")
    for name in folders:
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)
    yield
    for name in folders:
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)


def somebody(email: str, role: Role, *, is_admin: bool = False) -> Person:
    found = person(add_user(SYSTEM, email, role, is_admin=is_admin))
    assert found is not None
    return found


# Where the canary must have sung before: a way in that is not tried proves nothing.
WAYS = {
    "engagement_bounce", "engagement_message", "records_activity", "records_attachment", "records_auditentry",
    "records_changeset", "records_changesetrow", "records_consentstatement", "records_customer", "records_customerrow",
    "records_deal", "records_failedrow", "records_idempotencykey", "records_job", "records_lead", "records_notice",
    "records_order", "records_publishedrun", "records_savedview", "records_ticket", "records_upload",
    "customers.parquet", "identities", "part-00001.parquet", "rejected.parquet", "khach.csv", "list.xlsx",
}  # fmt: skip


@pytest.mark.prove
def test_a_canary_entered_by_every_way_is_found_nowhere_and_readings_stay(lan: Person) -> None:
    yen = planted(lan)
    seal()
    figured(lan)
    at_risk_in_an_old_document()
    before = readings()
    sung = where_it_is()
    assert {each for each in WAYS if not any(place.startswith(each) for place in sung)} == set()

    erased(lan, yen)

    assert where_it_is() == []
    table = from_document(json.loads(PublishedRun.objects.get().document), ()).tables["at_risk"]
    assert table.rows == (("–", date(2026, 9, 1)),)
    figured(lan)
    assert where_it_is() == []
    assert readings() == before
    assert len(before) > 50
    seal()
    assert broken_link() is None


@pytest.mark.prove
@pytest.mark.parametrize("failpoint", ["erasure-records", "erasure-copies", "erasure-files", "erasure-warehouse"])
def test_an_erasure_that_was_killed_goes_on_and_ends(
    start_worker: Callable[..., WorkerProcess], empty_workspace: None, failpoint: str
) -> None:
    lan = somebody("lan@example.vn", Role.DIRECTOR, is_admin=True)
    yen = planted(lan)
    version = CUSTOMERS.table._default_manager.values_list("version", flat=True).get(pk=yen)
    pk = ask_erasure(lan, CUSTOMERS, yen, version=version, confirmation=NAME)
    killed = start_worker(lease_seconds=2, failpoint=f"{failpoint}:1")
    assert killed.process.wait(timeout=60) == -9

    start_worker(lease_seconds=2)
    ended = wait_for(pk, lambda view: not view.is_open, seconds=90)

    assert ended.state == "done", ended.error
    assert where_it_is() == []


def test_who_was_erased_stays_so_whatever_is_undone_imported_or_merged(lan: Person) -> None:
    yen = create(lan, CUSTOMERS, {"name": NAME, "kind": "person", "email": EMAIL, "external_id": "KH-7"})
    twin = create(lan, CUSTOMERS, {"name": f"{NAME} 2", "kind": "person"})
    other = create(lan, CUSTOMERS, {"name": "Bùi An", "kind": "person"})
    bulk = start_bulk(lan, CUSTOMERS, Edit({"about": NOTE}), [yen, other], expected=2)
    while change_batch(lan, bulk, 50):
        pass
    merged = merge(lan, CUSTOMERS, yen, version=2, others={twin: 1}, choices={})
    erased(lan, yen)

    with pytest.raises(Refused) as refused:
        undo(lan, merged)
    assert refused.value.code == "erased"
    undo(lan, bulk)
    while undo_batch(lan, bulk, 50):
        pass
    row = CUSTOMERS.table._default_manager.get(pk=yen)
    assert (row.name, row.by_name, row.email) == (f"#{yen}", str(yen), "")  # type: ignore[attr-defined]
    undone = dict(ChangeSetRow.objects.filter(of=bulk).values_list("record", "is_undone"))
    assert undone == {yen: False, other: True}
    assert "xóa theo yêu cầu" in ChangeSetRow.objects.get(of=bulk, record=yen).undo_error["vi"]
    again = start_bulk(lan, CUSTOMERS, Edit({"about": NOTE}), [yen], expected=1)
    change_batch(lan, again, 50)
    assert "xóa theo yêu cầu" in ChangeSetRow.objects.get(of=again, record=yen).error["vi"]
    with pytest.raises(Refused) as refused:
        merge(lan, CUSTOMERS, other, version=3, others={yen: row.version}, choices={})
    assert refused.value.code == "erased"


def test_a_row_of_an_import_that_names_somebody_erased_is_refused_with_the_reason(lan: Person) -> None:
    yen = create(lan, CUSTOMERS, {"name": NAME, "kind": "person", "external_id": "KH-7"})
    CUSTOMERS.table._default_manager.filter(pk=yen).update(external_source="crm")
    erased(lan, yen)
    plan = Plan("crm", {"external_id": "Mã", "name": "Tên"}, match="external_id", same={"kind": "person"})
    reader = Reader(lan, CUSTOMERS, plan, ["Mã", "Tên"])
    of = ChangeSet.objects.get(pk=open_set(lan, SetKind.IMPORT, Text.same("x"), CUSTOMERS))
    said = reader.read([FileRow(1, {}, ["KH-7", NAME]), FileRow(2, {}, ["KH-8", "An"])])

    written = Batch(lan, CUSTOMERS, plan, of, reader).write(said)

    assert (written.created, [why.code for _, why in written.failed]) == (1, ["erased"])


def test_a_no_said_before_an_erasure_holds_for_the_same_address_anew(lan: Person) -> None:
    yen = create(lan, CUSTOMERS, {"name": NAME, "kind": "person", "email": EMAIL})
    state_consent(SYSTEM, EMAIL, Channel.EMAIL, Purpose.MARKETING, yes=False, source="qua điện thoại")
    state_consent(SYSTEM, "an@example.com", Channel.EMAIL, Purpose.MARKETING, yes=False, source="qua điện thoại")
    erased(lan, yen)

    create(lan, CUSTOMERS, {"name": NAME, "kind": "person", "email": EMAIL})

    assert may_send(EMAIL.upper(), Channel.EMAIL, Purpose.MARKETING, timezone.now()).code == "said_no"
    assert sorted(ConsentStatement.objects.values_list("address", flat=True))[1] == "an@example.com"
    assert not ConsentStatement.objects.filter(address=EMAIL).exists()


def test_who_came_by_a_file_is_erased_there_too_and_does_not_come_back_by_the_next(lan: Person) -> None:
    yen = create(lan, CUSTOMERS, {"name": NAME, "kind": "person", "email": EMAIL})
    rows = (f"K1,{NAME},{EMAIL},{PHONE}", "K2,Bùi An,an@example.com,0911222333")
    imported(lan, "khach.csv", "\n".join(("Mã khách,Họ tên,Email,Điện thoại", *rows, "")))
    assert named_in_the_warehouse() == {NAME, "Bùi An"}
    erased(lan, yen)

    assert named_in_the_warehouse() == {f"#{yen}", "Bùi An"}
    rows = (f"K1,{NAME},{EMAIL},{PHONE}", "K2,Bùi An,an@example.com,0911222444")
    imported(lan, "khach2.csv", "\n".join(("Mã khách,Họ tên,Email,Điện thoại", *rows, "")))

    assert named_in_the_warehouse() == {f"#{yen}", "Bùi An"}
    assert [each["rows"] for each in uploads()[0].details["apart"]] == [1]


def test_what_others_share_with_somebody_erased_is_left_to_them(lan: Person) -> None:
    firm = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "phone": PHONE})
    an = create(lan, CONCEPTS["contacts"], {"name": "Bùi An", "customer": firm, "phone": PHONE})
    yen = create(lan, CONCEPTS["contacts"], {"name": NAME, "customer": firm, "phone": PHONE})
    deal = create(lan, CONCEPTS["deals"], {"name": "Máy pha", "customer": firm, "contact": yen, "about": NOTE} | way())
    named = create(lan, CONCEPTS["deals"], {"name": f"Máy {NAME}", "customer": firm, "contact": yen} | way("2"))
    said = create(lan, CONCEPTS["activities"], {"name": "Gọi", "kind": "call", "body": NOTE, "contact": yen})
    theirs = create(lan, CONCEPTS["activities"], {"name": "Gọi An", "kind": "call", "body": "hẹn", "contact": an})
    pk = ask_erasure(lan, CONCEPTS["contacts"], yen, version=1, confirmation=NAME)
    asked = job(pk)
    assert asked is not None

    erase_person(Order(pk, asked.payload, lan.id, 1), Work())

    def texts(concept: str, number: int, *names: str) -> list[str]:
        row = CONCEPTS[concept].table._default_manager.get(pk=number)
        return [getattr(row, name) for name in names]

    assert texts("customers", firm, "name") == ["Nắng Sớm"]
    assert texts("contacts", an, "name") == ["Bùi An"]
    assert texts("contacts", yen, "name", "phone") == [f"#{yen}", ""]
    assert texts("deals", deal, "name", "about") == ["Máy pha", NOTE]
    assert texts("deals", named, "name") == [f"#{named}"]
    assert texts("activities", said, "name", "body") == [f"#{said}", ""]
    assert texts("activities", theirs, "name", "body") == ["Gọi An", "hẹn"]
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
    changes = start_bulk(lan, CUSTOMERS, Edit({"phone": "0911 000 111", "about": NAME}), [yen], expected=1)
    while change_batch(lan, changes, 50):
        pass
    change(lan, CUSTOMERS, yen, version=version_of(yen), values={"phone": PHONE})
    came_back(Message.objects.get(), "5.1.1", f"unknown user {EMAIL}", "0" * 64)
    write_beside(lan, yen)
    merge(lan, CUSTOMERS, yen, version=version_of(yen), others={twin: version_of(twin)}, choices={}, why=NAME)
    imported(
        lan,
        "khach.csv",
        f"Mã khách,Họ tên,Email,Điện thoại\nK1,{NAME},{EMAIL},{PHONE}\nK2,Bùi An,an@example.com,0911222333\n",
    )
    orders = ("A1,K1,Yến,2026-05-01,700", "A2,K2,An,2026-06-01,900", f"A3,K1,{NAME},không rõ,5")
    imported(lan, "don.csv", "\n".join(("Mã đơn,Mã khách,Họ tên,Ngày,Số tiền", *orders, "")))
    return yen


def version_of(number: int) -> int:
    return int(CUSTOMERS.table._default_manager.values_list("version", flat=True).get(pk=number))


def write_beside(lan: Person, yen: int) -> None:
    """Enter the canary where it comes by the way: searches, exports, answers, rows that failed."""
    workbook = settings.WORKSPACE.root / "files" / "exports" / "list.xlsx"
    workbook.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(workbook, ["Tên"], [[NAME], [EMAIL]])
    ask_for_workbook(lan, CUSTOMERS, Asked(words="tran thi hoang yen"), 1, columns=["email"], words="vi")
    SavedView.objects.create(owner_id=lan.id, concept="customers", name=NAME, clauses=[[f"name.has.{NAME}"]])
    with transaction.atomic():
        remember_answer("api", "k", "h", 201, {"name": NAME, "id": yen})
    file = Upload.objects.create(
        file_name="x.csv", size=1, sha256="0" * 64, place="files/uploads/none/x.csv", source="crm", sent_by_id=lan.id,
        sent_at=timezone.now(), state="recorded", forgotten_at=timezone.now(),
    )  # fmt: skip
    into = RecordImport.objects.create(of=file, concept="customers", plan={})
    FailedRow.objects.create(of=into, line=2, reason={"vi": "x", "en": "x"}, cells=[NAME, "12 Hàng Bài", EMAIL])


def at_risk_in_an_old_document() -> None:
    """Lists of those at risk name customers in documents of runs."""
    kept = PublishedRun.objects.get()
    evaluation = from_document(json.loads(kept.document), ())
    columns = (
        ResultColumn("customer", Text.same("Khách"), "text"),
        ResultColumn("last_on", Text.same("Lần mua cuối"), "date"),
    )
    table = ResultTable("at_risk", Text.same("Cần giữ"), columns, ((f"{NAME} (K1)", date(2026, 9, 1)),), None)
    tables = {**evaluation.tables, "at_risk": table}
    kept.document = json.dumps(to_document(replace(evaluation, tables=tables)), ensure_ascii=False)
    kept.save()


def queue() -> int:
    return add_queue(SYSTEM, "Bảo hành canh")


def way(more: str = "") -> dict[str, int]:
    stages = [StageAsked("Tiếp cận"), StageAsked("Thắng", "won"), StageAsked("Mất", "lost")]
    number = add_pipeline(SYSTEM, f"Bán lẻ canh {more}", stages)
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


def named_in_the_warehouse() -> set[str]:
    sync_records(Order(1, {}, None, 1), Work())
    path = settings.WORKSPACE.identities / "customers.parquet"
    with duckdb.connect(":memory:") as engine:
        return {name for (name,) in engine.sql(f"SELECT name FROM read_parquet('{path}')").fetchall() if name}


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
    if content.startswith(b"PK"):
        with zipfile.ZipFile(path) as packed:
            return "".join(packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())
    return gzip.decompress(content).decode("utf-8", "ignore") if content.startswith(b"\x1f\x8b") else ""
