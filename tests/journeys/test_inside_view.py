"""The inside view, in a browser: numbers of each department, what stands behind one, and on to review (C1–C7, A5)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from crmeter.vocabulary import Work
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sample_company import sample_company

# The tests of its pages run on both databases; this is about how they look.
pytestmark = pytest.mark.once

# By page: its heading, a number that it shows, and a card below.
SHOWN = {
    "vi": {
        "marketing": ("Tiếp thị", "Tỷ lệ phản hồi", "Liên hệ mấy lần thì ngừng"),
        "sales": ("Bán hàng", "Tỷ lệ thắng", "Trả lời chậm mất gì"),
        "service": ("Dịch vụ", "Thời gian trả lời lần đầu", "Nhân viên"),
        "supply": ("Cung ứng", "Giao hàng đúng hẹn", "Giao trễ mất gì"),
    },
    "en": {
        "marketing": ("Marketing", "Reply rate", "After how many contacts replies end"),
        "sales": ("Sales", "Win rate", "What slow answers cost"),
        "service": ("Service", "First response time", "Agents"),
        "supply": ("Supply", "Delivered on time", "What late deliveries cost"),
    },
}
# By page: the tables whose rows open a record.
RECORDS = {
    "sales": {
        "vi": ("Khả năng thắng từng cơ hội", "Điểm khách tiềm năng"),
        "en": ("Chances of open deals", "Scores of open leads"),
    },
}
# What the page of supply shows of those who supply, and the words of the supplier that is planted as the bad one.
SUPPLY = {
    "vi": ("Nhà cung cấp", "Đơn hoàn hảo gồm những gì", "Sản phẩm hết hàng", "ít đúng hẹn hơn"),
    "en": ("Suppliers", "What makes orders perfect", "Products out of stock", "on time less often"),
}
# A part that begins folded, as the table of contents calls it.
FOLDED = {"vi": "Gọi ai trước", "en": "Whom to call first"}
TO_REVIEW = {"vi": ("Đưa vào rà soát", "Đang chờ rà soát"), "en": ("Send to review", "Waiting for review")}


@pytest.fixture
def sample(administrator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample company in the records, evaluated."""
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    sample_company(Order(1, {"customers": 600, "as_of": "2026-11-20"}, None, 1), Work())


def test_each_department_shows_its_numbers_and_what_stands_behind_them(
    reader, administrator: str, sample: None, axe
) -> None:
    reader.sign_in(administrator)
    # One after the other: the sample company is made once.
    for language, theme, width in (("vi", "light", 1440), ("en", "dark", 390)):
        reader.choose(language, theme, width)
        for name in SHOWN[language]:
            a_department(reader, axe, name, language, width)
    send_to_review(reader, "en")


def a_department(reader, axe, name: str, language: str, width: int) -> None:
    heading, number, card = SHOWN[language][name]
    page = reader.open(f"/internal/{name}")
    page.get_by_role("heading", name=heading, exact=True).first.wait_for()
    page.get_by_role("heading", name=card, exact=True).wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"inside-{name}-{language}-{width}")

    if name in RECORDS:
        the_part_that_is_folded(page, FOLDED[language])
        the_records_named(page, language, name)
    if name == "supply":
        the_suppliers(page, language)
    page.locator(".kpis .kpi", has_text=number).first.click()
    page.locator("#explain-body .rows-table, #explain-body table").first.wait_for()
    assert number in page.locator("#explain-body").inner_text()


def the_suppliers(page, language: str) -> None:
    """Who supplies stands by name, each figure opens its lines, and the bad one is told apart in words."""
    title, perfect, out, late = SUPPLY[language]
    for each in (perfect, out):
        page.get_by_role("heading", name=each, exact=True).wait_for()
    table = page.get_by_role("region", name=title, exact=True)
    assert table.locator("tbody th").all_inner_texts() == [
        "Cơ điện Phú Thịnh",
        "Lọc Đông Á",
        "Thiết bị Hải Vân",
        "Vật tư Tân Lộc",
    ]
    bad = table.locator("tbody tr", has_text="Vật tư Tân Lộc")
    bad.get_by_text(late, exact=True).wait_for()
    bad.locator("[data-explain=supplier_on_time_rate]").click()
    page.locator("#explain-body .rows-table, #explain-body table").first.wait_for()
    assert "Vật tư Tân Lộc" in page.locator("#explain-body").inner_text()
    page.keyboard.press("Escape")


def the_part_that_is_folded(page, title: str) -> None:
    """The table of contents is at hand by the keyboard and leads into what is folded."""
    link = page.get_by_role("navigation", name=re.compile("Trên trang này|On this page")).get_by_role(
        "link", name=title
    )
    link.focus()
    page.keyboard.press("Enter")
    page.locator("details#leads[open]").wait_for()
    link.and_(page.locator("[aria-current]")).wait_for()


def the_records_named(page, language: str, name: str) -> None:
    """What is told of single deals and leads opens them."""
    for title in RECORDS[name][language]:
        table = page.get_by_role("region", name=title, exact=True).last
        link = table.get_by_role("link").first
        assert link.inner_text()
        assert link.get_attribute("href").split("/")[1] in ("deals", "leads")


def send_to_review(reader, language: str) -> None:
    send, waiting = TO_REVIEW[language]
    page = reader.open("/internal/sales")
    page.get_by_role("button", name=send).click()
    page.get_by_text(waiting).wait_for()

    page = reader.open("/findings")
    assert "As to sales:" in page.locator("main").inner_text()
