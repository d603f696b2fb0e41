"""The change of equity between two waves in a browser, in both languages."""

from pathlib import Path

import pytest
from django.conf import settings
from tests.web.survey_answers import compared, compared_again

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.warehouse.workspace import Workspace

# The tests of its pages run on both databases; this is about how they look.
pytestmark = pytest.mark.once

WORDS = {
    "vi": ("Hãng của mình", "Biên lợi nhuận (%)", "Số khách của thị trường", "Tính lại", "So với đợt trước"),
    "en": ("Our brand", "Contribution margin (%)", "Customers of the market", "Work it out", "Since the wave before"),
}


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
def test_the_change_since_the_wave_before_is_told_in_parts(
    reader, administrator: str, number: int, axe, language: str, width: int
) -> None:
    brand, margin, market, work, since = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    page = reader.open(f"/surveys/{number}/equity")
    page.get_by_role("link", name=since).click()
    page.get_by_label(margin).wait_for()
    assert reader.barriers(axe) == []

    page.get_by_label(margin).fill("30")
    page.get_by_label(market, exact=True).fill("50000")
    page.get_by_label(brand).select_option(index=1)
    page.get_by_role("button", name=work).click()

    page.locator(".tornado").wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"survey-equity-change-{language}-{width}")
