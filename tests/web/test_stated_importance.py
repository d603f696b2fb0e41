"""The question how important each aspect is: asked, answered, and set beside what the overall score goes with."""

import html
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.test import Client

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.given import field_of
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.options import Options, named
from crmeter.records.surveys.queries import SurveyView, questions_of, survey
from crmeter.records.surveys.question_actions import QuestionAsked, add_question
from crmeter.vocabulary import Text

from .satisfaction_answers import typed

pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]
ASKS = Text("Mỗi mặt quan trọng với bạn đến đâu?", "How important is each of these for you?")


@pytest.fixture
def lan(db: None) -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def view(lan: Person) -> SurveyView:
    number = make_survey(lan, "satisfaction", "vi")
    grid = next(each for each in questions_of(number) if each.kind == QuestionKind.RATING)
    add_question(lan, number, QuestionAsked(QuestionKind.IMPORTANCE, ASKS, Options(grid.options.rows, (), 1, 5)))
    open_survey(lan, number, version=1)
    found = survey(number)
    assert found is not None
    return found


def words(response: Any, within: str = "") -> str:
    page = html.unescape(response.content.decode())
    part = page[page.index(f'id="{within}"') :].partition("</section>")[0] if within else page
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def says(view: SurveyView, *points: int) -> dict[str, str]:
    asked = next(each for each in questions_of(view.id) if each.kind == QuestionKind.IMPORTANCE)
    return {field_of(asked.id, place, 0): str(each) for place, each in enumerate(points)}


def alike(view: SurveyView) -> dict[str, str]:
    return typed(view, (9, 4, 4, 4, 4))


def test_a_new_question_offers_the_aspects_of_the_grid(browser_of: BrowserOf, lan: Person) -> None:
    number = make_survey(lan, "satisfaction", "vi")
    browser = browser_of("director")

    form = words(browser.get(f"/surveys/{number}/questions/new?kind=importance"))
    sent = {"kind": "importance", "title_vi": ASKS.vi, "title_en": ASKS.en, "rows": "Giá cả | Price", "high": "7"}
    browser.post(f"/surveys/{number}/questions/new", {**sent, "low": "1"})

    assert "Chất lượng | Quality" in form
    asked = questions_of(number)[-1]
    assert (asked.kind, asked.options.low, asked.options.high) == (QuestionKind.IMPORTANCE, 1, 7)
    assert [each.key for each in asked.options.rows] == ["Giá cả"]


def test_it_asks_of_something(lan: Person) -> None:
    number = make_survey(lan, "satisfaction", "vi")

    with pytest.raises(Refused) as refused:
        add_question(lan, number, QuestionAsked(QuestionKind.IMPORTANCE, ASKS, Options(named([]))))

    assert refused.value.code == "no_rows"


def test_it_is_answered_on_the_page_and_has_its_means(browser_of: BrowserOf, view: SurveyView) -> None:
    page = words(Client().get(f"/s/{view.open_key}"))
    answer(view.open_key, alike(view) | says(view, 5, 2, 1, 1), "vi")
    answer(view.open_key, alike(view) | says(view, 3, 4, 1, 1), "vi")

    results = words(browser_of("analyst").get(f"/surveys/{view.id}/results"))

    assert "không quan trọng" in page
    assert "Chất lượng 4,00 n = 2" in results


def test_points_above_the_least_are_shared_out_by_each_person(browser_of: BrowserOf, view: SurveyView) -> None:
    # Above the least: 4 1 0 0 and 2 3 0 0, so .8 .2 and .4 .6 of each whole.
    answer(view.open_key, alike(view) | says(view, 5, 2, 1, 1), "vi")
    answer(view.open_key, alike(view) | says(view, 3, 4, 1, 1), "vi")
    answer(view.open_key, alike(view) | says(view, 1, 1, 1, 1), "vi")
    answer(view.open_key, alike(view) | says(view, 5, 5), "vi")

    found = words(browser_of("analyst").get(f"/surveys/{view.id}/results"), "stated")

    assert "n = 2" in found
    assert re.search(r"Chất lượng 60,0%", found)
    assert re.search(r"Giá cả 40,0%", found)
    assert "Không thấy mặt nào quan trọng, nên không mặt nào hơn 1" in found
    assert "Chỉ có phần khách tự nói" in found


def test_what_people_say_and_what_their_score_goes_with_disagree(browser_of: BrowserOf, view: SurveyView) -> None:
    # They say that the price counts; whoever is served well is glad, whatever the price is like.
    rng = np.random.default_rng(8)
    for _ in range(80):
        quality, price, delivery, service = (int(each) for each in rng.integers(1, 6, 4))
        glad = typed(view, (0, service, service, service, service))
        overall = {name: score for name, score in glad.items() if "." not in name}
        stated = says(view, 2, int(rng.integers(4, 6)), 2, int(rng.integers(1, 3)))
        answer(view.open_key, typed(view, (0, quality, price, delivery, service)) | overall | stated, "vi")

    found = words(browser_of("analyst").get(f"/surveys/{view.id}/results"), "stated")

    assert re.search(r"Giá cả [^A-Z]*Khách nói là quan trọng, nhưng điểm chung ít thay đổi theo nó", found)
    assert re.search(r"Chăm sóc, hỗ trợ [^A-Z]*Khách ít nói đến, nhưng điểm chung thay đổi theo nó", found)
    assert found.index("Giá cả") < found.index("Chăm sóc")
