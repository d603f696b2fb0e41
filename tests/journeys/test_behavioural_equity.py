"""What customers are worth by what they bought: winning and keeping balanced on its page, and sent to review."""

import pytest
from tests.evaluation.conftest import trading
from tests.journeys.test_readings import published

__all__ = ["published", "trading"]
pytestmark = pytest.mark.once
STATED = {
    "win_cost": "40",
    "win_rate": "20",
    "win_ceiling": "40",
    "keep_cost": "30",
    "keep_rate": "60",
    "margin": "400",
}
WORDS = {
    "vi": ("Đưa vào rà soát", "Chờ rà soát"),
    "en": ("Send to review", "Waiting for review"),
}


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("vi", "light", 1440), ("en", "dark", 1440), ("vi", "light", 390)]
)
def test_spending_is_balanced_and_sent_to_review(
    reader, administrator: str, published, axe, language: str, theme: str, width: int
) -> None:
    send, sent = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open("/external/value")
    page.wait_for_selector("#balance form")
    for name, typed in {**STATED, "keep_ceiling": "80"}.items():
        page.locator(f"#balance-{name}").fill(typed)
    page.locator("#balance-keep_ceiling").press("Enter")
    page.wait_for_selector("#balance table")
    assert "keep_ceiling=80" in page.url
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"balance-{language}-{width}")

    page.get_by_role("button", name=send).click()
    page.get_by_text(sent).first.wait_for()
