"""A file source taken into the records: the figures stay, nothing counts twice, and what was done is not done again."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.demo import write_sample
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.sources import take_sources
from crmeter.evaluation.tables import attach_snapshot
from crmeter.measures.catalogue import measures
from crmeter.records.activities.models import Activity
from crmeter.records.adoption.actions import ask, stop
from crmeter.records.adoption.queries import adoption_of
from crmeter.records.customers.models import Customer
from crmeter.records.jobs.models import Job
from crmeter.records.leads.models import Lead
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.orders.models import Order as OrderRow
from crmeter.records.orders.models import OrderLine
from crmeter.vocabulary import Cancelled, Misused, Reading, Work
from crmeter.vocabulary.text import Text
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.imports import import_file, list_imports
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.snapshots import current
from crmeter.worker.adopt import adopt, undo_adoption
from crmeter.worker.handlers import Order
from crmeter.worker.sync import bring_records, sync_records

Start = Callable[..., WorkerProcess]
DATA = Path(os.environ.get("CRMETER_DATA", Path(__file__).parents[3] / "shared" / "data"))
pytestmark = pytest.mark.django_db(transaction=True)
ADOPT = Order(1, {"source": "shop"}, None, 1)


@pytest.fixture(autouse=True)
def empty_workspace() -> Iterator[None]:
    yield
    for name in ("files", "warehouse", "runs"):
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)


def bring(folder: Path, **files: str) -> None:
    """Import lists of one firm as files, and let them count."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    taken = take_sources(settings.WORKSPACE, [folder], Answers(source="shop", currency="VND", date_order="dmy"))
    assert taken.skipped == ()
    refresh(settings.WORKSPACE)


KINDS_OF_CONTACTS = {"Điện thoại": "call", "Email": "mail", "Gặp trực tiếp": "meeting", "Zalo": "chat"}


def firm(orders: int = 120) -> dict[str, str]:
    """Customers, orders with their lines, returns, leads and contacts, as a firm has them."""
    days = [f"{1 + n % 28:02d}/{1 + n // 28 % 12:02d}/{2024 + n // 336}" for n in range(orders)]
    owners = ("Lê Thu Hà", "Võ Minh Tùng")
    return {
        "customers": "Mã khách hàng,Tên khách hàng,Phân khúc,Phụ trách,Điện thoại\n"
        + "".join(f"K{n},Khách {n},Nhóm {n % 3},{owners[n % 2]},09053186{n:02d}\n" for n in range(20)),
        "orders": "Mã đơn hàng,Ngày đặt,Mã khách hàng,Trạng thái,Ngày hẹn giao,Ngày giao,Tỉnh/Thành,Phụ trách\n"
        + "".join(
            f"D{n},{day},{'' if n % 11 == 0 else f'K{n % 20}'},{'Đã hủy' if n % 13 == 0 else 'Hoàn thành'},{day},{day},"
            f"Tỉnh {n % 4},{owners[n % 2]}\n"
            for n, day in enumerate(days)
        ),
        "lines": "Mã đơn hàng,Mã sản phẩm,Tên sản phẩm,Số lượng,Đơn giá,Giá vốn\n"
        + "".join(
            f"D{n},P{n % 5},Hàng {n % 5},{1 + n % 3},{0 if n == 7 else 1000 + n},{500 + n}\n" for n in range(orders)
        ),
        "returns": "Mã trả hàng,Ngày trả,Mã đơn hàng,Mã khách hàng,Mã sản phẩm,Số lượng trả,Số tiền trả\n"
        + "".join(f"R{n},28/12/2025,D{n},K{n % 20},P{n % 5},1,{1000 + n}\n" for n in (1, 2, 3)),
        "leads": "Mã khách tiềm năng,Ngày tạo,Trạng thái,Ngày chuyển đổi,Kênh,Chiến dịch,Mã khách hàng\n"
        + "".join(
            f"L{n},{days[n]},{'Đã chuyển đổi' if n % 3 == 0 else 'Mới'},{days[n] if n % 3 == 0 else ''},Web,Tết,"
            f"{f'K{n % 20}' if n % 3 == 0 else ''}\n"
            for n in range(30)
        ),
        "touches": "Mã tiếp xúc,Thời điểm,Mã khách hàng,Kênh,Chiều,Kết quả\n"
        + "".join(
            f"T{n},{days[n]} 09:30,K{n % 20},{'Điện thoại' if n % 2 else 'Pháo sáng'},Đi,Có trả lời\n"
            for n in range(40)
        ),
    }


