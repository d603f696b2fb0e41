"""The page of customer equity where a survey compares brands: shares, drivers and what a better rating adds."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from tests.web.survey_answers import compared

from crmeter.estimators import Market
from crmeter.evaluation.external.equity_study import study_equity
from crmeter.evaluation.external.survey_choices import survey_choices
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.equity_actions import use_in_evaluations
from crmeter.records.surveys.equity_queries import EquityAssumed
from crmeter.records.surveys.queries import survey
from crmeter.warehouse.workspace import Workspace

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
BrowserOf = Callable[..., Client]
# A margin of three decimals, which a mark before them must not group.
STATED = EquityAssumed("Hãng chúng tôi", 0.30125, 0.12, 3, 50_000)


@pytest.fixture
def number(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    made = compared(lan, 60)
    found = survey(made)
    assert found is not None
    use_in_evaluations(lan, made, STATED, version=found.version)
    return made


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def test_brands_drivers_and_moves_stand_on_the_page_under_the_assumptions_of_evaluations(
    number: int, browser_of: BrowserOf
) -> None:
    found = survey_choices(settings.WORKSPACE, number)
    market = Market(np.full(3, 0.30125), 0.12, 3, 50_000)
    study = study_equity(found.choices, us="Hãng chúng tôi", market=market, scale=found.scale)
    gained = study.model.what_if(0, {"Chất lượng": 1.0}, cost=10_000_000, scale=study.scale)

    page = browser_of("director").get("/external/value", {"move-0": "1", "cost-0": "10 triệu", "win_rate": "20"})

    shown = page.context["equity"]
    assert [each["equity"]["value"] for each in shown] == pytest.approx(study.equity.value.tolist())
    assert [each["share"]["value"] for each in shown] == pytest.approx(study.shares.value.tolist())
    assert page.context["outcome"]["change"]["value"] == pytest.approx(float(gained.change.value))
    told = words(page)
    assert 'class="tornado"' in told
    assert "Làm gì thì đáng tiền nhất" in told or page.context["chart"]
    assert f'href="/surveys/{number}/equity?' in told
    assert f'href="/surveys/{number}/reconciliation"' in told
    # The balance below keeps what was typed when a slider moves.
    assert '<input type="hidden" name="win_rate" value="20">' in told


def test_the_move_can_be_sent_to_review_from_the_page(number: int, browser_of: BrowserOf) -> None:
    director, asked = browser_of("director"), {"move-0": "1"}

    offered = director.get("/external/value", asked).context["finding"]
    director.post("/findings", {"offer": offered.signed})

    assert "Chờ rà soát" in words(director.get("/external/value", asked))
    assert browser_of("rep").get("/external/value").context.get("equity") is None
