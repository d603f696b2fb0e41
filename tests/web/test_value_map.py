"""The page on which products stand by what they are worth to customers and what they cost."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from tests.web.survey_answers import compared

from crmeter.estimators import Ratings
from crmeter.estimators.choice.market import with_inertia
from crmeter.evaluation.external.choice_study import fitted
from crmeter.evaluation.external.rated_values import weights_of
from crmeter.evaluation.external.sold_products import Sold
from crmeter.evaluation.external.survey_values import survey_values
from crmeter.evaluation.external.value_choices import choices_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person, person_at
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.models import Survey
from crmeter.records.surveys.options import Options
from crmeter.records.surveys.queries import questions_of, survey
from crmeter.records.surveys.question_actions import QuestionAsked, add_question
from crmeter.vocabulary import Text, Work
from crmeter.vocabulary.folding import spelled
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[..., Client]
PEOPLE = 60


@pytest.fixture
def workspace(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    found = Workspace(tmp_path / "workspace")
    monkeypatch.setattr(settings, "WORKSPACE", found)
    return found


@pytest.fixture
def number(workspace: Workspace) -> int:
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    return compared(lan, PEOPLE)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def test_without_a_survey_or_a_table_the_page_says_what_to_do(workspace: Workspace, browser_of: BrowserOf) -> None:
    page = words(browser_of("director").get("/value-map"))

    assert "Chưa có gì cho biết khách nhìn ta thế nào so với đối thủ" in page


def test_the_map_of_a_survey_is_that_of_its_ratings(number: int, browser_of: BrowserOf) -> None:
    told = survey_values(settings.WORKSPACE, [(number, "1")])
    wave = told.rated.waves[-1]
    price = Ratings.of_respondents(wave.respondent, wave.product, wave.price[:, None]).mean[:, 0]
    names = ["Hãng chúng tôi", "Đối thủ A", "Đối thủ B"]
    ours, *others = (float(price[sorted(names).index(each)]) for each in names)

    page = words(browser_of("director").get("/value-map", {"source": f"survey-{number}"}))

    # The row of the grid that is the price counts as price, not as quality.
    assert told.attributes == ("Chất lượng", "Thuận tiện", "Danh tiếng", "Chăm sóc khách hàng")
    assert len(wave.product) == 3 * PEOPLE
    relative = 100 * ours / np.mean(others)
    assert f"{relative:.1f}".replace(".", ",") in page
    assert re.search("p = 0,[0-9]{3}", page)
    assert "p = 0,000" not in page
    assert "Chuyển hãng, theo lời khách" in page
    assert "suy ra từ khả năng mua lần tới" in page


def test_a_survey_with_enough_answers_opens_though_a_newer_one_has_few(number: int, browser_of: BrowserOf) -> None:
    lan = person_at("lan@example.vn")
    assert lan is not None
    newer = compared(lan, 1)
    browser = browser_of("director")

    opened = browser.get("/value-map")
    of_one = browser.get("/value-map", {"source": f"survey-{newer}"})

    assert opened.context["source"] == f"survey-{number}"
    # One answer makes marks, but no sentence.
    assert str(of_one.context["finding"].vi).startswith("Chưa đủ người trả lời để nói Hãng chúng tôi đáng giá hơn")
    assert "mới có 1 người" in words(of_one)
    assert of_one.context["offer"] is None


def test_what_overtakes_a_competitor_can_be_sent_to_review(number: int, browser_of: BrowserOf) -> None:
    asked = {"source": f"survey-{number}", "us": "Đối thủ A", "against": "Hãng chúng tôi"}
    browser = browser_of("director")

    page = browser.get("/value-map", asked)

    # What seems dearer is behind; a better rating of quality, which counts most, makes up for it.
    assert "Hãng chúng tôi dẫn trước" in words(page)
    assert "nâng chất lượng từ" in words(page)
    signed = page.context["offer"].signed
    browser.post("/findings", {"offer": signed})
    assert "Chờ rà soát" in words(browser.get("/value-map", asked))


def test_the_line_follows_how_much_price_counts(number: int, browser_of: BrowserOf) -> None:
    asked = {"source": f"survey-{number}", "line": "weights", "price-weight": "25"}
    browser = browser_of("analyst")

    steep = words(browser.get("/value-map", asked))
    wrong = words(browser.get("/value-map", asked | {"price-weight": "140"}))

    assert "3,00 = 25%" in steep
    assert "một số giữa 0 và 100" in wrong


def test_typed_weights_are_taken_instead_of_derived_ones(number: int, browser_of: BrowserOf) -> None:
    asked = {"source": f"survey-{number}", "weighing": "given", "weight-0": "100", "weight-1": "0", "weight-2": "0"}

    page = words(browser_of("director").get("/value-map", asked | {"weight-3": "0"}))

    assert "do người xem nhập" in page
    assert "100% ×" in page


def test_a_better_rating_changes_shares_and_revenue_by_the_choice_model(number: int, browser_of: BrowserOf) -> None:
    choices = choices_of(survey_values(settings.WORKSPACE, [(number, "1")]))
    before = with_inertia(choices.attributes, choices.last)
    after = before.copy()
    after[:, 0, 1] = np.minimum(after[:, 0, 1] + 1, 5)
    logit = fitted(choices, 0.0, None)
    moved = logit.predict(after) - logit.predict(before)
    assert choices.spend is not None and choices.frequency is not None
    worth = choices.spend * choices.frequency

    asked = {"source": f"survey-{number}", "us": "Hãng chúng tôi", "move-0": "1", "market": "1.000"}
    page = browser_of("director").get("/value-map", asked)

    outcome = page.context["outcome"]
    assert outcome["rows"][0]["change"]["value"] == pytest.approx(100 * moved[:, 0].mean())
    # The one who left out how often they buy chooses too, but brings no known revenue.
    assert (page.context["supposed"].n, page.context["supposed"].n_spend) == (PEOPLE, PEOPLE - 1)
    assert outcome["revenue_change"]["value"] == pytest.approx(1000 * np.nanmean(worth * moved[:, 0]))
    assert outcome["revenue_change"]["low"] < outcome["revenue_change"]["value"] < outcome["revenue_change"]["high"]
    assert outcome["rows"][0]["change"]["low"] > 0


def test_a_price_that_seems_higher_loses_or_gains_as_the_model_says(number: int, browser_of: BrowserOf) -> None:
    asked = {"source": f"survey-{number}", "move-price": "2"}

    page = browser_of("director").get("/value-map", asked)

    assert [each.name for each in page.context["moved"]] == ["move-price"]
    assert '<output for="move-price" data-digits="2">+2,00</output> điểm (thang 1–10)' in words(page)
    assert "Khách thấy giá đắt đến đâu <b>+2,00</b> điểm (thang 1–10)" in words(page)
    assert sum(each["change"]["value"] for each in page.context["outcome"]["rows"]) == pytest.approx(0, abs=1e-9)


def test_a_fair_price_that_is_felt_says_that_it_is_a_score(number: int, browser_of: BrowserOf) -> None:
    page = words(browser_of("director").get("/value-map/mix", {"source": f"survey-{number}"}))

    assert re.search(r"Giá tương xứng khi các sản phẩm khác giữ giá: [0-9,]+ điểm cảm nhận giá\.", page)


def test_in_the_mix_our_brand_brings_what_the_product_of_the_survey_brought(
    number: int, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = person_at("lan@example.vn")
    assert lan is not None
    bottle = create(lan, CONCEPTS["products"], {"name": "Nước bình 20 lít", "code": "B20"})
    Survey.objects.filter(pk=number).update(product=bottle)
    brought = Sold(Decimal(1_000_000), Decimal(600_000), 7, date(2026, 11, 20))
    monkeypatch.setattr(
        "crmeter.evaluation.external.sold_products.sold_products", lambda *_: {spelled("Nước bình 20 lít"): brought}
    )

    rows = browser_of("director").get("/value-map/mix", {"source": f"survey-{number}"}).context["rows"]

    ours, *others = sorted(rows, key=lambda row: not row["is_own"])
    assert (ours["stands_for"], ours["sold"], ours["margin"]) == ("Nước bình 20 lít", brought, Decimal(400_000))
    assert {(row["stands_for"], row["sold"]) for row in others} == {(None, None)}


def test_shares_of_the_last_and_of_the_next_purchase_have_different_names(number: int, browser_of: BrowserOf) -> None:
    page = words(browser_of("director").get("/value-map", {"source": f"survey-{number}"}))

    assert "cỡ chấm: tỷ lệ mua lần gần nhất" in page
    assert ">Mua lần gần nhất</th>" in page
    assert ">Mua lần tới, theo mô hình</th>" in page
    assert ">Thị phần" not in page


def test_both_tables_of_switching_say_what_they_are_made_of(number: int, browser_of: BrowserOf) -> None:
    browser = browser_of("director")

    said = words(browser.get("/value-map", {"source": f"survey-{number}"}))
    asked = {"us": "Hãng chúng tôi", "margin": "30", "discount": "12", "horizon": "3", "market": "1000"}
    expected = words(browser.get(f"/surveys/{number}/equity", asked))

    assert "Chuyển hãng, theo lời khách" in said
    assert "Trang giá trị tài sản khách hàng cho thấy mô hình lựa chọn" in said
    assert "Chuyển hãng, theo mô hình lựa chọn" in expected
    assert "bản đồ giá trị ghi lời khách nói" in expected


def test_the_level_of_the_interval_and_that_of_the_verdict_are_both_told(number: int, browser_of: BrowserOf) -> None:
    page = words(browser_of("director").get("/value-map", {"source": f"survey-{number}"}))

    assert "Khoảng ghi ở mức 80%. Phân rõ hay chưa xét ở mức 5%" in page


def test_weights_can_be_those_that_respondents_state(workspace: Workspace, browser_of: BrowserOf) -> None:
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    number = make_survey(lan, "brands", "vi")
    grid = next(each for each in questions_of(number) if each.kind == QuestionKind.RATING)
    title = Text("Mỗi mặt quan trọng đến đâu?", "How important is each?")
    asked = add_question(
        lan, number, QuestionAsked(QuestionKind.IMPORTANCE, title, Options(grid.options.rows, (), 1, 5))
    )
    open_survey(lan, number, version=1)
    found = survey(number)
    assert found is not None
    # Above the least: 4, 1, 0, 0, 0 and 2, 0, 0, 2, 0 of the aspects; the third finds none important.
    said = ((5, 2, 1, 1, 1), (3, 1, 1, 3, 1), (1, 1, 1, 1, 1))
    for place in range(9):
        typed = {f"q{asked}.{row}.0": str(points) for row, points in enumerate(said[place % 3])}
        for row in range(len(grid.options.rows)):
            typed |= {f"q{grid.id}.{row}.{brand}": str(1 + (place + row + brand) % 5) for brand in range(3)}
        others = {each.kind: each.id for each in questions_of(number)}
        typed |= {f"q{others[QuestionKind.PRICE]}.0.{brand}": str(4 + brand) for brand in range(3)}
        typed |= {
            f"q{others[QuestionKind.NEXT_BRAND]}.{brand}": share for brand, share in enumerate(("50", "30", "20"))
        }
        typed[f"q{others[QuestionKind.LAST_BRAND]}"] = "0"
        answer(found.open_key, typed, "vi")
    sync_records(Order(1, {}, None, 1), Work())

    told = survey_values(settings.WORKSPACE, [(number, "1")])
    share = weights_of(replace(told.rated.waves[-1], overall=None), told.attributes, None).share
    asked_for = {"source": f"survey-{number}", "weighing": "stated"}
    page = words(browser_of("director").get("/value-map", asked_for))
    by_weights = browser_of("director").get("/value-map", asked_for | {"line": "weights"})

    # The price is the second aspect and no attribute of quality: 4, 0, 0, 0 and 2, 0, 2, 0 are left.
    assert told.attributes == tuple(each.key for place, each in enumerate(grid.options.rows) if place != 1)
    assert list(share) == pytest.approx([(1 + 0.5) / 2, 0, 0.5 / 2, 0])
    assert "do người trả lời nêu" in page
    # One gives the price 1 of 5 points, the other 0 of 4.
    assert by_weights.context["opened"].study.price_weight == pytest.approx(0.2 / 2)
    assert "phần điểm quan trọng mà mỗi người dành cho giá" in words(by_weights)
    # Of a survey that does not ask for it the page says so.
    other = compared(lan, PEOPLE)
    lacking = words(browser_of("director").get("/value-map", {"source": f"survey-{other}", "weighing": "stated"}))
    assert "không hỏi mỗi tiêu chí quan trọng đến đâu" in lacking
