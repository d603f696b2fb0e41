"""What moved customer equity since the wave before, in a browser: each part with its interval, both languages."""

from pathlib import Path

import pytest
from django.conf import settings
from tests.web.survey_answers import compared, compared_again

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.warehouse.workspace import Workspace

WORDS = {"vi": ("Bảng", "khoảng 80%"), "en": ("Table", "80% interval")}


@pytest.fixture
def number(administrator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    if not queues():
        # Tests that commit take with them what an installation begins with.
        add_queue(SYSTEM, "Chăm sóc")
    found = person_at(administrator)
    assert found is not None
    return compared_again(found, compared(found, 60), 70)


@pytest.mark.parametrize(("language", "width"), [("vi", 1440), ("en", 390)])
def test_each_part_of_the_change_is_drawn_and_told_with_its_interval(
    reader, administrator: str, number: int, axe, language: str, width: int
) -> None:
    table, interval = WORDS[language]
    stated = "us=H%C3%A3ng+ch%C3%BAng+t%C3%B4i&margin=30&discount=12&horizon=3&market=50000&market-before=40000"
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)

    page = reader.open(f"/surveys/{number}/equity/change?{stated}")

    page.locator(".tornado-interval").first.wait_for()
    assert page.locator(".tornado-bar").count() == page.locator(".tornado-interval").count()
    assert page.locator(".tornado figcaption").get_by_text(interval).is_visible()
    page.locator("summary", has_text=table).click()
    rows = page.locator("details[open] tbody tr")
    rows.first.wait_for()
    assert rows.count() == page.locator(".tornado-bar").count()
    assert rows.locator("td:nth-child(3)", has_text="–").count() == rows.count() - 1
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"survey-equity-change-{language}-{width}")
