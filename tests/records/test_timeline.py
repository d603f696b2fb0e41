"""The timeline of a record: everything, in one order, page after page, and nothing that may not be seen."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crmeter.records.activities.models import Activity
from crmeter.records.activities.participant_actions import take_part
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create, remove
from crmeter.records.concept.concept import Concept
from crmeter.records.deals.models import StageEvent
from crmeter.records.deals.queries import pipelines
from crmeter.records.leads.member_actions import add_members, set_states
from crmeter.records.leads.queries import members_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Rights
from crmeter.records.staff.rights_actions import decide_rights
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import join_team
from crmeter.records.subscriptions.actions import renew
from crmeter.records.subscriptions.renewals import renewal_from
from crmeter.records.tickets.models import Ticket, TicketEvent
from crmeter.records.tickets.queries import queues
from crmeter.records.timeline.entry import Entry, Place
from crmeter.records.timeline.queries import timeline_of
from crmeter.vocabulary import formats

from .conftest import there

pytestmark = pytest.mark.django_db
CUSTOMERS, CONTACTS, DEALS = CONCEPTS["customers"], CONCEPTS["contacts"], CONCEPTS["deals"]
TICKETS, ACTIVITIES = CONCEPTS["tickets"], CONCEPTS["activities"]
SUBSCRIPTIONS, CAMPAIGNS, LEADS = CONCEPTS["subscriptions"], CONCEPTS["campaigns"], CONCEPTS["leads"]
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def leader(north: str) -> Person:
    pk = add_user(SYSTEM, "ha@example.vn", Role.SALES_MANAGER, name="Hà")
    join_team(SYSTEM, pk, north, leads=True)
    return there(pk)


def customer_of(person: Person, **values: object) -> int:
    return create(person, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", **values})


def deal_of(person: Person, **values: object) -> int:
    pipeline = pipelines()[0]
    return create(person, DEALS, {"name": "Máy pha", "pipeline": pipeline.id, "stage": pipeline.stages[0].id, **values})


def ticket_of(person: Person, **values: object) -> int:
    return create(person, TICKETS, {"name": "Máy không lên", "queue": queues()[0].id, **values})


def note(person: Person, body: str, **values: object) -> int:
    return create(person, ACTIVITIES, {"kind": "note", "body": body, **values})


def entries(person: Person, concept: Concept, pk: int, **asked: object) -> tuple[Entry, ...]:
    return timeline_of(person, concept, pk, **asked).entries  # type: ignore[arg-type]


def read_through(person: Person, concept: Concept, pk: int, most: int) -> list[Entry]:
    found: list[Entry] = []
    before: Place | None = None
    while True:
        page = timeline_of(person, concept, pk, before=before, most=most)
        assert len(page.entries) <= most
        found += page.entries
        if page.before is None:
            return found
        before = Place.read(page.before.written())
        assert before == page.before


def test_a_customer_has_all_that_happened_around_it(lan: Person, minh: Person) -> None:
    pk = customer_of(lan, owner=lan.id)
    deal = deal_of(lan, customer=pk, amount="2 triệu")
    stages = pipelines()[0].stages
    won = next(stage for stage in stages if stage.kind == "won")
    change(lan, DEALS, deal, version=1, values={"stage": won.id})
    ticket = ticket_of(lan, customer=pk)
    change(lan, TICKETS, ticket, version=1, values={"status": "open"})
    change(lan, TICKETS, ticket, version=2, values={"status": "solved"})
    activity = note(minh, "Đã gọi", customer=None)
    on_deal = note(lan, "Chốt giá", deal=deal)
    change(lan, CUSTOMERS, pk, version=1, values={"owner": minh.id, "segment": "Quán ăn"})
    change(lan, CUSTOMERS, pk, version=2, values={"segment": "Khách sạn"})

    found = entries(lan, CUSTOMERS, pk)

    assert [(each.kind, each.title.en, each.concept, each.record) for each in found] == [
        ("field", "Owner: Lan → Minh", "customers", pk),
        ("note", "Chốt giá", "activities", on_deal),
        ("ticket", "Ticket Máy không lên solved", "tickets", ticket),
        ("ticket", "Ticket Máy không lên opened", "tickets", ticket),
        ("stage", "Deal Máy pha won", "deals", deal),
        ("stage", "Deal Máy pha created in stage Tiếp cận", "deals", deal),
        ("field", "The customer was created", "customers", pk),
    ]
    assert activity not in {each.record for each in found if each.concept == "activities"}
    assert found[4].details["amount"] == Decimal(2_000_000)
    assert {each.by.name for each in found if each.by is not None} == {"Lan"}
    assert all(each.is_own for each in found)


def test_of_a_kind_only_that_is_told(lan: Person) -> None:
    pk = customer_of(lan)
    note(lan, "Đã gọi", customer=pk)
    create(lan, ACTIVITIES, {"kind": "call", "body": "Hỏi giá", "direction": "in", "customer": pk})

    assert [each.kind for each in entries(lan, CUSTOMERS, pk, kinds={"call", "stage"})] == ["call"]


def test_pages_hold_each_entry_once_even_of_one_moment(lan: Person) -> None:
    pk = customer_of(lan)
    deal = deal_of(lan, customer=pk)
    for number in range(5):
        note(lan, f"Ghi chú {number}", customer=pk)
    ticket_of(lan, customer=pk)
    Activity.objects.update(happened_at=NINE)
    StageEvent.objects.update(at=NINE)
    TicketEvent.objects.update(at=NINE)
    AuditEntry.objects.update(at=NINE)
    whole = entries(lan, CUSTOMERS, pk)

    assert len(whole) == 8
    for most in (1, 2, 3, 7, 8):
        assert [each.place for each in read_through(lan, CUSTOMERS, pk, most)] == [each.place for each in whole]
    assert [each.kind for each in whole] == [*["note"] * 5, "stage", "ticket", "field"]
    assert whole[5].record == deal


def test_the_newest_comes_first_whatever_it_is(lan: Person) -> None:
    pk = customer_of(lan)
    deal_of(lan, customer=pk)
    for hours in (3, 1, 2):
        moment = (NINE + timedelta(hours=hours)).isoformat()
        note(lan, f"{hours}", customer=pk, happened_at=moment)
    StageEvent.objects.update(at=NINE + timedelta(hours=2, minutes=30))
    AuditEntry.objects.update(at=NINE)

    assert [each.title.en for each in read_through(lan, CUSTOMERS, pk, 2)] == [
        "3",
        "Deal Máy pha created in stage Tiếp cận",
        "2",
        "1",
        "The customer was created",
    ]


def test_a_deal_and_a_contact_have_theirs(lan: Person) -> None:
    customer = customer_of(lan)
    contact = create(lan, CONTACTS, {"name": "Chị Lệ", "customer": customer})
    deal = deal_of(lan, customer=customer, contact=contact)
    on_deal = note(lan, "Chốt giá", deal=deal)
    met = note(lan, "Họp", customer=customer)
    take_part(lan, met, version=1, contacts=[contact])
    note(lan, "Chuyện khác", customer=customer)

    assert [(each.kind, each.record) for each in entries(lan, DEALS, deal)] == [("note", on_deal), ("stage", deal)]
    assert [(each.kind, each.record) for each in entries(lan, CONTACTS, contact)] == [
        ("note", met),
        ("stage", deal),
        ("field", contact),
    ]


def test_a_ticket_tells_each_thing_that_happened_to_it(lan: Person) -> None:
    pk = ticket_of(lan)
    change(lan, TICKETS, pk, version=1, values={"status": "waiting"})
    note(lan, "Khách sẽ gửi ảnh", ticket=pk)

    found = entries(lan, TICKETS, pk)

    assert [each.details.get("event", each.kind) for each in found] == ["note", "paused", "created"]


def test_only_what_may_be_seen_is_told(lan: Person, minh: Person) -> None:
    pk = customer_of(lan, owner=minh.id)
    hidden_deal = deal_of(lan, customer=pk)
    own = note(minh, "Của tôi", customer=pk)
    theirs = note(lan, "Của Lan", customer=pk)
    foreign = customer_of(lan)
    note(lan, "Khách khác", customer=foreign)

    found = entries(minh, CUSTOMERS, pk)

    assert [(each.kind, each.record, each.is_own) for each in found] == [
        ("note", theirs, False),
        ("note", own, True),
        ("field", pk, False),
    ]
    assert hidden_deal in {each.record for each in entries(lan, CUSTOMERS, pk) if each.kind == "stage"}
    assert entries(minh, CUSTOMERS, foreign) == ()


def test_what_was_removed_is_not_told(lan: Person) -> None:
    pk = customer_of(lan)
    gone, deal = note(lan, "Nhầm", customer=pk), deal_of(lan, customer=pk)
    remove(lan, ACTIVITIES, gone, version=1)
    remove(lan, DEALS, deal, version=1)

    assert [each.kind for each in entries(lan, CUSTOMERS, pk)] == ["field"]


@pytest.mark.parametrize("written", ["", "x", "2026-03-02T09:00:00~activities~1", "2026-03-02T09:00:00+00:00~a~x"])
def test_a_place_that_is_none_is_none(written: str) -> None:
    assert Place.read(written) is None


def test_it_takes_thirteen_questions_at_most_however_long_it_is(lan: Person, minh: Person, leader: Person) -> None:
    pk = customer_of(minh, owner=minh.id)

    def questions(person: Person) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert entries(person, CUSTOMERS, pk)
        return len(asked)

    for number in range(12):
        note(minh, f"Ghi chú {number}", deal=deal_of(minh, customer=pk, name=f"Cơ hội {number}"))
        ticket_of(minh, customer=pk, owner=minh.id)
    change(minh, CUSTOMERS, pk, version=1, values={"owner": leader.id})
    change(leader, CUSTOMERS, pk, version=2, values={"owner": minh.id})

    assert {person.name: questions(person) <= 13 for person in (lan, minh, leader)} == {
        "Lan": True, "Minh": True, "Hà": True,
    }  # fmt: skip
    assert Ticket.objects.count() == 12


def test_what_happened_to_a_subscription_is_told_of_it_and_of_its_customer(lan: Person) -> None:
    pk = customer_of(lan)
    today = timezone.localdate()
    begun = {"name": "Bảo trì", "customer": pk, "starts_on": today, "period": "month", "price": "2 triệu"}
    subscription = create(lan, SUBSCRIPTIONS, begun)
    change(lan, SUBSCRIPTIONS, subscription, version=1, values={"price": "3 triệu"})
    change(lan, SUBSCRIPTIONS, subscription, version=2, values={"status": "paused"})
    change(lan, SUBSCRIPTIONS, subscription, version=3, values={"status": "active"})
    due = renew(lan, subscription, version=4)
    change(lan, SUBSCRIPTIONS, subscription, version=due, values={"status": "cancelled", "cancel_reason": "price"})

    own = [each.title.en for each in entries(lan, SUBSCRIPTIONS, subscription) if each.kind == "subscription"]
    of_customer = [each.details["event"] for each in entries(lan, CUSTOMERS, pk) if each.kind == "subscription"]

    renewed = formats.day(renewal_from(today, "month", today), "en")
    assert own == [
        "Subscription Bảo trì cancelled",
        f"Subscription Bảo trì renewed, from {renewed}",
        "Subscription Bảo trì resumed",
        "Subscription Bảo trì paused",
        "Terms of subscription Bảo trì changed",
        "Subscription Bảo trì started",
    ]
    assert of_customer == ["cancelled", "renewed", "resumed", "paused", "started"]


def test_each_state_that_somebody_came_to_in_a_campaign_is_told_once_on_every_way_through(lan: Person) -> None:
    lead = create(lan, LEADS, {"name": "Chị Lệ"})
    for name in ("Thư tháng 1", "Thư tháng 2"):
        campaign = create(lan, CAMPAIGNS, {"name": name})
        add_members(lan, campaign, version=1, members={"lead": [lead]})
        (member,) = members_of(campaign)
        for state in ("sent", "opened", "clicked", "replied", "complained"):
            # All at one moment, so that only the numbers of the entries say which comes first.
            set_states(lan, campaign, [member.id], state, at=NINE)

    whole = [each for each in entries(lan, LEADS, lead) if each.kind == "campaign"]

    assert len(whole) == 12
    for most in (1, 2, 3):
        assert [each for each in read_through(lan, LEADS, lead, most) if each.kind == "campaign"] == whole
    assert [each.title.en for each in whole[2:7]] == [
        "Marked Thư tháng 2 as spam", "Replied to Thư tháng 2", "Clicked a link in Thư tháng 2", "Opened Thư tháng 2",
        "Was sent Thư tháng 2",
    ]  # fmt: skip


def test_a_campaign_that_may_not_be_seen_is_not_told(lan: Person, minh: Person) -> None:
    lead, campaign = create(minh, LEADS, {"name": "Chị Lệ"}), create(lan, CAMPAIGNS, {"name": "Thư"})
    add_members(lan, campaign, version=1, members={"lead": [lead]})
    before = [each.kind for each in entries(minh, LEADS, lead)]

    decide_rights(SYSTEM, Role.REP, {"campaigns": Rights()}, version=1)

    assert before == ["campaign", "field"]
    assert [each.kind for each in entries(minh, LEADS, lead)] == ["field"]
