"""The home page as a director reads it: figures with targets, what changed, the scorecard, a suggestion to review."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from tests.evaluation.conftest import trading
from tests.evaluation.report.sample_tables import bridge, suggestions

from crmeter.evaluation.document import to_document
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.queries import everybody
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.kinds import Span
from crmeter.strategy.targets.meaning import Wanted

__all__ = ["trading"]
# Who reads which figures is asked of both databases by tests of pages.
pytestmark = pytest.mark.once
WORDS = {
    "vi": {"measure": "Theo chỉ số", "target": "Mục tiêu, năm", "waits": "Chờ rà soát", "why": "Vì sao"},
    "en": {"measure": "By measure", "target": "Target", "waits": "Waiting for review", "why": "Why"},
}


@pytest.fixture
def advised(trading: Any, administrator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The firm with suggestions, a bridge and a target that is known to the last figure."""
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    tables = {**trading.evaluation.tables, "suggestions": suggestions(), "equity_bridge": bridge()}
    publish_run(to_document(replace(trading.evaluation, tables=tables), explanations=False))
    (director,) = [each for each in everybody() if each.email == administrator]
    retained = Wanted(
        "retention_rate", Decimal("0.9"), Span.DAY, reach_by=date(2099, 12, 31), floor=Decimal("0.1"), owner=director.id
    )
    keep_target(director, retained, version=0)


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 390), ("en", "dark", 1440)])
def test_a_director_reads_what_changed_and_sends_a_suggestion_to_review(
    reader: Any, administrator: str, advised: None, axe: str, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, theme, width)

    page = reader.open("/")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.barriers(axe) == []
    reader.keep_picture(f"home-{language}-{width}")
    kept = page.locator("a.kpi[data-explain=retention_rate]")
    assert kept.locator(".b-target").count() == 1
    assert page.locator(".score-line").first.is_visible()
    first = page.locator(".adj").first
    first.get_by_text(words["why"]).click()
    assert "212" in first.inner_text()
    first.locator("form.send button").press("Enter")
    page.get_by_text(words["waits"]).first.wait_for()
    page.get_by_role("link", name=words["measure"]).click()
    page.wait_for_url("**/?by=measure**")
    assert page.locator(".wf").count() == 0
    page.get_by_text(words["waits"]).first.wait_for()