def readings() -> dict[tuple[str, str, str], Reading]:
    evaluation = evaluate_snapshot(settings.WORKSPACE, Request(explained=False))
    return {(r.measure, str(_called(r)), str(r.period)): r for r in evaluation.readings}


def _called(reading: Reading) -> dict[str, str]:
    """What a figure is cut by: a kind of contact is called by the word of the records once it is one."""
    is_of_contacts = measures()[reading.measure].rows in ("outreach", "outreach_steps", "reached_people")
    kinds = KINDS_OF_CONTACTS if is_of_contacts else {}
    return {column: kinds.get(value, value) for column, value in reading.slice.items()}


def told(reading: Reading) -> dict[str, object]:
    """All that a reading says but when its snapshot was made."""
    said = {f.name: getattr(reading, f.name) for f in fields(reading) if f.name != "freshness"}
    return {**said, "slice": _called(reading)}


def differing(before: dict[tuple[str, str, str], Reading], after: dict[tuple[str, str, str], Reading]) -> list[str]:
    assert before.keys() == after.keys()
    return [
        f"{key}: {told(before[key])} -> {told(after[key])}" for key in before if told(before[key]) != told(after[key])
    ]


def rows(table: str) -> int:
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    return snapshot.tables[table].rows


def inputs() -> dict[str, tuple[tuple[str, ...], int]]:
    """What each table was built from, and its rows."""
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    return {name: (tuple(i for i in t.inputs if "crmeter" not in i), t.rows) for name, t in snapshot.tables.items()}


def test_every_reading_stays_and_stays_again_when_it_is_taken_back(tmp_path: Path) -> None:
    bring(tmp_path, **firm())
    before, built_from = readings(), inputs()
    sizes = {table: rows(table) for table in ("customers", "orders", "order_lines", "returns", "leads", "touches")}

    done = adopt(ADOPT, Work())

    assert (Customer.objects.count(), OrderRow.objects.count(), Lead.objects.count()) == (20, 120, 30)
    # A channel that nobody understands makes no activity: those contacts count as before.
    assert done["left"] == {"touches.channel": 20}
    assert Activity.objects.count() == 20
    assert {table: rows(table) for table in sizes} == sizes
    assert differing(before, readings()) == []

    undo_adoption(ADOPT, Work())

    # Built from the same rows as before, the tables are the same.
    assert inputs() == built_from
    assert not Customer.objects.exists()
    assert adoption_of("shop") is None


def supply(orders: int = 120) -> dict[str, str]:
    """What was in deliveries, claims, stock and suppliers of the firm, as files of their own."""
    days = [f"{1 + n % 28:02d}/{1 + n // 28 % 12:02d}/{2024 + n // 336}" for n in range(orders)]
    return {
        "parts": "Mã đơn hàng,Mã sản phẩm,Ngày hẹn giao,Ngày giao,Số lượng giao,Số lượng hỏng,Chứng từ đúng\n"
        + "".join(
            f"D{n},P{n % 5},{day},{day},{max(1, n % 3)},{n % 10 // 9},{'Không' if n % 17 == 0 else 'Có'}\n"
            for n, day in enumerate(days)
            if n % 13
        ),
        "claims": "Mã bảo hành,Mã đơn hàng,Mã sản phẩm,Ngày bảo hành\n"
        + "".join(f"B{n},D{n},P{n % 5},01/05/2024\n" for n in (1, 2, 3, 4)),
        "stock": "Mã sản phẩm,Kho,Ngày ghi tồn,Tồn kho\n"
        + "".join(f"P{n % 5},Kho 1,{1 + n // 5:02d}/03/2024,{n % 7}\n" for n in range(60)),
        "bought": "Mã đơn mua,Nhà cung cấp,Mã sản phẩm,Ngày hẹn,Ngày nhập kho,Số lượng nhận,Số lượng từ chối\n"
        + "".join(
            f"M{n},Hãng {n % 2},P{n % 5},{days[n]},{days[n - n % 3 + 1] if n % 3 else days[n]},10,{n % 4}\n"
            for n in range(40)
        ),
    }


