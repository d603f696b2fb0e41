"""The page of a campaign: what it costs, whom it reaches, and a list that is put into it at once."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from crmeter.records.campaigns.queries import cost_totals, costs_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import record_at
from crmeter.records.leads.member_actions import add_members
from crmeter.records.leads.queries import members_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role

from .conftest import there
from .test_list_work import work_off

pytestmark = pytest.mark.django_db
CAMPAIGNS, CUSTOMERS, LEADS = CONCEPTS["campaigns"], CONCEPTS["customers"], CONCEPTS["leads"]
SignIn = Callable[..., Client]


@pytest.fixture
def fair(director: Person) -> int:
    return create(director, CAMPAIGNS, {"name": "Hội chợ", "channel": "event", "budget": "50 triệu"})


def words(answer: Any) -> str:
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


def version_of(who: Person, campaign: int) -> str:
    found = record_at(who, CAMPAIGNS, campaign)
    assert found is not None
    return str(found.version)


def cost(**typed: str) -> dict[str, str]:
    return {"on": "2026-11-02", "amount": "9 triệu", "what": "Gian hàng", "currency": "VND", "version": "1", **typed}


def test_a_cost_is_written_down_set_against_the_budget_and_taken_away(
    director: Person, signed_in: SignIn, fair: int
) -> None:
    lead = create(director, LEADS, {"name": "Chị Lệ", "campaign": fair})
    browser = signed_in(director, "en")

    empty = words(browser.get(f"/campaigns/{fair}?show=costs"))
    kept = browser.post(f"/campaigns/{fair}/costs", cost(), follow=True)
    shown = words(kept)
    (written,) = costs_of(fair)
    browser.post(f"/campaigns/{fair}/costs/{written.id}/remove", {"version": "2"})

    assert "no cost is written down yet" in empty
    assert lead
    assert "9,000,000" in shown
    assert "18.0%" in shown
    assert "no lead has converted yet" in shown
    assert cost_totals(fair) == {}


def test_what_cannot_be_kept_as_a_cost_stays_typed_with_the_reason(
    director: Person, signed_in: SignIn, fair: int
) -> None:
    browser = signed_in(director)

    none = browser.post(f"/campaigns/{fair}/costs", cost(amount="0"))
    change(director, CAMPAIGNS, fair, version=1, values={"status": "running"})
    stale = browser.post(f"/campaigns/{fair}/costs", cost())
    again = browser.post(f"/campaigns/{fair}/costs", cost(version="2"))

    assert (none.status_code, stale.status_code, again.status_code) == (422, 412, 302)
    assert "phải lớn hơn 0" in words(none)
    assert 'value="Gian hàng"' in words(none)
    assert 'value="Gian hàng"' in words(stale)
    assert 'name="version" value="2"' in words(stale)


def test_members_are_added_told_further_and_taken_out(director: Person, signed_in: SignIn, fair: int) -> None:
    firm, lead = (
        create(director, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"}),
        create(director, LEADS, {"name": "Lệ"}),
    )
    browser = signed_in(director)

    added = browser.post(
        f"/campaigns/{fair}/members", {"customer": str(firm), "lead": str(lead), "version": "1"}, follow=True
    )
    a, b = (member.id for member in members_of(fair))
    told = browser.post(f"/campaigns/{fair}/members/change", {"member": [a], "state": "replied"}, follow=True)
    out = browser.post(f"/campaigns/{fair}/members/change", {"member": [a, b], "out": "1"}, follow=True)

    assert "Đã thêm 2 người" in words(added)
    assert "Nắng Sớm" in words(added)
    assert "Đã trả lời" in words(told)
    assert "Đã bỏ 1 người" in words(out)
    assert [member.id for member in members_of(fair)] == [a]


def test_nobody_is_added_where_nobody_is_chosen(director: Person, signed_in: SignIn, fair: int) -> None:
    browser = signed_in(director)

    for form in ({"version": "1"}, {"customer": "x", "version": "1"}):
        browser.post(f"/campaigns/{fair}/members", form)
    browser.post(f"/campaigns/{fair}/members/change", {"state": "sent"})

    assert members_of(fair) == ()
    assert version_of(director, fair) == "1"


def test_members_are_shown_by_state_page_after_page(director: Person, signed_in: SignIn, fair: int) -> None:
    people = [create(director, LEADS, {"name": f"Khách {number:02}"}) for number in range(52)]
    add_members(director, fair, version=1, members={"lead": people})
    browser = signed_in(director)
    first = words(browser.get(f"/campaigns/{fair}?show=members"))
    last_seen = members_of(fair)[-1].id

    second = words(browser.get(f"/campaigns/{fair}?show=members&after={last_seen}"))
    sent = words(browser.get(f"/campaigns/{fair}?show=members&state=sent"))

    assert f"show=members&after={last_seen}" in first
    assert ("Khách 49" in first, "Khách 50" in first) == (True, False)
    assert ("Khách 49" in second, "Khách 51" in second) == (False, True)
    assert "Không có ai ở trạng thái này" in sent


def test_a_member_whom_the_reader_may_not_see_has_no_name(
    director: Person, rep: Person, signed_in: SignIn, fair: int
) -> None:
    hidden = create(director, LEADS, {"name": "Chị Lệ", "owner": director.id})
    add_members(director, fair, version=1, members={"lead": [hidden]})

    page = words(signed_in(rep).get(f"/campaigns/{fair}?show=members"))

    assert "Chị Lệ" not in page
    assert "Đã xóa, hoặc bạn không được xem" in page
    assert f"/campaigns/{fair}/members" not in page


def test_a_list_is_put_into_a_campaign_and_taken_out_again(director: Person, signed_in: SignIn, fair: int) -> None:
    firms = [create(director, CUSTOMERS, {"name": name, "kind": "firm"}) for name in ("A", "B")]
    browser = signed_in(director)
    address = f"/customers/bulk/campaign?record={firms[0]}&record={firms[1]}"

    asked = words(browser.get(address))
    nobody = browser.post(address, {"campaign": "", "expected": "2"})
    begun = browser.post(address, {"campaign": str(fair), "expected": "2"})
    work_off("bulk_change")
    joined = [member.record for member in members_of(fair)]
    browser.post(begun["Location"] + "/undo")
    work_off("undo_change_set")

    assert "Thêm 2 bản ghi" in asked
    assert nobody.status_code == 422
    assert joined == firms
    assert members_of(fair) == ()


@pytest.mark.parametrize(("concept", "status"), [("customers", 200), ("contacts", 200), ("leads", 200), ("deals", 404)])
def test_people_are_put_into_campaigns_and_nothing_else_is(
    director: Person, signed_in: SignIn, concept: str, status: int
) -> None:
    # Without any, the page of customers is that of the evaluation.
    create(director, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    browser = signed_in(director)

    assert browser.get(f"/{concept}/bulk/campaign?record=1").status_code == status
    assert ('data-bulk="campaign"' in words(browser.get(f"/{concept}?sort=name"))) == (status == 200)


def test_marketing_does_all_of_it_and_a_rep_none(rep: Person, director: Person, signed_in: SignIn, fair: int) -> None:
    manager = there(add_user(SYSTEM, "mkt@example.vn", Role.MARKETING_MANAGER, name="Thảo"))
    own = create(rep, CUSTOMERS, {"name": "Của Minh", "kind": "firm"})
    forms: dict[str, dict[str, str]] = {
        "costs": cost(),
        "members": {"customer": str(own), "version": "2"},
        "members/change": {"member": "1", "state": "sent"},
        "costs/1/remove": {"version": "3"},
    }

    refused = [signed_in(rep).post(f"/campaigns/{fair}/{path}", form).status_code for path, form in forms.items()]
    bulk = signed_in(rep).get(f"/customers/bulk/campaign?record={own}").status_code
    before = (costs_of(fair), members_of(fair))
    done = [
        signed_in(manager).post(f"/campaigns/{fair}/{path}", form).status_code for path, form in list(forms.items())[:3]
    ]

    assert (refused, bulk, before) == ([404] * 4, 404, ((), ()))
    assert done == [302, 302, 302]
    assert (len(costs_of(fair)), len(members_of(fair))) == (1, 1)


def test_the_page_of_a_campaign_asks_few_questions(
    director: Person, signed_in: SignIn, fair: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people = [create(director, LEADS, {"name": f"Khách {number}"}) for number in range(5)]
    add_members(director, fair, version=1, members={"lead": people})
    browser = signed_in(director)

    for show in ("members", "costs", ""):
        browser.get(f"/campaigns/{fair}?show={show}")
        with django_assert_max_num_queries(26):
            assert browser.get(f"/campaigns/{fair}?show={show}").status_code == 200
