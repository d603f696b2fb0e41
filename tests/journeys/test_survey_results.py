"""What a survey says of its groups in a browser: another division, weights stated by keyboard, both languages."""

import numpy as np
import pytest
from tests.web.satisfaction_answers import Customers, ask_and_answer, opened_survey, typed

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.surveys.actions import next_wave, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.queries import SurveyView, survey
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue

# The tests of its pages run on both databases; this is about how they look.
pytestmark = pytest.mark.once

WORDS = {
    "vi": ("Khu vực", "Phân khúc", "Theo cơ cấu toàn bộ khách hàng", "Hệ số thiết kế", "Xem ý kiến theo chủ đề"),
    "en": ("Region", "Segment", "As all customers are divided", "Design effect", "What was written, by theme"),
}
SAID = (
    "Giao hàng chậm, đợi cả tuần", "Nhân viên phục vụ nhiệt tình", "Giá cao hơn chỗ khác", "Giao hàng chậm quá",
    "Nhân viên rất nhiệt tình, hài lòng", "Delivery was late again", "Giá hơi cao nhưng chất lượng tốt",
)  # fmt: skip


@pytest.fixture
def view(administrator: str) -> SurveyView:
    if not queues():
        # Tests that commit take with them what an installation begins with.
        add_queue(SYSTEM, "Chăm sóc")
    giang = person_at(administrator)
    assert giang is not None
    first, rng = opened_survey(giang), np.random.default_rng(11)
    for _ in range(25):
        answer(first.open_key, typed(first, (int(rng.integers(4, 11)), 3, 3, 2, 3)), "vi")
    pk = next_wave(giang, first.id, version=first.version)
    open_survey(giang, pk, version=1)
    view = survey(pk)
    assert view is not None
    groups = []
    for segment, asked, answered, least in (("Bán lẻ", 40, 22, 6), ("Doanh nghiệp", 40, 9, 3), ("Trường học", 6, 2, 8)):
        scores = [
            (int(rng.integers(least, 11)), *(int(each) for each in rng.integers((3, 1, 1, 3), 6)))
            for _ in range(answered)
        ]
        groups.append(Customers(segment, asked, tuple(scores), SAID))
    ask_and_answer(giang, view, *groups)
    return view


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("vi", "light", 1440), ("en", "dark", 1440), ("vi", "dark", 390)]
)
def test_results_are_read_by_group_and_weighed(
    reader, administrator: str, view: SurveyView, axe, language: str, theme: str, width: int
) -> None:
    region, segment, as_all, effect, by_theme = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open(f"/surveys/{view.id}/results")
    assert reader.barriers(axe) == []

    page.locator("#groups").get_by_role("link", name=region).click()
    page.wait_for_url("**by=region**")
    page.locator("#groups").get_by_role("link", name=segment).click()
    page.wait_for_url("**by=segment**")
    page.get_by_role("link", name=as_all).press("Enter")
    page.get_by_text(effect).wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"survey-read-{language}-{width}")

    page.get_by_role("link", name=by_theme).click()
    page.get_by_role("link", name="giao hàng").click()
    page.wait_for_url("**theme=**")
    page.locator("#answers").wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"survey-themes-{language}-{width}")