def test_supply_stays_and_follows_the_records_that_it_names(tmp_path: Path) -> None:
    bring(tmp_path, **firm(), **supply())
    before, built_from = readings(), inputs()
    known = {reading.measure for reading in before.values() if reading.value is not None}
    assert {
        "in_full_rate", "perfect_order_rate", "warranty_claim_rate", "stockout_rate", "supplier_on_time_rate",
        "supplier_defect_rate",
    } <= known  # fmt: skip

    done = adopt(ADOPT, Work())

    assert OrderRow.objects.count() == 120
    assert done["left"] == {
        "touches.channel": 20,
        "warranty_claims.no_record": 4,
        "stock_levels.no_record": 60,
        "supplier_deliveries.no_record": 40,
    }
    assert differing(before, readings()) == []

    undo_adoption(ADOPT, Work())

    assert inputs() == built_from


def test_while_it_is_written_the_files_count_and_the_records_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(tmp_path, **firm())
    seen: list[int] = []

    def look(step: Text, done: int, total: int | None) -> None:
        if step.en.startswith("Writing"):
            # Somebody's change comes in meanwhile and takes along what is there.
            bring_records(Work())
            seen.append(rows("orders"))

    adopt(ADOPT, Work(look))

    assert len(seen) >= 5
    assert {*seen, rows("orders")} == {120}


def test_a_row_that_can_be_no_record_counts_as_before(tmp_path: Path) -> None:
    bring(
        tmp_path,
        orders="order_id,order_date,customer_id,amount\nD1,02/03/2025,K1,1000\nD2,03/03/2025,K1,-400\nD3,04/03/2025,,50\n",
    )
    with Engine() as engine:
        before = _amounts(engine)

    done = adopt(ADOPT, Work())

    # A negative document is no order; what it gives back is a return of the customer.
    assert done["left"] == {"orders.kind": 1}
    assert sorted(OrderRow.objects.values_list("external_id", flat=True)) == ["D1", "D3"]
    with Engine() as engine:
        assert _amounts(engine) == before == [("-400.0000", "return"), ("1000.0000", "sale"), ("50.0000", "sale")]
    assert rows("returns") == 1


def test_deals_of_a_file_keep_the_days_of_their_quotes(tmp_path: Path) -> None:
    deals = (
        "Mã cơ hội,Mã khách hàng,Giai đoạn,Ngày tạo,Ngày gửi báo giá\nC1,K1,Đàm phán,02/03/2025,05/03/2025\n"
        "C2,K1,Tiếp cận,02/03/2025,\n"
    )
    bring(tmp_path, orders="order_id,order_date,customer_id,amount\nD1,02/03/2025,K1,1000\n", deals=deals)

    adopt(ADOPT, Work())
    adopted = _quotes()
    undo_adoption(ADOPT, Work())

    assert adopted == _quotes() == [(True, "2025-03-05"), (False, None)]


def _quotes() -> list[tuple[object, ...]]:
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with Engine() as engine:
        attach_snapshot(engine, settings.WORKSPACE, snapshot)
        return engine.rows("SELECT is_quoted, quoted_on::VARCHAR FROM deals ORDER BY source_key")


def _amounts(engine: Engine) -> list[tuple[str, str]]:
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    attach_snapshot(engine, settings.WORKSPACE, snapshot)
    return sorted((str(a), k) for a, k in engine.rows("SELECT amount, kind FROM orders"))


