"""Rows of a file that become records: read by one plan, matched, made, changed, left or refused with a reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.queries import left_rows
from crmeter.records.change_sets.undo_actions import undo, undo_batch
from crmeter.records.concept.actions import change, create
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal, StageEvent
from crmeter.records.deals.queries import pipelines
from crmeter.records.imports.models import Upload, UploadState
from crmeter.records.jobs.models import Job
from crmeter.records.leads.models import Lead
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused
from crmeter.records.merge.actions import merge
from crmeter.records.orders.models import Delivery, DeliveryLine, Order, OrderLine
from crmeter.records.orders.quantities import quantities_of
from crmeter.records.record_imports import actions
from crmeter.records.record_imports.headers import guessed_columns
from crmeter.records.record_imports.models import RecordImport
from crmeter.records.record_imports.other_keys import known_as
from crmeter.records.record_imports.plan import FAILS, NOTHING, Plan
from crmeter.records.record_imports.queries import RecordImportView, failed_of, record_import
from crmeter.records.record_imports.reading import FileRow, Reader
from crmeter.records.record_imports.targets import targets_of
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
_NUMBERS: Iterator[int] = iter(range(1, 10_000))


def imported(person: Person, concept: str, plan: Plan, *rows: dict[str, str], most: int = 100) -> RecordImportView:
    """Rows of a file written into records as a worker does; what is a number or a day stands as it was read."""
    number = next(_NUMBERS)
    file = Upload.objects.create(
        file_name="khach.csv", size=1, sha256="0" * 64, place=f"files/{number}", source=plan.source,
        sent_by_id=person.id, sent_at=timezone.now(), state=UploadState.LOOKED,
    )  # fmt: skip
    headers = list(dict.fromkeys(header for row in rows for header in row))
    pk = actions.begin(person, file.pk, concept, headers)
    actions.start(person, pk, plan, version=1)
    read = {header for name, header in plan.columns.items() if targets_of(CONCEPTS[concept])[name].holds}
    lines = [
        FileRow(line, {h: row[h] for h in read if row.get(h)}, [row.get(h, "") for h in headers])
        for line, row in enumerate(rows, start=2)
    ]
    reader = Reader(person, CONCEPTS[concept], plan, headers)
    actions.run(person, pk, len(rows))
    place = 0
    while actions.write_batch(person, pk, reader, lines[place : place + most], place, min(place + most, len(lines))):
        place = min(place + most, len(lines))
    found = record_import(person, pk)
    assert found is not None
    return found


def counts(found: RecordImportView) -> tuple[int, int, int, int]:
    assert found.change_set is not None
    return found.created, found.changed, found.skipped, found.change_set.failed


CONTACT = Plan("kho", {"name": "Tên", "email": "Mail", "phone": "SĐT", "customer": "Hãng"}, match="email")


def test_rows_become_records_with_their_history_and_their_links(lan: Person) -> None:
    firm = create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm", "owner": lan.id})

    found = imported(
        lan, "contacts", CONTACT,
        {"Tên": "Hà", "Mail": "Ha@Firm.vn", "SĐT": "0905 318 642", "Hãng": "nang som"},
        {"Tên": "Vũ", "Mail": "", "SĐT": "", "Hãng": ""},
    )  # fmt: skip

    assert counts(found) == (2, 0, 0, 0)
    ha = Contact.objects.get(name="Hà")
    assert (ha.email, ha.phone, ha.customer_id, ha.owner_id) == ("ha@firm.vn", "+84905318642", firm, lan.id)
    assert history("records.contact", str(ha.pk))[0].action == "contacts.created"
    assert Upload.objects.get().state == UploadState.RECORDED


def test_a_row_that_cannot_be_is_kept_with_its_reason_and_the_others_come_in(lan: Person) -> None:
    found = imported(
        lan, "contacts", CONTACT,
        {"Tên": "Hà", "Mail": "ha@firm.vn", "SĐT": "", "Hãng": ""},
        {"Tên": "Vũ", "Mail": "vu at firm", "SĐT": "", "Hãng": ""},
        {"Tên": "Tú", "Mail": "tu@firm.vn", "SĐT": "", "Hãng": "Không Có"},
        {"Tên": "", "Mail": "x@firm.vn", "SĐT": "", "Hãng": ""},
    )  # fmt: skip

    assert counts(found) == (1, 0, 0, 3)
    failed = list(failed_of(found.id))
    assert [(each.line, each.field.en if each.field else None) for each in failed] == [
        (3, "E-mail"), (4, "Customer"), (5, "Name"),
    ]  # fmt: skip
    assert failed[1].reason.vi == "“Không Có” không có ở đây"
    assert list(failed[0].cells) == ["Vũ", "vu at firm", "", ""]


def test_what_is_there_is_changed_once_more_within_one_file_or_left(lan: Person) -> None:
    there = create(lan, CONCEPTS["contacts"], {"name": "Hà", "email": "ha@firm.vn", "position": "Kế toán"})
    plan = Plan("kho", {"name": "Tên", "email": "Mail", "position": "Chức"}, match="email")
    rows = (
        {"Tên": "Hà", "Mail": "ha@firm.vn", "Chức": "Trưởng phòng"},
        {"Tên": "Hà", "Mail": "ha@firm.vn", "Chức": "Giám đốc"},
        {"Tên": "Hà", "Mail": "ha@firm.vn", "Chức": ""},
    )

    found = imported(lan, "contacts", plan, *rows)

    assert counts(found) == (0, 3, 0, 0)
    assert list(Contact.objects.values_list("pk", "position", "version")) == [(there, "Giám đốc", 3)]
    left = imported(lan, "contacts", Plan("kho", plan.columns, match="email", changes_found=False), *rows)
    assert counts(left) == (0, 0, 3, 0)


def test_the_same_file_again_makes_nothing_twice(lan: Person) -> None:
    plan = Plan("kho", {"external_id": "Mã", "name": "Tên"}, {"kind": "firm"}, match="external_id")
    rows = [{"Mã": f"K{n}", "Tên": f"Khách {n}"} for n in range(7)]

    first = imported(lan, "customers", plan, *rows, most=3)
    second = imported(lan, "customers", plan, *rows, most=3)

    assert counts(first) == (7, 0, 0, 0)
    assert counts(second) == (0, 7, 0, 0)
    assert set(Customer.objects.values_list("external_source", "version")) == {("kho", 1)}
    assert Customer.objects.count() == 7


def test_rows_that_another_attempt_wrote_are_not_written_again(lan: Person) -> None:
    plan = Plan("kho", {"name": "Tên"}, {"kind": "firm"})
    found = imported(lan, "customers", plan, {"Tên": "A"}, {"Tên": "B"}, most=1)
    RecordImport.objects.get(pk=found.id).change_set.__class__.objects.update(state="running")
    reader = Reader(lan, CONCEPTS["customers"], plan, ["Tên"])

    goes_on = actions.write_batch(lan, found.id, reader, [FileRow(2, {}, ["A"])], 0, 1)

    assert not goes_on
    assert Customer.objects.count() == 2


def test_an_import_is_taken_back_as_one(lan: Person) -> None:
    kept = create(lan, CONCEPTS["customers"], {"name": "Cũ", "kind": "firm", "email": "cu@firm.vn", "region": "Huế"})
    plan = Plan("kho", {"name": "Tên", "email": "Mail", "region": "Vùng"}, {"kind": "firm"}, match="email")
    found = imported(
        lan, "customers", plan,
        {"Tên": "Cũ", "Mail": "cu@firm.vn", "Vùng": "Vinh"}, {"Tên": "Mới", "Mail": "moi@firm.vn", "Vùng": "Vinh"},
        {"Tên": "Mới", "Mail": "moi@firm.vn", "Vùng": "Hà Nội"},
    )  # fmt: skip
    assert found.change_set is not None
    Job.objects.all().update(state="done")

    undo(lan, found.change_set.id)
    while undo_batch(lan, found.change_set.id, 10):
        pass

    assert list(Customer.objects.filter(removed_at=None).values_list("pk", "region")) == [(kept, "Huế")]


ORDER = Plan(
    "kho",
    {"external_id": "Đơn", "name": "Đơn", "ordered_at": "Ngày", "amount": "Tiền"},
    {"currency": "VND", "status": "confirmed"},
    match="external_id",
)
LINES = Plan(
    "kho",
    {"external_id": "Đơn", "line.product": "Hàng", "line.quantity": "SL", "line.unit_price": "Giá"},
    match="external_id",
    makes_new=False,
)


def test_lines_that_came_to_an_order_are_taken_back_from_it(lan: Person) -> None:
    create(lan, CONCEPTS["products"], {"name": "P1", "external_id": "P1", "currency": "VND"})
    imported(
        lan, "orders", ORDER,
        {"Đơn": "A", "Ngày": "2026-01-05", "Tiền": "900"}, {"Đơn": "B", "Ngày": "2026-01-05", "Tiền": ""},
        {"Đơn": "C", "Ngày": "2026-01-05", "Tiền": "1500"},
    )  # fmt: skip
    found = imported(
        lan, "orders", LINES,
        {"Đơn": "A", "Hàng": "P1", "SL": "2", "Giá": "500"}, {"Đơn": "A", "Hàng": "P1", "SL": "1", "Giá": "50"},
        {"Đơn": "B", "Hàng": "P1", "SL": "1", "Giá": "70"}, {"Đơn": "C", "Hàng": "P1", "SL": "1", "Giá": "1500"},
    )  # fmt: skip
    assert list(Order.objects.order_by("name").values_list("amount", "version")) == [(1050, 2), (70, 2), (1500, 2)]
    changed = Order.objects.get(name="C")
    change(lan, CONCEPTS["orders"], changed.pk, version=2, values={"channel": "chợ"})
    assert found.change_set is not None
    Job.objects.all().update(state="done")

    undo(lan, found.change_set.id)
    while undo_batch(lan, found.change_set.id, 2):
        pass

    assert list(Order.objects.order_by("name").values_list("name", "amount")) == [("A", 900), ("B", None), ("C", 1500)]
    # Somebody has changed C since; it is left as it is.
    assert list(OrderLine.objects.values_list("order__name", flat=True)) == ["C"]
    assert [entry.action for entry in history("records.order", str(Order.objects.get(name="A").pk))][:2] == [
        "orders.changed", "orders.lines_set",
    ]  # fmt: skip


def test_lines_of_goods_that_are_on_their_way_are_not_taken_back(lan: Person) -> None:
    create(lan, CONCEPTS["products"], {"name": "P1", "external_id": "P1", "currency": "VND"})
    imported(lan, "orders", ORDER, {"Đơn": "A", "Ngày": "2026-01-05", "Tiền": "900"})
    found = imported(lan, "orders", LINES, {"Đơn": "A", "Hàng": "P1", "SL": "2", "Giá": "500"})
    line = OrderLine.objects.get()
    delivery = Delivery.objects.create(order=line.order, created_at=timezone.now())
    DeliveryLine.objects.create(delivery=delivery, order_line=line, quantity=1)
    assert found.change_set is not None
    Job.objects.all().update(state="done")

    undo(lan, found.change_set.id)
    while undo_batch(lan, found.change_set.id, 10):
        pass

    assert OrderLine.objects.count() == 1
    (left,) = left_rows(lan, found.change_set.id)
    assert "go with deliveries" in left.reason.en


def test_an_order_that_has_lines_gets_no_others_and_a_wrong_line_leaves_it_without(lan: Person) -> None:
    create(lan, CONCEPTS["products"], {"name": "P1", "external_id": "P1", "currency": "VND"})
    imported(lan, "orders", ORDER, *({"Đơn": n, "Ngày": "2026-01-05", "Tiền": ""} for n in "AB"))
    imported(lan, "orders", LINES, {"Đơn": "A", "Hàng": "P1", "SL": "2", "Giá": "500"})

    found = imported(
        lan, "orders", LINES,
        {"Đơn": "A", "Hàng": "P1", "SL": "1", "Giá": "1"}, {"Đơn": "B", "Hàng": "P1", "SL": "1", "Giá": "1"},
        {"Đơn": "B", "Hàng": "P1", "SL": "0", "Giá": "1"},
    )  # fmt: skip

    assert counts(found) == (0, 0, 0, 3)
    assert [each.line for each in failed_of(found.id)] == [2, 3, 4]
    assert OrderLine.objects.count() == 1


PEOPLE = Plan(
    "kho", {"external_id": "Người", "name": "Người", "other_id": "Mã"}, {"kind": "person"}, match="external_id"
)


def test_orders_find_a_customer_by_any_of_its_keys(lan: Person) -> None:
    people = imported(
        lan, "customers", PEOPLE, {"Người": "An", "Mã": "k1"}, {"Người": "An", "Mã": "k2"}, {"Người": "Chi", "Mã": "k3"}
    )
    plan = Plan("kho", {**ORDER.columns, "customer": "Khách"}, ORDER.same, match="external_id")

    found = imported(
        lan, "orders", plan,
        *({"Đơn": n, "Ngày": "2026-01-05", "Tiền": "", "Khách": f"k{n}"} for n in "1234"),
    )  # fmt: skip

    assert counts(people) == (2, 1, 0, 0)
    assert list(Order.objects.order_by("name").values_list("customer__name", flat=True)) == ["An", "An", "Chi"]
    assert [each.reason.en for each in failed_of(found.id)] == ["“k4” is not here"]


def test_a_key_of_another_record_is_no_key_of_this_one_until_that_import_is_taken_back(lan: Person) -> None:
    first = imported(lan, "customers", PEOPLE, {"Người": "An", "Mã": "k1"}, {"Người": "An", "Mã": "k1"})
    rows = ({"Người": "Chi", "Mã": "k1"}, {"Người": "Bình", "Mã": "k2"}, {"Người": "Dung", "Mã": "k2"})
    second = imported(lan, "customers", PEOPLE, *rows)
    assert first.change_set is not None
    Job.objects.all().update(state="done")

    undo(lan, first.change_set.id)
    while undo_batch(lan, first.change_set.id, 10):
        pass
    third = imported(lan, "customers", PEOPLE, rows[0])

    assert counts(first) == (1, 1, 0, 0)
    assert counts(second) == (1, 0, 0, 2)
    assert {each.reason.en for each in failed_of(second.id)} == {"is a key of another record"}
    assert counts(third) == (1, 0, 0, 0)
    assert known_as("customers", "kho", {"k1"}) == {"k1": Customer.objects.get(name="Chi").pk}


def test_a_file_that_knows_a_merged_record_by_its_old_key_means_the_one_that_stays(lan: Person) -> None:
    columns = {"name": "Tên", "external_id": "Mã", "segment": "Nhóm"}
    plan = Plan("kho", columns, same={"kind": "firm"}, match="external_id")
    rows = ({"Tên": "Nắng Sớm", "Mã": "K1", "Nhóm": ""}, {"Tên": "Nắng sớm", "Mã": "K2", "Nhóm": ""})
    assert counts(imported(lan, "customers", plan, *rows)) == (2, 0, 0, 0)
    kept, other = Customer.objects.order_by("pk").values_list("pk", flat=True)
    merge(lan, CONCEPTS["customers"], kept, version=1, others={other: 1}, choices={})

    again = imported(
        lan, "customers", plan,
        {"Tên": "Nắng Sớm", "Mã": "K1", "Nhóm": "Quán"}, {"Tên": "Nắng Sớm", "Mã": "K2", "Nhóm": "Hãng"},
    )  # fmt: skip
    orders = Plan("kho", {"name": "Số", "customer": "Khách", "ordered_at": "Ngày"}, match="name")
    imported(lan, "orders", orders, {"Số": "D1", "Khách": "K2", "Ngày": "02/11/2026"})

    assert counts(again) == (0, 2, 0, 0)
    assert Customer.objects.get(removed_at=None).segment == "Hãng"
    assert Order.objects.get().customer_id == kept


def test_a_lead_whose_day_of_conversion_is_told_has_converted(lan: Person) -> None:
    plan = Plan(
        "kho", {"external_id": "Mã", "name": "Mã", "created_at": "Gặp", "converted_on": "Chốt"}, match="external_id"
    )

    found = imported(
        lan, "leads", plan,
        {"Mã": "l1", "Gặp": "2026-01-05T00:00:00", "Chốt": "2026-02-01"}, {"Mã": "l2", "Gặp": "2026-01-05T00:00:00"},
    )  # fmt: skip

    assert counts(found) == (2, 0, 0, 0)
    assert list(Lead.objects.order_by("name").values_list("status", "converted_on")) == [
        ("converted", date(2026, 2, 1)), ("new", None),
    ]  # fmt: skip


def test_a_deal_that_was_won_elsewhere_is_won_on_its_day(lan: Person) -> None:
    pipeline = pipelines()[0]
    won = next(stage for stage in pipeline.stages if stage.kind == "won")
    plan = Plan(
        "kho",
        {
            "external_id": "Mã",
            "name": "Mã",
            "stage": "Bước",
            "happened_at": "Chốt",
            "created_at": "Mở",
            "amount": "Tiền",
        },
        {"pipeline": str(pipeline.id), "currency": "USD"},
        {"stage": {"Thắng lớn": str(won.id), "Lạ": FAILS}},
        match="external_id",
    )

    found = imported(
        lan, "deals", plan,
        {"Mã": "D1", "Bước": "Thắng lớn", "Chốt": "2017-03-01T00:00:00", "Mở": "2016-10-20T00:00:00", "Tiền": "1054.0"},
        {"Mã": "D2", "Bước": "Lạ", "Chốt": "", "Mở": "", "Tiền": ""},
    )  # fmt: skip

    assert counts(found) == (1, 0, 0, 1)
    deal = Deal.objects.get()
    assert (deal.won_on, deal.is_open, deal.amount) == (date(2017, 3, 1), False, Decimal(1054))
    assert timezone.localtime(deal.created_at).date() == date(2016, 10, 20)
    event = StageEvent.objects.get()
    assert timezone.localtime(event.at).date() == date(2017, 3, 1)
    assert timezone.localtime(event.recorded_at).date() == timezone.localdate()


def test_words_that_stand_for_nothing_here_are_asked_for_until_they_are_answered(lan: Person) -> None:
    words = {"Mức": ["Cao", "urgent", "P1", "P9"]}
    columns = {"name": "Chủ đề", "priority": "Mức"}

    open_ = Reader(lan, CONCEPTS["tickets"], Plan("kho", columns), ["Chủ đề", "Mức"]).unknown_words(words)
    answered = Plan("kho", columns, words={"priority": {"P1": "urgent", "P9": NOTHING}})

    assert open_ == {"priority": ["P1", "P9"]}
    assert Reader(lan, CONCEPTS["tickets"], answered, ["Chủ đề", "Mức"]).unknown_words(words) == {}


def test_rows_of_one_order_are_its_lines_and_its_amount_is_theirs(lan: Person) -> None:
    for code in ("P1", "P2"):
        create(lan, CONCEPTS["products"], {"name": code, "external_id": code, "currency": "VND"})
    plan = Plan(
        "kho",
        {"external_id": "Đơn", "name": "Đơn", "ordered_at": "Ngày", "line.product": "Hàng", "line.quantity": "SL",
         "line.unit_price": "Giá"},
        {"currency": "VND", "status": "confirmed"},
        match="external_id",
    )  # fmt: skip

    found = imported(
        lan, "orders", plan,
        {"Đơn": "A", "Ngày": "2026-01-05T00:00:00", "Hàng": "P1", "SL": "2", "Giá": "1500"},
        {"Đơn": "A", "Ngày": "2026-01-05T00:00:00", "Hàng": "P2", "SL": "1", "Giá": "700"},
        {"Đơn": "B", "Ngày": "2026-01-06T00:00:00", "Hàng": "P1", "SL": "1", "Giá": "1500"},
        {"Đơn": "B", "Ngày": "2026-01-06T00:00:00", "Hàng": "P9", "SL": "1", "Giá": "1500"},
    )  # fmt: skip

    assert counts(found) == (2, 0, 0, 2)
    assert list(Order.objects.values_list("name", "amount")) == [("A", Decimal(3700))]
    assert OrderLine.objects.count() == 2


def test_a_rep_changes_only_what_they_may_change(lan: Person, minh: Person) -> None:
    create(lan, CONCEPTS["customers"], {"name": "Của Lan", "kind": "firm", "email": "a@firm.vn", "owner": lan.id})
    plan = Plan("kho", {"name": "Tên", "email": "Mail"}, {"kind": "firm", "owner": str(minh.id)}, match="email")

    found = imported(minh, "customers", plan, {"Tên": "Lấy", "Mail": "a@firm.vn"}, {"Tên": "B", "Mail": "b@firm.vn"})

    assert counts(found) == (1, 0, 0, 1)
    assert set(Customer.objects.values_list("name", flat=True)) == {"Của Lan", "B"}


def test_amounts_need_a_currency_and_new_records_what_they_cannot_be_without(lan: Person) -> None:
    with pytest.raises(Refused) as currency:
        imported(lan, "products", Plan("kho", {"name": "Tên", "price": "Giá"}), {"Tên": "A", "Giá": "5"})
    with pytest.raises(Refused) as kind:
        imported(lan, "customers", Plan("kho", {"name": "Tên"}), {"Tên": "A"})

    assert "Currency" in currency.value.text.en
    assert "Kind" in kind.value.text.en


@pytest.mark.parametrize(
    ("concept", "headers", "expected"),
    [
        ("contacts", ["Họ tên", "SĐT", "E-mail", "Công ty"],
         {"name": "Họ tên", "customer": "Công ty", "phone": "SĐT", "email": "E-mail"}),
        ("customers", ["CustomerID", "Company name", "City", "Phone number"],
         {"external_id": "CustomerID", "name": "Company name", "region": "City", "phone": "Phone number"}),
        ("customers", ["customer_id", "customer_unique_id", "customer_state"],
         {"external_id": "customer_unique_id", "name": "customer_unique_id", "region": "customer_state",
          "other_id": "customer_id"}),
        ("leads", ["lead_id", "first_contact_date", "origin"],
         {"external_id": "lead_id", "name": "lead_id", "created_at": "first_contact_date", "channel": "origin"}),
        ("deals", ["Opportunity ID", "Account", "Deal stage", "Total value"],
         {"external_id": "Opportunity ID", "name": "Opportunity ID", "customer": "Account", "stage": "Deal stage",
          "amount": "Total value"}),
    ],
)  # fmt: skip
def test_headers_are_taken_for_fields(concept: str, headers: list[str], expected: dict[str, str]) -> None:
    assert guessed_columns(CONCEPTS[concept], headers) == expected


def test_an_import_whose_job_was_lost_while_reading_is_asked_for_again(lan: Person) -> None:
    file = Upload.objects.create(
        file_name="k.csv", size=1, sha256="0" * 64, place="files/lost", source="kho", sent_by_id=lan.id,
        sent_at=timezone.now(), state=UploadState.LOOKED,
    )  # fmt: skip
    pk = actions.begin(lan, file.pk, "contacts", ["name"])
    plan = Plan("kho", {"name": "name"})
    actions.start(lan, pk, plan, version=1)
    with pytest.raises(Refused):
        actions.start(lan, pk, plan, version=2)
    Job.objects.update(state="failed")

    assert actions.start(lan, pk, plan, version=2) == 3


DAYS = replace(ORDER, columns={**ORDER.columns, "delivery.shipped_on": "Gửi", "delivery.delivered_on": "Nhận"})
WHOLE = replace(DAYS, columns={**DAYS.columns, **LINES.columns})
ORDERED = {"Đơn": "A", "Ngày": "2026-01-05", "Tiền": "1000"}
CAME = {"Gửi": "2026-01-06", "Nhận": "2026-01-08"}
GOODS = {"Đơn": "A", "Hàng": "P1", "SL": "2", "Giá": "500"}
FILES: dict[str, list[tuple[Plan, dict[str, str]]]] = {
    "the same file": [(WHOLE, {**ORDERED, **CAME, **GOODS})],
    "lines in a later file": [(DAYS, {**ORDERED, **CAME}), (LINES, GOODS)],
    "lines before their days": [(ORDER, ORDERED), (LINES, GOODS), (DAYS, {**ORDERED, **CAME})],
    "lines with their days": [
        (ORDER, ORDERED),
        (replace(WHOLE, makes_new=False), {**ORDERED, **CAME, **GOODS}),
    ],
}


@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_what_was_delivered_is_the_same_whichever_file_comes_first(
    lan: Person, files: list[tuple[Plan, dict[str, str]]]
) -> None:
    create(lan, CONCEPTS["products"], {"name": "P1", "external_id": "P1", "currency": "VND"})

    for plan, row in files:
        assert counts(imported(lan, "orders", plan, row))[3] == 0

    (delivery,) = Delivery.objects.all()
    (sent,) = quantities_of(delivery.order_id).values()
    assert (delivery.shipped_on, delivery.delivered_on, delivery.state) == (
        date(2026, 1, 6),
        date(2026, 1, 8),
        "delivered",
    )
    assert (sent.ordered, sent.planned, sent.delivered) == (2, 2, 2)


@pytest.mark.parametrize("files", list(FILES.values())[1:], ids=list(FILES)[1:])
def test_an_import_that_is_undone_leaves_deliveries_as_they_were(
    lan: Person, files: list[tuple[Plan, dict[str, str]]]
) -> None:
    create(lan, CONCEPTS["products"], {"name": "P1", "external_id": "P1", "currency": "VND"})
    for plan, row in files[:-1]:
        imported(lan, "orders", plan, row)
    before = (OrderLine.objects.count(), Delivery.objects.count(), DeliveryLine.objects.count())
    found = imported(lan, "orders", *files[-1])
    assert found.change_set is not None
    Job.objects.all().update(state="done")

    undo(lan, found.change_set.id)
    while undo_batch(lan, found.change_set.id, 10):
        pass

    assert (OrderLine.objects.count(), Delivery.objects.count(), DeliveryLine.objects.count()) == before
    assert left_rows(lan, found.change_set.id) == ()


def test_lines_are_put_into_no_delivery_where_an_order_went_in_parts(lan: Person) -> None:
    create(lan, CONCEPTS["products"], {"name": "P1", "external_id": "P1", "currency": "VND"})
    imported(lan, "orders", DAYS, {**ORDERED, **CAME})
    Delivery.objects.create(order=Order.objects.get(), created_at=timezone.now())

    imported(lan, "orders", LINES, GOODS)

    assert DeliveryLine.objects.count() == 0
