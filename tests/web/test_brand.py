"""The brand: how it is measured, its score by the weights of a decision, and its value in money."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from tests.web.survey_answers import compared, compared_again

from crmeter.estimators import Market
from crmeter.evaluation.external.brand_answers import QuestionAsked, brand_answers
from crmeter.evaluation.external.brand_money import brand_money
from crmeter.evaluation.external.survey_choices import survey_choices
from crmeter.records.brand.actions import SourceAsked, measure_brand
from crmeter.records.brand.queries import brand
from crmeter.records.judgements.actions import DecisionAsked, invite, make_decision, set_weights
from crmeter.records.judgements.kinds import Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person, person_at
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import next_wave, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.options import Option
from crmeter.records.surveys.queries import questions_of
from crmeter.records.surveys.queries import survey as found_survey
from crmeter.vocabulary import Work
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[..., Client]
US = "Hãng chúng tôi"
PEOPLE = 80
ASKED = {
    "us": US, "other": "Đối thủ A", "margin": "30", "discount": "12", "horizon": "3", "market": "50000",
    "price": "Giá cả", "point": "5",
}  # fmt: skip


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def survey(lan: Person) -> int:
    return compared(lan, PEOPLE)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def asked_of(survey: int) -> dict[str, int]:
    return {each.kind.value: each.id for each in questions_of(survey)}


def weights(lan: Person, **percents: float) -> int:
    criteria = [Option(name, BRAND_COMPONENTS[name]) for name in percents]
    number = make_decision(lan, DecisionAsked("Trọng số", Purpose.BRAND, "", criteria), [])
    set_weights(lan, number, percents, version=1)
    return number


def test_how_the_brand_is_measured_is_said_in_a_form_and_kept(survey: int, browser_of: BrowserOf) -> None:
    browser, asked = browser_of("director"), asked_of(survey)
    sent = {
        "version": "0", "name": US, "decision": "", "reputation": f"{asked['rating']}.mean.Danh tiếng",
        "preference": f"{asked['next_brand']}.share.", "loyalty": "measure.repeat_purchase_rate",
    }  # fmt: skip

    response = browser.post("/brand/measuring", sent)

    assert response.status_code == 302
    kept = brand()
    assert (kept.version, kept.name) == (1, US)
    assert set(kept.sources) == {"reputation", "preference", "loyalty"}
    assert kept.sources["reputation"].driver == "Danh tiếng"
    assert 'value="measure.repeat_purchase_rate" selected' in words(browser.get("/brand/measuring"))
    assert browser.post("/brand/measuring", sent).status_code == 412


def test_a_way_that_does_not_fit_the_question_is_refused(survey: int, browser_of: BrowserOf) -> None:
    sent = {"version": "0", "name": US, "awareness": f"{asked_of(survey)['last_brand']}.mean."}

    response = browser_of("director").post("/brand/measuring", sent)

    assert response.status_code == 400
    assert "Nhận biết: câu hỏi này không chấm được theo cách đó" in words(response)
    assert brand().version == 0


def test_components_are_scored_from_0_to_100_for_us_and_competitors(survey: int) -> None:
    asked = asked_of(survey)
    found = brand_answers(
        settings.WORKSPACE,
        [
            QuestionAsked("reputation", 1, asked["rating"], "Danh tiếng", "mean"),
            QuestionAsked("awareness", 1, asked["rating"], "Danh tiếng", "known"),
            QuestionAsked("consideration", 1, asked["last_brand"], "", "share"),
            QuestionAsked("preference", 1, asked["next_brand"], "", "share"),
        ],
    )

    scores = {component: waves[-1].scores for component, waves in found.waves.items()}
    choices = survey_choices(settings.WORKSPACE, survey).choices
    place = choices.drivers.index("Danh tiếng")
    # The one who left out how often they buy is in the scores and not among the choices.
    low, high = survey_choices(settings.WORKSPACE, survey).scale
    expected = 100 * (choices.attributes[:, 0, place].mean() - low) / (high - low)
    assert scores["reputation"][US].n == PEOPLE
    assert scores["reputation"][US].value == pytest.approx(expected, abs=1.5)
    assert scores["awareness"][US].value == 100
    assert sum(each.value for each in scores["consideration"].values()) == pytest.approx(100)
    assert sum(each.value for each in scores["preference"].values()) == pytest.approx(100)
    assert scores["preference"][US].value == pytest.approx(100 * choices.shares[:, 0].mean(), abs=1.5)
    for each in (scores["reputation"][US], scores["consideration"][US], scores["preference"][US]):
        assert each.low is not None
        assert each.high is not None
        assert each.low < each.value < each.high


def test_the_warehouse_scores_our_brand_as_the_page_does_in_every_wave(lan: Person, survey: int) -> None:
    asked = asked_of(survey)
    later = next_wave(lan, survey, version=2)
    open_survey(lan, later, version=1)
    opened, again = found_survey(later), asked_of(later)
    assert opened is not None
    typed = {f"q{again['last_brand']}": "0", f"q{again['rating']}.3.0": "5"}
    typed |= {f"q{again['next_brand']}.{place}": share for place, share in enumerate(("70", "30", "0"))}
    answer(opened.open_key, typed, "vi")
    ways = {
        "reputation": ("rating", "Danh tiếng", "mean"),
        "trust": ("rating", "Chất lượng", "top"),
        "awareness": ("rating", "Danh tiếng", "known"),
        "consideration": ("last_brand", "", "share"),
        "preference": ("next_brand", "", "share"),
    }
    sources = {name: SourceAsked(asked[kind], driver, way) for name, (kind, driver, way) in ways.items()}
    measure_brand(lan, US, None, sources, version=0)

    sync_records(Order(1, {}, None, 1), Work())

    questions = [
        QuestionAsked(component, each.wave, each.question, source.driver, ways[component][2])
        for component, source in brand().sources.items()
        for each in source.waves
    ]
    assert len(questions) == 2 * len(ways)
    page = {
        (component, wave.wave): wave.scores[US]
        for component, waves in brand_answers(settings.WORKSPACE, questions).waves.items()
        for wave in waves
        if US in wave.scores
    }
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with duckdb.connect() as engine:
        told = engine.read_parquet([str(path) for path in snapshot.paths(settings.WORKSPACE, "brand_answers")])
        rows = told.aggregate("component, wave, avg(score)::DOUBLE, count(*)").fetchall()
    assert {(component, wave): n for component, wave, _, n in rows} == {key: each.n for key, each in page.items()}
    for component, wave, mean, _ in rows:
        assert mean == pytest.approx(page[component, wave].value, abs=1e-3), component
    assert page["preference", 2].value == pytest.approx(70)
    # The one of the second wave rated nothing but reputation.
    assert ("trust", 2) not in page


def test_the_score_is_the_weighed_components_and_says_what_it_left_out(
    lan: Person, survey: int, browser_of: BrowserOf
) -> None:
    asked = asked_of(survey)
    number = weights(lan, reputation=50, preference=30, trust=20)
    sources = {
        "reputation": SourceAsked(asked["rating"], "Danh tiếng", "mean"),
        "preference": SourceAsked(asked["next_brand"], "", "share"),
    }
    measure_brand(lan, US, number, sources, version=0)
    found = brand_answers(
        settings.WORKSPACE,
        [
            QuestionAsked("reputation", 1, asked["rating"], "Danh tiếng", "mean"),
            QuestionAsked("preference", 1, asked["next_brand"], "", "share"),
        ],
    )
    reputation, preference = (found.waves[name][0].scores[US].value for name in ("reputation", "preference"))

    page = words(browser_of("director").get("/brand"))

    shown = f"{(50 * reputation + 30 * preference) / 80:.1f}".replace(".", ",")
    assert f">{shown}</a></dd>" in page
    assert "các trọng số còn lại được tăng theo tỷ lệ: Lòng tin" in page
    assert "Đối thủ B" in page
    assert "Thứ hạng có vững không?" in page
    assert "Đưa vào rà soát" in page


def test_the_score_and_a_component_tell_what_they_are_made_of(lan: Person, survey: int, browser_of: BrowserOf) -> None:
    asked, browser = asked_of(survey), browser_of("director")
    sources = {
        "reputation": SourceAsked(asked["rating"], "Danh tiếng", "mean"),
        "consideration": SourceAsked(asked["last_brand"], "", "share"),
    }
    measure_brand(lan, US, weights(lan, reputation=60, consideration=20, trust=20), sources, version=0)

    score, component = (
        words(browser.get("/brand", {"explain": key}, headers={"HX-Request": "true"}))
        for key in ("score", "component_consideration")
    )

    (a, b, value) = re.findall(r"75,0% × ([\d,]+) \+ 25,0% × ([\d,]+) = ([\d,]+)", score)[0]
    a, b, value = (float(each.replace(",", ".")) for each in (a, b, value))
    assert 0.75 * a + 0.25 * b == pytest.approx(value, abs=0.11)
    assert "2 thành phần có cả trọng số và điểm; chưa đo nên bỏ ra" in score
    assert "Quyết định “Trọng số” về trọng số" in score
    (chosen, share) = re.findall(rf"100 × (\d+) ÷ {PEOPLE} = ([\d,]+)", component)[0]
    assert 100 * int(chosen) / PEOPLE == pytest.approx(float(share.replace(",", ".")), abs=0.06)
    assert f'href="/surveys/{survey}/results"' in component


def test_the_score_is_told_wave_after_wave_of_the_same_components(
    lan: Person, survey: int, browser_of: BrowserOf
) -> None:
    asked = asked_of(survey)
    compared_again(lan, survey, 40)
    sources = {
        "reputation": SourceAsked(asked["rating"], "Danh tiếng", "mean"),
        "preference": SourceAsked(asked["next_brand"], "", "share"),
        "loyalty": SourceAsked(measure="repeat_purchase_rate"),
    }
    measure_brand(lan, US, weights(lan, reputation=50, preference=30, loyalty=20), sources, version=0)

    page = words(browser_of("director").get("/brand"))

    line = page[page.index('id="waves"') :].partition("</section>")[0]
    told = re.findall(r'<th scope="row" class="nowrap">([\d/]+)</th><td class="r"><b>([\d,]+)</b>', line)
    assert len(told) == 2
    # Nobody's purchases are known here, so that the score of today is of the same two.
    assert re.search(rf"<dd><a [^>]*>{told[1][1]}</a></dd>", page)
    assert "b80" in line
    assert "Không gồm thành phần mà không đợt khảo sát nào hỏi: Gắn bó" in line


def test_a_brand_without_a_decision_shows_its_components_and_asks_for_one(
    lan: Person, survey: int, browser_of: BrowserOf
) -> None:
    measure_brand(lan, US, None, {"preference": SourceAsked(asked_of(survey)["next_brand"], "", "share")}, version=0)

    page = words(browser_of("analyst").get("/brand"))

    assert "Chưa có điểm thương hiệu" in page
    assert "n = 80" in page


def test_an_evaluator_who_still_judges_sees_no_score_by_the_weights_of_the_others(
    lan: Person, survey: int, browser_of: BrowserOf
) -> None:
    browser = browser_of("director")
    number = weights(lan, preference=100, trust=0)
    measure_brand(lan, US, number, {"preference": SourceAsked(asked_of(survey)["next_brand"], "", "share")}, version=0)
    assert "Điểm thương hiệu của" in words(browser.get("/brand"))
    judge = person_at("director@example.vn")
    assert judge is not None
    invite(lan, number, [judge.id], version=2)

    page = words(browser.get("/brand"))

    assert "Bạn đánh giá riêng" in page
    assert "Điểm thương hiệu của" not in page
    assert "100,0%" not in page
    assert browser.get("/brand", {"explain": "score"}, headers={"HX-Request": "true"}).status_code == 404


def test_behaviour_that_was_not_evaluated_yet_has_no_score(lan: Person, survey: int, browser_of: BrowserOf) -> None:
    measure_brand(lan, US, None, {"loyalty": SourceAsked(measure="retention_rate")}, version=0)

    assert "chưa có trả lời" in words(browser_of("director").get("/brand"))


def test_nothing_said_yet_is_asked_for(lan: Person, browser_of: BrowserOf) -> None:
    browser = browser_of("director")

    assert "Chưa ai cho biết thương hiệu được đo thế nào" in words(browser.get("/brand"))
    assert "Chưa mở khảo sát khách hàng nào" in words(browser.get("/brand/measuring"))
    assert "Chưa có khảo sát về các hãng" in words(browser.get("/brand/value"))


def test_the_name_is_valued_by_two_methods_with_the_range_between_them(survey: int, browser_of: BrowserOf) -> None:
    choices = survey_choices(settings.WORKSPACE, survey).choices
    market = Market(np.full(3, 0.3), 0.12, 3, 50_000)
    found = brand_money(choices, us=US, other="Đối thủ A", market=market, price="Chất lượng", point=0.05)

    page = words(browser_of("director").get("/brand/value", {**ASKED, "price": "Chất lượng", "survey": survey}))

    assert found.range is not None
    assert found.range[0] <= float(found.by_choice.value) <= found.range[1]
    assert found.premium is not None
    side = "có thể đắt hơn" if float(found.premium.value) >= 0 else "phải rẻ hơn"
    assert f"{side} {abs(100 * float(found.premium.value)):.2f}".replace(".", ",") + "%" in page
    assert "Khoảng giữa hai phương pháp" in page
    assert "Đưa vào rà soát" in page


def test_a_name_that_is_worth_less_has_to_be_cheaper_and_not_dearer_by_less_than_nothing(
    survey: int, browser_of: BrowserOf
) -> None:
    asked = {**ASKED, "price": "Chất lượng", "survey": survey}
    browser = browser_of("director")

    sides = ((US, "Đối thủ A"), ("Đối thủ A", US))
    both = [browser.get("/brand/value", {**asked, "us": us, "other": other}) for us, other in sides]

    less = [words(page) for page in both if page.context["premium"]["value"] < 0]
    assert len(less) == 1
    assert "phải rẻ hơn" in less[0]
    assert "đắt hơn −" not in less[0]


def test_without_what_a_point_stands_for_there_is_one_value_and_the_reason(survey: int, browser_of: BrowserOf) -> None:
    page = words(browser_of("director").get("/brand/value", {**ASKED, "point": ""}))

    assert "chỉ một phương pháp" in page
    assert "Khoảng giữa hai phương pháp" not in page
    # The aspect was said; what a point of it stands for was not.
    assert "hưa cho biết một điểm chấm về giá ứng với mấy phần trăm giá" in page
    assert "mặt nào chấm về giá" not in page


def test_the_name_is_valued_by_a_survey_with_enough_answers(lan: Person, survey: int, browser_of: BrowserOf) -> None:
    compared(lan, 1)

    assert browser_of("director").get("/brand/value").context["survey"].id == survey
