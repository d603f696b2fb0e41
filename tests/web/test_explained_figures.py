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


def read(number: str) -> float:
    return float(number.replace(".", "").replace(",", "."))


def test_the_drawer_tells_all_that_is_behind_equity(survey: int, browser_of: BrowserOf) -> None:
    browser, address = browser_of("director"), f"/surveys/{survey}/equity"
    page = browser.get(address, STATED)

    answer = browser.get(address, {**STATED, "explain": "equity_0"}, headers=SCRIPT)
    drawer = words(answer)

    each, equity = re.findall(r"([\d,]+) nghìn ₫ × 50\.000 = ([\d,]+) tỷ ₫", drawer)[0]
    assert read(each) * 50_000 / 1_000_000 == pytest.approx(read(equity), abs=0.06)
    assert f">{equity}\u00a0tỷ\u00a0₫</a>" in page.content.decode()
    assert "Giá trị tài sản khách hàng của Hãng chúng tôi" in drawer
    assert "Khoảng 80%: phương pháp delta" in drawer
    assert "59 trong 60 người trả lời. Dữ liệu lúc" in drawer
    assert "Không được tính: 1 , không cho biết số lần mua một năm" in drawer
    for said in ("Biên lợi nhuận (%) 30", "Tỷ lệ chiết khấu một năm (%) 12", "Số khách của thị trường 50.000"):
        assert said in drawer
    assert "Rust, Lemon & Zeithaml 2004" in drawer
    assert "docs/methods/customer_equity.md" in drawer
    raw = answer.content.decode()
    assert f'href="/surveys/{survey}/results"' in raw
    assert 'href="/surveys/' in raw
    assert "explain=equity_0" in raw
    assert "<html" not in raw
    assert "HX-Request" in answer["Vary"]


def test_the_value_of_one_customer_and_the_shares_add_up(survey: int, browser_of: BrowserOf) -> None:
    browser, address = browser_of("director"), f"/surveys/{survey}/equity"

    each, endless = (
        words(browser.get(address, {**STATED, "explain": key}, headers=SCRIPT)) for key in ("each", "endless")
    )
    shares = [words(browser.get(address, {**STATED, "explain": f"share_{n}"}, headers=SCRIPT)) for n in range(3)]

    total, n, value = re.findall(r"([\d,]+) triệu ₫ ÷ (\d+) = ([\d,]+) nghìn ₫", each)[0]
    assert n == "59"
    assert 1000 * read(total) / 59 == pytest.approx(read(value), rel=0.005)
    assert "Không có khoảng: trang này tính khoảng cho thời gian nhìn trước đã nêu" in endless
    parts = [re.findall(r"([\d,]+) tỷ ₫ ÷ \(.*\) = ([\d,]+)%", drawer)[0] for drawer in shares]
    whole = sum(read(ours) for ours, _share in parts)
    assert [100 * read(ours) / whole for ours, _share in parts] == pytest.approx(
        [read(share) for _ours, share in parts], abs=0.3
    )


def test_what_a_move_would_do_is_told_with_the_move_and_its_cost(survey: int, browser_of: BrowserOf) -> None:
    asked = {**STATED, "move-0": "1", "cost-0": "10 triệu"}

    change, ratio = (
        words(browser_of("analyst").get(f"/surveys/{survey}/equity", {**asked, "explain": key}, headers=SCRIPT))
        for key in ("change", "ratio")
    )

    then, now, by = re.findall(r"([\d.]+) ₫ − ([\d.]+) ₫ = ([\d.]+) ₫", change)[0]
    assert read(then) - read(now) == pytest.approx(read(by), abs=1)
    assert "Chất lượng: điểm thay đổi +1,00" in change
    assert "Chất lượng: chi phí 10,0 triệu ₫" in ratio
    assert f"÷ 10,0 triệu ₫ = {read(by) / 10_000_000:.2f}".replace(".", ",") in ratio.replace("\u00a0", " ")


def test_without_a_script_the_address_is_a_page_that_leads_back(survey: int, browser_of: BrowserOf) -> None:
    browser, address = browser_of("director"), f"/surveys/{survey}/equity"

    answer = browser.get(address, {**STATED, "explain": "share_0"})

    page = answer.content.decode()
    assert "<html" in page
    assert "Trở lại trang" in words(answer)
    assert re.search(rf'href="{address}\?us=[^"]*market=50.000"', page)


