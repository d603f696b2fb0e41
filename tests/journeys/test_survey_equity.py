"""Customer equity of a survey in a browser: the assumptions said, a driver moved by keyboard, both languages."""

from pathlib import Path

import pytest
from django.conf import settings
from tests.web.survey_answers import compared

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.surveys.driver_actions import group_drivers
from crmeter.records.surveys.queries import questions_of
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.warehouse.workspace import Workspace

GROUPS = ("value", "value", "value", "brand", "relationship")
WORDS = {
    "vi": (
        "Hãng của mình", "Biên lợi nhuận (%)", "Số khách của thị trường", "Chất lượng", "Thay đổi này đem lại gì",
        "Đưa vào rà soát", "Dùng cho lần đánh giá",
    ),
    "en": (
        "Our brand", "Contribution margin (%)", "Customers of the market", "Quality", "What the change would do",
        "Send to review", "Use in evaluations",
    ),
}  # fmt: skip


@pytest.fixture
def number(administrator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    if not queues():
        # Tests that commit take with them what an installation begins with.
        add_queue(SYSTEM, "Chăm sóc")
    found = person_at(administrator)
    assert found is not None
    number = compared(found, 60)
    grid = questions_of(number)[0]
    keys = [row.key for row in grid.options.rows]
    group_drivers(found, grid.id, dict(zip(keys, GROUPS, strict=True)), version=grid.version)
    return number


@pytest.mark.parametrize(("language", "width"), [("vi", 1440), ("en", 360)])
def test_a_slider_tells_what_a_better_rating_would_add(
    reader, administrator: str, number: int, axe, language: str, width: int
) -> None:
    brand, margin, market, quality, outcome, send, use = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    page = reader.open(f"/surveys/{number}/equity")
    assert reader.barriers(axe) == []

    page.get_by_label(margin).fill("30")
    page.get_by_label(market).fill("50000")
    page.get_by_label(brand).select_option(index=1)
    page.locator("#equity-found .equity-hero").wait_for()
    slider = page.get_by_role("slider", name=quality)
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")

    page.get_by_role("heading", name=outcome).wait_for()
    assert slider.evaluate("each => each === document.activeElement")
    cost = page.locator("#cost-0")
    cost.fill("20000000")
    cost.press("Tab")
    page.locator("#equity-outcome").get_by_text("×").wait_for()
    page.locator("#equity-found .tornado").get_by_text("×").first.wait_for()
    assert "move-0=" in page.url
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 1440:
        switching = page.locator(".scroll:has(> .equity-switching)")
        assert switching.evaluate("each => each.scrollWidth <= each.clientWidth")
    track = slider.evaluate("each => getComputedStyle(each).getPropertyValue('--track')")
    assert slider.evaluate("each => getComputedStyle(each).appearance") == "none"
    assert "gradient" in track
    reader.keep_picture(f"survey-equity-{language}-{width}")
    page.locator("#equity-outcome").get_by_role("button", name=send).click()
    page.locator("#equity-outcome .sent").wait_for()
    page.locator("#scenario-name").fill("Chất lượng trước")
    page.locator(".equity-keep button").click()
    page.locator("#equity-scenarios").get_by_role("link", name="Chất lượng trước").wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"survey-equity-scenario-{language}-{width}")
    page.get_by_role("button", name=use).click()
    page.locator(".equity-used p").first.get_by_text("30").wait_for()
    assert reader.barriers(axe) == []
    reader.keep_picture(f"survey-equity-used-{language}-{width}")
