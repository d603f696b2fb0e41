"""The brand in a browser: said how it is measured, its score, its value in money sent to review, in both languages."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect
from tests.web.survey_answers import compared, compared_again

from crmeter.records.judgements.actions import DecisionAsked, make_decision, set_weights
from crmeter.records.judgements.kinds import Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.surveys.options import Option
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.warehouse.workspace import Workspace

# The tests of its pages run on both databases; this is about how they look.
pytestmark = pytest.mark.once

WORDS = {
    "vi": (
        "Danh tiếng", "Hãng của mình", "Trọng số theo quyết định", "So với tên", "Mặt chấm về giá",
        "Biên lợi nhuận (%)", "Số khách của thị trường", "Một điểm chấm về giá ứng với mấy % giá", "Đưa vào rà soát",
    ),
    "en": (
        "Reputation", "Our brand", "Weights by the decision", "Against the name", "Aspect that rates the price",
        "Contribution margin (%)", "Customers of the market", "A point of the price rating stands for",
        "Send to review",
    ),
}  # fmt: skip


@pytest.fixture
def measurable(administrator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    if not queues():
        # Tests that commit take with them what an installation begins with.
        add_queue(SYSTEM, "Chăm sóc")
    lead = person_at(administrator)
    assert lead is not None
    compared_again(lead, compared(lead, 120), 60)
    shares = {"reputation": 40.0, "preference": 35.0, "consideration": 25.0}
    criteria = [Option(name, BRAND_COMPONENTS[name]) for name in shares]
    number = make_decision(lead, DecisionAsked("Trọng số 2026", Purpose.BRAND, "", criteria), [])
    set_weights(lead, number, shares, version=1)


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 1440), ("en", "dark", 390)])
def test_a_brand_is_measured_scored_and_valued(
    reader, administrator: str, measurable: None, axe, language: str, theme: str, width: int
) -> None:
    reputation, ours, weights, against, price, margin, market, point, send = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open("/brand/measuring")
    page.get_by_label(reputation).select_option(index=10)
    page.locator("#preference").select_option(index=-1 + page.locator("#preference option").count())
    page.locator("#consideration").select_option(index=-2 + page.locator("#consideration option").count())
    page.get_by_label(ours).select_option(index=1)
    page.get_by_label(weights).select_option(index=1)
    assert reader.barriers(axe) == []
    reader.keep_picture(f"brand-measuring-{language}-{width}")
    page.locator("main button.primary").click()

    expect(page.locator(".brand-figures")).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"brand-{language}-{width}")

    page = reader.open("/brand/value")
    page.get_by_label(against).select_option(index=2)
    page.get_by_label(price).select_option(index=1)
    page.get_by_label(margin).fill("30")
    page.get_by_label(point).fill("5")
    # Typed key by key: `fill` tells of a change at once, and its answer would come after Enter's.
    page.get_by_label(market).press_sequentially("50000")
    page.get_by_label(market).press("Enter")
    page.locator("#brand-found .brand-figures").wait_for()
    page.get_by_role("button", name=send).click()
    expect(page.locator("#brand-found .sent")).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"brand-value-{language}-{width}")