def test_a_figure_that_the_page_does_not_have_is_no_drawer_and_the_page_itself(
    survey: int, browser_of: BrowserOf
) -> None:
    browser, address = browser_of("director"), f"/surveys/{survey}/equity"

    assert browser.get(address, {"explain": "equity_0"}, headers=SCRIPT).status_code == 404
    page = browser.get(address, {"explain": "equity_0"})

    assert page.status_code == 200
    assert "Hãy cho biết hãng của mình" in words(page)


def test_the_walls_of_the_page_hold_for_what_is_behind_its_figures(survey: int, browser_of: BrowserOf) -> None:
    address, asked = f"/surveys/{survey}/equity", {**STATED, "explain": "equity_0"}

    assert browser_of("rep").get(address, asked, headers=SCRIPT).status_code == 403
    Survey.objects.filter(pk=survey).update(is_anonymous=True)
    told = words(browser_of("director").get(address, asked, headers=SCRIPT))
    assert "từng câu trả lời không mở ra vì khảo sát ẩn danh" in told.lower()
    SurveyResponse.objects.filter(survey=survey).delete()
    assert browser_of("director").get(address, asked, headers=SCRIPT).status_code == 404


def test_a_value_map_tells_how_our_place_and_our_lead_come_about(survey: int, browser_of: BrowserOf) -> None:
    browser, asked = browser_of("director"), {"source": f"survey-{survey}", "against": "Đối thủ A"}

    price, distance, lead, ratio = (
        words(browser.get("/value-map", {**asked, "explain": key}, headers=SCRIPT)).replace("−", "-")
        for key in ("price_0", "distance_0", "lead", "ratio_0")
    )

    ours, others, relative = re.findall(r"100 × ([\d,]+) / ([\d,]+) = ([\d,]+)", price)[0]
    assert 100 * read(ours) / read(others) == pytest.approx(read(relative), abs=0.2)
    q, p, far = re.findall(r"1,00 × \(([\d,]+) - 100\) - \(([\d,]+) - 100\) = ([-\d,]+)", distance)[0]
    assert read(q) - 100 - (read(p) - 100) == pytest.approx(read(far), abs=0.11)
    q1, q2, p1, p2, by = re.findall(r"1,00 × \(([\d,]+) - ([\d,]+)\) - \(([\d,]+) - ([\d,]+)\) = \+([\d,]+)", lead)[0]
    assert read(q1) - read(q2) - (read(p1) - read(p2)) == pytest.approx(read(by), abs=0.21)
    a, b, times = re.findall(r"([\d,]+) ÷ ([\d,]+) = ([\d,]+)", ratio)[0]
    assert read(a) / read(b) == pytest.approx(read(times), abs=0.01)
    assert f"{PEOPLE} người chấm ta, {PEOPLE} người chấm họ" in ratio
    assert "Trọng số của giá 50%" in distance


def test_the_value_of_the_name_tells_both_ways(survey: int, browser_of: BrowserOf) -> None:
    asked = {**STATED, "survey": str(survey), "other": "Đối thủ A", "price": "Chất lượng", "point": "5"}

    choice, premium = (
        words(browser_of("director").get("/brand/value", {**asked, "explain": key}, headers=SCRIPT)).replace("−", "-")
        for key in ("by_choice", "by_premium")
    )

    now, under, by = re.findall(r"([\d.]+) ₫ - ([\d.]+) ₫ = (-?[\d.]+) ₫", choice)[0]
    assert read(now) - read(under) == pytest.approx(read(by), abs=1)
    assert re.search(r"-?[\d,]+% × [\d,]+ tỷ ₫ = -?[\d,]+ (triệu|tỷ) ₫", premium)
    assert "Mặt chấm về giá Chất lượng" in premium
    assert "coi số % giá của một điểm là đã biết" in premium


def test_every_method_has_its_page_and_its_source() -> None:
    named = [each for each in vars(methods).values() if isinstance(each, Method)]
    pages = Path(__file__).parents[2] / "docs" / "methods"

    assert len(named) > 10
    for each in named:
        assert (pages / f"{each.page}.md").is_file()
        assert each.source
