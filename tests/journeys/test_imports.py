"""A file of orders on its way into the figures and out again, in a browser, with a worker of its own."""

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Reader
from tests.worker.conftest import WorkerProcess, start_worker

__all__ = ["start_worker"]

Start = Callable[..., WorkerProcess]
LONG_MS = 60_000


@pytest.fixture(autouse=True)
def empty_workspace() -> Iterator[None]:
    yield
    for name in ("files", "warehouse", "runs"):
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)


@pytest.fixture
def keeper(reader: Reader, administrator: str, start_worker: Start) -> Reader:
    """Somebody who answers for data, at a browser, with a worker at work."""
    start_worker()
    reader.choose("vi", "light")
    reader.sign_in(administrator)
    return reader


def orders(path: Path, count: int) -> Path:
    """A list of orders whose days leave open what comes first; every hundredth has no amount."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["Mã đơn", "Ngày đặt", "Tên khách", "Tổng cộng lạ", "Ghi chú"])
        for n in range(count):
            day = f"{1 + n % 12:02d}/{1 + n // 12 % 12:02d}/{2024 + n // 144 % 2}"
            amount = "chưa rõ" if n % 100 == 0 else f"{(1 + n % 50) * 10_000}"
            out.writerow([f"DH{n:05d}", day, f"Khách số {n % 160}", amount, "=1+1"])
    return path


def send(page: Page, path: Path) -> None:
    page.set_input_files("#files", path)
    page.click("[data-send]")
    page.wait_for_url("**/imports/*")


def test_from_a_file_to_figures_and_back(keeper: Reader, tmp_path: Path, axe: str) -> None:
    page = keeper.open("/")
    page.get_by_role("link", name="Chọn tệp").click()
    page.wait_for_url("**/imports")
    assert keeper.barriers(axe) == []
    send(page, orders(tmp_path / "Đơn hàng 2025.csv", 2000))

    # Looked at: one column is not known, two things are not said.
    expect(page.locator("#accept")).to_have_text("Ghép nốt 1 cột rồi nhập", timeout=LONG_MS)
    assert keeper.barriers(axe) == []
    keeper.keep_picture("imports-map-vi-light-1440")
    page.get_by_label("Cột Tổng cộng lạ ghép vào trường nào").select_option(label="Số tiền của đơn")
    expect(page.locator("#accept")).to_have_text("Xem lại với lựa chọn này")
    page.click("#accept")
    expect(page.locator("#accept")).to_have_text("Trả lời 2 câu rồi nhập", timeout=LONG_MS)
    page.get_by_label("ngày / tháng / năm").check()
    page.fill("[name=currency]", "VND")
    page.click("#accept")

    # Nothing is open: the first rows are accepted as they are shown.
    expect(page.locator("#accept")).to_have_text("Nhập", timeout=LONG_MS)
    expect(page.get_by_role("region", name="Các dòng đầu")).to_contain_text("DH00001")
    page.click("#accept")
    expect(page.get_by_role("heading", name="Đã nhập được")).to_be_visible(timeout=LONG_MS)
    assert keeper.barriers(axe) == []
    keeper.keep_picture("imports-done-vi-light-1440")

    # Twenty rows have no amount; they can be taken away.
    expect(page.locator(".facts")).to_contain_text("1.980")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tất cả").click()
    rows = list(csv.reader(Path(download.value.path()).read_text("utf-8-sig").splitlines()))
    assert (len(rows), rows[1][0], rows[1][3]) == (21, "2", "chưa rõ")

    # The figures follow by themselves.
    expect(page.get_by_role("link", name="Xem con số")).to_be_visible(timeout=LONG_MS)
    page.get_by_role("link", name="Xem con số").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sức khỏe quan hệ khách hàng")

    # Undone, the product is as it was at first.
    keeper.open("/imports")
    page.get_by_role("button", name="Hoàn tác Đơn hàng 2025.csv").click()
    expect(page.get_by_role("button", name="Nhập lại")).to_be_visible(timeout=LONG_MS)
    keeper.open("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bạn muốn bắt đầu từ đâu?")


def test_a_file_that_is_none_is_told_by_what_it_is(keeper: Reader, tmp_path: Path, axe: str) -> None:
    keeper.choose("en", "dark", 360)
    page = keeper.open("/imports")
    path = tmp_path / "orders.csv"
    path.write_bytes(b"%PDF-1.7\n\xe2\xe3\n1 0 obj\n")
    send(page, path)
    expect(page.get_by_role("alert").first).to_contain_text("a PDF document", timeout=LONG_MS)
    assert keeper.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Throw this file away").click()
    expect(page.get_by_text("No file has been sent yet")).to_be_visible()


def test_an_import_goes_on_while_nobody_looks_and_stops_when_asked(keeper: Reader, tmp_path: Path) -> None:
    page = keeper.open("/imports")
    text = orders(tmp_path / "don.csv", 600_000).read_text("utf-8").replace("Tổng cộng lạ", "Số tiền")
    path = tmp_path / "lon.csv"
    path.write_text(text, "utf-8")
    send(page, path)
    expect(page.locator("#accept")).to_have_text("Trả lời 2 câu rồi nhập", timeout=LONG_MS)
    page.get_by_label("ngày / tháng / năm").check()
    page.fill("[name=currency]", "VND")
    page.click("#accept")
    expect(page.locator("#accept")).to_have_text("Nhập", timeout=LONG_MS)
    here = page.url
    page.click("#accept")
    expect(page.locator("#stop-import")).to_be_visible(timeout=LONG_MS)

    # Somebody leaves the page and comes back.
    keeper.open("/measures")
    page.goto(here)
    page.click("#stop-import")
    expect(page.get_by_text("chưa dòng nào của tệp được tính")).to_be_visible(timeout=LONG_MS)
    expect(page.locator("#accept")).to_have_text("Nhập")
