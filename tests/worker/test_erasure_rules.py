"""What an erasure reaches and what it leaves, and that nothing brings back who was erased."""

from pathlib import Path

import duckdb
import pytest
from django.conf import settings
from django.utils import timezone
from tests.worker.canary import (
    CUSTOMERS,
    EMAIL,
    NAME,
    NOTE,
    PHONE,
    erased,
    imported,
    named_in_the_warehouse,
    somebody,
    way,
)

from crmeter.engagement.gate import may_send
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk import Edit
from crmeter.records.change_sets.bulk_actions import change_batch, start_bulk
from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, SetKind
from crmeter.records.change_sets.set_actions import open_set
from crmeter.records.change_sets.undo_actions import undo, undo_batch
from crmeter.records.concept.actions import create
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.models import ConsentStatement
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.imports.queries import uploads
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.queries import broken_link
from crmeter.records.ledger.refusals import Refused
from crmeter.records.ledger.seal_actions import seal
from crmeter.records.merge.actions import merge
from crmeter.records.privacy.erasure_actions import ask_erasure
from crmeter.records.record_imports.plan import Plan
from crmeter.records.record_imports.reading import FileRow, Reader
from crmeter.records.record_imports.row_actions import Batch
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text, Work
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.erase import erase_person
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    return somebody("lan@example.vn", Role.DIRECTOR, is_admin=True)


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


def test_whom_a_file_calls_by_an_address_is_called_by_a_number_there_and_in_the_next(lan: Person) -> None:
    yen = create(lan, CUSTOMERS, {"name": NAME, "kind": "person", "email": EMAIL, "phone": PHONE})
    imported(lan, "web.csv", f"Mã khách,Khu vực\n{EMAIL.upper()},Huế\n0905.123.987,Huế\nbui@example.com,Huế\n")
    lines = f"W1,{EMAIL.upper()},2026-07-01,300\nW2,bui@example.com,2026-07-01,400\n"
    imported(lan, "don.csv", f"Mã đơn,Mã khách,Ngày,Số tiền\n{lines}")
    sync_records(Order(1, {}, None, 1), Work())
    erased(lan, yen)

    imported(lan, "web2.csv", f"Mã khách,Khu vực\n{EMAIL.upper()},Nghệ An\nbui@example.com,Huế\n")
    sync_records(Order(1, {}, None, 1), Work())

    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with duckdb.connect(":memory:") as engine:
        customers = engine.read_parquet([str(path) for path in snapshot.paths(settings.WORKSPACE, "customers")])
        orders = engine.read_parquet([str(path) for path in snapshot.paths(settings.WORKSPACE, "orders")])
        who = dict(customers.filter("source <> 'crmeter'").project("customer_key, source_key").fetchall())
        bought = dict(orders.project("source_key, customer_key").fetchall())
    hidden = {key for key, called in who.items() if called == f"#{key:x}"}
    assert set(who.values()) - {f"#{key:x}" for key in hidden} == {"bui@example.com"}
    assert bought["W1"] in hidden


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
