"""Marketing's day in a browser: two customers of a list join a campaign, one replies, a cost is written down."""

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.pages.test_list_work import work_off

from crmeter.records.activities.participant_actions import take_part
from crmeter.records.campaigns.actions import add_cost
from crmeter.records.campaigns.queries import cost_totals
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.leads.member_actions import add_members, set_states
from crmeter.records.leads.queries import member_counts, members_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role

CUSTOMERS, CAMPAIGNS, LEADS = CONCEPTS["customers"], CONCEPTS["campaigns"], CONCEPTS["leads"]


@pytest.fixture
def thao(transactional_db: None) -> Person:
    found = person(add_user(SYSTEM, "thao@ankhang.example", Role.STEWARD, name="Lê Thu Thảo"))
    assert found is not None
    return found


def test_marketing_fills_a_campaign_from_a_list_and_follows_it(reader, thao, axe) -> None:
    fair = create(thao, CAMPAIGNS, {"name": "Hội chợ ngành nước", "channel": "event", "budget": "50 triệu"})
    for name in ("Cơm niêu Bà Bảy", "Nắng Sớm"):
        create(thao, CUSTOMERS, {"name": name, "kind": "firm"})
    reader.sign_in(thao.email)
    reader.choose("vi", "light")
    page = reader.open("/customers?sort=name")

    for _customer in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    page.locator("#bulk [data-bulk=campaign]").focus()
    page.keyboard.press("Enter")
    page.locator("#bulk-campaign").press_sequentially("hoi cho")
    page.get_by_role("option", name="Hội chợ ngành nước").click()
    assert reader.barriers(axe) == []
    reader.keep_picture("campaign-join-vi-1440")
    page.get_by_role("button", name="Thêm 2 bản ghi").click()
    page.locator("#bulk-state .card").wait_for()
    work_off("bulk_change")
    expect(page.locator("#bulk-state")).to_contain_text("xong", timeout=10_000)
    assert member_counts(fair) == {"planned": 2}

    page = reader.open(f"/campaigns/{fair}?show=members")
    page.get_by_role("checkbox", name="Nắng Sớm").check()
    page.get_by_label("Trạng thái", exact=True).select_option("replied")
    page.get_by_role("button", name="Ghi cho người đã đánh dấu").click()
    page.get_by_text("Đã ghi trạng thái này cho 1 người").first.wait_for()
    assert member_counts(fair) == {"planned": 1, "replied": 1}

    page.get_by_role("link", name="Ghi một khoản chi").click()
    page.get_by_label("Số tiền").fill("12 triệu")
    page.get_by_label("Chi cho").fill("Gian hàng")
    page.keyboard.press("Enter")
    page.get_by_text("24,0%").wait_for()
    assert {code: int(total) for code, total in cost_totals(fair).items()} == {"VND": 12_000_000}


@pytest.mark.once
@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 1440), ("en", "dark", 360)])
def test_every_page_can_be_used_by_everybody(reader, thao, axe, language, theme, width) -> None:
    for name, path in _pages(thao).items():
        reader.sign_in(thao.email)
        reader.choose(language, theme, width)
        page = reader.open(path)
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        reader.keep_picture(f"beside-{name}-{language}-{width}")


def _pages(who: Person) -> dict[str, str]:
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    fair = create(who, CAMPAIGNS, {"name": "Hội chợ ngành nước 2026", "channel": "event", "budget": "50 triệu"})
    firm = create(who, CUSTOMERS, {"name": "Chuỗi cà phê Nắng Sớm", "kind": "firm"})
    contact = create(who, CONCEPTS["contacts"], {"name": "Trương Thị Mỹ Lệ", "customer": firm})
    lead: dict[str, Any] = {"name": "Chị Lệ", "channel": "Zalo", "campaign": fair, "owner": who.id}
    leads = [create(who, LEADS, {**lead, "name": name}) for name in ("Chị Lệ", "Anh Ba", "Cô Tư")]
    add_members(who, fair, version=1, members={"customer": [firm], "contact": [contact], "lead": leads})
    members = [member.id for member in members_of(fair)]
    set_states(who, fair, members[:4], "sent", at=noon)
    set_states(who, fair, members[:2], "opened", at=noon.replace(hour=13))
    set_states(who, fair, members[:1], "replied", at=noon.replace(hour=15))
    add_cost(who, fair, version=2, values={"on": "2026-11-02", "amount": "48 triệu", "what": "Gian hàng"})
    add_cost(who, fair, version=3, values={"on": "2026-11-03", "amount": "12,5 triệu", "what": "In ấn tờ rơi"})
    meeting = create(who, CONCEPTS["activities"], {"kind": "meeting", "name": "Gặp ở hội chợ", "customer": firm})
    take_part(who, meeting, version=1, people=[who.id], contacts=[contact])
    term = {"customer": firm, "starts_on": "2026-01-31", "renews_on": "2026-12-31", "period": "month"}
    price = {"price": "2 triệu", "quantity": "3"}
    service = create(who, CONCEPTS["subscriptions"], {"name": "Bảo trì máy lọc", **term, **price})
    return {
        "members": f"/campaigns/{fair}?show=members",
        "costs": f"/campaigns/{fair}?show=costs",
        "meeting": f"/activities/{meeting}",
        "subscription": f"/subscriptions/{service}",
        "lead": f"/leads/{leads[0]}",
    }
