"""Tickets: their clock, their statuses, who has them, and what is written down of them."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from crmeter.records.activities.merge_actions import merge_tickets
from crmeter.records.calendar.actions import change_week
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.concept import Draft
from crmeter.records.concept.listing import Asked, page_of, record_at
from crmeter.records.files.actions import attach
from crmeter.records.files.queries import files_of
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.notices.actions import follow
from crmeter.records.notices.queries import followers_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.tickets.models import Ticket, TicketPromise
from crmeter.records.tickets.queries import happenings, promises, queues
from crmeter.records.tickets.queue_actions import Promise, add_queue, change_queue, promise
from crmeter.records.tickets.status_actions import settle_by
from crmeter.vocabulary.working_time import Hours

from .conftest import there

pytestmark = pytest.mark.django_db
TICKETS, ACTIVITIES = CONCEPTS["tickets"], CONCEPTS["activities"]
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


class MorningsOnly:
    """Every day from nine to twelve, by UTC; enough to tell working time from that of the calendar."""

    def between(self, start: datetime, end: datetime) -> timedelta:
        total, day = timedelta(), start.replace(hour=9, minute=0)
        while day < end:
            total += max(timedelta(), min(end, day + timedelta(hours=3)) - max(start, day))
            day += timedelta(days=1)
        return total

    def after(self, start: datetime, time: timedelta) -> datetime:
        day = start.replace(hour=9, minute=0)
        while True:
            begin, end = max(start, day), day + timedelta(hours=3)
            if begin < end and time <= end - begin:
                return begin + time
            time -= max(timedelta(), end - begin)
            day += timedelta(days=1)


@pytest.fixture
def agent(db: None) -> Person:
    return there(add_user(SYSTEM, "an@example.vn", Role.AGENT, name="An"))


def ticket_of(person: Person, **values: object) -> int:
    return create(person, TICKETS, {"name": "Máy không lên", "queue": queues()[0].id, **values})


def version_of(pk: int) -> int:
    return Ticket.objects.get(pk=pk).version


def to(person: Person, pk: int, status: str) -> None:
    change(person, TICKETS, pk, version=version_of(pk), values={"status": status})


def draft(ticket: Ticket, at: datetime, **changed: object) -> Draft:
    before = {name: getattr(ticket, name) for name in changed}
    for name, value in changed.items():
        setattr(ticket, name, value)
    return Draft(ticket, before, SYSTEM, at)


def opened(at: datetime) -> Ticket:
    return Ticket(name="Máy không lên", priority="high", status="open", opened_at=at)


def test_nothing_is_promised_until_somebody_promises_it(lan: Person) -> None:
    pk = ticket_of(lan)

    row = Ticket.objects.get(pk=pk)

    assert (row.status, row.due_at, row.answer_due_at, promises()) == ("new", None, None, {})


def test_a_promise_counts_from_the_opening(lan: Person, actor: Actor) -> None:
    promise(actor, "high", Promise(30, 240, in_working_time=False), version=None)

    row = Ticket.objects.get(pk=ticket_of(lan, priority="high"))

    assert row.answer_due_at == row.opened_at + timedelta(minutes=30)
    assert row.due_at == row.opened_at + timedelta(minutes=240)


def test_a_promise_is_decided_on_the_one_that_stands(actor: Actor, db: None) -> None:
    first = promise(actor, "high", Promise(30, 240, in_working_time=False), version=None)
    second = promise(actor, "high", Promise(60, 240, in_working_time=False), version=first)

    with pytest.raises(Stale):
        promise(actor, "high", Promise(90, 240, in_working_time=False), version=first)

    assert (first, second, promises()["high"].first_response_minutes) == (1, 2, 60)


@pytest.mark.parametrize("minutes", [0, -5, 1_000_000])
def test_a_time_that_is_none_is_not_promised(actor: Actor, db: None, minutes: int) -> None:
    with pytest.raises(Refused):
        promise(actor, "high", Promise(minutes, None, in_working_time=False), version=None)

    assert promises() == {}


def test_waiting_for_the_customer_moves_what_is_promised(db: None) -> None:
    TicketPromise.objects.create(
        priority="high", first_response_minutes=60, resolution_minutes=480, in_working_time=False
    )
    settle, ticket = settle_by(lambda: None), opened(NINE)
    ticket.due_at, ticket.answer_due_at = NINE + timedelta(hours=8), NINE + timedelta(hours=1)

    settle(draft(ticket, NINE + timedelta(minutes=30), status="waiting"))
    assert ticket.paused_since == NINE + timedelta(minutes=30)
    settle(draft(ticket, NINE + timedelta(minutes=150), status="open"))

    assert ticket.paused_since is None
    assert ticket.paused_seconds == 120 * 60
    assert ticket.due_at == NINE + timedelta(hours=10)
    assert ticket.answer_due_at == NINE + timedelta(hours=3)


def test_in_working_time_only_working_time_moves_it(db: None) -> None:
    TicketPromise.objects.create(
        priority="high", first_response_minutes=60, resolution_minutes=240, in_working_time=True
    )
    settle, ticket = settle_by(MorningsOnly), opened(NINE)

    settle(Draft(ticket, None, SYSTEM, NINE))
    first_due = ticket.due_at
    settle(draft(ticket, NINE + timedelta(hours=2), status="waiting"))
    settle(draft(ticket, NINE + timedelta(days=1, hours=1), status="open"))

    assert first_due == NINE + timedelta(days=1, hours=1)
    assert ticket.paused_seconds == 2 * 3600
    assert ticket.due_at == NINE + timedelta(days=1, hours=3)


def test_a_solution_is_dated_once_and_a_reopening_moves_what_is_promised(db: None) -> None:
    settle, ticket = settle_by(lambda: None), opened(NINE)
    ticket.due_at = NINE + timedelta(hours=8)

    settle(draft(ticket, NINE + timedelta(hours=1), status="solved"))
    settle(draft(ticket, NINE + timedelta(hours=5), status="closed"))
    solved_at = ticket.solved_at
    settle(draft(ticket, NINE + timedelta(hours=25), status="open"))

    assert solved_at == NINE + timedelta(hours=1)
    assert (ticket.solved_at, ticket.reopened, ticket.is_open) == (None, 1, True)
    assert ticket.due_at == NINE + timedelta(hours=32)


def test_each_thing_that_happens_is_written_down(lan: Person, minh: Person) -> None:
    pk = ticket_of(lan)

    change(lan, TICKETS, pk, version=1, values={"owner": minh.id})
    for status in ("open", "waiting", "open", "solved", "open", "closed"):
        to(lan, pk, status)

    assert [(each.kind, each.before, each.after) for each in reversed(happenings(pk))] == [
        ("created", "", "new"),
        ("assigned", "", str(minh.id)),
        ("status", "new", "open"),
        ("paused", "open", "waiting"),
        ("resumed", "waiting", "open"),
        ("solved", "open", "solved"),
        ("reopened", "solved", "open"),
        ("closed", "open", "closed"),
    ]
    assert {each.by for each in happenings(pk)} == {"Lan"}


def test_what_a_form_leaves_empty_is_as_a_new_ticket_has_it(lan: Person) -> None:
    row = Ticket.objects.get(pk=ticket_of(lan, status="", priority="", channel="", owner=""))

    assert (row.status, row.priority, row.channel, row.owner_id) == ("new", "normal", "", None)


def test_a_ticket_without_a_status_is_refused(lan: Person) -> None:
    pk = ticket_of(lan)

    with pytest.raises(Refused):
        change(lan, TICKETS, pk, version=1, values={"status": ""})

    assert Ticket.objects.get(pk=pk).status == "new"


def test_a_ticket_of_a_contact_is_one_of_their_customer(lan: Person) -> None:
    customer = create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})
    contact = create(lan, CONCEPTS["contacts"], {"name": "Chị Lệ", "customer": customer})

    assert Ticket.objects.get(pk=ticket_of(lan, contact=contact)).customer_id == customer


def test_the_team_of_a_queue_has_what_nobody_took_yet(lan: Person, minh: Person, north: str, agent: Person) -> None:
    team = next(each.id for each in teams() if each.slug == north)
    queue = add_queue(SYSTEM, "Bảo hành", team=team)
    waiting = ticket_of(lan, queue=queue)
    taken = ticket_of(lan, queue=queue, owner=lan.id)
    other = ticket_of(lan)

    def seen(person: Person) -> set[int]:
        return {row.id for row in page_of(person, TICKETS, Asked(), ()).rows}

    assert (seen(minh), seen(agent), seen(lan)) == ({waiting}, set(), {waiting, taken, other})
    change(minh, TICKETS, waiting, version=1, values={"owner": minh.id})
    assert Ticket.objects.get(pk=waiting).owner_id == minh.id
    with pytest.raises(Refused):
        change(agent, TICKETS, waiting, version=2, values={"owner": agent.id})


def test_a_queue_is_kept_by_its_version(actor: Actor, db: None) -> None:
    pk = add_queue(actor, "  Bảo   hành ")
    change_queue(actor, pk, version=1, name="Bảo hành", team=None, position=3, is_closed=True)

    with pytest.raises(Stale):
        change_queue(actor, pk, version=1, name="Khác", team=None, position=1, is_closed=False)
    with pytest.raises(Refused):
        add_queue(actor, "Bảo hành")

    assert [each.name for each in queues()] == ["Hỗ trợ khách hàng"]
    assert [(each.name, each.position) for each in queues(closed=True)][1] == ("Bảo hành", 3)


def test_merged_tickets_become_one_and_keep_what_happened(lan: Person) -> None:
    into, source = ticket_of(lan), ticket_of(lan, name="Máy vẫn không lên")
    note = create(lan, ACTIVITIES, {"kind": "note", "body": "Khách gửi ảnh", "ticket": source})
    file = attach(lan, TICKETS, source, "a.pdf", BytesIO(b"%PDF-1.7"))
    follow(lan, TICKETS, source)
    before = [each.kind for each in happenings(source)]

    merge_tickets(lan, into, {source: 1}, version=1)

    merged = Ticket.objects.get(pk=source)
    row = record_at(lan, ACTIVITIES, note)
    assert row is not None and row.values["ticket"].id == into
    assert (merged.duplicate_of_id, merged.status) == (into, "closed")
    assert [each.id for each in files_of(lan, TICKETS, into)] == [file]
    assert followers_of(TICKETS, into) == ((lan.id, "Lan"),)
    assert [each.kind for each in happenings(source)][-len(before) :] == before
    assert [each.kind for each in happenings(into)] == ["merged", "created"]
    with pytest.raises(Refused):
        to(lan, source, "open")


def test_tickets_of_different_customers_are_not_merged(lan: Person) -> None:
    first, second = (
        ticket_of(lan, customer=create(lan, CONCEPTS["customers"], {"name": name, "kind": "firm"})) for name in "AB"
    )

    with pytest.raises(Refused):
        merge_tickets(lan, first, {second: 1}, version=1)
    with pytest.raises(Stale):
        merge_tickets(lan, first, {second: 1}, version=7)

    assert Ticket.objects.get(pk=second).duplicate_of_id is None
    assert [each.kind for each in happenings(first)] == ["created"]


def test_a_promise_in_working_time_runs_by_the_calendar_of_the_firm(lan: Person, actor: Actor) -> None:
    weekdays = [[Hours(8 * 60, 17 * 60)]] * 5
    change_week(actor, version=1, zone="Asia/Ho_Chi_Minh", hours=[*weekdays, [], []])
    promise(actor, "high", Promise(60, 240, in_working_time=True), version=None)

    # Friday 27 November 2026, 16:30 in Hà Nội: half an hour of work is left before Monday at eight.
    pk = ticket_of(lan, priority="high", opened_at=datetime(2026, 11, 27, 9, 30, tzinfo=UTC))

    row = Ticket.objects.get(pk=pk)
    assert row.answer_due_at == datetime(2026, 11, 30, 1, 30, tzinfo=UTC)
    assert row.due_at == datetime(2026, 11, 30, 4, 30, tzinfo=UTC)


def test_who_corrects_when_it_was_opened_corrects_the_promise(lan: Person, actor: Actor) -> None:
    promise(actor, "high", Promise(60, 240, in_working_time=False), version=None)
    pk = ticket_of(lan, priority="high", opened_at=datetime(2026, 11, 27, 3, 0, tzinfo=UTC))
    answer, due = Ticket.objects.values_list("answer_due_at", "due_at").get(pk=pk)

    change(lan, TICKETS, pk, version=1, values={"opened_at": datetime(2026, 11, 27, 2, 0, tzinfo=UTC)})

    row = Ticket.objects.get(pk=pk)
    assert (row.answer_due_at, row.due_at) == (answer - timedelta(hours=1), due - timedelta(hours=1))
