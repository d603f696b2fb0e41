"""The value map in a browser: of a survey, and of a table of products that is sent in; both languages."""

from pathlib import Path

import pytest
from django.conf import settings
from tests.web.survey_answers import compared

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.warehouse.workspace import Workspace


@pytest.fixture
def number(administrator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    if not queues():
        # Tests that commit take with them what an installation begins with.
        add_queue(SYSTEM, "Chăm sóc")
    found = person_at(administrator)
    assert found is not None
    return compared(found, 60)


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
    page.locator(".vm-behind > summary").click()

    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"value-map-{language}-{width}")
