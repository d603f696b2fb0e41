"""The value map in a browser: of a survey, and of a table of products that is sent in; both languages."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.web.survey_answers import compared
from tests.worker.conftest import WorkerProcess, start_worker

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.warehouse.workspace import Workspace

# The tests of its pages run on both databases; this is about how they look.
pytestmark = pytest.mark.once

__all__ = ["start_worker"]

Start = Callable[..., WorkerProcess]
PUMPS = """Máy lọc nước;Dòng máy;Giá bán;Điểm độ bền;Mức hao điện;Đánh giá;Số lượng bán
An Khang S1;gia đình;6.900.000;8,6;21;tốt;420
Sông Lam X;gia đình;6.500.000;8,2;24;rất tốt;380
Hải Vân Pro;gia đình;8.400.000;8,9;20;tốt;160
Bạch Mã 5;gia đình;5.900.000;7,6;27;khá;240
Thanh Tuyền;gia đình;6.200.000;7,1;26;kém;110
An Khang C9;quán ăn;18.500.000;8,8;55;tốt;60
Sông Lam Plus;quán ăn;16.900.000;8,1;61;tốt;75
Hải Vân Max;quán ăn;21.000.000;9,0;52;rất tốt;30
"""
WORDS = {"vi": ("Đọc bảng", "Xem dạng bảng"), "en": ("Read the table", "The same as a table")}
FLOW = {"vi": ("Dòng chảy", "Không mua nữa"), "en": ("Flow", "Would not buy any more")}


@pytest.fixture
def kept_workspace() -> Iterator[None]:
    yield
    for name in ("files", "warehouse", "runs"):
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)


@pytest.fixture
def number(administrator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    if not queues():
        # Tests that commit take with them what an installation begins with.
        add_queue(SYSTEM, "Chăm sóc")
    found = person_at(administrator)
    assert found is not None
    return compared(found, 60, stopping=40)


@pytest.mark.parametrize(("language", "width"), [("vi", 1440), ("en", 390)])
def test_brands_of_a_survey_stand_on_a_map(
    reader, administrator: str, number: int, axe, language: str, width: int
) -> None:
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    page = reader.open(f"/value-map?source=survey-{number}")
    assert reader.barriers(axe) == []

    page.locator("#map-us").select_option("Đối thủ A")
    page.locator(".vm-name.us", has_text="A").wait_for()
    page.locator(".vm-overtake button").click()
    page.locator(".vm-overtake .sent").wait_for()
    slider = page.locator("#move-price")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**move-price=-*")
    page.locator("#map-outcome b", has_text="1,80" if language == "vi" else "1.80").wait_for()
    assert slider.evaluate("each => each === document.activeElement")
    page.locator(".vm-behind > summary").click()

    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("scrollTo(0, 0)")
    reader.keep_picture(f"value-map-{language}-{width}")

    flow, stopped = FLOW[language]
    page.locator(".vm-switch th", has_text=stopped).wait_for()
    page.get_by_role("link", name=flow, exact=True).click()
    page.locator(".flow-words", has_text=stopped).wait_for()
    handle = page.locator("#map-handle")
    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_url("**to-quality=**")
    page.locator("#map-outcome dd", has_text="→").first.wait_for()
    assert handle.evaluate("each => each === document.activeElement")
    # By the keyboard to the right, then by the pointer up: better and dearer.
    before = page.url
    handle.evaluate("each => each.scrollIntoView({block: 'center'})")
    box = handle.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 15, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(box["x"] + 15, box["y"] - 45, steps=4)
    page.mouse.up()
    page.wait_for_url(lambda address: address != before)
    page.locator(".vm-name.tried").wait_for()
    page.locator(".flow").wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("scrollTo(0, 0)")
    reader.keep_picture(f"value-map-tried-{language}-{width}")


@pytest.mark.parametrize(("language", "width"), [("vi", 1440), ("en", 390)])
def test_a_table_of_products_becomes_a_map(
    reader,
    administrator: str,
    kept_workspace: None,
    start_worker: Start,
    tmp_path: Path,
    axe: str,
    language: str,
    width: int,
) -> None:
    read, as_table = WORDS[language]
    path = tmp_path / "máy lọc nước.csv"
    path.write_text(PUMPS, encoding="utf-8")
    start_worker()
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    page = reader.open("/value-map/files")
    assert reader.barriers(axe) == []

    page.set_input_files("#files", path)
    page.click("[data-send]")
    page.get_by_role("button", name=read).wait_for(timeout=60_000)
    # What a row is about was guessed; the kind of machine is the set of equivalent products.
    assert page.locator("#role-0").input_value() == "product"
    assert page.locator("#role-4").input_value() == "less"
    page.locator("#role-1").select_option("set")
    page.locator("#weight-3").fill("2")
    reader.keep_picture(f"value-map-columns-{language}-{width}")
    assert reader.barriers(axe) == []
    page.get_by_role("button", name=read).click()
    page.locator("#points-5-0").wait_for(timeout=60_000)
    page.get_by_role("button", name=read).click()
    page.locator(".vm-mark.us").wait_for(timeout=60_000)

    page.locator("#map-set").select_option("gia đình")
    page.locator(".vm-name", has_text="Hải Vân Pro").wait_for()
    page.locator(".as-table > summary", has_text=as_table).click()
    assert page.locator(".as-table tbody tr").count() == 5
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("scrollTo(0, 0)")
    reader.keep_picture(f"value-map-table-{language}-{width}")
    page.locator("#map-page .head .btn").first.click()
    page.locator("tbody .tag").first.wait_for()
    page.locator("tbody input[value='An Khang S1']").check()
    page.locator("#mix-form button").click()
    page.locator("tbody tr", has_text="An Khang S1").first.wait_for()
    assert page.locator("tbody tr").first.inner_text().startswith("An Khang S1")
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"value-map-mix-{language}-{width}")
    page = reader.open("/value-map/deals")
    assert reader.barriers(axe) == []
