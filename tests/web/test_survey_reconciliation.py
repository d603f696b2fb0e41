"""The page that sets what customers say beside what they buy."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.web.said_and_bought import US, said_and_bought

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import make_survey
from crmeter.records.surveys.models import Survey
from crmeter.warehouse.workspace import Workspace

# What is measured comes from files of the warehouse, so the database below makes no difference. Each survey is the
# first: the firm around it is then evaluated once.
pytestmark = [pytest.mark.django_db(transaction=True, reset_sequences=True), pytest.mark.once]
BrowserOf = Callable[..., Client]
STATED = {"us": US, "margin": "30", "discount": "12", "horizon": "3"}


@pytest.fixture
def number(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    return said_and_bought(lan)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def test_both_values_and_steps_that_add_up(number: int, browser_of: BrowserOf) -> None:
    client = browser_of("director")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    empty = words(client.get(f"/surveys/{number}/reconciliation"))
    assert "Say which brand is yours and its margin" in empty

    shown = words(client.get(f"/surveys/{number}/reconciliation", STATED))
    amounts = re.findall(r'<b class="nowrap[^"]*">([^<]+)</b>', shown)
    said, *steps, bought = (int(re.sub(r"[^\d]", "", each)) * (-1 if "−" in each else 1) for each in amounts)
    assert len(steps) == 5
    assert said + sum(steps) == bought
    assert 'name="offer"' in shown
    assert "Where both lie farthest apart" in shown


def test_a_number_that_is_none_is_refused_where_it_stands(number: int, browser_of: BrowserOf) -> None:
    shown = words(browser_of("director").get(f"/surveys/{number}/reconciliation", {**STATED, "margin": "300"}))

    assert "một số dương, nhiều nhất 100" in shown
    assert 'name="offer"' not in shown


def test_an_anonymous_survey_says_why_nothing_can_be_compared(number: int, browser_of: BrowserOf) -> None:
    Survey.objects.filter(pk=number).update(is_anonymous=True)

    shown = words(browser_of("director").get(f"/surveys/{number}/reconciliation", STATED))

    assert "Khảo sát này ẩn danh, không ghi ai trả lời" in shown
    assert "said-form" not in shown


def test_without_an_evaluation_it_says_what_is_missing(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser_of: BrowserOf
) -> None:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    number = make_survey(lan, "brands", "vi")

    assert "Chưa có lần đánh giá nào" in words(browser_of("director").get(f"/surveys/{number}/reconciliation"))
