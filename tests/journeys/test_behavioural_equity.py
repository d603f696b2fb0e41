"""What customers are worth by what they bought: winning and keeping balanced on its page, and sent to review."""

from pathlib import Path

import pytest
from django.conf import settings
from tests.evaluation.conftest import trading
from tests.journeys.test_readings import published
from tests.web.said_and_bought import US, said_and_bought

from crmeter.records.staff.queries import person_at
from crmeter.warehouse.workspace import Workspace

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


@pytest.fixture
def number(administrator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    found = person_at(administrator)
    assert found is not None
    return said_and_bought(found)


SAID = {
    "vi": ("Biên lợi nhuận (%)", "Chênh lệch do đâu", "Điểm chấm và hành vi", "Chuyện xảy ra trước khi chấm điểm"),
    "en": (
        "Contribution margin (%)", "What makes the difference", "Ratings and behaviour",
        "What went before the rating",
    ),
}  # fmt: skip


# Each survey is the first: the firm around it is then evaluated once.
@pytest.mark.django_db(transaction=True, reset_sequences=True)
@pytest.mark.parametrize(
    ("language", "theme", "width"), [("vi", "light", 1440), ("en", "dark", 1440), ("vi", "light", 390)]
)
def test_what_is_said_is_set_beside_what_is_bought(
    reader, administrator: str, number: int, axe, language: str, theme: str, width: int
) -> None:
    margin, difference, tab, before = SAID[language]
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open(f"/surveys/{number}/reconciliation")
    page.get_by_label(margin).fill("30")
    page.locator("#said-us").select_option(US)
    page.get_by_role("heading", name=difference).wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"reconciliation-{language}-{width}")

    page.get_by_role("link", name=tab, exact=True).click()
    page.get_by_role("heading", name=before).wait_for()
    page.locator("select[name=us]").select_option(US)
    page.wait_for_url("**us=**")
    page.get_by_role("heading", name=before).wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"behaviour-{language}-{width}")
