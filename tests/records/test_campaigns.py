"""Campaigns: what they cost and whom they reach."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crmeter.records.campaigns.actions import add_cost, remove_cost
from crmeter.records.campaigns.queries import cost_totals, costs_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.leads.member_actions import add_members, set_states
from crmeter.records.leads.queries import campaigns_of, member_counts, members_of
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
CAMPAIGNS, CUSTOMERS, LEADS = CONCEPTS["campaigns"], CONCEPTS["customers"], CONCEPTS["leads"]


@pytest.fixture
def fair(lan: Person) -> int:
    return create(lan, CAMPAIGNS, {"name": "Hội chợ", "channel": "event", "budget": "50 triệu"})


def version_of(person: Person, campaign: int) -> int:
    found = record_at(person, CAMPAIGNS, campaign)
    assert found is not None
    return found.version


def test_a_new_campaign_is_planned(lan: Person, fair: int) -> None:
    found = record_at(lan, CAMPAIGNS, fair)

    assert found is not None
    assert (found.values["status"], found.values["budget"]) == ("planned", Decimal(50_000_000))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_on": "2026-11-02", "ends_on": "2026-11-01"}, "ends_on"),
        ({"budget": "-1"}, "budget"),
        ({"currency": "ABC"}, "currency"),
        ({"currency": ""}, "currency"),
        ({"expected_response": "101%"}, "expected_response"),
    ],
)
def test_what_no_campaign_can_be_is_refused_by_its_field(lan: Person, values: dict[str, str], field: str) -> None:
    with pytest.raises(WrongValue) as refused:
        create(lan, CAMPAIGNS, {"name": "Hội chợ", **values})

    assert refused.value.field == field


def test_costs_add_up_by_currency(lan: Person, fair: int) -> None:
    add_cost(lan, fair, version=1, values={"on": "2026-11-02", "amount": "1,5 triệu", "what": "Gian hàng"})
    add_cost(lan, fair, version=2, values={"on": "2026-11-03", "amount": "250.000", "what": "In ấn"})
    add_cost(lan, fair, version=3, values={"on": "2026-11-03", "amount": "99.95", "what": "Ads", "currency": "usd"})

    assert cost_totals(fair) == {"VND": Decimal(1_750_000), "USD": Decimal("99.95")}
    assert [cost.what for cost in costs_of(fair)] == ["Ads", "In ấn", "Gian hàng"]
    assert version_of(lan, fair) == 4


def test_a_cost_that_is_taken_away_is_in_the_history(lan: Person, fair: int) -> None:
    cost, version = add_cost(lan, fair, version=1, values={"on": "2026-11-02", "amount": "5", "what": "Bút"})

    remove_cost(lan, fair, cost, version=version, why="Nhầm")

    newest = history("records.campaign", str(fair))[0]
    assert cost_totals(fair) == {}
    assert (newest.action, newest.why) == ("campaigns.cost_removed", "Nhầm")
    assert newest.before == {"on": "2026-11-02", "amount": "5", "currency": "VND", "what": "Bút"}


def test_a_cost_on_an_older_version_is_refused(lan: Person, fair: int) -> None:
    change(lan, CAMPAIGNS, fair, version=1, values={"status": "running"})

    with pytest.raises(Stale):
        add_cost(lan, fair, version=1, values={"on": "2026-11-02", "amount": "5", "what": "Bút"})

    assert cost_totals(fair) == {}


@pytest.mark.parametrize("amount", ["0", "-5", ""])
def test_nothing_costs_nothing(lan: Person, fair: int, amount: str) -> None:
    with pytest.raises(WrongValue):
        add_cost(lan, fair, version=1, values={"on": "2026-11-02", "amount": amount, "what": "Bút"})


def test_a_rep_sees_campaigns_and_spends_nothing(lan: Person, minh: Person, fair: int) -> None:
    with pytest.raises(Refused):
        add_cost(minh, fair, version=1, values={"on": "2026-11-02", "amount": "5", "what": "Bút"})
    with pytest.raises(Refused):
        set_states(minh, fair, [1], "sent")

    assert record_at(minh, CAMPAIGNS, fair) is not None
    assert cost_totals(fair) == {}


def test_nobody_is_in_a_campaign_twice(lan: Person, fair: int) -> None:
    a, b = (create(lan, CUSTOMERS, {"name": name, "kind": "firm"}) for name in ("A", "B"))
    lead = create(lan, LEADS, {"name": "Chị Lệ"})

    first = add_members(lan, fair, version=1, members={"customer": [a, a]})
    second = add_members(lan, fair, version=2, members={"customer": [a, b], "lead": [lead]})
    third = add_members(lan, fair, version=3, members={"customer": [a, b]})

    assert (first, second, third) == (1, 2, 0)
    assert {(member.concept, member.record) for member in members_of(fair)} == {
        ("customers", a),
        ("customers", b),
        ("leads", lead),
    }
    assert campaigns_of("leads", lead) == ((fair, "Hội chợ"),)


def test_somebody_who_is_not_there_is_no_member(lan: Person, fair: int) -> None:
    there = create(lan, CUSTOMERS, {"name": "A", "kind": "firm"})

    with pytest.raises(Refused):
        add_members(lan, fair, version=1, members={"customer": [there, there + 1000]})

    assert members_of(fair) == ()


def test_a_member_stands_where_they_came_furthest(lan: Person, fair: int) -> None:
    people = [create(lan, LEADS, {"name": name}) for name in ("A", "B", "C")]
    add_members(lan, fair, version=1, members={"lead": people})
    a, b, c = (member.id for member in members_of(fair))
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)

    set_states(lan, fair, [a, b, c], "sent", at=noon)
    set_states(lan, fair, [a], "replied", at=noon.replace(hour=13))
    set_states(lan, fair, [a, b], "opened", at=noon.replace(hour=14))
    again = set_states(lan, fair, [a, b], "opened", at=noon.replace(hour=15))

    first = members_of(fair)[0]
    assert member_counts(fair) == {"replied": 1, "opened": 1, "sent": 1}
    assert first.moments["opened"] == noon.replace(hour=14)
    assert first.moments["replied"] == noon.replace(hour=13)
    assert again == 0


def test_whoever_unsubscribed_stays_unsubscribed(lan: Person, fair: int) -> None:
    add_members(lan, fair, version=1, members={"lead": [create(lan, LEADS, {"name": "A"})]})
    member = members_of(fair)[0].id

    set_states(lan, fair, [member], "unsubscribed")
    set_states(lan, fair, [member], "replied")

    assert members_of(fair)[0].state == "unsubscribed"


def test_members_of_another_campaign_are_left_alone(lan: Person, fair: int) -> None:
    other = create(lan, CAMPAIGNS, {"name": "Thư tháng 11"})
    add_members(lan, other, version=1, members={"lead": [create(lan, LEADS, {"name": "A"})]})

    assert set_states(lan, fair, [members_of(other)[0].id], "sent") == 0
    assert members_of(other)[0].state == "planned"


def test_days_are_read_as_people_write_them(lan: Person, fair: int) -> None:
    add_cost(lan, fair, version=1, values={"on": "02/11/2026", "amount": "5", "what": "Bút"})

    assert costs_of(fair)[0].on == date(2026, 11, 2)
