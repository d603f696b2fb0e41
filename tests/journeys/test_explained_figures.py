"""What is behind a figure that a page works out on the spot, by keyboard, and without a script, in both languages."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.http import urlencode
from playwright.sync_api import expect
from tests.web.survey_answers import compared

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.warehouse.workspace import Workspace

STATED = {"us": "Hãng chúng tôi", "margin": "30", "discount": "12", "horizon": "3", "market": "50000", "move-0": "1"}
WORDS = {
    "vi": ("Công thức", "Giả định", "Trở lại trang"),
    "en": ("Formula", "Assumptions", "Back to the page"),
}


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
def test_a_figure_opens_what_is_behind_it_and_gives_the_focus_back(
    reader, administrator: str, number: int, axe, language: str, width: int
) -> None:
    formula, assumptions, back = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    page = reader.open(f"/surveys/{number}/equity?{urlencode(STATED)}")
    figure = page.locator(".equity-hero .equity-big a.figure")
    figure.focus()

    page.keyboard.press("Enter")

    drawer = page.locator("#explain")
    expect(drawer.locator("#explain-title")).to_be_focused()
    expect(drawer.locator(".ex-number")).to_have_text(figure.inner_text())
    expect(drawer.get_by_text(formula, exact=True)).to_be_visible()
    expect(drawer.get_by_role("heading", name=assumptions)).to_be_visible()
    expect(drawer.locator(".fx b")).to_contain_text("× 50")
    assert reader.barriers(axe) == []
    reader.keep_picture(f"explained-drawer-{language}-{width}")

    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(figure).to_be_focused()

    # E explains the figure in focus too; its own address shows the same as a page.
    page.keyboard.press("e")
    expect(drawer.locator(".ex-number")).to_be_visible()
    drawer.locator(".drawer-f a").click()
    page.wait_for_url("**explain=equity_0**")
    expect(page.locator(".explain-page .ex-number")).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"explained-page-{language}-{width}")
    page.locator("main .head").get_by_role("link", name=back).click()
    expect(page.locator(".equity-hero")).to_be_visible()
    assert "move-0=1" in page.url
