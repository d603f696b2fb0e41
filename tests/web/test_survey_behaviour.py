"""The page that tells what ratings go with, before and after."""

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
from crmeter.records.staff.queries import person, person_at
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.models import Survey
from crmeter.strategy.findings.queries import findings
from crmeter.warehouse.workspace import Workspace

# What is measured comes from files of the warehouse, so the database below makes no difference. Each survey is the
# first: the firm around it is then evaluated once.
pytestmark = [pytest.mark.django_db(transaction=True, reset_sequences=True), pytest.mark.once]
BrowserOf = Callable[..., Client]


@pytest.fixture
def number(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    return said_and_bought(lan)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def test_planted_relations_are_shown_as_clear_and_sent_as_an_association(number: int, browser_of: BrowserOf) -> None:
    client = browser_of("director")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    shown = words(client.get(f"/surveys/{number}/behaviour", {"us": US}))

    revenue = shown[shown.index("<h2>Revenue afterwards</h2>") :]
    satisfied = revenue[revenue.index("Overall satisfaction") :][:900]
    assert re.search(r'<td class="r"><a [^>]*>\+0\.\d\d</a></td>', satisfied)
    assert "clear" in satisfied
    assert "Quality" in revenue
    assert "What goods cost is not known" in shown
    complaints = shown[shown.index("Tickets opened") :]
    assert re.search(r"<b><a [^>]*>−0\.\d\d</a></b>", complaints[:900])
    assert "not effects" in shown
    asked = {"us": US, "explain": "revenue_0"}
    drawer = words(client.get(f"/surveys/{number}/behaviour", asked, headers={"HX-Request": "true"}))
    assert "√amount after = a + b × rating + c × √amount before" in drawer
    assert client.get(f"/surveys/{number}/behaviour", asked | {"explain": "complaints_0"}).status_code == 200

    (signed,) = re.findall(r'name="offer" value="([^"]+)"', shown)
    client.post("/findings", {"offer": signed})
    reader = person_at("director@example.vn")
    assert reader is not None
    (kept,) = findings(reader)
    assert "an association, not yet a cause" in kept.sentence.en
    assert kept.money is None


def test_a_span_longer_than_what_followed_says_so(number: int, browser_of: BrowserOf) -> None:
    shown = words(browser_of("director").get(f"/surveys/{number}/behaviour", {"days": "365"}))

    assert "Chưa ai trả lời cách ngày đánh giá ít nhất 365 ngày" in shown
    assert 'name="days"' in shown


def test_an_anonymous_survey_says_why_nothing_can_be_related(number: int, browser_of: BrowserOf) -> None:
    Survey.objects.filter(pk=number).update(is_anonymous=True)

    assert "không ghi ai trả lời" in words(browser_of("director").get(f"/surveys/{number}/behaviour"))
