"""What a survey says part by part: groups, waves, drivers, who was silent, and weights."""

import html
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.test import Client
from tests.web.satisfaction_answers import Customers, ask_and_answer, opened_survey, typed

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import next_wave, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.given import field_of
from crmeter.records.surveys.queries import SurveyView, questions_of, survey

pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]
GOOD, BAD = (10, 5, 3, 4, 4), (3, 2, 3, 2, 4)


@pytest.fixture
def lan(db: None) -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def view(lan: Person) -> SurveyView:
    """Six of eight shops answer and are glad; six of twenty firms are not; of two schools one answers."""
    made = opened_survey(lan)
    ask_and_answer(
        lan,
        made,
        Customers("Bán lẻ", 8, (GOOD,) * 6),
        Customers("Doanh nghiệp", 20, (BAD,) * 6),
        Customers("Trường học", 2, (GOOD,)),
    )
    return made


def words(response: Any, within: str = "") -> str:
    page = html.unescape(response.content.decode())
    part = page[page.index(f'id="{within}"') :].partition("</section>")[0] if within else page
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def test_each_group_has_its_score_and_small_ones_are_hidden_and_counted(
    browser_of: BrowserOf, view: SurveyView
) -> None:
    found = words(browser_of("analyst").get(f"/surveys/{view.id}/results"), "groups")

    # All six recommend: ¾ promoters, 1½ passives and ¾ detractors are added for the interval.
    assert "Bán lẻ 6 +100,0 +40,0 – +93,3" in found
    assert "Doanh nghiệp 6 −100,0" in found
    assert "Trường học" not in found
    assert "1 nhóm có ít hơn 5 câu trả lời, không hiện 1" in found


def test_scores_of_groups_waves_and_weights_open_what_is_behind_them(
    browser_of: BrowserOf, lan: Person, view: SurveyView
) -> None:
    browser, there = browser_of("analyst"), f"/surveys/{view.id}/results"
    shares = {"share-segment-Bán lẻ": "50", "share-segment-Doanh nghiệp": "40", "share-segment-Trường học": "10"}

    def told(key: str, asked: dict[str, str]) -> str:
        return words(browser.get(there, asked | {"explain": key}, headers={"HX-Request": "true"}))

    shops = told("group_0_0", {})
    assert "NPS: phân khúc Bán lẻ" in shops
    assert "100 × (+6) ÷ 6 = +100,0" in shops
    # After the three scores comes the first aspect, which the firms rate 2.
    assert "12 ÷ 6 = 2,00" in told("group_0_3", {}) + told("group_1_3", {})
    heavy = told("weighted_0", shares)
    # 50 % shops and 10 % schools promote, 40 % firms detract: 13 people count as 13 × 0.2.
    assert "100 × (+2,6) ÷ 13 = +20,0" in heavy
    assert "Hệ số thiết kế" in heavy
    assert browser.get(there, {"explain": "group_9_9"}, headers={"HX-Request": "true"}).status_code == 404


def test_scores_tell_how_many_gave_which_answer(browser_of: BrowserOf, view: SurveyView) -> None:
    browser, asked = browser_of("analyst"), {each.kind.value: each.id for each in questions_of(view.id)}

    def told(key: str) -> str:
        return words(browser.get(f"/surveys/{view.id}/results", {"explain": key}, headers={"HX-Request": "true"}))

    # Seven are glad and recommend, six are not and do not; thirty were asked.
    assert "100 × (7 − 6) ÷ 13 = +7,7" in told(f"score_{asked['nps']}")
    assert "7 ÷ 13 = 53,8%" in told(f"score_{asked['csat']}")
    assert "13 ÷ 30 = 43,3%" in told("response_rate")
    assert "88 ÷ 13 = 6,77" in told(f"mean_{asked['nps']}")
    assert "13 người trả lời câu này. Không có gì bị bỏ ra." in told(f"score_{asked['nps']}")


def test_groups_are_those_that_the_address_asks_for(browser_of: BrowserOf, view: SurveyView) -> None:
    browser = browser_of("director")

    by_agent = words(browser.get(f"/surveys/{view.id}/results", {"by": "agent"}), "groups")
    by_product = words(browser.get(f"/surveys/{view.id}/results", {"by": "product"}), "groups")

    assert "Lan 13" in by_agent
    assert "Chưa nhóm nào có đủ năm câu trả lời" in by_product


def test_a_wave_tells_how_far_it_is_from_the_one_before(browser_of: BrowserOf, lan: Person, view: SurveyView) -> None:
    pk = next_wave(lan, view.id, version=view.version)
    open_survey(lan, pk, version=1)
    later = survey(pk)
    assert later is not None
    for _ in range(10):
        answer(later.open_key, typed(later, GOOD), "vi")

    found = words(browser_of("analyst").get(f"/surveys/{pk}/results"), "waves")

    # Seven of thirteen recommended and six did not: 7.7, and now all ten do.
    assert "1 13 +7,7" in found
    assert "2 10 +100,0" in found
    assert "+92,3" in found
    drawer = browser_of("analyst").get(f"/surveys/{pk}/results", {"explain": "change_1_0"})
    assert "+100,0 − +7,7 = +92,3" in words(drawer)
    assert "10 người trả lời đợt này, 13 người đợt trước" in words(drawer)


