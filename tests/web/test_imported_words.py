"""What people wrote in files of answers, as pages show it: by theme, with score, to whoever may read it."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.imports import import_file
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BrowserOf = Callable[..., Client]
ROWS = [
    f"{n},2026-03-{n:02},K{n},{2 if n < 11 else 9},{'Giao hàng <b>chậm</b>' if n < 11 else 'Nhân viên tốt'}"
    for n in range(1, 21)
]


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path / "workspace")
    monkeypatch.setattr(settings, "WORKSPACE", workspace)
    path = tmp_path / "quy-1.csv"
    path.write_text("\n".join(["Mã phiếu,Ngày trả lời,Mã khách hàng,NPS,Góp ý", *ROWS]))
    import_file(workspace, path, Answers(nps_scale="0-10", source="quý 1", date_order="ymd"))
    refresh(workspace)


def words(page: bytes) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.decode())))


@pytest.mark.usefixtures("imported")
def test_a_survey_of_a_file_leads_to_its_themes_and_these_to_the_answers(browser_of: BrowserOf) -> None:
    browser = browser_of("analyst")

    listed = browser.get("/external/satisfaction/words")
    address = re.search(r'href="(/external/satisfaction/words/customer/\d+/\d+)"', listed.content.decode())
    assert address is not None
    page = browser.get(address[1])
    late = browser.get(address[1], {"theme": "chậm"})

    assert "quý 1 Góp ý" in words(listed.content)
    assert "n = 20" in words(page.content)
    # Ten of twenty gave 2, the others 9.
    assert "2,00" in words(page.content)
    assert "Giao hàng <b>chậm</b>" in words(late.content)
    assert "<b>chậm</b>" not in late.content.decode()
    assert re.search(r'href="/customers/\d+"', late.content.decode())


@pytest.mark.usefixtures("imported")
def test_words_are_open_to_readers_of_surveys_only(browser_of: BrowserOf) -> None:
    listed = {identity: browser_of(identity).get("/external/satisfaction/words") for identity in ("rep", "admin")}

    assert (listed["rep"].status_code, listed["admin"].status_code) == (403, 200)


@pytest.mark.usefixtures("imported")
def test_a_key_that_nothing_was_written_to_is_not_there(browser_of: BrowserOf) -> None:
    browser = browser_of("analyst")

    for address in ("customer/1/2", "employee/1/2", f"customer/{10**30}/1"):
        assert browser.get(f"/external/satisfaction/words/{address}").status_code == 404
