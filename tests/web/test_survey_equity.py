"""The page on which a survey tells customer equity in money, and what a better rating would add."""

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
from tests.web.survey_answers import LIKED, compared

from crmeter.estimators import Market
from crmeter.evaluation.external.equity_study import study_equity
from crmeter.evaluation.external.survey_choices import survey_choices
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import NotEnoughData
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[..., Client]
STATED = {"us": "Hãng chúng tôi", "margin": "30", "discount": "12", "horizon": "3", "market": "50.000", "cost": "0"}
PEOPLE = 80


@pytest.fixture
def number(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    return compared(lan, PEOPLE)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


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
    choices = survey_choices(settings.WORKSPACE, number)
    study = study_equity(
        choices.choices, us=STATED["us"], market=Market(np.full(3, 0.3), 0.12, 3, 50_000), scale=choices.scale
    )

    page = words(browser_of("director").get(f"/surveys/{number}/equity", STATED))

    assert f"{study.shares.value[0] * 100:.1f}".replace(".", ",") + "%" in page
    assert "Không được tính" in page
    assert "Không cho biết số lần mua một năm" in page
    # Quality counts most with those who answered, so a better rating of it adds most.
    assert study.moves[0].name == "Chất lượng"
    assert int(LIKED.argmax()) == 0


def test_moving_a_driver_tells_what_it_would_do(number: int, browser_of: BrowserOf) -> None:
    moved = {**STATED, "move-0": "1", "cost": "10 triệu"}

    page = words(browser_of("director").get(f"/surveys/{number}/equity", moved))

    assert "Thay đổi này đem lại gì" in page
    assert "Chất lượng +1,00" in page
    assert "Lợi ích trên chi phí" in page
    assert "Hòa vốn ở" in page


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
