"""Activities: whose they are too, who is named in them, and what they do to tickets."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crmeter.records.activities.mentioned import mentioned_in, told_apart
from crmeter.records.activities.models import Activity, Mention
from crmeter.records.activities.participant_actions import take_part
from crmeter.records.activities.queries import mentioned_on, participants_of
from crmeter.records.activities.reminder_actions import remind_of_due
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import Asked, page_of, record_at
from crmeter.records.deals.queries import pipelines
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.notices.queries import notices_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import join_team
from crmeter.records.tickets.models import Ticket
from crmeter.records.tickets.queries import happenings, queues
from crmeter.records.tickets.queue_actions import add_queue

from .conftest import there

pytestmark = pytest.mark.django_db
CUSTOMERS, CONTACTS, DEALS = CONCEPTS["customers"], CONCEPTS["contacts"], CONCEPTS["deals"]
TICKETS, ACTIVITIES = CONCEPTS["tickets"], CONCEPTS["activities"]
NAMES = {1: ("Lan", "lan"), 2: ("Minh", "minh.tran"), 3: ("Minh Anh", "anh"), 4: ("Hòa", "hoa"), 5: ("Hoa", "hoa.le")}


def write(person: Person, kind: str = "note", body: str = "Đã gọi", **values: object) -> int:
    return create(person, ACTIVITIES, {"kind": kind, "body": body, **values})


def deal_of(person: Person, **values: object) -> int:
    pipeline = pipelines()[0]
    return create(person, DEALS, {"name": "Máy pha", "pipeline": pipeline.id, "stage": pipeline.stages[0].id, **values})


def ticket_of(person: Person, **values: object) -> int:
    return create(person, TICKETS, {"name": "Máy không lên", "queue": queues()[0].id, **values})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Lan xem giúp", {1}),
        ("nhờ @lan, @MINH ANH nhé", {1, 3}),
        ("@Minh xem", {2}),
        ("@minh.tran xem", {2}),
        ("@Minh   Anh xem", {3}),
        ("@Minh Anhxem", {2}),
        ("@Hòa", {4}),
        ("@Hoa", set()),
        ("lan@lan.vn", set()),
        ("@lan@lan.vn", set()),
        ("@lan.le", set()),
        ("@lan.", {1}),
        ("@La", set()),
        ("@ Lan", set()),
        ("(@Lan)", {1}),
    ],
)
def test_only_who_is_meant_for_sure_is_named(text: str, named: set[int]) -> None:
    assert mentioned_in(text, NAMES) == named


def test_a_text_is_told_in_pieces_that_name_somebody_or_not() -> None:
    names = {1: ("Trần Đức Minh", "minh"), 2: ("Hoa", "hoa")}

    pieces = told_apart("Nhờ @Trần  Đức MINH gọi, @Hòa và hoa@nangsom.vn thì không. @hoa", names)

    assert pieces == (
        ("Nhờ ", False),
        ("@Trần  Đức MINH", True),
        (" gọi, @Hòa và hoa@nangsom.vn thì không. ", False),
        ("@hoa", True),
    )


def test_the_first_line_is_the_subject_where_there_is_none(lan: Person) -> None:
    pk = write(lan, body="Khách đổi địa chỉ\nGửi lại hợp đồng")

    row = record_at(lan, ACTIVITIES, pk)

    assert row is not None and row.name == "Khách đổi địa chỉ"
    with pytest.raises(Refused):
        write(lan, body="")


def test_what_is_written_on_a_deal_is_its_customers_too(lan: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    other = create(lan, CUSTOMERS, {"name": "Mộc Nhiên", "kind": "firm"})
    contact = create(lan, CONTACTS, {"name": "Chị Lệ", "customer": customer})

    on_deal = write(lan, deal=deal_of(lan, customer=customer))
    on_ticket = write(lan, ticket=ticket_of(lan, customer=customer))
    on_contact = write(lan, contact=contact, customer=other)
    on_nothing = write(lan)

    found = {row.pk: row.customer_id for row in Activity.objects.all()}
    assert found == {on_deal: customer, on_ticket: customer, on_contact: customer, on_nothing: None}


def test_what_a_form_leaves_empty_is_as_a_new_activity_has_it(lan: Person) -> None:
    pk = write(lan, direction="", outcome="", is_pinned="", happened_at="", duration_minutes="", owner="")

    row = Activity.objects.get(pk=pk)
    assert (row.direction, row.is_pinned, row.duration_minutes, row.owner_id) == ("none", False, None, lan.id)
    assert row.happened_at == row.created_at


def test_a_task_is_open_until_it_is_done(lan: Person) -> None:
    task = write(lan, "task", due_on="03/03/2026")
    call = write(lan, "call", due_at="2026-03-03T09:30:00+07:00")
    note = write(lan)

    assert dict(Activity.objects.values_list("pk", "is_open")) == {task: True, call: True, note: False}
    assert Activity.objects.get(pk=call).due_on == date(2026, 3, 3)
    change(lan, ACTIVITIES, call, version=1, values={"done_at": "2026-03-04T10:00:00+07:00", "outcome": "answered"})
    done = Activity.objects.get(pk=call)
    assert (done.is_open, done.happened_at) == (False, datetime(2026, 3, 4, 3, tzinfo=UTC))


def test_who_is_named_is_told_and_may_see_it(lan: Person, minh: Person) -> None:
    pk = write(lan, body="@Minh gọi lại giúp, @Lan biết rồi")
    write(lan, body="Không nhắc ai")

    assert [link.id for link in mentioned_on(pk)] == [minh.id]
    assert [row.id for row in page_of(minh, ACTIVITIES, Asked(), ()).rows] == [pk]
    (notice,) = notices_of(minh).rows
    assert (notice.kind, notice.concept, notice.record) == ("mention", "activities", pk)
    assert notice.title.en == "Lan mentioned you in @Minh gọi lại giúp, @Lan biết rồi"
    assert notices_of(lan).rows == ()


def test_whoever_was_named_before_is_not_told_again(lan: Person, minh: Person) -> None:
    pk = write(lan, body="@Minh xem")
    change(lan, ACTIVITIES, pk, version=1, values={"body": "@Minh xem giúp"})
    told = len(notices_of(minh).rows)
    change(lan, ACTIVITIES, pk, version=2, values={"body": "thôi"})

    assert told == 1
    assert mentioned_on(pk) == ()


def test_a_mention_is_answered_by_writing_on_the_same_record(lan: Person, minh: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": minh.id})
    write(lan, body="@Minh gọi lại", customer=customer)
    write(minh, body="Việc khác")
    before = Mention.objects.get().answered_at

    write(minh, "call", body="Đã gọi lại", customer=customer)

    assert before is None
    assert Mention.objects.get().answered_at is not None


def test_the_first_answer_to_a_ticket_is_dated_once(lan: Person) -> None:
    pk = ticket_of(lan)
    opened = Ticket.objects.get(pk=pk).opened_at

    write(lan, "call", direction="out", outcome="no_answer", ticket=pk)
    write(lan, "note", ticket=pk)
    unanswered = Ticket.objects.get(pk=pk)
    write(lan, "mail", direction="out", ticket=pk)
    first = Ticket.objects.get(pk=pk)
    write(lan, "mail", direction="out", ticket=pk)

    answered = Ticket.objects.get(pk=pk)
    assert (unanswered.first_responded_at, unanswered.status) == (None, "new")
    assert first.first_responded_at is not None and first.first_responded_at >= opened
    assert (answered.first_responded_at, answered.status) == (first.first_responded_at, "open")
    assert [each.kind for each in happenings(pk)].count("answered") == 1


def test_an_answer_of_the_customer_takes_a_waiting_ticket_up_again(lan: Person, minh: Person) -> None:
    pk = ticket_of(lan, owner=minh.id, status="waiting")

    write(lan, "mail", direction="in", ticket=pk)

    assert Ticket.objects.get(pk=pk).status == "open"
    kinds = [notice.kind for notice in notices_of(minh).rows]
    assert kinds.count("feedback") == 1
    assert "resumed" in [each.kind for each in happenings(pk)]


def test_feedback_on_a_ticket_of_nobody_goes_to_the_team_of_its_queue(lan: Person, minh: Person, north: str) -> None:
    team = next(each.id for each in teams() if each.slug == north)
    pk = ticket_of(lan, queue=add_queue(SYSTEM, "Bảo hành", team=team))

    feedback = write(lan, "mail", direction="in", ticket=pk)

    assert [(notice.kind, notice.record) for notice in notices_of(minh).rows] == [("feedback", pk)]
    assert [row.id for row in page_of(minh, ACTIVITIES, Asked(), ()).rows] == [feedback]
    with pytest.raises(Refused):
        change(minh, ACTIVITIES, feedback, version=1, values={"body": "khác"})


def test_whoever_has_the_customer_reads_what_others_wrote(lan: Person, minh: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": minh.id})
    own = write(lan, customer=customer)
    write(lan)

    assert [row.id for row in page_of(minh, ACTIVITIES, Asked(), ()).rows] == [own]
    with pytest.raises(Refused):
        change(minh, ACTIVITIES, own, version=1, values={"body": "khác"})


def test_agents_of_a_team_read_each_others_activities(lan: Person, minh: Person, north: str) -> None:
    agents = [there(add_user(SYSTEM, f"a{n}@example.vn", Role.AGENT, name=f"A{n}")) for n in range(2)]
    for each in agents:
        join_team(SYSTEM, each.id, north)
    pk = write(agents[0])

    assert record_at(agents[1], ACTIVITIES, pk) is not None
    with pytest.raises(Refused):
        change(agents[1], ACTIVITIES, pk, version=1, values={"body": "khác"})


def test_participants_are_kept_by_the_version(lan: Person, minh: Person) -> None:
    pk = write(lan, "meeting")
    contact = create(lan, CONTACTS, {"name": "Chị Lệ"})

    version = take_part(lan, pk, version=1, people=[minh.id, lan.id], contacts=[contact])
    with pytest.raises(Stale):
        take_part(lan, pk, version=1)
    with pytest.raises(Refused):
        take_part(lan, pk, version=version, contacts=[contact + 999])
    take_part(lan, pk, version=version, people=[minh.id], contacts=[contact])

    found = participants_of(pk)
    assert ([link.id for link in found.people], [link.name for link in found.contacts]) == ([minh.id], ["Chị Lệ"])


def test_what_is_due_is_told_once_and_again_when_it_was_put_off(minh: Person) -> None:
    monday = datetime(2026, 3, 2, 1, tzinfo=UTC)
    task = write(minh, "task", due_on="02/03/2026")
    write(minh, "task", due_on="03/03/2026")
    write(minh, "task", due_on="01/02/2026")
    call = write(minh, "call", due_at=monday + timedelta(minutes=16))
    write(minh, "task", due_on="02/03/2026", done_at="2026-03-02T07:00:00+07:00")

    first = remind_of_due(monday)
    again = remind_of_due(monday + timedelta(minutes=5))
    last = remind_of_due(monday + timedelta(minutes=10))
    change(minh, ACTIVITIES, task, version=1, values={"due_on": "05/03/2026"})
    put_off = remind_of_due(monday + timedelta(minutes=15))
    later = remind_of_due(monday + timedelta(days=3))

    assert (first, again, last, put_off, later) == (1, 1, 0, 0, 2)
    records = [(notice.kind, notice.record) for notice in notices_of(minh).rows]
    assert records.count(("due", task)) == 2
    assert records.count(("due", call)) == 1


def test_activities_go_with_their_deal_to_another_customer(lan: Person) -> None:
    first, second = (create(lan, CUSTOMERS, {"name": name, "kind": "firm"}) for name in "AB")
    contact = create(lan, CONTACTS, {"name": "Chị Lệ", "customer": first})
    deal, ticket = deal_of(lan, customer=first), ticket_of(lan, customer=first)
    on_deal, on_ticket, on_contact = (
        write(lan, deal=deal), write(lan, ticket=ticket), write(lan, contact=contact),
    )  # fmt: skip
    on_both = write(lan, deal=deal_of(lan, customer=first), ticket=ticket)

    for concept, pk in ((DEALS, deal), (TICKETS, ticket), (CONTACTS, contact)):
        change(lan, concept, pk, version=1, values={"customer": second})

    assert dict(Activity.objects.values_list("pk", "customer_id")) == {
        on_deal: second, on_ticket: second, on_contact: first, on_both: first,
    }  # fmt: skip
