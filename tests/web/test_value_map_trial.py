"""The value map of a segment, who stops buying, and our point drawn to another place; all worked out by hand."""

import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.measures.conftest import write_firm

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.warehouse.workspace import Workspace

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
BrowserOf = Callable[..., Client]
US, OTHER, STOPPED = "Hãng chúng tôi", "Đối thủ A", "Không mua nữa"
CAFES, HOMES = "Quán ăn", "Hộ gia đình"
PEOPLE = 40


@pytest.fixture
def number(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A survey in which cafés bought ours last and some stop, and homes stay with the competitor.

    Of five points our quality is 2 or 4, so 3, theirs 3 or 5, so 4; the price of ours is rated 2 or 4, theirs 3 or 5.
    """
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    survey = make_survey(lan, "brands", "vi")
    open_survey(lan, survey, version=1)
    told = [(who, *answer) for who in range(PEOPLE) for answer in _answers(who)]
    answers = [_answer(survey, key, *each) for key, each in enumerate(told)]
    customers = [{"customer_key": who, "segment": CAFES if who < 20 else HOMES} for who in range(PEOPLE)]
    write_firm(settings.WORKSPACE, {"customers": customers, "survey_answers": answers})
    return survey


def _answers(who: int) -> list[tuple[str, str | None, str | None, float | None]]:
    chances = {US: 50, OTHER: 20, STOPPED: 30} if who < 20 else {US: 0, OTHER: 100, STOPPED: 0}
    return [
        ("rating", "Chất lượng", US, 4 - 2 * (who % 2)),
        ("rating", "Chất lượng", OTHER, 5 - 2 * (who // 2 % 2)),
        ("rating", "Giá cả", US, 4 - 2 * (who // 4 % 2)),
        ("rating", "Giá cả", OTHER, 5 - 2 * (who // 5 % 2)),
        ("last_brand", None, US if who < 20 else OTHER, None),
        *(("next_brand", None, brand, chance) for brand, chance in chances.items()),
    ]


def _answer(
    survey: int, key: int, who: int, kind: str, driver: str | None, brand: str | None, value: float | None
) -> dict[str, Any]:
    low, high = (1, 5) if kind == "rating" else (None, None)
    return {
        "answer_key": key, "response_key": who, "customer_key": who, "survey": "brands", "survey_key": survey,
        "wave": 1, "respondents": "customers", "question_key": 1, "question_kind": kind, "question": kind,
        "driver": driver, "brand": brand, "value": value, "low": low, "high": high, "text_given": False, "weight": 1,
        "channel": "mail", "answered_on": date(2025, 5, 1),
    }  # fmt: skip


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def test_who_stops_buying_stands_beside_the_brands(number: int, browser_of: BrowserOf) -> None:
    page = browser_of("director").get("/value-map", {"us": US})

    assert [each.vi for each in page.context["columns"]] == [US, OTHER, STOPPED]
    (ours, n, cells), (theirs, m, others) = page.context["switching"]
    assert (ours.vi, n, [share for share, _, _ in cells]) == (US, 20, pytest.approx([0.5, 0.2, 0.3]))
    assert (theirs.vi, m, [share for share, _, _ in others]) == (OTHER, 20, [0, 1, 0])
    assert (
        "20 người mua Hãng chúng tôi lần trước: trung bình 50% khả năng mua lại, mất nhiều nhất về Không mua nữa (30%);"
        " chưa ai ở chỗ khác định chuyển sang."
    ) in words(page)


def test_switching_is_drawn_as_flows_of_people(number: int, browser_of: BrowserOf) -> None:
    page = words(browser_of("director").get("/value-map", {"us": US, "switching": "flow"}))

    # Of the 20 who bought ours, half come again; those of the competitor all stay.
    assert "Hãng chúng tôi → Hãng chúng tôi: 50%, 10,0 người" in page
    assert "Hãng chúng tôi → Không mua nữa: 30%, 6,0 người" in page
    assert "Đối thủ A → Đối thủ A: 100%, 20,0 người" in page
    assert "Đối thủ A → Hãng chúng tôi" not in page
    assert 'name="switching" value="flow"' in page


def test_a_segment_has_a_map_of_its_own(number: int, browser_of: BrowserOf) -> None:
    browser = browser_of("director")

    page = browser.get("/value-map", {"us": US, "segment": CAFES})
    unknown = browser.get("/value-map", {"us": US, "segment": "Trường học"})

    assert page.context["opened"].segments == ((CAFES, 20), (HOMES, 20))
    assert page.context["opened"].n == 20
    assert [(row[0].vi, row[1]) for row in page.context["switching"]] == [(US, 20)]
    assert f'<option value="{CAFES}" selected>' in words(page)
    assert unknown.context["opened"].n == PEOPLE
    assert "Phân khúc “Trường học” chưa đủ để vẽ bản đồ riêng" in words(unknown)


def test_a_move_shows_where_our_point_would_stand(number: int, browser_of: BrowserOf) -> None:
    page = browser_of("director").get("/value-map", {"us": US, "move-0": "2", "move-price": "-1"})

    # Two points more take 2 to 4 and 4 to no more than 5: 4.5 of 4. The price falls from 3 to 2, that of the other.
    told = {name.vi: (now, then) for name, now, then in page.context["tried"]}
    assert told["Chất lượng tương đối"] == pytest.approx((75, 112.5))
    assert told["Giá tương đối"] == pytest.approx((150, 100))
    assert told["Khoảng cách tới đường giá trị"] == pytest.approx((-75, 12.5))


def test_no_move_of_an_address_leads_beyond_the_ends_of_its_slider(number: int, browser_of: BrowserOf) -> None:
    browser = browser_of("director")

    page = browser.get("/value-map", {"us": US, "move-0": "9" * 40, "move-price": "-50", "market": "9" * 40})
    drawn = browser.get("/value-map", {"us": US, "to-quality": "9" * 40, "to-price": "1"})

    assert page.status_code == drawn.status_code == 200
    assert [each.by for each in page.context["sliders"]] == [0, -4]


def test_a_place_that_is_drawn_to_becomes_the_moves_that_lead_there(number: int, browser_of: BrowserOf) -> None:
    drawn = {"us": US, "to-quality": "100", "to-price": "100", "move-0": "-2"}
    page = browser_of("director").get("/value-map", drawn)

    assert {each.name: each.by for each in page.context["sliders"]} == {"move-0": 1, "move-price": -1}
    assert [then for _, _, then in page.context["tried"]] == pytest.approx([100, 100, 0])
    # What the ratings cannot reach ends at the end of their scale.
    far = browser_of("director").get("/value-map", {**drawn, "to-quality": "400"})
    assert far.context["tried"][0][2] == pytest.approx(125)
