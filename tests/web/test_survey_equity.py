"""The page on which a survey tells customer equity in money, and what a better rating would add."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import duckdb
import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from tests.web.survey_answers import LIKED, compared

from crmeter.estimators import Market
from crmeter.evaluation.external.equity_study import EquityStudy, study_equity
from crmeter.evaluation.external.survey_choices import survey_choices
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person, person_at
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.driver_actions import group_drivers
from crmeter.records.surveys.equity_actions import use_in_evaluations
from crmeter.records.surveys.equity_queries import EquityAssumed, equity_stated
from crmeter.records.surveys.options import typed_options
from crmeter.records.surveys.queries import questions_of, survey
from crmeter.records.surveys.question_actions import QuestionAsked, change_question
from crmeter.records.surveys.scenario_queries import scenarios_of
from crmeter.vocabulary import NotEnoughData, Work
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.web.surveys.equity_words import money_in_words
from crmeter.worker.evaluate import evaluate
from crmeter.worker.handlers import Order

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[..., Client]
STATED = {"us": "Hãng chúng tôi", "margin": "30", "discount": "12", "horizon": "3", "market": "50.000"}
PEOPLE = 80


@pytest.fixture
def number(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    return compared(lan, PEOPLE)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def study_of(number: int, **stated: Any) -> EquityStudy:
    """What the estimator finds under what is stated on the page."""
    found = survey_choices(settings.WORKSPACE, number)
    market = Market(np.full(3, 0.3), 0.12, 3, 50_000)
    return study_equity(found.choices, us=STATED["us"], market=market, scale=found.scale, **stated)


def test_the_answers_are_the_choices_that_were_made(number: int) -> None:
    found = survey_choices(settings.WORKSPACE, number)

    assert found.answered == PEOPLE
    assert len(found.choices) == PEOPLE - 1
    assert [(left.code, left.n) for left in found.choices.left_out] == [("no_frequency", 1)]
    assert found.choices.brands == ("Hãng chúng tôi", "Đối thủ A", "Đối thủ B")
    assert found.choices.shares.sum(axis=1) == pytest.approx(np.ones(PEOPLE - 1))
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with duckdb.connect() as engine:
        answers = engine.read_parquet([str(path) for path in snapshot.paths(settings.WORKSPACE, "survey_answers")])
        ((spent,),) = answers.filter("question_kind = 'spend'").aggregate("sum(value)::DOUBLE").fetchall()
        ((last,),) = (
            answers.filter("brand = 'Đối thủ A' AND question_kind = 'last_brand'").aggregate("count(*)").fetchall()
        )
    assert found.choices.spend is not None
    # The one who was left out spent too.
    assert 0 < spent - found.choices.spend.sum() <= 800_000
    assert abs(int((found.choices.last == 1).sum()) - last) <= 1


def test_the_page_tells_what_the_estimator_finds(number: int, browser_of: BrowserOf) -> None:
    study = study_of(number)

    page = words(browser_of("director").get(f"/surveys/{number}/equity", STATED))

    assert f"{study.shares.value[0] * 100:.1f}".replace(".", ",") + "%" in page
    assert "Không được tính: không cho biết số lần mua một năm (1)" in page
    assert page.count("Chưa xếp nhóm") == 1
    results = words(browser_of("director").get(f"/surveys/{number}/results"))
    assert re.search(r"Trung bình: <b><a [^>]*>[1-8]\d\d\.\d{3} ₫</a></b>", results)
    assert 'class="tornado"' in page
    # Quality counts most with those who answered, so a better rating of it adds most.
    assert study.moves[0].name == "Chất lượng"
    assert int(LIKED.argmax()) == 0


def test_moving_a_driver_tells_what_it_would_do(number: int, browser_of: BrowserOf) -> None:
    moved = {**STATED, "move-0": "1", "cost-0": "10 triệu", "cost-1": "5 triệu"}

    page = words(browser_of("director").get(f"/surveys/{number}/equity", moved))

    assert "Thay đổi này đem lại gì" in page
    assert "Chất lượng +1,00" in page
    # Only what moves is paid for.
    assert re.search(r"Chi phí tổng cộng</dt><dd>10,0\s+triệu", page)
    assert "Mỗi đồng bỏ ra thu về" in page
    assert "Hòa vốn ở" in page
    assert "Lợi ích thu về trên một đồng bỏ ra" in page
    assert "Đưa vào rà soát" in page
    assert "Nếu khách chấm Hãng chúng tôi khác đi (Chất lượng +1,00)" in page


def test_the_sentence_for_a_review_says_the_net_that_is_its_money(number: int, browser_of: BrowserOf) -> None:
    moved = {**STATED, "move-0": "1", "cost-0": "10 triệu"}

    page = browser_of("director").get(f"/surveys/{number}/equity", moved)

    sentence = page.context["finding"].found.sentence
    cost = money_in_words(10_000_000, "VND")
    net = money_in_words(float(page.context["outcome"]["worth"]), "VND")
    assert f", chi phí {cost.vi}, trừ chi phí còn {net.vi}, mỗi đồng thu về" in sentence.vi


@pytest.mark.parametrize("typed", ["99", "-4,5", "nhiều"])
def test_a_move_beyond_the_scale_is_refused_beside_its_slider(number: int, browser_of: BrowserOf, typed: str) -> None:
    browser = browser_of("director")
    asked = {**STATED, "move-0": typed}

    page = words(browser.get(f"/surveys/{number}/equity", asked))
    browser.post(f"/surveys/{number}/scenarios", {"asked": urlencode(asked), "name": "Quá thang"})

    assert "mức thay đổi là một số từ −4 đến 4 của thang điểm; số đã gõ không được dùng" in page
    assert "Thay đổi này đem lại gì" not in page
    assert scenarios_of(number) == ()


def test_what_is_not_said_yet_is_asked_for_and_what_is_wrong_is_said_beside_it(
    number: int, browser_of: BrowserOf
) -> None:
    browser = browser_of("analyst")

    first = words(browser.get(f"/surveys/{number}/equity"))
    wrong = words(browser.get(f"/surveys/{number}/equity", {**STATED, "margin": "300", "us": "Hãng lạ"}))

    assert "Hãy cho biết hãng của mình" in first
    assert f"{PEOPLE - 1} trong {PEOPLE} người trả lời" in first
    assert "một số từ 0 đến 100" in wrong
    assert 'value="300"' in wrong
    assert "Giá trị tài sản của từng hãng" not in wrong


def test_a_survey_that_asks_something_else_says_what_it_needs(browser_of: BrowserOf, number: int) -> None:
    with pytest.raises(NotEnoughData):
        survey_choices(settings.WORKSPACE, number + 1)

    lan = person(add_user(SYSTEM, "ha@example.vn", Role.DIRECTOR))
    assert lan is not None
    other = compared(lan, 1, in_warehouse=False)
    page = words(browser_of("director").get(f"/surveys/{other}/equity"))

    assert "Chưa ai trả lời đủ" in page
    assert "bảng chấm điểm từng hãng" in page


def test_few_respondents_are_not_enough_and_the_page_says_so(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser_of: BrowserOf
) -> None:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    number = compared(lan, 4)

    response = browser_of("director").get(f"/surveys/{number}/equity", STATED)

    assert response.status_code == 200
    assert "3 người trả lời cho 6 hệ số" in words(response)


def test_aspects_are_put_in_groups_on_the_page_of_their_question_and_summed_on_that_of_equity(
    number: int, browser_of: BrowserOf
) -> None:
    director = browser_of("director")
    grid = next(each for each in questions_of(number) if each.kind == "rating")
    chosen = {"group-0": "value", "group-1": "value", "group-3": "brand", "version": str(grid.version)}

    saved = director.post(f"/surveys/{number}/questions/{grid.id}/groups", chosen)
    again = director.post(f"/surveys/{number}/questions/{grid.id}/groups", chosen)
    page = words(director.get(f"/surveys/{number}/equity", STATED))

    assert saved.status_code == 302
    assert again.status_code == 412
    groups = {row.key: row.group for row in questions_of(number)[0].options.rows}
    assert list(groups.values()) == ["value", "value", "", "brand", ""]
    parts = re.findall(r"<h3>(.*?)</h3>", page)
    assert parts == ["Giá trị", "Thương hiệu", "Chưa xếp nhóm"]
    study = study_of(number, groups={"value": ("Chất lượng", "Giá cả")})
    assert f"<b>{study.groups[0].importance.value * 100:.0f}%</b>" in page
    assert browser_of("analyst").post(f"/surveys/{number}/questions/{grid.id}/groups", chosen).status_code == 403


def test_words_of_an_open_survey_are_corrected_without_losing_the_groups(number: int) -> None:
    lan = person_at("lan@example.vn")
    assert lan is not None
    grid = questions_of(number)[0]
    group_drivers(lan, grid.id, {"Giá cả": "value"}, version=grid.version)
    rows = typed_options("Chất lượng | Quality\nGiá bán | Price\nThuận tiện | Convenience\nDanh tiếng\nChăm sóc")
    options = replace(grid.options, rows=rows)

    change_question(lan, grid.id, QuestionAsked(grid.kind, grid.title, options), version=grid.version + 1)

    row = questions_of(number)[0].options.rows[1]
    assert (row.key, row.words.vi, row.group) == ("Giá cả", "Giá bán", "value")
    with pytest.raises(Refused):
        group_drivers(lan, grid.id, {"Giá cả": "price"}, version=grid.version + 2)
    with pytest.raises(Refused):
        group_drivers(lan, grid.id, {"Mùi vị": "value"}, version=grid.version + 2)


def test_drivers_are_steadied_and_bounds_drawn_anew_where_that_is_asked(number: int, browser_of: BrowserOf) -> None:
    browser = browser_of("analyst")

    page = words(
        browser.get(
            f"/surveys/{number}/equity",
            {**STATED, "steadying": "components", "strength": "3", "redraw": "1", "move-0": "1"},
        )
    )
    wrong = words(browser.get(f"/surveys/{number}/equity", {**STATED, "steadying": "components", "strength": "9"}))
    endless = words(browser.get(f"/surveys/{number}/equity", {**STATED, "endless": "1", "horizon": ""}))

    explained = study_of(number, components=3).model.logit_.explained_  # type: ignore[attr-defined]
    assert f"các thành phần giữ {explained * 100:.0f}% khác biệt" in page
    assert "Rút lại 400 mẫu:" in page
    assert "rút lại mẫu" in page
    assert "một số nguyên từ 1 đến 5" in wrong
    forever = study_of(number).forever[0] / 1e9
    assert f"{forever:.1f}".replace(".", ",") + "\xa0tỷ" in endless.replace(" ", "\xa0")


def test_a_scenario_is_kept_with_its_figures_and_taken_off_again(number: int, browser_of: BrowserOf) -> None:
    analyst = browser_of("analyst")
    address = urlencode({**STATED, "move-0": "1", "cost-0": "10 triệu"})

    saved = analyst.post(f"/surveys/{number}/scenarios", {"name": "Chất lượng trước", "asked": address})
    page = words(analyst.get(saved["Location"]))

    (kept,) = scenarios_of(number)
    study = study_of(number)
    gained = study.model.what_if(0, {"Chất lượng": 1.0}, cost=10_000_000, scale=study.scale)
    assert kept.figures.change is not None
    assert kept.figures.change.value == pytest.approx(float(gained.change.value))
    assert kept.figures.ratio is not None
    assert kept.figures.ratio.value == pytest.approx(float(gained.change.value) / 10_000_000)
    assert (kept.figures.n, kept.figures.answered) == (PEOPLE - 1, PEOPLE)
    assert kept.figures.moves == {"Chất lượng": 1.0}
    assert "Kịch bản đã lưu" in page
    assert "Hãng chúng tôi: Chất lượng +1,00" in page

    remove = f"/surveys/{number}/scenarios/{kept.id}/remove"
    analyst.post(remove, {"version": "9"})
    assert len(scenarios_of(number)) == 1
    analyst.post(remove, {"version": "1"})
    assert scenarios_of(number) == ()
    assert analyst.post(remove, {"version": "1"}).status_code == 404


def test_a_scenario_without_a_name_or_without_assumptions_is_not_kept(number: int, browser_of: BrowserOf) -> None:
    director = browser_of("director")

    nameless = director.post(f"/surveys/{number}/scenarios", {"name": " ", "asked": urlencode(STATED)}, follow=True)
    bare = director.post(f"/surveys/{number}/scenarios", {"name": "Trống", "asked": ""}, follow=True)

    assert "kịch bản phải có tên" in words(nameless)
    assert "Hãy nhập đủ các giả định" in words(bare)
    assert scenarios_of(number) == ()


def used(number: int, **stated: str) -> dict[str, str]:
    found = survey(number)
    assert found is not None
    return {"asked": urlencode({**STATED, **stated}), "version": str(found.version)}


def test_evaluations_take_the_assumptions_that_were_chosen_for_them(number: int, browser_of: BrowserOf) -> None:
    director = browser_of("director")

    saved = director.post(f"/surveys/{number}/equity/use", used(number))
    page = words(director.get(saved["Location"]))
    evaluate(Order(1, {}, None, 1), Work())
    explained = words(director.get("/explain/customer_equity_share"))
    viewpoint = words(director.get("/viewpoints/owners"))

    stated = equity_stated()
    assert stated is not None
    assert stated.assumed == EquityAssumed("Hãng chúng tôi", 0.3, 0.12, 3, 50_000)
    assert "Lần đánh giá tới dùng các giả định này." in page
    assert "hãng của mình Hãng chúng tôi, biên lợi nhuận 30,0%, chiết khấu 12,0% một năm, nhìn trước 3 năm." in page
    share = study_of(number).shares.at(0)
    figure, low, high = (f"{float(each) * 100:.1f}".replace(".", ",") for each in (share.value, share.low, share.high))
    assert f"{figure}%" in explained
    assert f"Khoảng 80%: <b>{low} – {high}%</b>" in explained
    assert "không cho biết số lần mua một năm" in explained
    assert f"{low} – {high}%" in viewpoint
    entry = AuditEntry.objects.get(action="surveys.equity_stated")
    assert entry.after["equity"]["margin"] == 0.3


def test_the_assumptions_of_evaluations_are_chosen_by_builders_on_what_they_have_seen(
    number: int, browser_of: BrowserOf
) -> None:
    director, page = browser_of("director"), f"/surveys/{number}/equity"
    stale = used(number)
    director.post(f"{page}/use", stale)

    again = words(director.post(f"{page}/use", stale, follow=True))
    unwhole = words(director.post(f"{page}/use", used(number, margin=""), follow=True))
    undiscounted = words(director.post(f"{page}/use", used(number, discount="-0.5"), follow=True))
    endless = director.post(f"{page}/use", used(number, endless="1"), follow=True)

    assert "đã thay đổi" in again or "vừa sửa" in again
    assert "Hãy nhập đủ các giả định" in unwhole
    assert "cần tỷ lệ chiết khấu từ 0%" in undiscounted
    assert "không giới hạn thời gian." in words(endless)
    assert browser_of("analyst").post(f"{page}/use", used(number)).status_code == 403
    assert "Dùng cho lần đánh giá" not in words(browser_of("analyst").get(page, STATED))


@pytest.mark.parametrize(
    "wrong",
    [
        {"brand": "Hãng lạ"}, {"margin": 0}, {"margin": float("nan")}, {"customers": 0}, {"discount_rate": 3},
        {"years": 31}, {"years": None, "discount_rate": 0},
    ],
)  # fmt: skip
def test_assumptions_without_a_meaning_are_refused(number: int, wrong: dict[str, Any]) -> None:
    lan = person_at("lan@example.vn")
    found = survey(number)
    assert lan is not None
    assert found is not None
    assumed = EquityAssumed("Hãng chúng tôi", 0.3, 0.12, 3, 50_000)

    with pytest.raises(Refused):
        use_in_evaluations(lan, number, replace(assumed, **wrong), version=found.version)

    assert equity_stated() is None
