"""A file is written into records by somebody at a browser: mapped, asked about, done; no page is too wide."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.journeys.conftest import Reader
from tests.pages.test_imports import work_off

FILE = "Họ tên;SĐT;E-mail;Sinh nhật\nHà;0905318642;ha@firm.vn;03/04/1990\nVũ;12;vu@firm.vn;05/06/1991\n"
JOBS = ("look_at_upload", "import_records")


@pytest.fixture(autouse=True)
def empty_workspace() -> Iterator[None]:
    yield
    shutil.rmtree(settings.WORKSPACE.root / "files", ignore_errors=True)


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 360), ("en", "dark", 1440)])
def test_rows_become_contacts(
    reader: Reader, administrator: str, axe: str, tmp_path: Path, language: str, theme: str, width: int
) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text(FILE, "utf-8")
    reader.choose(language, theme, width)
    reader.sign_in(administrator)
    page = reader.open("/imports")
    page.set_input_files("#files", file)
    page.click("[data-send]")
    page.wait_for_url("**/imports/*")
    work_off(*JOBS)
    page.reload()
    assert reader.barriers(axe) == []

    page.locator("#concept").select_option("contacts")
    page.locator("#into-records").click()
    page.wait_for_url("**/records")
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.keep_picture(f"record-import-{language}-{width}")
    page.locator("#accept-records").click()
    page.wait_for_selector("#record-state")
    assert reader.barriers(axe) == []
    work_off(*JOBS)
    page.locator("input[name=date_order][value=dmy]").check()
    page.locator("#accept-records").click()
    page.wait_for_selector("#record-state")
    work_off(*JOBS)

    page.wait_for_selector("#undo-records")
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.keep_picture(f"record-import-result-{language}-{width}")
