"""Contracts in a browser: who is about to leave, with reasons and charts, and one of them given as a task."""

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.evaluation.conftest import Firm, trading
from tests.pages.planted import give_contracts

from crmeter.web.loyalty import contracts

from .test_loyalty_cases import listed

# The tests of its pages run on both databases; this is about how they look.
pytestmark = pytest.mark.once

__all__ = ["listed", "trading"]
WORDS = {
    "vi": ("Ai sắp rời đi", "Giao việc", "đang chăm sóc", "Đúng đến đâu"),
    "en": ("Who is about to leave", "Give the task", "looked after", "Whether the chances are true"),
}


@pytest.mark.parametrize(("language", "width"), [("vi", 1440), ("en", 390)])
def test_a_customer_about_to_leave_their_contract_becomes_a_task(
    reader: Any, administrator: str, listed: Firm, axe: str, monkeypatch: pytest.MonkeyPatch, language: str, width: int
) -> None:
    leaving, give, looked_after, calibration = WORDS[language]
    contracts._study.cache_clear()
    give_contracts(monkeypatch)
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    page = reader.open("/external/loyalty/contracts")
    expect(page.get_by_role("heading", name=leaving)).to_be_visible()
    expect(page.get_by_role("heading", name=calibration)).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"loyalty-contracts-{language}-{width}")

    page.locator('button[name="only"]').first.click()

    expect(page.locator(".toast.success")).to_be_visible()
    expect(page.locator(".case-table tbody tr").first).to_contain_text(looked_after)
    expect(page.locator(".case-table tbody tr").nth(1)).to_contain_text(give)
