"""Keeping customers in a browser: from the list to tasks, from a task to what became of it, to what it changed."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect
from tests.evaluation.conftest import Firm, trading

from crmeter.evaluation.customer_list import customers_of
from crmeter.evaluation.document import to_document
from crmeter.records.customers.actions import publish_customers
from crmeter.records.readings.actions import publish_run
from crmeter.records.retention_cases.kinds import Arm
from crmeter.records.retention_cases.outcome_actions import Seen, note_outcomes
from crmeter.records.retention_cases.queries import all_running, cases
from crmeter.vocabulary import Scope

__all__ = ["trading"]
WORDS = {
    "vi": ("Để riêng ngẫu nhiên", "Giao các việc đã chọn", "Giữ khách", "đã mua lại", "Chăm sóc đem lại gì"),
    "en": (
        "Hold out by lot", "Give tasks for those chosen", "Keeping customers", "bought again",
        "What looking after them changed",
    ),
}  # fmt: skip


@pytest.fixture
def listed(administrator: str, trading: Firm, monkeypatch: pytest.MonkeyPatch) -> Iterator[Firm]:
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    publish_customers(trading.evaluation.run.id, customers_of(trading.workspace, trading.evaluation.run.id))
    publish_run(to_document(trading.evaluation, explanations=False))
    yield trading


@pytest.mark.parametrize(("language", "width"), [("vi", 1440), ("en", 390)])
def test_customers_of_the_list_become_tasks_and_what_became_of_them_says_what_it_changed(
    reader: Any, administrator: str, listed: Firm, axe: str, language: str, width: int
) -> None:
    hold_out, give, cases_title, bought, changed = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    page = reader.open("/external/loyalty")
    ticks = page.locator('input[name="customer"]')
    expect(ticks.first).to_be_visible()
    assert reader.barriers(axe) == []
    reader.keep_picture(f"loyalty-keep-{language}-{width}")

    for place in range(12):
        ticks.nth(place).check()
    page.get_by_label(hold_out).select_option("50")
    page.get_by_role("button", name=give).click()
    expect(page.locator(".toast.success")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name=cases_title).click()
    expect(page.get_by_role("heading", name=cases_title, level=1)).to_be_visible()
    expect(page.locator("tr[id^=case-]")).to_have_count(12)

    task = page.locator('.case-table a[href*="/activities/"]').first
    task.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giữ khách" if language == "vi" else "Keep")
    _ended()
    page = reader.open("/external/loyalty/cases")

    expect(page.get_by_role("heading", name=changed)).to_be_visible()
    expect(page.get_by_text(bought).first).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"loyalty-cases-{language}-{width}")


def _ended() -> None:
    """Let an evaluation see the end of all windows: of those looked after two thirds bought, of the others a third."""
    running = all_running()
    treated = {each.id for each in cases(Scope()) if each.arm == Arm.TREATED}
    seen = []
    for place, each in enumerate(running):
        has_bought = place % 3 != 0 if each.case in treated else place % 3 == 0
        on = each.opened_on + timedelta(days=5 + place) if has_bought else None
        seen.append(Seen(each.case, on, Decimal(400_000 + 10_000 * place) if has_bought else Decimal(0)))
    note_outcomes(seen, running[0].ends_on)