def test_drivers_stand_on_a_map_and_beside_it(browser_of: BrowserOf, lan: Person) -> None:
    view, rng = opened_survey(lan), np.random.default_rng(5)
    for _ in range(60):
        quality, price, delivery, service = rng.integers(1, 6, 4)
        scores = (0, int(quality), int(quality), int(quality), int(service))
        filled = typed(view, scores) | {
            name: score
            for name, score in typed(view, (0, int(quality), int(price), int(delivery), int(service))).items()
            if "." in name
        }
        answer(view.open_key, filled, "vi")

    page = browser_of("analyst").get(f"/surveys/{view.id}/results")
    found = words(page, "drivers")

    # Three parts of four of the overall score are quality.
    assert found.index("1 Chất lượng") < found.index("2 Chăm sóc, hỗ trợ")
    assert "n = 60" in found
    assert page.content.decode().count('class="spot') >= 8


def test_what_matters_and_does_badly_can_be_sent_to_review(browser_of: BrowserOf, lan: Person) -> None:
    # Whoever is served well is glad, whatever the rest is like.
    view, rng = opened_survey(lan), np.random.default_rng(6)
    for _ in range(80):
        service = int(rng.integers(1, 5))
        others = [int(each) for each in rng.integers(4, 6, 3)]
        scores = (0, *others, service)
        alike = typed(view, (0, service, service, service, service))
        overall = {name: score for name, score in alike.items() if "." not in name}
        answer(view.open_key, typed(view, scores) | overall, "vi")

    browser = browser_of("director")
    page = browser.get(f"/surveys/{view.id}/results").content.decode()
    (offered,) = re.findall(r'name="offer" value="([^"]+)"', page)
    sent = browser.post("/findings", {"offer": html.unescape(offered)})

    assert sent.status_code in (200, 302)
    found = words(browser.get("/findings"))
    assert "Chăm sóc, hỗ trợ được" in found
    assert "Nên cải thiện mặt này trước" in found


def test_who_was_silent_is_compared_with_who_answered(browser_of: BrowserOf, view: SurveyView) -> None:
    found = words(browser_of("analyst").get(f"/surveys/{view.id}/results"), "silence")

    assert "Bán lẻ 8 75,0%" in found
    assert "Doanh nghiệp 20 30,0%" in found
    assert "Trường học" not in found
    assert "quá nhiều" in found


def test_weights_show_the_score_beside_the_one_without_them(browser_of: BrowserOf, view: SurveyView) -> None:
    stated = {"share-segment-Bán lẻ": "25", "share-segment-Doanh nghiệp": "70", "share-segment-Trường học": "5"}

    found = words(browser_of("analyst").get(f"/surveys/{view.id}/results", stated), "weights")

    # 25 and 5 points recommend, 70 do not: −40; unweighted 7 of 13 against 6.
    assert "NPS +7,7" in found
    assert "−40,0" in found
    # Weights .25 · 13/6, .7 · 13/6 and .05 · 13: Kish's 1 + cv².
    assert "Hệ số thiết kế 1,23" in found


def test_shares_can_be_those_of_all_customers_and_wrong_ones_are_refused(
    browser_of: BrowserOf, view: SurveyView
) -> None:
    browser = browser_of("analyst")
    page = browser.get(f"/surveys/{view.id}/results").content.decode()
    (address,) = re.findall(r'href="(\?by=segment&amp;share[^"]+)"', page)

    as_all = words(browser.get(f"/surveys/{view.id}/results{html.unescape(address)}"), "weights")
    short = words(browser.get(f"/surveys/{view.id}/results", {"share-segment-Bán lẻ": "25"}), "weights")
    wrong = {"share-segment-Bán lẻ": "25", "share-segment-Doanh nghiệp": "70", "share-segment-Trường học": "50"}
    long = words(browser.get(f"/surveys/{view.id}/results", wrong), "weights")

    # 8 and 2 of the 30 customers against 20.
    assert "−33,3" in as_all
    assert "Chưa có tỷ lệ của Doanh nghiệp" in short
    assert "cộng lại là 145%" in long


def test_anonymous_answers_are_divided_by_nothing(browser_of: BrowserOf, lan: Person) -> None:
    view = opened_survey(lan, "employees")
    recommends = field_of(questions_of(view.id)[0].id)
    for _ in range(6):
        answer(view.open_key, {recommends: "9"}, "vi")

    page = browser_of("analyst").get(f"/surveys/{view.id}/results", {"by": "agent"}).content.decode()

    assert not [each for each in ("groups", "weights", "silence") if f'id="{each}"' in page]
