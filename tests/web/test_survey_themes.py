"""What was written to a survey, by theme: shares, means, the answers behind them, and who may read them."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.satisfaction_answers import Customers, ask_and_answer, opened_survey, typed

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.given import field_of
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.queries import SurveyView, questions_of

pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]
GLAD, SAD = (10, 5, 5, 5, 5), (2, 2, 2, 2, 2)


@pytest.fixture
def lan(db: None) -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def view(lan: Person) -> SurveyView:
    made = opened_survey(lan)
    ask_and_answer(
        lan,
        made,
        Customers("Bán lẻ", 6, (GLAD,) * 6, ("Nhân viên <b>nhiệt tình</b>",)),
        Customers("Doanh nghiệp", 5, (SAD,) * 5, ("Giao hàng chậm", "Giao hàng rất chậm")),
        Customers("Trường học", 1, (SAD,), ("Tạm được",)),
    )
    return made


def text_of(view: SurveyView) -> int:
    return next(each.id for each in questions_of(view.id) if each.kind == QuestionKind.TEXT)


def words(response: Any) -> str:
    page = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", page)


def test_themes_stand_with_share_and_mean_and_lead_to_their_answers(browser_of: BrowserOf, view: SurveyView) -> None:
    browser, address = browser_of("analyst"), f"/surveys/{view.id}/themes/{text_of(view)}"

    page = browser.get(address)
    late = browser.get(address, {"theme": "giao hàng"})
    rest = browser.get(address, {"theme": "-"})

    # 6 of 12 gave ten, the others two.
    assert "nhiệt tình nhân viên 6 50,0%" in words(page)
    assert "10,00 n = 6" in words(page)
    assert "giao hàng chậm" in words(page)
    assert "Doanh nghiệp 0" in words(late)
    assert "cho 2 điểm" in words(late)
    assert "Tạm được" in words(rest)
    assert "&lt;b&gt;" in browser.get(address, {"theme": "nhân viên"}).content.decode()


def test_words_that_are_left_out_make_no_theme(browser_of: BrowserOf, view: SurveyView) -> None:
    address = f"/surveys/{view.id}/themes/{text_of(view)}"

    found = words(browser_of("director").get(address, {"without": "Chậm, giao hàng", "theme": "-"}))

    assert "Giao hàng rất chậm" in found
    assert "nhiệt tình nhân viên 6" in found


def test_a_question_that_is_no_text_has_no_themes_and_few_answers_say_what_is_needed(
    browser_of: BrowserOf, lan: Person
) -> None:
    browser, view = browser_of("analyst"), opened_survey(lan)
    answer(view.open_key, typed(view, GLAD, "Tốt"), "vi")

    few = words(browser.get(f"/surveys/{view.id}/themes/{text_of(view)}"))

    assert browser.get(f"/surveys/{view.id}/themes/{questions_of(view.id)[0].id}").status_code == 404
    assert "Chỉ có 1 người viết gì đó" in few
    assert "Tốt" in few


def test_anonymous_words_are_hidden_until_there_are_enough_and_never_say_the_score(
    browser_of: BrowserOf, lan: Person
) -> None:
    browser, view = browser_of("analyst"), opened_survey(lan, "employees")
    address = f"/surveys/{view.id}/themes/{text_of(view)}"

    def say(text: str, score: str) -> None:
        recommends = questions_of(view.id)[0].id
        answer(view.open_key, {field_of(recommends): score, field_of(text_of(view)): text}, "vi")

    for _ in range(4):
        say("Lương thấp", "3")
    early = words(browser.get(address))
    for _ in range(3):
        say("Phòng họp ồn", "9")
    for _ in range(4):
        say("Việc hay", "9")
    later, read = words(browser.get(address)), words(browser.get(address, {"theme": "lương thấp"}))

    assert "Lương" not in early
    assert "khi có từ 5 người trả lời" in early
    assert re.search(r"lương thấp 4 \S+ \S+ – \S+ – –", later)
    assert "Lương thấp" in read
    assert "cho 3 điểm" not in read
