"""Surveys in a browser: built from a template, opened, answered on a phone, read as results, in both languages."""

import pytest

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import Person, person_at
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.records.surveys.models import SurveyAnswer
from crmeter.records.surveys.queries import survey, surveys
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue

WORDS = {
    "vi": {
        "make": "Tạo",
        "template": "So sánh các hãng",
        "up": "Lên",
        "open": "Mở khảo sát",
        "send": "Gửi câu trả lời",
        "other": "English",
        "missing": "Câu này cần trả lời",
        "sum": "Cộng lại phải được 100",
        "thanks": "Cảm ơn bạn",
        "results": "Kết quả",
    },
    "en": {
        "make": "Make",
        "template": "Brand comparison",
        "up": "Up",
        "open": "Open the survey",
        "send": "Send the answers",
        "other": "Tiếng Việt",
        "missing": "This one needs an answer",
        "sum": "They must add up to 100",
        "thanks": "Thank you",
        "results": "Results",
    },
}


@pytest.fixture
def giang(administrator: str) -> Person:
    if not queues():
        # Tests that commit take with them what an installation begins with.
        add_queue(SYSTEM, "Chăm sóc")
    found = person_at(administrator)
    assert found is not None
    return found


@pytest.fixture
def wrong_tries(reader) -> list[int]:
    """Answers that the server did not take; the browser tells the console of each."""
    told: list[int] = []
    reader.page.on("response", lambda answer: told.append(answer.status) if answer.status == 400 else None)
    yield told
    for _ in told:
        reader.complaints.remove(next(each for each in reader.complaints if "status of 400" in str(each)))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_survey_goes_from_its_template_over_a_phone_to_its_results(
    reader, giang, wrong_tries, axe, language: str
) -> None:
    words = WORDS[language]
    reader.sign_in(giang.email)
    reader.choose(language, "light")

    page = reader.open("/surveys")
    page.get_by_label(words["template"]).check()
    page.get_by_role("button", name=words["make"], exact=True).click()
    page.wait_for_url("**/surveys/*")
    # By keyboard: what was bought last is asked first.
    page.get_by_role("button", name=words["up"]).nth(1).press("Enter")
    page.wait_for_url("**moved=*")
    assert reader.barriers(axe) == []
    page.get_by_role("button", name=words["open"]).click()
    page.wait_for_url("**/send")
    assert reader.barriers(axe) == []
    (listed,) = surveys()

    reader.context.clear_cookies()
    reader.choose(language, "light", 360)
    page = reader.open(f"/s/{listed.survey.open_key}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert reader.barriers(axe) == []
    reader.keep_picture(f"survey-{language}")
    page.locator(".survey-q").nth(0).get_by_role("radio").nth(1).check()
    page.locator(".survey-q").nth(1).get_by_role("combobox").nth(0).select_option("4")
    page.locator(".survey-q").nth(2).get_by_role("textbox").nth(0).fill("70")
    assert page.get_by_role("progressbar").get_attribute("value") is not None
    page.get_by_role("button", name=words["send"]).click()
    page.get_by_text(words["sum"]).wait_for()
    assert reader.barriers(axe) == []
    page.get_by_role("button", name=words["other"]).click()
    # What was typed is there in the other language too.
    assert page.locator(".survey-q").nth(2).get_by_role("textbox").nth(0).input_value() == "70"
    assert page.locator(".survey-q").nth(0).get_by_role("radio").nth(1).is_checked()
    page.get_by_role("button", name="Tiếng Việt" if language == "vi" else "English").click()
    page.locator(".survey-q").nth(2).get_by_role("textbox").nth(1).fill("30")
    page.get_by_role("button", name=words["send"]).click()
    page.wait_for_url("**/thanks*")
    assert page.get_by_role("heading", name=words["thanks"]).is_visible()
    assert reader.barriers(axe) == []

    reader.sign_in(giang.email)
    reader.choose(language, "light")
    page = reader.open(f"/surveys/{listed.survey.id}/results")
    assert page.get_by_role("heading", name=listed.survey.name).is_visible()
    assert page.get_by_role("link", name=words["results"]).is_visible()
    assert reader.barriers(axe) == []
    reader.keep_picture(f"survey-results-{language}")
    # What was bought last, a rating, and a chance for each of three brands and for none of them.
    assert SurveyAnswer.objects.count() == 6
    assert wrong_tries == [400]


@pytest.mark.once
@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 360), ("en", "dark", 1440)])
def test_every_page_of_surveys_can_be_used_by_everybody(
    reader, giang, axe, language: str, theme: str, width: int
) -> None:
    numbers = {name: make_survey(giang, name, "vi") for name in ("satisfaction", "brands", "employees", "empty")}
    open_survey(giang, numbers["satisfaction"], version=1)
    opened = survey(numbers["satisfaction"])
    assert opened is not None
    reader.sign_in(giang.email)
    reader.choose(language, theme, width)
    root = f"/surveys/{opened.id}"

    for name, path in {
        "list": "/surveys",
        "draft": f"/surveys/{numbers['brands']}",
        "empty": f"/surveys/{numbers['empty']}",
        "open": root,
        "new": f"/surveys/{numbers['brands']}/questions/new?kind=rating",
        "preview": f"/surveys/{numbers['brands']}/preview",
        "send": f"{root}/send?view=",
        "results": f"{root}/results",
        "answer": f"/s/{opened.open_key}",
        "thanks": f"/s/{opened.open_key}/thanks",
    }.items():
        page = reader.open(path)
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        reader.keep_picture(f"surveys-{name}-{language}-{width}")
