"""The page that compares the equity of two waves of a survey."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from tests.web.survey_answers import compared, compared_again

from crmeter.estimators import Market
from crmeter.evaluation.external.equity_waves import compare_waves
from crmeter.evaluation.external.survey_choices import survey_choices
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.warehouse.workspace import Workspace

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[..., Client]
STATED = {"us": "Hãng chúng tôi", "margin": "30", "discount": "12", "horizon": "3", "market": "50.000"}


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def test_two_waves_are_compared_in_parts_with_the_driver_that_moved(lan: Person, browser_of: BrowserOf) -> None:
    first = compared(lan, 60)
    second = compared_again(lan, first, 70)
    before, after = (survey_choices(settings.WORKSPACE, each) for each in (first, second))
    markets = tuple(Market(np.full(3, 0.3), 0.12, 3, size) for size in (40_000, 50_000))
    found = compare_waves(before.choices, after.choices, us=STATED["us"], markets=markets, scale=after.scale)  # type: ignore[arg-type]

    director = browser_of("director")
    page = words(director.get(f"/surveys/{second}/equity/change", {**STATED, "market-before": "40.000"}))

    quality = found.moves[0]
    assert f"{quality.before:.2f} → {quality.after:.2f}".replace(".", ",") in page
    assert quality.after > quality.before
    assert "Điểm của mình: Chất lượng" in page
    assert "Số khách của thị trường" in page
    assert "Giá trị tài sản của Hãng chúng tôi tăng" in page
    assert f"/surveys/{second}/equity/change" in words(director.get(f"/surveys/{second}/equity"))
    asked = {**STATED, "market-before": "40.000", "explain": "change"}
    told = words(director.get(f"/surveys/{second}/equity/change", asked, headers={"HX-Request": "true"}))
    since, then, by = (
        int(each.replace(".", "")) for each in re.findall(r"([\d.]+) ₫ − ([\d.]+) ₫ = ([\d.]+) ₫", told)[0]
    )
    assert since - then == pytest.approx(by, abs=1)
    assert "59 người trả lời ở đợt trước, 69 ở đợt này" in told
    assert "Số khách của thị trường ở đợt trước</dt><dd>40.000" in told


def test_without_a_wave_before_the_page_says_how_to_get_one(lan: Person, browser_of: BrowserOf) -> None:
    first = compared(lan, 3)

    page = words(browser_of("analyst").get(f"/surveys/{first}/equity/change"))

    assert "Chưa có đợt nào trước đợt này" in page


def test_assumptions_are_asked_for_and_a_wrong_market_is_said_beside_it(lan: Person, browser_of: BrowserOf) -> None:
    second = compared_again(lan, compared(lan, 20), 20)
    browser = browser_of("analyst")

    first = words(browser.get(f"/surveys/{second}/equity/change"))
    wrong = words(browser.get(f"/surveys/{second}/equity/change", {**STATED, "market-before": "nhiều"}))

    assert "Đợt trước tính được 19 người trả lời, đợt này 19." in first
    assert 'value="nhiều"' in wrong
    assert "một số từ 0 đến" in wrong
