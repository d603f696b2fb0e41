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
from crmeter.records.leads.actions import Target, convert
from crmeter.records.leads.member_actions import add_members, is_held_out, set_states, take_members_out
from crmeter.records.leads.queries import (
    campaigns_of,
    member_counts,
    member_dates,
    members_of,
    memberships_of,
    names_of_members,
)
from crmeter.records.leads.spending import spending, spending_of
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


def test_whoever_clicked_has_come_further_than_who_opened_and_not_as_far_as_who_complained(
    lan: Person, fair: int
) -> None:
    people = [create(lan, LEADS, {"name": name}) for name in ("A", "B", "C")]
    add_members(lan, fair, version=1, members={"lead": people})
    a, b, c = (member.id for member in members_of(fair))
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)

    set_states(lan, fair, [a, b, c], "clicked", at=noon)
    set_states(lan, fair, [a], "opened", at=noon)
    set_states(lan, fair, [b], "replied", at=noon)
    set_states(lan, fair, [c], "complained", at=noon.replace(hour=13))
    set_states(lan, fair, [c], "unsubscribed", at=noon.replace(hour=14))

    assert [member.state for member in members_of(fair)] == ["clicked", "replied", "complained"]
    assert members_of(fair)[2].moments["complained"] == noon.replace(hour=13)
    assert members_of(fair)[2].moments["clicked"] == noon


def test_members_of_another_campaign_are_left_alone(lan: Person, fair: int) -> None:
    other = create(lan, CAMPAIGNS, {"name": "Thư tháng 11"})
    add_members(lan, other, version=1, members={"lead": [create(lan, LEADS, {"name": "A"})]})

    assert set_states(lan, fair, [members_of(other)[0].id], "sent") == 0
    assert members_of(other)[0].state == "planned"


def test_days_are_read_as_people_write_them(lan: Person, fair: int) -> None:
    add_cost(lan, fair, version=1, values={"on": "02/11/2026", "amount": "5", "what": "Bút"})

    assert costs_of(fair)[0].on == date(2026, 11, 2)


def test_members_for_whom_nothing_was_done_are_taken_out(lan: Person, minh: Person, fair: int) -> None:
    people = [create(lan, LEADS, {"name": name}) for name in ("A", "B", "C")]
    add_members(lan, fair, version=1, members={"lead": people})
    a, b, _ = (member.id for member in members_of(fair))
    set_states(lan, fair, [a], "sent")

    with pytest.raises(Refused):
        take_members_out(minh, fair, [b])
    out = take_members_out(lan, fair, [a, b])

    assert out == 1
    assert [member.record for member in members_of(fair)] == [people[0], people[2]]
    assert history("records.campaign", str(fair))[0].before == {"members": 1}


def test_members_are_counted_by_where_they_stand_and_by_what_they_came_to(lan: Person, fair: int) -> None:
    people = [create(lan, LEADS, {"name": name}) for name in ("A", "B", "C")]
    add_members(lan, fair, version=1, members={"lead": people})
    a, b, _ = (member.id for member in members_of(fair))
    set_states(lan, fair, [a, b], "sent")
    set_states(lan, fair, [a], "replied")

    sent = members_of(fair, state="sent")

    assert member_dates(fair) == {
        "planned": 3, "sent": 2, "opened": 0, "clicked": 0, "replied": 1, "converted": 0, "unsubscribed": 0,
        "complained": 0, "held_out": 0,
    }  # fmt: skip
    assert [member.id for member in sent] == [b]
    assert members_of(fair, state="sent", after=b) == ()


def test_a_member_is_named_to_whoever_may_see_them(lan: Person, minh: Person, fair: int) -> None:
    own, other = create(minh, LEADS, {"name": "Chị Lệ"}), create(lan, LEADS, {"name": "Anh Ba", "owner": lan.id})
    add_members(lan, fair, version=1, members={"lead": [own, other]})

    assert names_of_members(minh, members_of(fair)) == {("leads", own): "Chị Lệ"}
    assert len(names_of_members(lan, members_of(fair))) == 2
    assert [(name, member.state) for name, member in memberships_of("leads", own)] == [("Hội chợ", "planned")]


