"""Somebody's own page of surveys on a phone: asked for, opened, a survey answered, mail declined, in both languages."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect
from tests.engagement.conftest import MailServer, mail_server

from crmeter.engagement.survey_actions import invite
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import Asked
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.records.surveys.kinds import By
from crmeter.records.surveys.models import SurveyResponse
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue

__all__ = ["mail_server"]
HOA = "hoa@khach.example"
WORDS = {
    "vi": {
        "address": "Địa chỉ e-mail", "ask": "Gửi liên kết cho tôi", "asked": "Nếu chúng tôi biết địa chỉ này",
        "show": "Xem liên kết", "link": "Liên kết, để sao chép", "answer": "Trả lời ngay", "send": "Gửi câu trả lời",
        "thanks": "Cảm ơn bạn", "back": "Về mọi khảo sát của bạn", "done": "Đã trả lời", "stop": "Không nhận nữa",
        "saved": "Ý muốn của bạn đã được ghi lại", "other": "English",
    },
    "en": {
        "address": "E-mail address", "ask": "Send me the link", "asked": "If we know this address",
        "show": "Show the link", "link": "Link, to be copied", "answer": "Answer now", "send": "Send the answers",
        "thanks": "Thank you", "back": "To all your surveys", "done": "Answered", "stop": "No more",
        "saved": "Your wish has been written down", "other": "Tiếng Việt",
    },
}  # fmt: skip


@pytest.fixture
def contact(administrator: str) -> int:
    """Somebody at a customer, of whom a survey waits."""
    cache.clear()
    if not queues():
        # Tests that commit take with them what an installation begins with.
        add_queue(SYSTEM, "Chăm sóc")
    giang = person_at(administrator)
    assert giang is not None
    firm = create(giang, CONCEPTS["customers"], {"name": "An Khang", "kind": "firm", "is_customer": True})
    number = create(giang, CONCEPTS["contacts"], {"name": "Trần Thị Hoa", "customer": firm, "email": HOA})
    state_consent(SYSTEM, HOA, Channel.EMAIL, Purpose.SURVEY, yes=True, source="form")
    survey = make_survey(giang, "satisfaction", "vi")
    open_survey(giang, survey, version=1)
    invite(giang, survey, Asked(), "vi", by=By.PORTAL)
    return number


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 390), ("en", "dark", 390)])
def test_somebody_answers_from_their_own_page(
    reader, administrator: str, contact: int, mail_server: MailServer, axe, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open(f"/contacts/{contact}?show=consent")
    page.get_by_role("button", name=words["show"]).click()
    link = page.get_by_label(words["link"]).input_value()
    assert reader.barriers(axe) == []
    reader.keep_picture(f"survey-portal-link-{language}-{width}")

    reader.context.clear_cookies()
    page.goto(f"{reader.server}/portal?in={language}")
    page.get_by_label(words["address"]).fill(HOA)
    assert reader.barriers(axe) == []
    page.get_by_role("button", name=words["ask"]).click()
    page.get_by_text(words["asked"]).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"survey-portal-asked-{language}-{width}")

    page.goto(f"{reader.server}/portal/{link.rpartition('/')[2]}?in={language}")
    answers = page.locator("section").first.get_by_role("link", name=words["answer"])
    expect(answers).to_have_count(1)
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"survey-portal-{language}-{width}")
    answers.first.click()
    for question in range(2):
        page.locator(".survey-q").nth(question).get_by_role("radio").last.check()
    page.get_by_role("button", name=words["send"]).last.click()
    page.get_by_role("heading", name=words["thanks"]).wait_for()
    assert reader.barriers(axe) == []
    page.get_by_role("link", name=words["back"]).click()
    page.get_by_role("heading", name=words["done"]).wait_for()
    assert SurveyResponse.objects.get().came_by == "portal"

    page.get_by_role("button", name=words["stop"]).first.click()
    page.get_by_text(words["saved"]).wait_for()
    assert consent_of(HOA, Channel.EMAIL, Purpose.SURVEY) == "no"
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"survey-portal-done-{language}-{width}")
    page.get_by_role("link", name=words["other"]).click()
    page.wait_for_url("**in=*")
    assert reader.context.cookies() == []
