"""Equity of the customers in one segment: the estimator run on their answers alone (A4.1, screen B)."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from tests.measures.conftest import write_firm
from tests.web.said_and_bought import US, tables_of

from crmeter.estimators import Market
from crmeter.evaluation.external.equity_study import EquityStudy, study_equity
from crmeter.evaluation.external.survey_choices import survey_choices
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.records.surveys.equity_actions import use_in_evaluations
from crmeter.records.surveys.equity_queries import EquityAssumed
from crmeter.records.surveys.queries import survey
from crmeter.records.surveys.scenario_queries import scenarios_of
from crmeter.vocabulary import NotEnoughData
from crmeter.warehouse.workspace import Workspace

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
BrowserOf = Callable[..., Client]
HOMES, OFFICES, SCHOOLS = "Hộ gia đình", "Văn phòng", "Trường học"
STATED = {"us": US, "margin": "30", "discount": "12", "horizon": "3", "market": "50000"}


@pytest.fixture
def number(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A survey that 100 homes, 47 offices and 3 schools answered; there are three coefficients."""
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    made = make_survey(lan, "brands", "vi")
    open_survey(lan, made, version=1)
    tables = tables_of(made)
    for place, row in enumerate(tables["customers"]):
        row["segment"] = HOMES if place < 100 else OFFICES if place < 147 else SCHOOLS
    write_firm(settings.WORKSPACE, {name: tables[name] for name in ("customers", "survey_answers")})
    return made


def of_offices(made: int) -> EquityStudy:
    """The estimator over the rows of the offices, picked by the customers' numbers."""
    everybody = survey_choices(settings.WORKSPACE, made)
    own = everybody.choices.part((everybody.customers > 100) & (everybody.customers <= 147))
    market = Market(np.full(2, 0.3), 0.12, 3, 50_000 * 47 / 150)
    return study_equity(own, us=US, market=market, scale=everybody.scale)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def test_a_segment_is_estimated_from_its_own_answers_and_stands_for_its_part_of_the_market(
    number: int, browser_of: BrowserOf
) -> None:
    study = of_offices(number)

    page = browser_of("director").get(f"/surveys/{number}/equity", STATED | {"segment": OFFICES})

    assert page.context["segments"] == ((HOMES, 100), (OFFICES, 47), (SCHOOLS, 3))
    assert (page.context["n"], page.context["of_all"]) == (47, 150)
    assert page.context["ours"]["value"] == pytest.approx(float(study.equity.value[0]))
    assert page.context["share"]["low"] == pytest.approx(float(study.shares.low[0]))
    assert [each["rated"] for each in page.context["sliders"]] == pytest.approx(study.choices.mean_ratings()[0])
    assert "15.667 khách của thị trường, theo phần của họ trong các câu trả lời đủ (47 trên 150)" in words(page)
    everybody = browser_of("director").get(f"/surveys/{number}/equity", STATED)
    assert everybody.context["share"]["value"] != pytest.approx(page.context["share"]["value"], rel=1e-3)


def test_too_few_of_a_segment_are_refused_with_the_reason_and_nothing_in_its_place(
    number: int, browser_of: BrowserOf
) -> None:
    page = browser_of("director").get(f"/surveys/{number}/equity", STATED | {"segment": SCHOOLS})

    assert "Phân khúc “Trường học” có 3 câu trả lời đủ cho 3 hệ số" in words(page)
    assert "Cần ít nhất 6 câu trả lời đủ" in words(page)
    assert "Không có số nào được hiện thay" in words(page)
    assert "equity" not in page.context
    unknown = browser_of("director").get(f"/surveys/{number}/equity", STATED | {"segment": "Chợ"})
    assert "Chưa khách nào trong phân khúc “Chợ”" in words(unknown)
    with pytest.raises(NotEnoughData) as refusal:
        survey_choices(settings.WORKSPACE, number, "Chợ")
    assert refusal.value.undefined.code == "no_choices"


def test_what_is_said_kept_and_explained_of_a_segment_names_it(number: int, browser_of: BrowserOf) -> None:
    director, asked = browser_of("director"), STATED | {"segment": OFFICES, "move-0": "1"}

    page = director.get(f"/surveys/{number}/equity", asked)
    drawer = words(director.get(f"/surveys/{number}/equity", asked | {"explain": "equity_0"}))
    director.post(f"/surveys/{number}/scenarios", {"name": "Riêng văn phòng", "asked": page.context["address"]})

    assert page.context["finding"].found.sentence.vi.startswith("Phân khúc “Văn phòng”: Nếu khách chấm")
    assert "15.667: thị trường × 47 ÷ 150 người trả lời đủ" in drawer
    (kept,) = scenarios_of(number)
    assert kept.figures.n == 47
    assert kept.figures.equity.value == pytest.approx(float(of_offices(number).equity.value[0]))
    listed = words(director.get(f"/surveys/{number}/equity", STATED))
    assert f"{OFFICES} · {US}" in listed


def test_the_page_of_value_follows_the_segment_too(number: int, browser_of: BrowserOf) -> None:
    minh, found = person(add_user(SYSTEM, "minh@example.vn", Role.DIRECTOR, name="Minh")), survey(number)
    assert minh is not None
    assert found is not None
    use_in_evaluations(minh, number, EquityAssumed(US, 0.3, 0.12, 3, 50_000), version=found.version)
    director = browser_of("director")

    page = director.get("/external/value", {"segment": OFFICES})
    refused = words(director.get("/external/value", {"segment": SCHOOLS}))

    assert page.context["equity"][0]["equity"]["value"] == pytest.approx(float(of_offices(number).equity.value[0]))
    assert '<option value="Văn phòng" selected>' in words(page)
    assert "Câu trả lời của phân khúc “Trường học” chưa đủ để tính giá trị tài sản" in refused
    drawer = words(director.get("/external/value", {"segment": OFFICES, "explain": "share_0"}))
    assert "Phần của Hãng chúng tôi trong giá trị tài sản" in drawer