def test_what_a_campaign_costs_is_divided_by_what_came_of_it(lan: Person, fair: int) -> None:
    leads = [create(lan, LEADS, {"name": name, "campaign": fair}) for name in ("A", "B", "C", "D")]
    create(lan, LEADS, {"name": "E"})
    for lead in leads[:2]:
        convert(lan, lead, version=1, to=Target(customer={}))
    add_cost(lan, fair, version=1, values={"on": "2026-11-02", "amount": "9 triệu", "what": "Gian hàng"})
    add_cost(lan, fair, version=2, values={"on": "2026-11-03", "amount": "1 triệu", "what": "In ấn"})

    found = spending_of(fair, Decimal(50_000_000), "VND")

    assert (found.leads, found.converted) == (4, 2)
    assert found.total.value == Decimal(10_000_000)
    assert found.of_budget.value == Decimal("0.2")
    assert (found.per_lead.value, found.per_converted.value) == (Decimal(2_500_000), Decimal(5_000_000))


TEN = {"VND": Decimal(10)}


@pytest.mark.parametrize(
    ("totals", "budget", "leads", "converted", "undefined"),
    [
        ({}, Decimal(5), 1, 1, {"total", "of_budget", "per_lead", "per_converted"}),
        ({"USD": Decimal(1)}, Decimal(5), 1, 1, {"total", "of_budget", "per_lead", "per_converted"}),
        (TEN | {"USD": Decimal(1)}, Decimal(5), 1, 1, {"total", "of_budget", "per_lead", "per_converted"}),
        (TEN, None, 1, 1, {"of_budget"}),
        (TEN, Decimal(0), 1, 1, {"of_budget"}),
        (TEN, Decimal(5), 0, 0, {"per_lead", "per_converted"}),
        (TEN, Decimal(5), 3, 0, {"per_converted"}),
    ],
)
def test_what_cannot_be_divided_is_empty_with_its_reason(
    totals: dict[str, Decimal], budget: Decimal | None, leads: int, converted: int, undefined: set[str]
) -> None:
    found = spending(totals, budget, "VND", leads, converted)

    figures = {name: getattr(found, name) for name in ("total", "of_budget", "per_lead", "per_converted")}
    assert {name for name, figure in figures.items() if figure.value is None} == undefined
    assert all((figure.why is None) == (figure.value is not None) for figure in figures.values())


def test_more_than_the_budget_is_more_than_all_of_it() -> None:
    assert spending(TEN, Decimal(8), "VND", 0, 0).of_budget.value == Decimal("1.25")


def test_a_share_of_those_who_are_added_is_held_out_by_lot_and_nothing_is_sent_to_them(lan: Person) -> None:
    half = create(lan, CAMPAIGNS, {"name": "Tết", "channel": "zalo", "held_out_percent": "50"})
    people = [create(lan, CUSTOMERS, {"name": f"K{n}", "kind": "firm"}) for n in range(60)]

    add_members(lan, half, version=1, members={"customer": people})
    members = members_of(half, most=100)
    alone = {member.id for member in members if member.held_out}

    # Whoever is drawn is the same each time: the lot hangs on the member and the campaign alone.
    assert alone == {m.id for m in members if is_held_out(half, "customer", m.record, 50)}
    assert 15 < len(alone) < 45
    assert member_dates(half)["held_out"] == len(alone)
    assert set_states(lan, half, [m.id for m in members], "sent") == 60 - len(alone)
    assert set_states(lan, half, list(alone), "converted") == len(alone)


def test_the_lot_leaves_alone_as_many_as_were_said() -> None:
    drawn = sum(is_held_out(7, "lead", number, 20) for number in range(20_000))

    # Four standard errors of 20 %.
    assert abs(drawn / 20_000 - 0.2) < 4 * (0.16 / 20_000) ** 0.5
    assert not any(is_held_out(7, "lead", number, 0) for number in range(100))


def test_more_than_half_cannot_be_held_out(lan: Person) -> None:
    with pytest.raises(WrongValue):
        create(lan, CAMPAIGNS, {"name": "Tết", "held_out_percent": "51"})
