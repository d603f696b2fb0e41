"""Scenarios tried and kept, figures of the market typed, pages read by purpose: in each language, desk and phone."""

from typing import Any

import pytest
from tests.web.foreseen_runs import publish_forecast

# The tests of its pages run on both databases; this is about how it looks.
pytestmark = pytest.mark.once
WORDS = {
    "vi": {"kept": "Đã lưu kịch bản", "figure": "Đã lưu", "market": "thị trường", "daily": "Việc hằng ngày"},
    "en": {"kept": "Scenario kept", "figure": "Kept", "market": "market", "daily": "Daily work"},
}


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 390), ("en", "dark", 1440)])
def test_what_is_assumed_stands_beside_the_forecast_and_is_kept(
    reader: Any, administrator: str, axe: str, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    publish_forecast()
    reader.sign_in(administrator)
    reader.choose(language, theme, width)

    def looked_at(name: str) -> None:
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        assert reader.barriers(axe) == []
        reader.keep_picture(f"forecasts-{name}-{language}-{width}")

    page = reader.open("/forecasts/scenarios")
    looked_at("nothing-assumed")
    page.locator("#scenario-market_growth").fill("5")
    page.locator("#scenario-market_growth").press("Tab")
    page.locator("#scenario-found .wf").wait_for()
    looked_at("scenario")
    page.locator("#scenario-name").fill("Mở rộng")
    page.locator("#scenario-keep").locator("xpath=ancestor::section").locator("button.primary").click()
    page.locator(".toast", has_text=words["kept"]).wait_for()
    page.locator("th", has_text="Mở rộng").wait_for()

    page = reader.open("/forecasts/market")
    looked_at("market")
    page.locator("#market-period").fill("2025")
    page.locator("#market-who").fill(words["market"])
    page.locator("#market-amount").fill("1500000000000")
    page.locator("#market-said-by").fill("GfK")
    page.locator("form[action$='/market/new'] button.primary").click()
    page.locator(".toast", has_text=words["figure"]).wait_for()
    page.locator("td", has_text="GfK").first.wait_for(state="attached")

    page = reader.open("/internal/sales")
    page.get_by_role("link", name=words["daily"]).click()
    page.locator(".purpose [aria-current]", has_text=words["daily"]).wait_for()
    # It is remembered on the next page.
    page = reader.open("/internal/supply")
    page.locator(".purpose [aria-current]", has_text=words["daily"]).wait_for()
    looked_at("daily")
