"""What customers say, in a browser: scores of the sample company, what stands behind one, and a survey in money."""

from pathlib import Path

import pytest
from django.conf import settings

from crmeter.vocabulary import Work
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sample_company import sample_company

# The tests of its pages run on both databases; this is about how they look.
pytestmark = pytest.mark.once

WORDS = {
    "vi": ("Hài lòng", "Điểm sẵn lòng giới thiệu (NPS)", "So sánh các hãng nước uống", "Biên lợi nhuận (%)",
           "Số khách của thị trường", "Hãng của mình"),
    "en": ("Satisfaction", "Net promoter score (NPS)", "So sánh các hãng nước uống", "Contribution margin (%)",
           "Customers of the market", "Our brand"),
}  # fmt: skip


@pytest.fixture
def sample(administrator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample company in the records, evaluated."""
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    sample_company(Order(1, {"customers": 600, "as_of": "2026-11-20"}, None, 1), Work())


def test_scores_lead_to_the_answers_behind_them_and_a_survey_to_its_equity(
    reader, administrator: str, sample: None, axe
) -> None:
    reader.sign_in(administrator)
    # One after the other: the sample company is made once.
    for language, theme, width in (("vi", "light", 1440), ("en", "dark", 390)):
        reader.choose(language, theme, width)
        from_scores_to_equity(reader, axe, language, width)


def from_scores_to_equity(reader, axe, language: str, width: int) -> None:
    heading, nps, comparison, margin, market, brand = WORDS[language]
    page = reader.open("/external/satisfaction")
    page.get_by_role("heading", name=heading, exact=True).first.wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"satisfaction-{language}-{width}")

    page.locator(".kpis .kpi", has_text=nps).click()
    page.locator("#explain-body .rows-table, #explain-body table").first.wait_for()
    assert nps in page.locator("#explain-body").inner_text()
    reader.keep_picture(f"satisfaction-explained-{language}-{width}")

    page = reader.open("/surveys")
    page.get_by_role("link", name=comparison).first.click()
    page.wait_for_load_state()
    reader.keep_picture(f"sample-survey-{language}-{width}")
    page.locator('a[href$="/equity"]').first.click()
    page.get_by_label(margin).fill("30")
    page.get_by_label(market).fill("50000")
    page.get_by_label(brand).select_option(label="An Khang")
    page.locator("#equity-found .equity-hero").wait_for()
    reader.keep_picture(f"sample-equity-{language}-{width}")
