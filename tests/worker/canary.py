"""Somebody with an unusual name, entered by every way there is, and the search for every place where it sings."""

import gzip
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import duckdb
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.bounce_actions import came_back
from crmeter.engagement.mail.models import Message
from crmeter.evaluation.document import from_document, to_document
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk import Edit
from crmeter.records.change_sets.bulk_actions import change_batch, start_bulk
from crmeter.records.change_sets.models import ChangeSet
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.export_actions import ask_for_workbook
from crmeter.records.concept.listing import Asked
from crmeter.records.concept.workbook import write_workbook
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.deals.pipeline_actions import StageAsked, add_pipeline
from crmeter.records.deals.queries import pipelines
from crmeter.records.files.actions import attach
from crmeter.records.imports.actions import NewFile, receive, start
from crmeter.records.imports.models import Upload
from crmeter.records.imports.queries import upload
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actions import remember_answer
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.merge.actions import merge
from crmeter.records.notices.actions import follow
from crmeter.records.privacy.erasure_actions import ask_erasure
from crmeter.records.readings.models import PublishedRun, ReadingRow
from crmeter.records.record_imports.models import FailedRow, OtherKey, RecordImport
from crmeter.records.saved_views.models import SavedView
from crmeter.records.segments.actions import Built, add_segment
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.invitation_actions import write_invitation
from crmeter.records.surveys.queries import questions_of
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.strategy.alerts.actions import resolve
from crmeter.strategy.alerts.kinds import WatchKind
from crmeter.strategy.alerts.models import Alert
from crmeter.strategy.alerts.watch_actions import Wanted, set_watch
from crmeter.vocabulary import Text, Work
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
    "905.123.987", "canaryfile",
)  # fmt: skip

LEADS = f"Mã khách tiềm năng,Mã khách,Ngày tạo,Nguồn\n{EMAIL},{EMAIL},2026-05-02,web\nL2,K2,2026-05-03,web\n"


def somebody(email: str, role: Role, *, is_admin: bool = False) -> Person:
    found = person(add_user(SYSTEM, email, role, is_admin=is_admin))
    assert found is not None
    return found


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
    survey = make_survey(lan, "satisfaction", "vi")
    open_survey(lan, survey, version=1)
    write_invitation(survey, Candidate(NAME, EMAIL, yen), "vi", "secret", 1, timedelta(days=30))
    words = {each.kind.value: f"q{each.id}" for each in questions_of(survey)}
    answer("secret", {words["nps"]: "9", words["csat"]: "5", words["text"]: f"{NOTE}, {PHONE}"}, "vi")
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
    # Other systems call people by how they are reached: their keys are who they are.
    imported(lan, "web.csv", f"Mã khách,Khu vực\n{EMAIL},Huế\n0905.123.987,Huế\nbui@example.com,Huế\n")
    imported(lan, "quan-tam.csv", LEADS)
    imported(lan, "don-web.csv", f"Mã đơn,Mã khách,Ngày,Số tiền\nW1,{EMAIL},2026-07-01,300\n")
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
    condition = {"fact": "segment", "way": "is", "values": [NAME]}
    rule = {"join": "all", "groups": [{"join": "all", "conditions": [condition]}]}
    add_segment(lan, Built(NAME, rule))
    with transaction.atomic():
        remember_answer("api", "k", "h", 201, {"name": NAME, "id": yen})
    file = Upload.objects.create(
        file_name="x.csv", size=1, sha256="0" * 64, place="files/uploads/none/x.csv", source="crm", sent_by_id=lan.id,
        sent_at=timezone.now(), state="recorded", forgotten_at=timezone.now(),
    )  # fmt: skip
    into = RecordImport.objects.create(of=file, concept="customers", plan={})
    of = ChangeSet.objects.filter(concept="customers").earliest("pk")
    OtherKey.objects.create(of=of, concept="customers", record=yen, source="crm", key=f"{EMAIL}/2")
    note_on_an_alert(lan)
    FailedRow.objects.create(of=into, line=2, reason={"vi": "x", "en": "x"}, cells=[NAME, "12 Hàng Bài", EMAIL])


def note_on_an_alert(lan: Person) -> None:
    """Whoever resolves an alert may write whom they called."""
    watch = set_watch(lan, Wanted("orders", WatchKind.LIMITS, 1, lan.id), version=0)
    september, now = date(2026, 9, 1), timezone.now()
    alert = Alert.objects.create(
        watch_id=watch, opened_on=september, opened_at=now, last_month=september, value=3.0,
        sentence_vi="Đơn: 3", sentence_en="Orders: 3", at=now, run="run",
    )  # fmt: skip
    resolve(lan, alert.pk, f"Đã gọi {NAME}, {PHONE}", version=1)


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