@pytest.mark.parametrize("point", ["adoption-batch:4", pytest.param("adoption-counted", marks=pytest.mark.prove)])
def test_a_worker_that_is_killed_goes_on_and_writes_nothing_twice(
    start_worker: Start, tmp_path: Path, point: str
) -> None:
    bring(tmp_path, **firm())
    pk = ask(SYSTEM, "shop")

    killed = start_worker(lease_seconds=3, failpoint=point)
    assert killed.process.wait(timeout=60) == -9
    start_worker(lease_seconds=3)
    ended = wait_for(pk, lambda job: not job.is_open, seconds=60)

    assert ended.state == "done", ended
    assert (Customer.objects.count(), OrderRow.objects.count(), OrderLine.objects.count()) == (20, 120, 120)
    assert (rows("orders"), rows("customers")) == (120, 20)


def test_whoever_stops_it_leaves_nothing_of_it(tmp_path: Path) -> None:
    bring(tmp_path, **firm())
    job = ask(SYSTEM, "shop")

    def stopped_at_orders(step: Text, done: int, total: int | None) -> None:
        if "Orders" in step.en:
            stop(SYSTEM, "shop")

    stopped = Work(stopped_at_orders, lambda: Job.objects.get(pk=job).cancel_requested)
    with pytest.raises(Cancelled):
        adopt(Order(job, {"source": "shop"}, None, 1), stopped)

    assert not Customer.objects.exists()
    assert adoption_of("shop") is None
    sync_records(ADOPT, Work())
    assert rows("orders") == 120


def test_files_of_a_source_that_lives_in_the_records_are_refused(tmp_path: Path) -> None:
    bring(tmp_path, **firm())
    adopt(ADOPT, Work())
    more = tmp_path / "more.csv"
    more.write_text("order_id,order_date,customer_id,amount\nD1,02/03/2025,K1,1000\n", "utf-8")

    with pytest.raises(Misused, match="shop"):
        import_file(settings.WORKSPACE, more, Answers(source="shop", currency="VND", date_order="dmy"))

    assert not any(imported.file == "more.csv" for imported in list_imports(settings.WORKSPACE))


def test_a_source_without_files_is_refused() -> None:
    with pytest.raises(Misused, match="shop"):
        adopt(ADOPT, Work())


@pytest.mark.prove
def test_the_figures_of_the_sample_company_stay(tmp_path: Path) -> None:
    sample = write_sample(tmp_path, customers=1_200)
    take_sources(settings.WORKSPACE, sample.measured, partial(sample.answers, source="shop"))
    refresh(settings.WORKSPACE)
    before = readings()

    done = adopt(ADOPT, Work())

    # Answers of files stay answers of files: nobody asked them here. No record is kept of claims, stock and suppliers.
    assert set(done["left"]) == {
        f"{table}.no_record" for table in ("survey_answers", "warranty_claims", "stock_levels", "supplier_deliveries")
    }
    after = readings()
    # Of two contacts at one moment the channel that comes first by its name counts, and names change.
    for key in [key for key in before if key[0] == "conversion_rate" and "channel" in key[1]]:
        before.pop(key), after.pop(key)
    assert differing(before, after) == []


@pytest.mark.prove
def test_the_figures_of_a_marketplace_stay() -> None:
    folder = DATA / "olist"
    if not folder.exists():
        pytest.skip(f"{folder} is not here")
    names = ("customers", "orders", "order_items", "products", "marketing_qualified_leads")
    files = [folder / f"olist_{name}_dataset.csv.gz" for name in names]
    take_sources(settings.WORKSPACE, files, Answers(source="shop", currency="BRL"))
    refresh(settings.WORKSPACE)
    before = readings()

    done = adopt(ADOPT, Work())

    assert done["left"] == {}
    assert differing(before, readings()) == []


@pytest.mark.prove
def test_the_figures_of_a_wholesaler_with_corrections_and_returns_stay() -> None:
    file = DATA / "online_retail" / "online_retail.csv.gz"
    if not file.exists():
        pytest.skip(f"{file} is not here")
    take_sources(settings.WORKSPACE, [file], Answers(source="shop", currency="GBP"))
    refresh(settings.WORKSPACE)
    before = readings()

    done = adopt(ADOPT, Work())

    # Credit notes and corrections of the books are no orders; returns whose customer nobody knows are nobody's.
    assert done["left"] == {"orders.kind": 5174, "returns.link": 383}
    assert differing(before, readings()) == []
