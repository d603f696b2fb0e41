"""What stands beside a record: who took part, the next period of a subscription, where a lead came from."""

import html
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from crmeter.records.activities.queries import participants_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import record_at
from crmeter.records.leads.member_actions import add_members
from crmeter.records.staff.queries import Person
from crmeter.records.subscriptions.queries import events_of

pytestmark = pytest.mark.django_db
ACTIVITIES, CONTACTS, CUSTOMERS = CONCEPTS["activities"], CONCEPTS["contacts"], CONCEPTS["customers"]
SUBSCRIPTIONS, LEADS, CAMPAIGNS = CONCEPTS["subscriptions"], CONCEPTS["leads"], CONCEPTS["campaigns"]
SignIn = Callable[..., Client]


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


def service(who: Person, **values: object) -> int:
    firm = create(who, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    usual = {"name": "Bảo trì", "customer": firm, "starts_on": "2026-01-31", "period": "month", "price": "2 triệu"}
    return create(who, SUBSCRIPTIONS, {**usual, "quantity": "3", "renews_on": "2026-12-31", **values})


def status_of(who: Person, pk: int) -> tuple[Any, ...]:
    found = record_at(who, SUBSCRIPTIONS, pk)
    assert found is not None
    return found.values["status"], found.values["renews_on"], found.version


def test_contacts_and_people_of_the_firm_are_named_and_taken_out(
    director: Person, rep: Person, signed_in: SignIn
) -> None:
    meeting = create(director, ACTIVITIES, {"kind": "meeting", "name": "Gặp ở cửa hàng"})
    contact = create(director, CONTACTS, {"name": "Trương Thị Mỹ Lệ"})
    browser = signed_in(director)
    address = f"/activities/{meeting}/participants"

    none = words(browser.post(address, {"version": "1"}, follow=True))
    named = words(browser.post(address, {"contact": contact, "person": rep.id, "version": "1"}, follow=True))
    stale = browser.post(address, {"not_person": rep.id, "version": "1"}).status_code
    browser.post(address, {"not_person": rep.id, "version": "2"})

    assert "Hãy chọn người tham gia" in none
    assert "Trương Thị Mỹ Lệ" in named
    assert "Minh không tham gia" in named
    assert stale == 412
    assert [each.name for each in participants_of(meeting).contacts] == ["Trương Thị Mỹ Lệ"]
    assert participants_of(meeting).people == ()


@pytest.mark.parametrize(("kind", "asks"), [("call", True), ("meeting", True), ("note", False)])
def test_a_call_and_a_meeting_ask_who_took_part(director: Person, signed_in: SignIn, kind: str, asks: bool) -> None:
    pk = create(director, ACTIVITIES, {"kind": kind, "name": "Nói chuyện"})

    assert ("Người tham gia" in words(signed_in(director).get(f"/activities/{pk}"))) == asks


def test_the_next_period_is_named_and_begins_by_a_button(director: Person, signed_in: SignIn) -> None:
    pk, browser = service(director), signed_in(director)

    before = words(browser.get(f"/subscriptions/{pk}"))
    after = words(browser.post(f"/subscriptions/{pk}/renew", {"version": "1"}, follow=True))
    again = browser.post(f"/subscriptions/{pk}/renew", {"version": "1"}).status_code

    assert "31/12/2026 đến 30/01/2027" in before
    assert "6.000.000" in before
    assert "31/01/2027 đến 27/02/2027" in after
    assert "Gia hạn thuê bao Bảo trì, từ 31/12/2026" in after
    assert (again, status_of(director, pk)[1]) == (412, date(2027, 1, 31))


def test_a_subscription_is_paused_resumed_and_cancelled_for_a_reason(director: Person, signed_in: SignIn) -> None:
    pk, browser = service(director), signed_in(director)
    address = f"/subscriptions/{pk}/status"

    paused = words(browser.post(address, {"status": "paused", "version": "1"}, follow=True))
    browser.post(address, {"status": "active", "version": "2"})
    without = words(browser.post(address, {"status": "cancelled", "version": "3"}, follow=True))
    browser.post(address, {"status": "cancelled", "cancel_reason": "price", "version": "3"})
    cancelled = words(browser.get(f"/subscriptions/{pk}"))

    assert "Thuê bao không đang dùng".lower() in paused.lower()
    assert f"/subscriptions/{pk}/renew" not in paused
    assert "chưa có giá trị" in without
    assert "Hủy thuê bao Bảo trì" in cancelled
    assert "Dùng lại" in cancelled
    assert [each.kind for each in events_of(pk)] == ["cancelled", "resumed", "paused", "started"]


def test_one_that_ends_before_says_why_it_is_not_renewed(director: Person, signed_in: SignIn) -> None:
    pk = service(director, ends_on="2026-12-15")
    browser = signed_in(director, "en")

    page = words(browser.get(f"/subscriptions/{pk}"))

    assert "the subscription ends before the next period" in page
    assert browser.post(f"/subscriptions/{pk}/renew", {"version": "1"}).status_code == 403
    assert status_of(director, pk) == ("active", date(2026, 12, 31), 1)


def test_nobody_renews_or_names_who_may_only_look(director: Person, rep: Person, signed_in: SignIn) -> None:
    pk = service(director, owner=director.id)
    meeting = create(director, ACTIVITIES, {"kind": "meeting", "name": "Họp", "owner": director.id})
    browser = signed_in(rep)

    answers = [
        browser.post(f"/subscriptions/{pk}/renew", {"version": "1"}).status_code,
        browser.post(f"/subscriptions/{pk}/status", {"status": "paused", "version": "1"}).status_code,
        browser.post(f"/activities/{meeting}/participants", {"person": rep.id, "version": "1"}).status_code,
    ]

    assert answers == [404, 404, 404]
    assert status_of(director, pk) == ("active", date(2026, 12, 31), 1)
    assert participants_of(meeting).people == ()


def test_a_lead_tells_where_it_came_from_and_which_campaigns_reach_it(director: Person, signed_in: SignIn) -> None:
    fair, letter = (create(director, CAMPAIGNS, {"name": name}) for name in ("Hội chợ", "Thư tháng 11"))
    lead = create(director, LEADS, {"name": "Chị Lệ", "channel": "Zalo", "campaign": fair, "owner": director.id})
    add_members(director, letter, version=1, members={"lead": [lead]})
    change(director, LEADS, lead, version=1, values={"status": "working"})

    page = words(signed_in(director).get(f"/leads/{lead}"))

    assert f'href="/campaigns/{fair}">Hội chợ</a>' in page
    assert f'href="/campaigns/{letter}">Thư tháng 11</a>' in page
    assert "Giao cho Hương Lan" in page
    assert "Được đưa vào chiến dịch Thư tháng 11" in page
