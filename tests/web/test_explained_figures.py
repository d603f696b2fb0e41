"""What is behind figures that pages work out on the spot: in the drawer, as a page, behind the walls of the page."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.web.survey_answers import compared

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.models import Survey, SurveyResponse
from crmeter.warehouse.workspace import Workspace
from crmeter.web.explain import methods
from crmeter.web.explain.worked_out import Method

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[..., Client]
PEOPLE = 60
STATED = {"us": "Hãng chúng tôi", "margin": "30", "discount": "12", "horizon": "3", "market": "50.000"}
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def survey(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    return compared(lan, PEOPLE)


def words(response: Any) -> str:
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(plain))


def test_the_drawer_tells_all_that_is_behind_equity(survey: int, browser_of: BrowserOf) -> None:
    browser, address = browser_of("director"), f"/surveys/{survey}/equity"
    for key in ("each","equity_0","share_0","endless","change","ratio"):
        print(key, words(browser.get(address, {**STATED, "move-0": "1", "cost-0": "10 triệu", "explain": key}, headers=SCRIPT)))
    for key in ("quality","price_0","distance_1","ratio_0","lead","share","revenue"):
        print(key, words(browser.get("/value-map", {"source": f"survey-{survey}", "move-0": "1", "market": "5000", "explain": key}, headers=SCRIPT)))
    for key in ("equity","by_choice","by_premium"):
        print(key, words(browser.get("/brand/value", {"survey": str(survey), **STATED, "other": "Đối thủ A", "price":"Giá cả","point":"5", "explain": key}, headers=SCRIPT)))
    from crmeter.records.surveys.queries import questions_of
    for q in questions_of(survey):
        for f in ("score","mean"):
            print(q.kind, words(browser.get(f"/surveys/{survey}/results", {"explain": f"{f}_{q.id}"}, headers=SCRIPT)))
    raise SystemError
