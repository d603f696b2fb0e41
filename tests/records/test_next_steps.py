"""My work: in an order that can be told, each step with its reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.deals.models import Deal
from crmeter.records.deals.queries import pipelines
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import Person, teams
from crmeter.records.tickets.models import Ticket
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.records.timeline.next_steps import Rank, Step, next_steps

pytestmark = pytest.mark.django_db
CUSTOMERS, DEALS = CONCEPTS["customers"], CONCEPTS["deals"]
TICKETS, ACTIVITIES = CONCEPTS["tickets"], CONCEPTS["activities"]
# Ten in the morning in Vietnam.
NOW = datetime(2026, 3, 10, 3, tzinfo=UTC)


def deal_of(person: Person, name: str, days: int, **values: object) -> int:
    pipeline = pipelines()[0]
    pk = create(person, DEALS, {"name": name, "pipeline": pipeline.id, "stage": pipeline.stages[0].id, **values})
    Deal.objects.filter(pk=pk).update(entered_stage_at=NOW - timedelta(days=days))
    return pk


def ticket_of(person: Person, name: str, hours: float | None, **values: object) -> int:
    pk = create(person, TICKETS, {"name": name, "queue": queues()[0].id, "owner": person.id, **values})
    due = None if hours is None else NOW + timedelta(hours=hours)
    Ticket.objects.filter(pk=pk).update(due_at=due, opened_at=NOW - timedelta(hours=30))
    return pk


def task_of(person: Person, name: str, day: date | None, **values: object) -> int:
    return create(person, ACTIVITIES, {"kind": "task", "name": name, "due_on": day, **values})


def told(steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    return [(step.name, step.reason.en) for step in steps]


def test_work_is_in_the_order_of_its_rule(lan: Person, minh: Person) -> None:
    today = date(2026, 3, 10)
    deal_of(minh, "Không có bước", 1)
    deal_of(minh, "Đứng lâu", 20, next_step="Gọi", next_step_on=date(2026, 3, 20))
    deal_of(minh, "Bước trễ", 1, next_step="Gọi", next_step_on=date(2026, 3, 8))
    deal_of(minh, "Đúng hẹn", 1, next_step="Gọi", next_step_on=date(2026, 3, 10))
    task_of(minh, "Hôm nay", today)
    task_of(minh, "Trễ", date(2026, 3, 7))
    task_of(minh, "Ngày mai", date(2026, 3, 11))
    task_of(minh, "Không ngày", None)
    create(minh, ACTIVITIES, {"kind": "call", "name": "Hẹn sáng", "due_at": NOW - timedelta(hours=1)})
    create(lan, ACTIVITIES, {"kind": "note", "name": "Nhắc", "body": "@Minh xem"})
    ticket_of(minh, "Quá hẹn", -1.5)
    ticket_of(minh, "Sắp hẹn", 3.25)
    ticket_of(minh, "Còn lâu", 26)
    ticket_of(minh, "Không hẹn", None)
    ticket_of(minh, "Chờ khách", -5, status="waiting")
    ticket_of(minh, "Đã xong", -5, status="solved")
    ticket_of(lan, "Của Lan", -5)

    assert told(next_steps(minh, NOW)) == [
        ("Quá hẹn", "1 h 30 min late"),
        ("Sắp hẹn", "3 h 15 min left"),
        ("Trễ", "3 days late"),
        ("Bước trễ", "Next step 2 days late"),
        ("Hẹn sáng", "Was due earlier today"),
        ("Nhắc", "Lan mentioned you, and you have not answered"),
        ("Hôm nay", "Due today"),
        ("Đứng lâu", "In its stage for 20 days, more than the 14 allowed"),
        ("Không có bước", "Has no next step"),
        ("Không hẹn", "Opened 30 hours ago, nothing promised"),
        ("Còn lâu", "26 h 0 min left"),
    ]


def test_a_deal_comes_once_and_an_open_activity_is_a_next_step(minh: Person) -> None:
    deal_of(minh, "Cả hai", 20)
    planned = deal_of(minh, "Có việc", 1)
    task_of(minh, "Gọi", date(2026, 3, 30), deal=planned)

    assert [(step.name, step.rank) for step in next_steps(minh, NOW)] == [("Cả hai", Rank.STALE)]


def test_a_deal_is_not_stale_on_the_last_day_that_its_stage_allows(minh: Person) -> None:
    deal_of(minh, "Vừa đủ", 14, next_step="Gọi")

    assert next_steps(minh, NOW) == ()
    assert len(next_steps(minh, NOW + timedelta(seconds=1))) == 1


def test_the_first_answer_counts_until_it_was_given(minh: Person) -> None:
    pk = ticket_of(minh, "Chưa trả lời", 26)
    Ticket.objects.filter(pk=pk).update(answer_due_at=NOW - timedelta(minutes=20))
    before = told(next_steps(minh, NOW))
    Ticket.objects.filter(pk=pk).update(first_responded_at=NOW)

    assert before == [("Chưa trả lời", "0 h 20 min late")]
    assert told(next_steps(minh, NOW)) == [("Chưa trả lời", "26 h 0 min left")]


def test_what_nobody_of_the_team_took_is_everybodys(lan: Person, minh: Person, north: str) -> None:
    team = next(each.id for each in teams() if each.slug == north)
    ticket_of(lan, "Của nhóm", -1, queue=add_queue(SYSTEM, "Bảo hành", team=team), owner=None)

    assert told(next_steps(minh, NOW)) == [("Của nhóm", "1 h 0 min late")]
    assert next_steps(lan, NOW) == ()


def test_a_mention_that_was_answered_is_done(lan: Person, minh: Person) -> None:
    customer = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": minh.id})
    create(lan, ACTIVITIES, {"kind": "note", "body": "@Minh xem", "customer": customer})
    before = len(next_steps(minh, NOW))
    create(minh, ACTIVITIES, {"kind": "note", "body": "Đã xem", "customer": customer})

    assert (before, next_steps(minh, NOW)) == (1, ())


def test_it_takes_eleven_questions_at_most(lan: Person, minh: Person) -> None:
    for number in range(8):
        deal_of(minh, f"Cơ hội {number}", 20)
        task_of(minh, f"Việc {number}", date(2026, 3, 7))
        ticket_of(minh, f"Phiếu {number}", -1)
        create(lan, ACTIVITIES, {"kind": "note", "body": "@Minh xem"})

    with CaptureQueriesContext(connection) as asked:
        found = next_steps(minh, NOW, most=100)

    assert len(found) == 32
    assert len(asked) <= 11
